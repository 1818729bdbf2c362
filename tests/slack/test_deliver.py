"""Posts keep their order and their pace, and are made once as far as Slack lets it be known."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from handlers.slack.deliver import Undeliverable
from handlers.slack.deliver.pace import Pace
from handlers.use_cases.work import Target, Work
from tests.slack.bench_app import Echo, Running
from tests.slack.fake import FakeSlack


def failed(app: Running) -> list[str]:
    with app.services.store.reading() as session:
        return list(
            session.execute(sa.text("SELECT error FROM outbox WHERE state = 'failed' ORDER BY id")).scalars()
        )


def open_rows(app: Running) -> int:
    with app.services.store.reading() as session:
        return int(session.execute(sa.text("SELECT count(*) FROM outbox WHERE state = 'open'")).scalar_one())


def test_each_conversation_keeps_its_order(app: Running, fake_slack: FakeSlack) -> None:
    with app.services.unit("T1") as work:
        for n in range(12):
            for channel in ("C1", "C2", "C3"):
                work.say(Echo(f"{n}"), Target.channel(channel))
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 36)
    for channel in ("C1", "C2", "C3"):
        assert fake_slack.texts(channel) == [str(n) for n in range(12)]


def test_every_post_carries_its_id_and_words_besides_blocks(app: Running, fake_slack: FakeSlack) -> None:
    app.say("hello", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: len(fake_slack.posts) == 1)
    metadata = fake_slack.posts[0]["metadata"]
    assert metadata["event_type"] == "dramatis"
    assert len(metadata["event_payload"]["id"]) == 32
    assert fake_slack.posts[0]["text"] == "hello"


def test_an_answer_in_a_thread_waits_for_its_root(app: Running, fake_slack: FakeSlack) -> None:
    with app.services.unit("T1") as work:
        work.say(Echo("root"), Target.dm("U1", handle="seat"))
        work.say(Echo("question"), Target.dm("U1", thread="seat", handle="question"))
        work.say(Echo("changed"), Target.update("question"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["root", "changed"])
    root, question = fake_slack.posts
    assert question["thread_ts"] == root["ts"]


def test_many_unsent_updates_become_one(
    sqlite_file: str, start_app: Callable[..., Running], fake_slack: FakeSlack
) -> None:
    app = start_app(sqlite_file, start=False)
    with app.services.unit("T1") as work:
        work.say(Echo("card"), Target.channel("C1", handle="card"))
        for n in range(10):
            work.say(Echo(f"card {n}"), Target.update("card"))
    app.transport.start()
    app.server.start()
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["card 9"])
    assert len(fake_slack.called("chat.update")) == 1


def test_an_update_of_a_post_that_is_gone_is_dropped_quietly(app: Running, fake_slack: FakeSlack) -> None:
    app.say("card", Target.channel("C1", handle="card"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["card"])
    fake_slack.posts.clear()
    app.say("new", Target.update("card"))
    assert fake_slack.wait_for(lambda: len(fake_slack.called("chat.update")) == 1 and open_rows(app) == 0)
    assert failed(app) == []


def test_an_update_of_what_was_never_queued_is_a_defect(app: Running) -> None:
    with pytest.raises(LookupError), app.services.unit("T1") as work:
        work.say(Echo("new"), Target.update("nothing"))


def test_a_deleted_post_is_gone_and_forgotten(app: Running, fake_slack: FakeSlack) -> None:
    app.say("card", Target.channel("C1", handle="card"))
    with app.services.unit("T1") as work:
        work.say(None, Target.delete("card"))
    assert fake_slack.wait_for(
        lambda: len(fake_slack.called("chat.delete")) == 1 and fake_slack.texts() == []
    )


def test_a_doubtful_post_in_a_channel_is_made_once_more_and_no_more(
    app: Running, fake_slack: FakeSlack
) -> None:
    fake_slack.fail("chat.postMessage", "cut_accepted")
    app.say("card", Target.channel("C1"))
    app.say("next", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: "next" in fake_slack.texts())
    assert fake_slack.texts() == ["card", "card", "next"], "twice: what happened to the first cannot be known"


def test_a_post_doubtful_twice_is_given_up_loudly(app: Running, fake_slack: FakeSlack) -> None:
    fake_slack.fail("chat.postMessage", "503", "503")
    app.say("card", Target.channel("C1"))
    app.say("next", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["next"])
    assert failed(app) == ["unknown_twice"]


def test_the_one_repetition_waits_until_slack_answers_again(app: Running, fake_slack: FakeSlack) -> None:
    app.say("first", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["first"])
    fake_slack.fail("chat.postMessage", "503")
    fake_slack.fail("auth.test", "503", "503", "503")
    app.say("card", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["first", "card"])
    assert len(fake_slack.called("chat.postMessage")) == 3


def test_retry_after_is_obeyed_for_that_method_of_that_workspace(app: Running, fake_slack: FakeSlack) -> None:
    fake_slack.fail("chat.postMessage", "429")
    begun = time.monotonic()
    app.say("one", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: len(fake_slack.called("chat.postMessage")) == 1)
    time.sleep(0.1)
    app.say("two", Target.channel("C2"))
    app.say("home", Target.home("U1"))
    assert fake_slack.wait_for(lambda: len(fake_slack.called("views.publish")) == 1)
    assert time.monotonic() - begun < 0.9, "another method does not wait"
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 2)
    times = [when for method, _, when in fake_slack.calls if method == "chat.postMessage"]
    assert times[1] - times[0] >= 1.0


def test_a_channel_gets_a_burst_and_then_its_pace(
    sqlite_file: str, start_app: Callable[..., Running], fake_slack: FakeSlack
) -> None:
    app = start_app(sqlite_file, pace=Pace(time.monotonic, each_second=4, burst=5))
    with app.services.unit("T1") as work:
        for n in range(8):
            work.say(Echo(str(n)), Target.channel("C1"))
        work.say(Echo("other"), Target.channel("C2"))
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 9)
    assert fake_slack.texts("C1") == [str(n) for n in range(8)]
    times = [when for method, fields, when in fake_slack.calls if fields.get("channel") == "C1"]
    assert times[4] - times[0] < 0.6
    assert times[7] - times[0] >= 0.6


def test_pace_as_arithmetic() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0], each_second=1, burst=2)
    assert [pace.take("T", "C"), pace.take("T", "C")] == [0.0, 0.0]
    assert pace.take("T", "C") == pytest.approx(1.0)
    now[0] = 0.75
    assert pace.take("T", "C") == pytest.approx(0.25)
    assert pace.take("T", "D") == 0.0
    pace.pause("T", "chat.postMessage", 30)
    now[0] = 10.75
    assert pace.paused("T", "chat.postMessage") == pytest.approx(20)
    assert pace.paused("T2", "chat.postMessage") == 0.0


@pytest.mark.parametrize(
    "error", ["channel_not_found", "is_archived", "not_in_channel", "invalid_blocks", "msg_too_long"]
)
def test_a_definite_refusal_is_told_and_the_conversation_goes_on(
    sqlite_file: str, start_app: Callable[..., Running], fake_slack: FakeSlack, error: str
) -> None:
    told: list[tuple[Undeliverable, str]] = []

    def tell(work: Work, lost: Undeliverable, why: str) -> None:
        told.append((lost, why))
        work.say(Echo(f"could not post: {why}"), Target.dm("UF"))

    app = start_app(sqlite_file, on_undeliverable=tell)
    fake_slack.fail("chat.postMessage", error)
    app.say("card", Target.channel("C1", handle="card"))
    app.say("next", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 2)
    assert sorted(fake_slack.texts()) == [f"could not post: {error}", "next"]
    assert failed(app) == [error]
    assert (told[0][0].channel, told[0][0].handle) == ("C1", "card")


def test_telling_of_a_failure_that_fails_too_ends_there(
    sqlite_file: str, start_app: Callable[..., Running], fake_slack: FakeSlack
) -> None:
    told: list[str] = []

    def tell(work: Work, lost: Undeliverable, why: str) -> None:
        told.append(why)
        work.say(Echo("sorry"), Target.dm("UF"))

    app = start_app(sqlite_file, on_undeliverable=tell)
    fake_slack.fail("chat.postMessage", "is_archived", "is_archived")
    app.say("card", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: len(failed(app)) == 2)
    time.sleep(0.1)
    assert told == ["is_archived"]


def test_an_uninstalled_workspace_is_told_nothing(app: Running, fake_slack: FakeSlack) -> None:
    fake_slack.fail("chat.postMessage", "token_revoked")
    app.say("card", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: failed(app) == ["token_revoked"])


def test_a_message_that_cannot_be_rendered_is_given_up_and_named(app: Running, fake_slack: FakeSlack) -> None:
    app.say("unrenderable", Target.channel("C1"))
    app.say("next", Target.channel("C1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["next"])
    assert failed(app) == ["defect ValueError"]


def test_what_only_one_person_sees(app: Running, fake_slack: FakeSlack) -> None:
    url = fake_slack.url.replace("/api/", "/hook/2")
    app.say("by url", Target.only("C1", "U1", url))
    app.say("in the channel", Target.only("C1", "U1"))
    app.say("instead", Target.respond(url, replace=True))
    with app.services.unit("T1") as work:
        work.say(None, Target.respond(url))
    assert fake_slack.wait_for(lambda: len(fake_slack.called("hook/2")) == 3 and len(fake_slack.posts) == 4)
    by_url, instead, deleted = fake_slack.called("hook/2")
    assert (by_url["response_type"], by_url["replace_original"]) == ("ephemeral", False)
    assert instead["replace_original"] is True
    assert deleted == {"delete_original": True}
    assert fake_slack.called("chat.postEphemeral")[0]["user"] == "U1"


def test_views_prompts_and_files(app: Running, fake_slack: FakeSlack) -> None:
    with app.services.unit("T1") as work:
        work.say(Echo("home"), Target.home("U1"))
        work.say(Echo("view"), Target.view("V1"))
        work.say(Echo("prompts"), Target.prompts("D1", "U1"))
        work.say(
            None,
            Target.file("C1", "chart.png", b"\x89PNG", "Chart", "A bar chart", handle="chart", share=False),
        )
        work.say(Echo("comment"), Target.file("C1", "data.csv", b"a,b", "Data"))
    assert fake_slack.wait_for(lambda: len(fake_slack.called("files.completeUploadExternal")) == 2)
    assert fake_slack.wait_for(lambda: len(fake_slack.called("views.update")) == 1)
    assert fake_slack.wait_for(lambda: len(fake_slack.called("assistant.threads.setSuggestedPrompts")) == 1)
    assert [each["data"] for each in fake_slack.called("upload/F1")] == [b"\x89PNG", b"a,b"]
    quiet, shared = fake_slack.called("files.completeUploadExternal")
    assert "channel_id" not in quiet
    assert (shared["channel_id"], shared["initial_comment"]) == ("C1", "comment")
    assert fake_slack.called("files.getUploadURLExternal")[0]["alt_txt"] == "A bar chart"
    assert fake_slack.wait_for(lambda: open_rows(app) == 0)
    with app.services.store.reading() as session:
        assert session.execute(sa.text("SELECT file_id FROM posted WHERE handle = 'chart'")).scalar() == "F1"


def test_while_slack_is_away_nothing_is_lost(app: Running, fake_slack: FakeSlack) -> None:
    app.say("first", Target.dm("U1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["first"])
    fake_slack.fail("chat.postMessage", *["cut"] * 3)
    fake_slack.fail("conversations.history", "503", "ratelimited")
    for n in range(3):
        app.say(f"m{n}", Target.dm("U1"))
    assert fake_slack.wait_for(lambda: len(fake_slack.texts()) == 4, 20)
    assert fake_slack.texts() == ["first", "m0", "m1", "m2"]


def test_a_post_cut_off_by_a_kill_is_looked_for_before_it_is_made_again(
    sqlite_file: str, start_app: Callable[..., Running], fake_slack: FakeSlack
) -> None:
    """The row is as a killed process leaves it: leased by it, the post made, nothing recorded."""
    app = start_app(sqlite_file)
    app.say("first", Target.dm("U1"))
    assert fake_slack.wait_for(lambda: fake_slack.texts() == ["first"] and open_rows(app) == 0)
    app.transport.deliverer.stop()
    app.say("second", Target.dm("U1", handle="second"))
    with app.services.store.writing() as session:
        uuid = session.execute(sa.text("SELECT uuid FROM outbox WHERE state = 'open'")).scalar_one()
        session.execute(
            sa.text("UPDATE outbox SET lease_by = 'dead:1:1#0', attempts = 1 WHERE state = 'open'")
        )
    metadata = {"event_type": "dramatis", "event_payload": {"id": uuid}}
    fake_slack.posts.append(
        {"channel": "D1", "sent_to": "U1", "ts": "1700009999.000000", "text": "second", "metadata": metadata}
    )
    other = start_app(sqlite_file, owner="other")
    assert fake_slack.wait_for(lambda: open_rows(other) == 0)
    assert fake_slack.texts() == ["first", "second"]
    with other.services.store.reading() as session:
        assert (
            session.execute(sa.text("SELECT ts FROM posted WHERE handle = 'second'")).scalar()
            == "1700009999.000000"
        )
