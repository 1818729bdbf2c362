"""Every surface there is, asked of the listeners themselves: so a new one is fuzzed without being named here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.words import COMMANDS
from handlers.slack.listen import register


@dataclass
class Surfaces:
    """What the bot listens to; stands in for Bolt's app while the listeners register."""

    actions: list[str] = field(default_factory=list)
    views: list[str] = field(default_factory=list)
    shortcuts: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def _into(self, known: list[str]) -> Callable[..., Callable[[Any], Any]]:
        def listen(constraint: Any, *_more: Any, **_named: Any) -> Callable[[Any], Any]:
            known.append(_example(constraint))
            return lambda listener: listener

        return listen

    def __getattr__(self, name: str) -> Any:
        kinds = {
            "action": self.actions,
            "block_action": self.actions,
            "view": self.views,
            "view_submission": self.views,
            "shortcut": self.shortcuts,
            "global_shortcut": self.shortcuts,
            "message_shortcut": self.shortcuts,
            "event": self.events,
        }
        if name in kinds:
            return self._into(kinds[name])
        return lambda *_args, **_named: lambda listener: listener


def surfaces() -> Surfaces:
    """All of them, with the words of `/persona`."""
    found = Surfaces()
    register(found)  # type: ignore[arg-type]
    found.commands = sorted({line.split()[1] for line in COMMANDS})
    return found


def _example(constraint: Any) -> str:
    """A word that a constraint takes: itself, or what a pattern describes with its wildcards filled in."""
    if isinstance(constraint, dict):
        constraint = constraint.get("action_id") or constraint.get("callback_id") or constraint.get("type")
    if isinstance(constraint, re.Pattern):
        plain = re.sub(r"\(\?:|[()^$]|\\[AZ]", "", constraint.pattern)
        plain = re.sub(r"\\d[+*]?|\[0-9\][+*]?", "0", plain).partition("|")[0]
        return re.sub(r"\\?\.[+*]|\[[^\]]*\][+*]?|\\w[+*]", "x", plain).replace("\\", "")
    return str(constraint)
