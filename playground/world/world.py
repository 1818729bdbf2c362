"""Everything that exists, in one place: ids, the clock that can be moved, and news of each change.

A world belongs to one event loop; nothing here waits or talks to anybody.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from playground.world.nouns import App, Conversation, File, Json, Modal, Team, User
from playground.world.store import Store

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


class World:
    """All workspaces and what happened in them; kept in `state_path` if one is given.

    `clock` gives seconds since 1970; `offset` is what people moved it by.
    """

    def __init__(self, state_path: Path | None, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._store = Store(state_path)
        self._dirty: dict[tuple[str, str], Callable[[], Any]] = {}
        self._saving = False
        self._waiting: set[asyncio.Future[None]] = set()
        self._last_ts = 0
        self.version = 0
        self.offset = 0.0
        self.base_url = ""
        self.app = App()
        self.teams: dict[str, Team] = {}
        self.files: dict[str, File] = {}
        self.bytes: dict[str, bytes] = {}
        self.modals: dict[str, Modal] = {}
        self.stacks: dict[tuple[str, str], list[str]] = {}
        self.homes: dict[tuple[str, str], str] = {}
        self.undelivered: dict[str, Json] = {}
        """event payloads that the bot has not acknowledged, by event id"""

    # -- time and names

    def now(self) -> float:
        """Seconds since 1970 by the playground's clock."""
        return self._clock() + self.offset

    def next_ts(self) -> str:
        """A message's `ts`: the time, made unique and rising."""
        micro = max(int(self.now() * 1_000_000), self._last_ts + 1)
        self._last_ts = micro
        return f"{micro // 1_000_000}.{micro % 1_000_000:06d}"

    def new_id(self, letter: str) -> str:
        """A fresh id of Slack's form, such as `F08KQ2M4ZXA`."""
        return letter + "0" + "".join(secrets.choice(_ALPHABET) for _ in range(9))

    # -- looking

    def team_of(self, token: str) -> tuple[Team, Json] | None:
        """The workspace a bot token belongs to, with what is known of the token."""
        for team in self.teams.values():
            if token in team.tokens:
                return team, team.tokens[token]
        return None

    def user(self, user_id: str) -> User | None:
        """A person in any workspace."""
        return next((t.users[user_id] for t in self.teams.values() if user_id in t.users), None)

    def dm(self, team: Team, *people: str) -> Conversation:
        """The direct messages of these people, opened if need be."""
        wanted = sorted(set(people))
        for c in team.conversations.values():
            if c.is_dm and sorted(c.members) == wanted:
                return c
        kind = "im" if len(wanted) <= 2 else "mpim"
        name = "" if kind == "im" else "mpdm-" + "--".join(team.users[p].name for p in wanted) + "-1"
        new = Conversation(self.new_id("D" if kind == "im" else "G"), name, kind, list(wanted))
        new.created = int(self.now())
        team.conversations[new.id] = new
        self.changed("conversation", team, new)
        return new

    def stack(self, team: str, user: str) -> list[Modal]:
        """The modals open for a person, the topmost last."""
        return [self.modals[i] for i in self.stacks.get((team, user), []) if i in self.modals]

    # -- change

    def changed(self, kind: str, *things: Any) -> None:
        """Say that something changed: it is written to the file soon, and those who wait are told."""
        self.version += 1
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()
        if self._store.keeps:
            self._mark(kind, things)
            if not self._saving:
                self._saving = True
                asyncio.get_running_loop().call_soon(self.save)

    def _mark(self, kind: str, things: tuple[Any, ...]) -> None:
        if kind == "team":
            team: Team = things[0]
            self._dirty["team", team.id] = lambda: {
                f.name: getattr(team, f.name)
                for f in fields(team)
                if f.name not in ("users", "conversations")
            }
        elif kind == "user":
            owner, user = things
            self._dirty["user", f"{owner.id}/{user.id}"] = lambda: asdict(user)
        elif kind == "conversation":
            owner, c = things
            self._dirty["conversation", f"{owner.id}/{c.id}"] = lambda: {
                f.name: getattr(c, f.name) for f in fields(c) if f.name != "messages"
            }
        elif kind == "message":
            owner, c, ts = things
            self._dirty["message", f"{owner.id}/{c.id}/{ts}"] = lambda: c.at(ts)
        elif kind == "file":
            file: File = things[0]
            self._dirty["file", file.id] = lambda: asdict(file)
            if ("bytes", file.id) not in self._dirty and len(things) > 1:
                self._dirty["bytes", file.id] = lambda: self.bytes.get(file.id)
        elif kind == "modal":
            id_ = things[0]
            self._dirty["modal", id_] = lambda: asdict(self.modals[id_]) if id_ in self.modals else None
        elif kind == "undelivered":
            event = things[0]
            self._dirty["undelivered", event] = lambda: self.undelivered.get(event)
        self._dirty["meta", "world"] = lambda: {
            "offset": self.offset,
            "last_ts": self._last_ts,
            "app": asdict(self.app),
            "stacks": [[*k, v] for k, v in self.stacks.items() if v],
            "homes": [[*k, v] for k, v in self.homes.items()],
        }

    async def wait(self, since: int, timeout: float) -> int:
        """The version, at once if it is past `since`, else when something changes or the time is up."""
        if self.version <= since:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await asyncio.wait_for(waiter, timeout)
            except TimeoutError:
                self._waiting.discard(waiter)
        return self.version

    # -- the file

    def write(self) -> None:
        """Write what waits to be written, so that what is answered now is kept whatever happens next."""
        if self._saving:
            self.save()

    def save(self) -> None:
        """Write what changed."""
        self._saving = False
        dirty, self._dirty = self._dirty, {}
        self._store.save({key: value() for key, value in dirty.items()})

    def close(self) -> None:
        """Write what changed and close the file."""
        self.save()
        self._store.close()

    def load(self) -> bool:
        """Fill the world from the file; False where there is nothing in it."""
        meta = dict(self._store.load("meta")).get("world")
        if meta is None:
            return False
        self.offset, self._last_ts = meta["offset"], meta["last_ts"]
        self.app = App(**meta["app"])
        self.stacks = {(t, u): ids for t, u, ids in meta["stacks"]}
        self.homes = {(t, u): id_ for t, u, id_ in meta["homes"]}
        self.teams = {id_: Team(**body) for id_, body in self._store.load("team")}
        for key, body in self._store.load("user"):
            self.teams[key.split("/")[0]].users[body["id"]] = User(**body)
        for key, body in self._store.load("conversation"):
            self.teams[key.split("/")[0]].conversations[body["id"]] = Conversation(**body)
        for key, body in self._store.load("message"):
            team, channel, _ = key.split("/")
            self.teams[team].conversations[channel].messages.append(body)
        for team_ in self.teams.values():
            for c in team_.conversations.values():
                c.messages.sort(key=lambda m: str(m["ts"]))
        self.files = {id_: File(**body) for id_, body in self._store.load("file")}
        self.bytes = dict(self._store.load("bytes"))
        self.modals = {id_: Modal(**body) for id_, body in self._store.load("modal")}
        waiting = sorted(self._store.load("undelivered"), key=lambda kept: str(kept[1]["event"]["event_ts"]))
        self.undelivered = dict(waiting)
        return True

    def save_all(self) -> None:
        """Mark everything as changed: after the first filling of a new world."""
        for team in self.teams.values():
            self.changed("team", team)
            for user in team.users.values():
                self.changed("user", team, user)
            for c in team.conversations.values():
                self.changed("conversation", team, c)
                for m in c.messages:
                    self.changed("message", team, c, m["ts"])
