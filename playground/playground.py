"""The stand-in as a whole: world, courier and faults wired together."""

from __future__ import annotations

import logging
import secrets
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from playground.faults import Faults
from playground.happenings import Happenings
from playground.protocol.courier import Courier
from playground.protocol.handles import Handles
from playground.world import World
from playground.world.nouns import Code, Json

log = logging.getLogger(__name__)


class Playground:
    """A local Slack.

    `state_path` is a file that keeps the world (None: memory only); `clock` gives seconds since 1970; `testing`
    allows faults and records to be asked for; `manifest` (the content of app.yaml as a dict) says which scopes,
    events, commands and shortcuts the app has.
    """

    def __init__(
        self,
        state_path: Path | None = None,
        clock: Callable[[], float] = time.time,
        *,
        testing: bool = False,
        manifest: Json | None = None,
    ) -> None:
        self.world = World(state_path, clock)
        self.courier = Courier(self.world)
        self.happenings = Happenings(self.world, self.courier)
        self.handles = Handles()
        self.faults = Faults()
        self.testing = testing
        self.manifest = manifest
        self.page_token = secrets.token_urlsafe(24)
        self.uploads: dict[str, str] = {}
        self.codes: dict[str, Code] = {}
        self.file_lag = 0
        """`files.info` fails so many times for each newly shared file"""
        self.problems: deque[str] = deque(maxlen=200)
        """what the app did that Slack would not have taken, where no call could say so"""

    def problem(self, sentence: str) -> None:
        """Remember something the app did wrong."""
        log.warning("%s", sentence)
        self.problems.append(sentence)
        self.world.changed("problem")


def apply_manifest(world: World, manifest: Json) -> None:
    """Give the app what its manifest says it has."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    world.app.commands = [dict(c) for c in features.get("slash_commands", [])]
    world.app.shortcuts = [dict(s) for s in features.get("shortcuts", [])]
    world.app.bot_events = list(settings.get("event_subscriptions", {}).get("bot_events", []))
    world.app.scopes = list(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])) or None
    world.app.token_rotation = bool(settings.get("token_rotation_enabled", False))
    world.changed("app")
