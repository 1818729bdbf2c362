"""The one behind the curtain: faults, records of calls and deliveries, more workspaces and people, the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.client.transport import PATIENCE, Json, Transport


class Admin:
    """Control of a playground that was started with `testing=True`."""

    def __init__(self, url: str) -> None:
        self._transport = Transport(url)

    def shape(self, change: str, **args: Any) -> Json:
        """One change of the world, see `playground/shaping.py`."""
        answer: Json = self._transport.post("shape", {"change": change, **args})
        return answer

    # -- faults

    def fault(self, method: str, kind: str, **how: Any) -> None:
        """Let the next calls of a method go wrong, see `playground/faults.py`: `times`, `effect`, `status` …"""
        self.shape("fault", method=method, kind=kind, **how)

    def clear_faults(self) -> None:
        """Forget the faults that still wait."""
        self.shape("clear_faults")

    def cut_sockets(self) -> int:
        """Cut all WebSocket connections without a word; how many there were."""
        return int(self.shape("cut")["connections"])

    def disconnect_sockets(self) -> int:
        """Ask all connections to go, as Slack does now and then."""
        return int(self.shape("disconnect")["connections"])

    def settings(self, **settings: Any) -> Json:
        """Set `ack_seconds`, `retry_delays`, `request_url`, `scopes`, … ; what all settings are now."""
        answer: Json = self.shape("settings", settings=settings)["settings"]
        return answer

    # -- the world

    def add_team(self, id_: str, name: str, domain: str, *, installed: bool = True) -> Json:
        """A further workspace: its `bot_token` and `bot_user`."""
        return self.shape("add_team", id=id_, name=name, domain=domain, installed=installed)

    def add_user(self, name: str, real_name: str, team: str | None = None, **about: Any) -> str:
        """A further person (`home_team` for another organisation's, `deleted`, `bot`, `admin`); their id."""
        return str(self.shape("add_user", name=name, real_name=real_name, team=team, **about)["user"])

    def add_channel(self, name: str, members: list[str], team: str | None = None, **about: Any) -> str:
        """A further channel (`kind` public or private, `shared`); its id."""
        return str(self.shape("add_channel", name=name, members=members, team=team, **about)["channel"])

    def deactivate(self, user: str, team: str | None = None) -> None:
        """Deactivate somebody."""
        self.shape("deactivate", user=user, team=team)

    def archive(self, channel: str, team: str | None = None, archived: bool = True) -> None:
        """Archive a channel."""
        self.shape("archive", channel=channel, team=team, archived=archived)

    def invite_bot(self, channel: str) -> None:
        """Bring the bot into a channel."""
        self.shape("join", channel=channel)

    def remove_bot(self, channel: str) -> None:
        """Take the bot out of a channel."""
        self.shape("leave", channel=channel)

    def uninstall(self, team: str | None = None) -> None:
        """Take the app out of a workspace."""
        self.shape("uninstall", team=team)

    def revoke_tokens(self) -> None:
        """End the bot's tokens."""
        self.shape("revoke")

    def send_event(self, event: Json, team: str | None = None) -> None:
        """Bring any event to the app."""
        self.shape("event", event=event, team=team)

    # -- the clock

    def now(self) -> float:
        """The time in the playground."""
        return float(self._transport.get("clock")["now"])

    def move_clock(self, seconds: float) -> float:
        """Move the clock; the new time."""
        return float(self._transport.post("clock", {"seconds": seconds})["now"])

    # -- records

    def calls(self, method: str | None = None) -> list[Json]:
        """The calls of the Web API (also `response_url`, `upload`, `download`), each with method, args, ok, error."""
        found: list[Json] = self._transport.get("calls", method=method)["record"]
        return found

    def deliveries(self, kind: str | None = None) -> list[Json]:
        """What was brought to the app: kind, what, attempt, delay of the acknowledgement (None: none came), payload."""
        found: list[Json] = self._transport.get("deliveries", kind=kind)["record"]
        return found

    def problems(self) -> list[str]:
        """What the app did that Slack would not have taken, where no call could say so."""
        found: list[str] = self._transport.get("calls", since=10**12)["problems"]
        return found

    def undelivered(self) -> list[str]:
        """Ids of events the app has not acknowledged."""
        found: list[str] = self._transport.get("calls", since=10**12)["undelivered"]
        return found

    def wait_for(
        self, look: Callable[[], Any], timeout: float = PATIENCE, what: str = "the condition"
    ) -> Any:
        """Look again after each change until it gives something true."""
        return self._transport.until(look, timeout, what, lambda: "")
