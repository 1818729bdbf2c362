"""The eight traps of Slack's libraries that were measured, each with a test of its number."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from handlers.slack.app import web_client
from handlers.use_cases.work import Target
from tests.slack import payloads
from tests.slack.bench_app import Running
from tests.slack.children import start_child
from tests.slack.fake import FakeSlack


def open_rows(app: Running, table: str = "inbox") -> int:
    with app.services.store.reading() as session:
        return int(
            session.execute(sa.text(f"SELECT count(*) FROM {table} WHERE state = 'open'")).scalar_one()
        )


@pytest.mark.parametrize("mode", ["cut_accepted", "503_accepted", "internal_error"])
def test_trap_1_a_post_accepted_before_the_failure_is_not_posted_twice_in_a_dm(
    app: Running, fake_slack: FakeSlack, mode: str
) -> None:
    app.say("first", Target.dm("U1"))  # so that the DM is known
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["first"])
    fake_slack.fail("chat.postMessage", mode)
    app.say("second", Target.dm("U1"))
    app.say("third", Target.dm("U1"))
    assert fake_slack.wait_for(lambda: "third" in fake_slack.texts())
    assert fake_slack.texts() == ["first", "second", "third"]


@pytest.mark.parametrize("mode", ["cut", "503", "html", "429"])
def test_trap_1_a_post_that_was_not_accepted_is_not_lost(
    app: Running, fake_slack: FakeSlack, mode: str
) -> None:
    app.say("first", Target.dm("U1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["first"])
    fake_slack.fail("chat.postMessage", mode, mode)
    app.say("second", Target.dm("U1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["first", "second"])


def test_trap_1_the_client_makes_no_retries_of_its_own(fake_slack: FakeSlack) -> None:
    fake_slack.fail("chat.postMessage", "cut_accepted")
    client = web_client("xoxb-fake", fake_slack.url)
    with pytest.raises(OSError):
        client.chat_postMessage(channel="C1", text="once")
    assert fake_slack.texts() == ["once"]


def test_trap_2_a_repetition_is_acknowledged_and_goes_no_further(app: Running, fake_slack: FakeSlack) -> None:
    body = payloads.message("hello")
    first = payloads.send(app.port, body)
    again = payloads.send(
        app.port, body, headers={"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    )
    assert (first.status_code, again.status_code) == (200, 200)
    payloads.send(app.port, payloads.message("end"))
    assert fake_slack.wait_for(lambda: "end" in fake_slack.texts())
    assert fake_slack.texts() == ["hello", "end"]


def test_trap_2_a_repetition_whose_first_never_came_is_taken(app: Running, fake_slack: FakeSlack) -> None:
    payloads.send(app.port, payloads.message("hello"), headers={"X-Slack-Retry-Num": "2"})
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["hello"])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_trap_3_events_acknowledged_before_a_kill_are_worked_off_once_afterwards(
    sqlite_file: str,
    fake_slack: FakeSlack,
    start_app: Callable[..., Running],
    tmp_path: Path,
    how: signal.Signals,
) -> None:
    with start_child(sqlite_file, fake_slack.url, tmp_path, settle=5.0) as child:
        for n in range(10):
            assert (
                payloads.send(child.port, payloads.message(f"m{n}", ts=1_700_000_000.0 + n)).status_code
                == 200
            )
        os.kill(child.pid, how)
        child.wait()
    assert fake_slack.texts() == []
    app = start_app(sqlite_file)
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 10)
    time.sleep(0.3)
    assert fake_slack.texts() == [f"m{n}" for n in range(10)]
    assert open_rows(app) == 0


def test_trap_4_twelve_slow_commands_at_once_are_all_acknowledged(app: Running) -> None:
    def one(n: int) -> tuple[int, float]:
        begun = time.monotonic()
        answer = payloads.send(app.port, payloads.command("slow", user=f"U{n}"))
        return answer.status_code, time.monotonic() - begun

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(one, range(12)))
    assert {status for status, _ in answers} == {200}
    assert max(seconds for _, seconds in answers) < 3.0


@pytest.mark.parametrize("text", ["fail after ack", "fail before ack", "refuse"])
def test_trap_5_an_exception_does_not_take_the_acknowledgement_back(app: Running, text: str) -> None:
    for _ in range(3):
        begun = time.monotonic()
        assert payloads.send(app.port, payloads.command(text)).status_code == 200
        assert time.monotonic() - begun < 2.0


@pytest.mark.parametrize("timestamp", ["", "soon", "1.5", "٣", "-1", "99999999999999999999"])
def test_trap_6_a_bad_timestamp_is_401(app: Running, timestamp: str) -> None:
    raw = b"{}"
    stamp = timestamp.encode("utf-8").decode("latin-1")
    assert payloads.send_raw(app.port, raw, timestamp=stamp).status_code == 401


def test_trap_6_an_old_timestamp_is_401(app: Running) -> None:
    assert payloads.send_raw(app.port, b"{}", timestamp=str(int(time.time()) - 301)).status_code == 401


@pytest.mark.parametrize("signature", ["v0=00", "nonsense", "v0="])
def test_trap_6_a_bad_signature_is_401_before_the_body_is_looked_at(app: Running, signature: str) -> None:
    assert payloads.send_raw(app.port, b"not json", signature=signature).status_code == 401


@pytest.mark.parametrize("raw", [b"not json", b"[]", b"\xff\xfe", b"", b"[" * 100_000])
def test_trap_6_a_body_that_is_not_json_is_400(app: Running, raw: bytes) -> None:
    assert payloads.send_raw(app.port, raw).status_code == 400
    form = b"payload=" + (raw if raw != b"[" * 100_000 else b"%5B")
    assert payloads.send_raw(app.port, form, "application/x-www-form-urlencoded").status_code == 400


def test_trap_6_a_body_too_large_is_413(app: Running) -> None:
    try:
        status = payloads.send_raw(app.port, b'{"a": "' + b"x" * 3_000_000 + b'"}').status_code
    except OSError:
        return  # the server may close before everything was sent
    assert status == 413


def test_trap_7_two_hundred_commands_in_two_seconds_are_acknowledged_in_time(app: Running) -> None:
    def one(n: int) -> tuple[int, float]:
        time.sleep(n * 0.01)
        begun = time.monotonic()
        answer = payloads.send(app.port, payloads.command(f"c{n}", user=f"U{n % 20}"))
        return answer.status_code, time.monotonic() - begun

    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(one, range(200)))
    assert {status for status, _ in answers} == {200}
    assert max(seconds for _, seconds in answers) < 3.0


def test_trap_7_an_event_without_a_listener_is_acknowledged(app: Running, fake_slack: FakeSlack) -> None:
    for kind in ("reaction_added", "team_join", "made_up_tomorrow"):
        assert payloads.send(app.port, payloads.event(kind)).status_code == 200
    assert payloads.send(app.port, payloads.event("channel_rename", user=None)).status_code == 200
    assert fake_slack.wait_for(lambda: open_rows(app) == 0)


def test_trap_8_every_call_goes_to_the_other_base_address(app: Running, fake_slack: FakeSlack) -> None:
    payloads.send(app.port, payloads.message("hello"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["hello"])
    assert len(fake_slack.called("auth.test")) == 1, "and who we are is asked once, not with each request"
