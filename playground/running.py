"""A playground that runs: listening on 127.0.0.1, in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.client import Admin, Person
from playground.playground import Playground, apply_manifest
from playground.server import build
from playground.world import default

HOST = "127.0.0.1"


class Served:
    """A playground at an address."""

    def __init__(self, play: Playground) -> None:
        self.play = play
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> str:
        """Fill the world, begin to listen, and give the address."""
        play, world = self.play, self.play.world
        if not world.load():
            default.fill(world)
            world.save_all()
        default.configure(world)
        if play.manifest is not None:
            apply_manifest(world, play.manifest)
        self._runner = web.AppRunner(build(play), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        server: Any = site._server
        world.base_url = f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
        for body in list(world.undelivered.values()):
            play.courier.tell_again(body)
        return world.base_url

    async def stop(self) -> None:
        """Stop listening and write what is not written yet."""
        self.play.world.changed("stop")
        await self.play.courier.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self.play.world.close()


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
        served = Served(self.play)
        try:
            self.url = self._loop.run_until_complete(served.start(port))
        except BaseException as error:
            self._failed = error
            self._ready.set()
            return
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(served.stop())
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
        return Person(self.url, team, user)

    @property
    def admin(self) -> Admin:
        """Faults, records and the shape of the world."""
        return Admin(self.url)


def start_in_thread(
    port: int = 0, state_path: Path | None = None, *, testing: bool = False
) -> RunningPlayground:
    """Start a playground on 127.0.0.1 in a thread; port 0 takes any free one. Raises OSError if the port is taken."""
    return RunningPlayground(Playground(state_path, testing=testing), port)
