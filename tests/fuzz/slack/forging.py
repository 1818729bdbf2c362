"""Payloads that Slack could send, made of ids that exist and of values that nobody expects."""

from __future__ import annotations

import random
import time
from typing import Any

import sqlalchemy as sa

from storage.store import Store
from tests.fuzz.slack.surfaces import Surfaces

PEOPLE_MADE_UP = ("UNOBODY", "W0", "")
NASTY: tuple[Any, ...] = (
    *("", " ", ":", "::::", "nobody", "0", "-1", "٣", "1e999", "99999999999999999999", "x" * 1_900, "\x00"),
    *("<!channel>", "<@U1>", "&lt;!here&gt;", "*bold* _it_ `code`", "<script>alert(1)</script>", "🎉" * 40),
    *(
        "\u202enoitseuq",
        "'; drop table line; --",
        "{}",
        "[]",
        '{"a": 1}',
        "../../etc/passwd",
        "\ud800",
        "=1+1",
    ),
    *(None, 0, -1, 3.5, True, [], {}, ["a"], {"a": {"b": []}}),
)
SENTENCES = (
    *(
        "edit photos on trains without wifi",
        "Who needs offline mode?",
        "mondays 9:00",
        "here every day at 25:61",
    ),
    *(
        "Robin as sales",
        "1.2 million",
        "-3",
        "lots",
        "120 %",
        "2026-02-30",
        "what",
        "and & or < >",
        "a\n\nb\n- c",
    ),
)


class Forger:
    """Makes one payload after the other; seeded, so that a finding can be made again."""

    def __init__(self, surfaces: Surfaces, store: Store, seed: int) -> None:
        self.random = random.Random(seed)
        self.surfaces = surfaces
        self.ids, self.people, self.channels, self.team = _what_is_there(store)
        self.views: list[dict[str, Any]] = []  # windows the bot has opened: their inputs can be filled in
        self._count = 0

    def one(self) -> dict[str, Any]:
        """Any payload."""
        kinds = (self._action, self._action, self._action, self._submission, self._command, self._event)
        body = self.random.choice((*kinds, self._shortcut))()
        if self.random.random() < 0.15:
            self._break(body)
        return body

    def _pick(self, things: Any) -> Any:
        return self.random.choice(list(things))

    def _value(self) -> Any:
        if self.random.random() < 0.25:
            return self._pick(NASTY)
        return ":".join(
            str(
                self._pick(self.ids)
                if self.random.random() < 0.75
                else self._pick((0, 1, 2, "close", "needs", "sales"))
            )
            for _ in range(self._pick((1, 1, 1, 2, 2, 3)))
        )

    def _typed(self) -> Any:
        if self.random.random() < 0.5:
            return self._pick(SENTENCES)
        return self._pick((*NASTY, *self.ids[:50]))

    def _base(self) -> dict[str, Any]:
        self._count += 1
        return {
            "team": {"id": self.team, "domain": "x"},
            "user": {"id": self._pick((*self.people, *self.people, *PEOPLE_MADE_UP)), "team_id": self.team},
            "api_app_id": "A0",
            "trigger_id": f"forged.{self._count}.{time.time()}",
            "response_url": "",
        }

    def _action(self) -> dict[str, Any]:
        value = self._value()
        pressed: dict[str, Any] = {
            "action_id": self._pick(self.surfaces.actions),
            "block_id": "b",
            "action_ts": f"{time.time():.6f}",
        }
        pressed |= self._pick(
            (
                {"type": "button", "value": value},
                {"type": "static_select", "selected_option": {"value": value, "text": {"text": "x"}}},
                {"type": "overflow", "selected_option": {"value": value}},
                {"type": "multi_static_select", "selected_options": [{"value": value}]},
            )
        )
        body = self._base() | {"type": "block_actions", "actions": [pressed]}
        if self.views and self.random.random() < 0.3:
            body["view"] = self._filled(self._pick(self.views))
        else:
            body["channel"] = {
                "id": self._pick(self.channels),
                "name": self._pick(("general", "directmessage")),
            }
            body["message"] = {"ts": f"{time.time():.6f}", "text": "x", "blocks": []}
            body["container"] = {"type": "message", "message_ts": body["message"]["ts"]}
        return body

    def _submission(self) -> dict[str, Any]:
        view = self._pick(self.views) if self.views else {"blocks": [], "callback_id": "x"}
        filled = self._filled(view)
        if self.random.random() < 0.3:
            filled["callback_id"] = self._pick(self.surfaces.views)
        return self._base() | {"type": "view_submission", "view": filled}

    def _filled(self, view: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for block in view.get("blocks") or []:
            element = block.get("element") or block.get("accessory") or {}
            if block.get("type") in ("input", "section") and element and self.random.random() < 0.9:
                values[str(block.get("block_id"))] = {
                    str(element.get("action_id", "a")): self._state(element)
                }
        meta = view.get("private_metadata", "")
        if self.random.random() < 0.2:
            meta = self._value()
        return {
            "id": "V1",
            "type": "modal",
            "hash": "h",
            "callback_id": view.get("callback_id", ""),
            "blocks": view.get("blocks") or [],
            "private_metadata": meta,
            "state": {"values": values},
        }

    def _state(self, element: dict[str, Any]) -> Any:
        kind = str(element.get("type"))
        options = [o for o in element.get("options") or [] if isinstance(o, dict)]
        options += [o for group in element.get("option_groups") or [] for o in group.get("options") or []]
        option = self._pick(options) if options and self.random.random() < 0.8 else {"value": self._typed()}
        if self.random.random() < 0.1:
            return self._pick(NASTY)
        if kind in ("static_select", "radio_buttons", "external_select"):
            return {"type": kind, "selected_option": option}
        if kind in ("checkboxes", "multi_static_select"):
            return {"type": kind, "selected_options": [option]}
        if kind.startswith("multi_"):
            return {"type": kind, "selected_users": [self._pick(self.people)], "selected_conversations": []}
        if kind == "users_select":
            return {"type": kind, "selected_user": self._pick(self.people)}
        if kind in ("conversations_select", "channels_select"):
            name = "selected_" + kind.split("s_")[0]
            return {"type": kind, name: self._pick(self.channels)}
        if kind == "datepicker":
            return {"type": kind, "selected_date": self._pick(("2026-12-01", "2026-02-30", None, ""))}
        if kind == "datetimepicker":
            return {"type": kind, "selected_date_time": self._pick((1_800_000_000, -5, 10**18, None))}
        if kind == "file_input":
            return {"type": kind, "files": self._pick(([], [{"id": "F1"}], None))}
        return {"type": kind, "value": self._typed()}

    def _command(self) -> dict[str, Any]:
        self._count += 1
        words = f"{self._pick((*self.surfaces.commands, ''))} {self._typed()}"
        return {
            "command": "/persona",
            # A form cannot carry a lone surrogate; JSON can.
            "text": words.encode("utf-8", "replace").decode(),
            "team_id": self.team,
            "user_id": self._pick(self.people),
            "channel_id": self._pick(self.channels),
            "channel_name": self._pick(("general", "directmessage", "privategroup")),
            "trigger_id": f"forged.{self._count}.{time.time()}",
            "response_url": "",
        }

    def _shortcut(self) -> dict[str, Any]:
        return self._base() | {
            "type": self._pick(("shortcut", "message_action")),
            "callback_id": self._pick(self.surfaces.shortcuts),
            "action_ts": f"{time.time():.6f}",
            "channel": {"id": self._pick(self.channels), "name": "general"},
            "message_ts": "1.000001",
            "message": {
                "type": "message",
                "user": self._pick(self.people),
                "text": self._typed(),
                "ts": "1.000001",
            },
        }

    def _event(self) -> dict[str, Any]:
        self._count += 1
        stamp = f"{time.time():.6f}"
        harmless = [
            kind for kind in self.surfaces.events if kind not in ("app_uninstalled", "tokens_revoked")
        ]
        event = {
            "type": self._pick((*harmless, "message", "message", "app_mention")),
            "channel_type": "im",
            "channel": self._pick(self.channels),
            "channel_id": self._pick(self.channels),
            "user": self._pick(self.people),
            "user_id": self._pick(self.people),
            "file_id": "F1",
            "text": self._typed(),
            "ts": stamp,
            "event_ts": stamp,
            "tab": self._pick(("home", "messages")),
        }
        if self.random.random() < 0.3:
            event["thread_ts"] = "1.000001"
        if self.random.random() < 0.2:
            event["subtype"] = self._pick(("message_changed", "message_deleted", "bot_message", "file_share"))
            event["message"] = {"user": event["user"], "text": self._typed(), "ts": stamp}
            event["previous_message"] = {"user": event["user"], "text": self._typed(), "ts": stamp}
        return {
            "type": "event_callback",
            "team_id": self.team,
            "event_id": f"Ev{self._count}.{time.monotonic_ns()}",
            "event": event,
            "authorizations": [{"team_id": self.team, "enterprise_id": None, "is_enterprise_install": False}],
        }

    def _break(self, body: dict[str, Any]) -> None:
        """What a press or a form holds is missing or of another kind. The frame stays: Slack makes and signs that."""
        view = body.get("view")
        inner = [body.get("actions"), view.get("state") if isinstance(view, dict) else None]
        place: Any = self._pick([part for part in inner if part] or [{}])
        for _ in range(self._pick((1, 2, 3))):
            kept = ("type", "action_id", "action_ts", "block_id", "values")
            keys = (
                [key for key in place if key not in kept]
                if isinstance(place, dict)
                else list(range(len(place)))
            )
            if not keys:
                return
            key = self._pick(keys)
            if isinstance(place, list) or (
                place[key] and isinstance(place[key], dict) and self.random.random() < 0.7
            ):
                place = place[key]
            elif isinstance(place, dict) and self.random.random() < 0.3:
                del place[key]
                return
            else:
                place[key] = self._pick(NASTY)
                return


def _what_is_there(store: Store) -> tuple[list[str], list[str], list[str], str]:
    """Short texts that look like ids in any table, the people and channels among them, and the workspace."""
    found: set[str] = set()
    teams: set[str] = set()
    with store.reading() as session:
        for table in sa.inspect(session.connection()).get_table_names():
            for row in session.execute(sa.text(f'SELECT * FROM "{table}" LIMIT 200')).mappings():
                teams |= {str(row["workspace"])} if row.get("workspace") else set()
                found |= {v for v in row.values() if isinstance(v, str) and 2 < len(v) < 60 and " " not in v}
    ids = sorted(word for word in found if not word.startswith(("{", "[")))
    people = [word for word in ids if word[0] in "UW" and word.isalnum() and word.isupper()]
    channels = [word for word in ids if word[0] in "CGD" and word.isalnum() and word.isupper()]
    return ids, people or ["U1"], [*channels, "CNOWHERE", "D1"], sorted(teams)[0] if teams else "T1"
