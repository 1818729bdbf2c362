"""The stand-in as a whole: world, courier and faults wired together, served on 127.0.0.1."""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from playground.faults import Faults
from playground.happenings import Happenings
from playground.protocol.courier import Courier
from playground.protocol.handles import Handles
from playground.web_api.oauth import Code
from playground.world import World, default
from playground.world.nouns import Json

if TYPE_CHECKING:
    from playground.client import Admin, Person

log = logging.getLogger(__name__)
HOST = "127.0.0.1"


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
        self._runner: web.AppRunner | None = None

    def problem(self, sentence: str) -> None:
        """Remember something the app did wrong."""
        log.warning("%s", sentence)
        self.problems.append(sentence)
        self.world.changed("problem")

    async def start(self, port: int = 0) -> str:
        """Fill the world, begin to listen, and give the address."""
        from playground.server import build

        if not self.world.load():
            default.fill(self.world)
            self.world.save_all()
        default.configure(self.world)
        if self.manifest is not None:
            apply_manifest(self.world, self.manifest)
        self._runner = web.AppRunner(build(self), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        server: Any = site._server
        self.world.base_url = f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
        for body in list(self.world.undelivered.values()):
            self.courier.tell_again(body)
        return self.world.base_url

    async def stop(self) -> None:
        """Stop listening and write what is not written yet."""
        self.world.changed("stop")
        await self.courier.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self.world.close()


def apply_manifest(world: World, manifest: Json) -> None:
    """Give the app what its manifest says it has."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    world.app.commands = [dict(c) for c in features.get("slash_commands", [])]
    world.app.shortcuts = [dict(s) for s in features.get("shortcuts", [])]
    world.app.bot_events = list(settings.get("event_subscriptions", {}).get("bot_events", []))
    world.app.scopes = list(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])) or None
    world.app.token_rotation = bool(settings.get("token_rotation_enabled", False))
    world.changed("app")


class RunningPlayground:
    """A playground in a thread of its own: `url` to visit, and everything the app needs to connect."""

    def __init__(self, play: Playground, port: int) -> None:
        self.play = play
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._failed: BaseException | None = None
        self.url = ""
        self._thread = threading.Thread(target=self._run, args=(port,), name="playground", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failed is not None:
            raise self._failed

    def _run(self, port: int) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self.url = self._loop.run_until_complete(self.play.start(port))
        except BaseException as error:
            self._failed = error
            self._ready.set()
            return
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self.play.stop())
        self._loop.close()

    def stop(self) -> None:
        """Stop it; what happened is in the file."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)

    def __enter__(self) -> RunningPlayground:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def api_url(self) -> str:
        """The `base_url` of a WebClient."""
        return self.url + "/api/"

    @property
    def bot_token(self) -> str:
        """The bot token of the first workspace."""
        return next(iter(next(iter(self.play.world.teams.values())).tokens))

    @property
    def app_token(self) -> str:
        """The app-level token for Socket Mode."""
        return self.play.world.app.app_token

    @property
    def signing_secret(self) -> str:
        """What requests to the app are signed with."""
        return self.play.world.app.signing_secret

    def person(self, user: str, team: str | None = None) -> Person:
        """Somebody to play, by id, name or real name."""
        from playground.client import Person

        return Person(self.url, team, user)

    @property
    def admin(self) -> Admin:
        """Faults, records and the shape of the world."""
        from playground.client import Admin

        return Admin(self.url)


def start_in_thread(
    port: int = 0,
    state_path: Path | None = None,
    clock: Callable[[], float] = time.time,
    *,
    testing: bool = False,
    manifest: Json | None = None,
) -> RunningPlayground:
    """Start a playground on 127.0.0.1 in a thread; port 0 takes any free one. Raises OSError if the port is taken."""
    return RunningPlayground(Playground(state_path, clock, testing=testing, manifest=manifest), port)
