"""`python -m tests.fuzz.slack --count 10000`: whatever is pressed, sent or typed, the bot acknowledges it, meets no
defect, and says nothing that Slack would refuse or that would call a whole channel. Exit code 1 where it does.

--minutes 30   goes on for so long in the place of a count
--story        begins with the whole story of the demo in the database (a minute), not only the example
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handlers.leases import Keeper
from handlers.slack.app import SlackSettings
from handlers.slack.clients import SingleToken
from handlers.slack.deliver.pace import Pace
from handlers.slack.http import WebServer, build_web
from handlers.slack.listen import register
from handlers.slack.transport import build_transport
from handlers.slack.views import render
from handlers.use_cases.work import Services
from playground.blockkit.inspection import errors
from storage.queue import Queue, measure
from storage.store import Store
from tests.fuzz.budget import parser
from tests.fuzz.slack.forging import Forger
from tests.fuzz.slack.surfaces import surfaces
from tests.slack import payloads
from tests.slack.fake import SECRET, FakeSlack

TOGETHER = 40  # payloads between two looks
QUIET = 120.0  # seconds until everything queued must be done
PATIENCE = 120.0
ENOUGH = 20  # different findings


@dataclass(frozen=True)
class Finding:
    """Something that must not happen: what, and the payloads it may have come from."""

    what: str
    payloads: tuple[dict[str, Any], ...]

    @property
    def kind(self) -> str:
        """Findings with the same last lines are one finding."""
        return re.sub(r"[0-9a-f]{8,}|\d+", "#", "\n".join(self.what.strip().splitlines()[-3:]))[:400]


class _Defects(logging.Handler):
    """Collects what the log calls a defect or a failure."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.met: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() != "given up":  # a post that the stand-in refused
            self.met.append(logging.Formatter().format(record))


@contextmanager
def running(url: str, team: str) -> Iterator[tuple[int, Services, FakeSlack]]:
    """The real bot over signed HTTP on this database, before a Slack that takes everything."""
    slack = FakeSlack()
    slack.tokens = {"xoxb-fake": team}
    services = Services(Store(url), "fuzz")
    token = SingleToken("xoxb-fake", slack.url)
    transport = build_transport(
        SlackSettings(api_url=slack.url, signing_secret=SECRET),
        services,
        token.authorize,
        token.client_for,
        render,
        register,
        keeper=Keeper(services),
        pace=Pace(time.monotonic, each_second=10_000, burst=10_000),
        settle=0.0,
        first_pause=0.05,
        backoff=lambda attempt: 0.02,
    )
    server = WebServer(build_web(transport.app, SECRET, ready=lambda: True), port=0)
    transport.start()
    server.start()
    try:
        yield server.port, services, slack
    finally:
        server.stop()
        transport.stop()
        services.store.close()
        slack.close()


def fuzz(url: str, seed: int, count: int | None, until: float) -> tuple[int, list[Finding]]:
    """Sends payloads to a bot on this database; how many, and the different things found."""
    store = Store(url)
    forger = Forger(surfaces(), store, seed)
    store.close()
    defects = _Defects()
    log = logging.getLogger("dramatis")
    log.addHandler(defects)
    found: dict[str, Finding] = {}
    sent = 0
    try:
        with running(url, forger.team) as (port, services, slack):
            while (count is None or sent < count) and time.monotonic() < until and len(found) < ENOUGH:
                batch = [forger.one() for _ in range(TOGETHER)]
                met = [finding for body in batch for finding in _send(port, body)]
                sent += len(batch)
                if not _wait(services):
                    return sent, [*found.values(), Finding("not everything was done in time", tuple(batch))]
                met += [Finding(what, tuple(batch)) for what in defects.met]
                defects.met.clear()
                met += _look(slack, forger)
                for finding in met:
                    found.setdefault(finding.kind, finding)
    finally:
        log.removeHandler(defects)
    return sent, list(found.values())


def _send(port: int, body: dict[str, Any]) -> list[Finding]:
    answer = payloads.send(port, body, timeout=30)
    if answer.status_code != 200:
        return [Finding(f"answered {answer.status_code} to {_surface(body)}", (body,))]
    return _check_view(json.loads(answer.text).get("view"), body) if answer.text.startswith("{") else []


def _surface(body: dict[str, Any]) -> str:
    """Which surface a payload is for."""
    action = (body.get("actions") or [{}])[0]
    view, event = body.get("view") or {}, body.get("event") or {}
    words = (body.get("type"), body.get("command"), body.get("callback_id"), event.get("type"))
    return " ".join(str(word) for word in (*words, action.get("action_id"), view.get("callback_id")) if word)


def _check_view(view: Any, about: dict[str, Any]) -> list[Finding]:
    wrong = errors(view, view.get("type")) if isinstance(view, dict) else []
    return (
        [Finding(f"Slack would refuse the window {view.get('callback_id')}: {wrong[0]}", (view, about))]
        if wrong
        else []
    )


def _wait(services: Services) -> bool:
    """Whether everything queued is done within a while."""
    deadline = time.monotonic() + QUIET
    while time.monotonic() < deadline:
        with services.store.reading() as session:
            now = services.now()
            if not any(measure(session, each, now).open for each in (Queue.INBOX, Queue.OUTBOX)):
                return True
        time.sleep(0.02)
    return False


def _look(slack: FakeSlack, forger: Forger) -> list[Finding]:
    """What was said since the last look: Slack would take it, and it calls nobody."""
    said, slack.calls = slack.calls, []
    slack.posts.clear()
    found: list[Finding] = []
    for method, fields, _ in said:
        view = fields.get("view")
        if method.startswith("views."):
            view = json.loads(view) if isinstance(view, str) else view
            found += _check_view(view, fields)
            if isinstance(view, dict) and view.get("type") == "modal":
                forger.views = [*forger.views[-200:], view]
        elif method.startswith("chat.") and method != "chat.delete":
            if wrong := errors({"blocks": fields.get("blocks") or [], "text": fields.get("text")}, "message"):
                found.append(Finding(f"Slack would refuse: {wrong[0]}", (fields,)))
            if "<!" in json.dumps([fields.get("text"), _markup(fields.get("blocks"))]):
                found.append(Finding("it would call a channel", (fields,)))
    return found


def _markup(thing: Any) -> list[str]:
    """All texts in which Slack reads markup."""
    if isinstance(thing, list):
        return [text for part in thing for text in _markup(part)]
    if isinstance(thing, dict):
        own = [str(thing.get("text"))] if thing.get("type") in ("mrkdwn", "markdown") else []
        # Times are written <!date^…>: made by us, and calling nobody.
        own = [text.replace("<!date^", "") for text in own]
        return own + [text for part in thing.values() for text in _markup(part)]
    return []


def prepared(folder: Path, story: bool) -> str:
    """The address of a database in which something has happened."""
    from tests.scenarios.stage import CHANNEL, Stage

    if story:
        from handlers.cli.demo.stage import opened
        from handlers.cli.demo.story import Story

        with opened(fast=True) as shown:
            Story(shown, lambda *_: None).play()  # type: ignore[arg-type]
            file = str(shown.running.transport.services.store.url.database)
            with closing(sqlite3.connect(file)) as live:
                live.execute(f"VACUUM INTO '{folder / 'story.sqlite3'}'")
        return f"sqlite:///{folder / 'story.sqlite3'}"
    stage = Stage(folder)
    try:
        amina = stage.person("amina")
        amina.command(CHANNEL, "/persona example")
        amina.wait_for_message(CHANNEL, "Robin Jansen", button="Everything", timeout=PATIENCE)
        amina.command(CHANNEL, "/persona new bakers")
        amina.wait_for_modal("New workshop", PATIENCE)
        assert not amina.submit(product="Lumen", extras=["vote", "short"])
        amina.press(amina.wait_for_message(CHANNEL, "bakers", button="Join", timeout=PATIENCE), "Join")
        amina.wait_for_bot("1 of 3", button="Skip", timeout=PATIENCE)
    finally:
        stage.close()
    return stage.database_url


def main() -> int:
    """Runs until the count or the time is reached; tells the first finding."""
    arguments = parser(__doc__, 2_000)
    arguments.add_argument("--story", action="store_true")
    args = arguments.parse_args()
    until = time.monotonic() + (args.minutes * 60 if args.minutes else 1e9)
    with tempfile.TemporaryDirectory() as folder:
        url = prepared(Path(folder), args.story)
        sent, found = fuzz(url, args.seed, None if args.minutes else args.count, until)
    for number, finding in enumerate(found, start=1):
        kept = Path(f"fuzz-slack-{number}.json")
        kept.write_text(json.dumps(finding.payloads, default=str, indent=1))
        print(f"{finding.what}\n({kept} holds {len(finding.payloads)} payloads)\n")
    print(f"slack: {sent} forged payloads, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
