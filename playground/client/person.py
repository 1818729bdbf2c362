"""Somebody who uses the workspace: writes, presses, fills in, reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playground.client.seen import Message, View, elements_of, named
from playground.client.transport import PATIENCE, CannotError, Json, Transport


class Person:
    """One person of a workspace. `user` is an id, a handle or a real name; `team` None means the first workspace."""

    def __init__(self, url: str, team: str | None, user: str) -> None:
        self._transport = Transport(url)
        teams = self._transport.teams
        self.team = next(t for t in teams if team in (None, t["id"], t["name"], t["domain"]))
        found = [p for p in self.team["people"] if user in (p["id"], p["name"], p["real_name"])]
        if not found:
            raise LookupError(f"nobody called {user!r} in {self.team['name']}")
        self.id: str = found[0]["id"]
        self.name: str = found[0]["real_name"]
        self._filled: dict[str, Json] = {}
        self.last_errors: dict[str, str] = {}
        """block id → sentence, after a modal was not accepted"""

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def bot(self) -> str:
        """The bot's user id: a `channel` that means the direct messages with it."""
        return str(self.team["bot_user"])

    def do(self, verb: str, **args: Any) -> Json:
        """Do anything of `playground/people`. Raises CannotError."""
        body = {"team": self.team["id"], "user": self.id, "verb": verb, **args}
        answer: Json = self._transport.post("act", body)
        if not answer["ok"]:
            raise CannotError(answer["error"], answer["message"])
        return answer

    # -- writing

    def say(
        self, channel: str, text: str, thread: str | Message | None = None, *, raw: bool = False
    ) -> Message:
        """Write in `#channel`, to `@person`, or to the bot (`self.bot`); `raw` text is already in Slack's form."""
        sent = self.do("say", channel=channel, text=text, thread_ts=_ts(thread), raw=raw)
        return Message(sent["channel"], sent["message"])

    def tell_bot(self, text: str, thread: str | Message | None = None) -> Message:
        """Write to the bot in the direct messages with it."""
        return self.say(self.bot, text, thread)

    def edit(self, message: Message, text: str) -> None:
        """Change one's own message."""
        self.do("edit", channel=message.channel, ts=message.ts, text=text)

    def delete(self, message: Message) -> None:
        """Delete one's own message."""
        self.do("delete", channel=message.channel, ts=message.ts)

    def command(self, channel: str, line: str) -> None:
        """Run a slash command: `/persona new freelance photographers`."""
        self.do("command", channel=channel, text=line)

    def upload(self, file: Path | bytes, name: str | None = None) -> str:
        """Take a file to Slack without sharing it (for a modal's file input); its id."""
        data = file if isinstance(file, bytes) else file.read_bytes()
        chosen = name or (file.name if isinstance(file, Path) else "file.bin")
        answer = self._transport.send("upload", data, team=self.team["id"], user=self.id, name=chosen)
        if not answer["ok"]:
            raise CannotError(answer["error"], answer["message"])
        return str(answer["file"])

    def drop_file(self, channel: str, file: Path | bytes, name: str | None = None) -> Message:
        """Drop a file into a conversation."""
        sent = self.do("share", channel=channel, files=[self.upload(file, name)], text="", thread_ts=None)
        return Message(sent["channel"], sent["message"])

    # -- pressing

    def press(self, where: Message | View, name: str, value: Any = None) -> Json:
        """Press a button or choose `value` in a menu: `name` is its label or action id."""
        block, element = named(where, name)
        args: Json = {"block_id": block["block_id"], "action_id": element["action_id"], "value": value}
        if isinstance(where, Message):
            args |= {"channel": where.channel, "ts": where.ts, "element": element}
        else:
            args |= {"view_id": where.id, "values": self._filled.get(where.id, {})}
        return self.do("press", **args)

    def choose(self, where: Message | View, name: str, value: Any) -> Json:
        """Choose in a menu, radio buttons or checkboxes: an option's value or text, an id, or a list of them."""
        return self.press(where, name, value)

    def shortcut(self, callback_id: str, message: Message | None = None) -> None:
        """Use a shortcut from anywhere, or on a message."""
        place = {"channel": message.channel, "ts": message.ts} if message else {}
        self.do("shortcut", callback_id=callback_id, **place)

    def open_home(self, tab: str = "home") -> None:
        """Open the app's home (`home`) or the messages with it (`messages`)."""
        self.do("open_home", tab=tab)

    # -- modals

    def fill(self, **fields: Any) -> None:
        """Fill in inputs of the open modal by block id or action id."""
        view = self.modal()
        if view is None:
            raise CannotError("view_not_found", f"{self.name} has no modal open.")
        for name, value in fields.items():
            found = [
                (b, e) for b, e in elements_of(view.blocks) if name in (b["block_id"], e.get("action_id"))
            ]
            if not found:
                raise KeyError(f"no input {name!r}; there are {sorted(view.inputs)}")
            block, element = found[0]
            self._filled.setdefault(view.id, {}).setdefault(block["block_id"], {})[element["action_id"]] = (
                value
            )

    def submit(self, **fields: Any) -> dict[str, str]:
        """Fill in and submit the open modal; errors under fields, none when it was taken."""
        if fields:
            self.fill(**fields)
        view = self.modal()
        if view is None:
            raise CannotError("view_not_found", f"{self.name} has no modal open.")
        answer = self.do("submit", view_id=view.id, values=self._filled.get(view.id, {}))
        self.last_errors = answer.get("errors", {})
        return self.last_errors

    def close(self, *, all_of_them: bool = False) -> None:
        """Close the open modal, or the whole stack."""
        self.do("close", all=all_of_them)

    # -- reading

    def see(self, channel: str | None = None) -> Json:
        """Everything this person sees, as the page does."""
        found: Json = self._transport.get("see", team=self.team["id"], user=self.id, channel=channel)
        return found

    def read(
        self, channel: str, thread: str | Message | None = None, *, everything: bool = False
    ) -> list[Message]:
        """The messages of a conversation outside threads, of one thread, or all."""
        args = {"channel": channel, "thread": _ts(thread), "all": "1" if everything else None}
        answer = self._transport.get("read", team=self.team["id"], user=self.id, **args)
        if not answer["ok"]:
            raise CannotError(answer["error"], answer["message"])
        return [Message(answer["channel"], m) for m in answer["messages"]]

    def read_bot(self) -> list[Message]:
        """All messages in the direct messages with the bot, threads among them."""
        return self.read(self.bot, everything=True)

    def message(self, channel: str, ts: str) -> Message:
        """One message as it is now. Raises LookupError if it is gone."""
        for m in self.read(channel, everything=True):
            if m.ts == ts:
                return m
        raise LookupError(f"no message {ts} in {channel}")

    def ephemerals(self, channel: str) -> list[Message]:
        """What only this person sees in a conversation."""
        return [m for m in self.read(channel, everything=True) if m.ephemeral]

    def modal(self) -> View | None:
        """The topmost open modal."""
        stack = self.see()["modals"]
        return View(stack[-1], self._filled.setdefault(stack[-1]["id"], {})) if stack else None

    def home(self) -> View | None:
        """The home tab of the app."""
        raw = self.see()["home"]
        return View(raw) if raw else None

    # -- waiting

    def wait_for(
        self, look: Callable[[], Any], timeout: float = PATIENCE, what: str = "what was waited for"
    ) -> Any:
        """Look again after each change until it gives something true, and give that. Raises TimeoutError."""
        return self._transport.until(look, timeout, what, self._describe)

    def wait_for_message(
        self,
        channel: str,
        words: str = "",
        *,
        after: str | Message | None = None,
        thread: str | Message | None = None,
        button: str | None = None,
        timeout: float = PATIENCE,
    ) -> Message:
        """The newest message of others that has these words (and this button), after another one if given."""

        def look() -> Message | None:
            for m in reversed(self.read(channel, thread, everything=thread is None)):
                late = after is None or m.ts > (_ts(after) or "")
                right = words.lower() in m.everything.lower() and (button is None or button in m.buttons)
                if late and right and m.raw.get("user") != self.id:
                    return m
            return None

        found: Message = self.wait_for(
            look, timeout, f"a message with {words!r} for {self.name} in {channel}"
        )
        return found

    def wait_for_bot(self, words: str = "", **how: Any) -> Message:
        """The newest message of the bot in the direct messages that has these words."""
        return self.wait_for_message(self.bot, words, **how)

    def wait_for_modal(self, words: str = "", timeout: float = PATIENCE) -> View:
        """The open modal, once it has these words."""

        def look() -> View | None:
            view = self.modal()
            return view if view is not None and words.lower() in view.everything.lower() else None

        found: View = self.wait_for(look, timeout, f"a modal with {words!r} for {self.name}")
        return found

    def wait_for_home(self, words: str = "") -> View:
        """The home tab, once it has these words."""

        def look() -> View | None:
            view = self.home()
            return view if view is not None and words.lower() in view.everything.lower() else None

        found: View = self.wait_for(look, PATIENCE, f"a home tab with {words!r} for {self.name}")
        return found

    def _describe(self) -> str:
        lines = [f"What {self.name} sees:"]
        seen = self.see()
        for c in seen["conversations"]:
            for m in self.read(c["id"], everything=True)[-5:] if c["member"] else []:
                lines.append(f"  {c['label']} {m.ts} {m.raw.get('user')}: {m.text[:200]} {m.buttons or ''}")
        for view in seen["modals"]:
            lines.append(f"  modal {view['title']['text']}: {View(view).everything[:300]}")
        return "\n".join(lines)


def _ts(thread: str | Message | None) -> str | None:
    return (thread.thread_ts or thread.ts) if isinstance(thread, Message) else thread
