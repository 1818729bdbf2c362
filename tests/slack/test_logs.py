"""No token and no text of a person gets into a log, whatever goes wrong."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from handlers.logs import blot, request_id, set_up_logs
from handlers.use_cases.work import Target
from tests.slack import payloads
from tests.slack.bench_app import Echo, Running
from tests.slack.fake import FakeSlack

SECRETS = ("xoxb-fake", "secret words", "verification", "8f742231b10e8888")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the process logs, as in production."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up_logs("DEBUG", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_whole_story_of_failures_leaks_nothing(
    written: io.StringIO, sqlite_file: str, start_app: Callable[..., Running], fake_slack: FakeSlack
) -> None:
    app = start_app(sqlite_file)
    fake_slack.fail("chat.postMessage", "html", "503", "channel_not_found", "token_revoked")
    for text in ("secret words", "fail 99 secret words", "listener fails", "refuse"):
        payloads.send(app.port, payloads.message(text))
    payloads.send_raw(app.port, b'{"text": "secret words"}', signature="v0=0")
    payloads.send_raw(app.port, b"secret words xoxb-fake")
    app.say("unrenderable", Target.dm("U1"))
    assert fake_slack.wait_for(
        lambda: '"given up"' in written.getvalue() and "could not be made" in written.getvalue()
    )
    text = written.getvalue()
    for secret in SECRETS:
        assert secret not in text
    lines = [json.loads(line) for line in text.splitlines()]
    defect = next(line for line in lines if line["message"].startswith("a defect"))
    assert defect["exception"] == "ZeroDivisionError"
    assert any("bench_app.py" in frame for frame in defect["trace"])
    assert defect["ref"]


def test_a_database_error_does_not_quote_its_parameters(
    written: io.StringIO, sqlite_file: str, start_app: Callable[..., Running]
) -> None:
    app = start_app(sqlite_file)
    try:
        with app.services.store.writing() as session:
            session.execute(sa.text("INSERT INTO inbox (lane) VALUES (:words)"), {"words": "secret words"})
    except sa.exc.SQLAlchemyError:
        logging.getLogger("dramatis.test").exception("failed")
        logging.getLogger("sqlalchemy.x").error("failed: secret words %s", "secret words")
    assert '"failed"' in written.getvalue()
    assert "secret words" not in written.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "xoxb-1-2-abc",
        "xoxe.xoxp-1-abc",
        "xapp-1-A-2-f",
        "Bearer abc.def",
        "https://hooks.slack.com/commands/T/1/x",
        "xoxe-1-abc",
    ],
)
def test_what_looks_like_a_token_is_blotted_out(text: str) -> None:
    assert text.split()[-1] not in blot(f"before {text} after")
    assert blot(f"before {text} after").startswith("before [secret]")


def test_lines_carry_the_request_they_belong_to(written: io.StringIO) -> None:
    with request_id("in-7"):
        logging.getLogger("dramatis.test").info("hello", extra={"workspace": "T1", "text": "secret words"})
    line = json.loads(written.getvalue())
    assert (line["request"], line["workspace"]) == ("in-7", "T1")
    assert "text" not in line
    assert Echo.kind == "echo"
