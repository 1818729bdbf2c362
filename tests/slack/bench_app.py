"""A real transport with small listeners of its own: what the transport tests and the bench drive.

Run as a program it serves HTTP until killed: `python -m tests.slack.bench_app DATABASE_URL SLACK_URL PORT_FILE`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from slack_bolt import App

from bot.errors import BadInput
from bot.messages import Sentence, from_json, register_message
from handlers.leases import Keeper, process_name
from handlers.slack.app import SlackSettings
from handlers.slack.clients import SingleToken
from handlers.slack.deliver import RenderContext, Rendered
from handlers.slack.deliver.pace import Pace
from handlers.slack.http import WebServer, build_web
from handlers.slack.transport import Transport, build_transport
from handlers.use_cases.work import Services, Target, Work
from storage.store import Store
from tests.slack.fake import SECRET


@register_message
@dataclass(frozen=True)
class Echo:
    kind: ClassVar[str] = "echo"
    version: ClassVar[int] = 1

    text: str


def render(message: str, context: RenderContext) -> Rendered:
    value = from_json(message)
    if isinstance(value, Echo) and value.text == "unrenderable":
        raise ValueError("secret words of a person")
    return Rendered(text=value.text, view={"type": "home"}, prompts=[{"title": "t", "message": "m"}])


def listeners(app: App) -> None:
    """Says back what it is told; some words make it fail in known ways."""
    failures: dict[str, int] = {}

    @app.event("message")
    def said(event: dict[str, Any], context: Any) -> None:
        text, person = event["text"], event["user"]
        if text == "no listener work":
            return
        if text == "listener fails":
            raise ZeroDivisionError("secret words of a person")

        def answer(work: Work) -> None:
            work.say(Echo(text), Target.dm(person))
            if text == "refuse":
                raise BadInput("That cannot be used.")
            if text.startswith("fail "):
                times = int(text.split()[1])
                failures[text] = failures.get(text, 0) + 1
                if failures[text] <= times:
                    raise ZeroDivisionError("secret words of a person")
            if text.startswith("sleep "):
                time.sleep(float(text.split()[1]))

        context["turn"].take(answer)

    @app.command("/persona")
    def commanded(ack: Any, body: dict[str, Any], context: Any) -> None:
        text = body["text"]
        if text == "fail before ack":
            raise ZeroDivisionError
        ack()
        if text == "fail after ack":
            raise ZeroDivisionError
        if text == "refuse":
            raise BadInput("No.")
        if text == "slow":
            time.sleep(4)
            return
        context["turn"].take(lambda work: work.say(Echo(text), Target.channel("C1")))

    @app.view("form")
    def sent(ack: Any, context: Any) -> None:
        raise BadInput("Too short.", "subject")

    @app.view("broken")
    def broken(ack: Any, context: Any) -> None:
        raise ZeroDivisionError


@dataclass
class Running:
    transport: Transport
    server: WebServer

    @property
    def port(self) -> int:
        return self.server.port

    @property
    def services(self) -> Services:
        return self.transport.services

    def say(self, text: str, to: Target, workspace: str = "T1") -> None:
        with self.services.unit(workspace) as work:
            work.say(Echo(text), to)

    def stop(self) -> None:
        self.server.stop()
        self.transport.stop()
        self.services.store.close()


def run_app(
    database_url: str,
    slack_url: str,
    register: Callable[[App], None] = listeners,
    owner: str | None = None,
    lease: float = 30.0,
    start: bool = True,
    **more: Any,
) -> Running:
    """A running app: signed HTTP on a free port of 127.0.0.1."""
    services = Services(Store(database_url), owner or process_name())
    token = SingleToken("xoxb-fake", slack_url)
    more.setdefault("first_pause", 0.05)
    more.setdefault("pace", Pace(time.monotonic, each_second=1000, burst=1000))
    transport = build_transport(
        SlackSettings(api_url=slack_url, signing_secret=SECRET),
        services,
        token.authorize,
        token.client_for,
        render,
        register,
        keeper=Keeper(services, lease),
        replay_every=more.pop("replay_every", 0.1),
        backoff=more.pop("backoff", lambda attempt: 0.05),
        **more,
    )
    server = WebServer(build_web(transport.app, SECRET, ready=lambda: True), port=0)
    running = Running(transport, server)
    if start:
        transport.start()
        server.start()
    return running


def main() -> None:
    database_url, slack_url, port_file = sys.argv[1:4]
    running = run_app(database_url, slack_url, settle=float(sys.argv[4]) if len(sys.argv) > 4 else 0.03)
    Path(f"{port_file}.tmp").write_text(json.dumps(running.port))
    Path(f"{port_file}.tmp").rename(port_file)
    while True:
        time.sleep(60)


__all__ = ["Echo", "Running", "Sentence", "listeners", "render", "run_app"]

if __name__ == "__main__":
    main()
