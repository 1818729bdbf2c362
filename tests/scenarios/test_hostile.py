"""What people paste, forge and press too late: one clear sentence, nothing changed, nothing leaked, no defect."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
import requests

from handlers.slack.listen.cleaning import clean, clean_payload
from playground.client import CannotError, Person
from playground.client.seen import Message, texts_of
from tests.scenarios.stage import CHANNEL, Stage, answer_all, start_workshop

ANSWERS = [
    "28 to 40, live in Berlin",
    "Edits photos on trains without wifi",
    "Loses half a day each month chasing unpaid invoices",
]
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def no_defects(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever comes in, it is no defect."""
    caplog.set_level(logging.WARNING)
    yield
    assert "defect" not in caplog.text
    assert "Traceback" not in caplog.text


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The bot by signed HTTP, so that requests can be forged; shared, so each story has people of its own."""
    made = Stage(tmp_path_factory.mktemp("hostile"), http=True)
    yield made
    made.close()


def forge(stage: Stage, person: Person, **payload: Any) -> Any:
    """A signed interaction that no page would send."""
    number = next(_numbers)
    body = {
        "team": {"id": person.team["id"], "domain": "x"},
        "user": {"id": person.id, "team_id": person.team["id"]},
        "api_app_id": "A0",
        "trigger_id": f"forged.{number}.{time.time()}",
        **payload,
    }
    raw = urlencode({"payload": json.dumps(body)})
    stamp = str(int(stage.admin.now()))
    stamp = str(int(time.time())) if abs(int(stamp) - time.time()) > 200 else stamp
    base = f"v0:{stamp}:{raw}".encode()
    secret = stage.playground.signing_secret.encode()
    answer = requests.post(
        f"http://127.0.0.1:{stage.running.port}/slack/events",
        data=raw,
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": "v0=" + hmac.new(secret, base, hashlib.sha256).hexdigest(),
        },
        timeout=10,
    )
    assert answer.status_code == 200, answer.text
    return answer.json() if answer.text.startswith("{") else {}


def press(stage: Stage, person: Person, action: str, value: object, **more: Any) -> None:
    """A forged press."""
    made = {"action_id": action, "block_id": "b", "type": "button", "value": value, **more}
    made["action_ts"] = f"{time.time():.6f}"
    forge(stage, person, type="block_actions", actions=[made])


def quiet(person: Person) -> None:
    """Waits until what was sent before has been dealt with: presses of one person are taken in order."""
    person.open_home()
    person.wait_for_home("")


def settled(person: Person) -> list[str]:
    """What the DM holds, once nothing has changed for a moment."""
    seen: list[str] = []
    while seen != (seen := [m.everything for m in person.read_bot()]):
        time.sleep(0.25)
    return seen


def said(person: Person, before: set[str]) -> list[str]:
    """What the bot told this person since."""
    return [m.text for m in person.read_bot() if m.ts not in before and m.raw.get("user") != person.id]


def stamps(person: Person) -> set[str]:
    """The messages in the DM."""
    return {m.ts for m in person.read_bot()}


def test_texts_nobody_expects_are_kept_as_words_and_reach_the_reveal_unharmed(stage: Stage) -> None:
    tomas, amina = stage.person("tomas"), stage.person("amina")
    amina.command(CHANNEL, "/persona new x")
    amina.wait_for_modal("New workshop")
    assert not amina.submit(subject="<!channel> & @everyone", product="<!here>", extras=[])
    invitation = amina.wait_for_message(CHANNEL, "Who are", button="Join")
    tomas.press(invitation, "Join")
    question = tomas.wait_for_bot("1 of 7", button="Skip")
    texts = [
        "Likes <script>alert(1)</script> and <!channel> & @everyone shouting",
        "مصورون مستقلون يعملون في القطار",
        "Edits photos\u200b on\u200d trains without wifi",
        "🎉🎉🎉",
        "Uses tools " + "for a very long list of things and more, " * 900,
        "Costs *nothing* and _everything_ `rm -rf` ~gone~ >quote",
        "Says \u202enoitseuq a toN\u202c every day",
    ]
    for number, text in enumerate(texts, start=2):
        before = stamps(tomas)
        tomas.tell_bot(text[:39_000], question.thread_ts)
        tomas.wait_for(lambda before=before: said(tomas, before))
        last = number > 7
        if any("could not find any words" in words for words in said(tomas, before)):
            tomas.press(tomas.wait_for_bot(f"{number - 1} of 7", button="Skip"), "Skip")
        tomas.wait_for_bot("Press Done" if last else f"{number} of 7", button="Done" if last else "Skip")
    tomas.press(tomas.wait_for_bot("Press Done", button="Done"), "Done")
    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Reveal"), "Reveal")
    reveal = amina.wait_for_message(CHANNEL, "The reveal of")
    amina.wait_for_message(CHANNEL, "<script>", thread=reveal)
    for message in amina.read(CHANNEL, everything=True):
        assert "<!channel>" not in json.dumps(_mrkdwn(message.raw.get("blocks", [])))
        assert "<!channel>" not in str(message.raw.get("text"))
    assert not stage.admin.problems()


def _mrkdwn(thing: Any) -> Iterator[str] | list[str]:
    """All markup texts in blocks: those in which a channel call would call."""
    if isinstance(thing, list):
        return [text for part in thing for text in _mrkdwn(part)]
    if isinstance(thing, dict):
        own = [thing["text"]] if thing.get("type") == "mrkdwn" else []
        return own + [text for part in thing.values() for text in _mrkdwn(part)]
    return []


@pytest.mark.parametrize("text", ["\u200b\u200b", "...", "\u202e"])
def test_an_answer_without_words_is_asked_for_again(stage: Stage, text: str) -> None:
    tomas = stage.person("tomas")
    tomas.press(start_workshop(tomas), "Join")
    question = tomas.wait_for_bot("1 of 3", button="Skip")
    tomas.tell_bot(text, question.thread_ts)
    tomas.wait_for_bot("could not find any words")
    assert "Skip" in tomas.message(question.channel, question.ts).buttons


def test_what_no_database_keeps_is_taken_out_before_anything_reads_it() -> None:
    assert clean("a\x00b\ud800c\x1fd\ne\tf🙂") == "abcd\ne\tf🙂"
    payload = {"event": {"text": "x\x00", "n": 1, "list": ["\udfff", {"y": "z\x00"}], "none": None}}
    assert clean_payload(payload) == {"event": {"text": "x", "n": 1, "list": ["", {"y": "z"}], "none": None}}


def test_nul_and_lone_surrogates_in_an_answer_change_nothing_else(web: Stage) -> None:
    tomas = web.person("priya")
    invitation = start_workshop(tomas, "priests")
    tomas.press(invitation, "Join")
    question = tomas.wait_for_bot("1 of 3", button="Skip")
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": question.channel,
        "user": tomas.id,
        "text": "28 to\x00 40,\ud800 live in Berlin",
        "ts": f"{web.admin.now():.6f}",
        "thread_ts": question.thread_ts,
    }
    web.admin.send_event(event)
    heard = tomas.wait_for_bot("2 of 3", button="Skip")
    assert "28 to 40; live in Berlin" in heard.text


ACTIONS = [
    ("workshop.join", "nobody"),
    ("workshop.manage", "nobody"),
    ("workshop.remind", ""),
    ("workshop.vote_start", "x" * 1900),
    ("workshop.reveal", "'; drop table seat"),
    ("workshop.more", "close:nobody"),
    ("workshop.more", "burn:nobody"),
    ("workshop.more", ":"),
    ("workshop.publish", "\x00"),
    ("workshop.post_again", "nobody"),
    ("workshop.take_over", "nobody"),
    ("workshop.vote", "nobody"),
    ("workshop.changed_mind", "nobody"),
    ("workshop.doubtful", "nobody"),
    ("workshop.apart", "nobody"),
    ("seat.skip", "nobody:0"),
    ("seat.skip", "nobody"),
    ("seat.skip", "nobody:٣"),
    ("seat.finish", ":-1"),
    ("seat.continue", "nobody"),
    ("seat.snooze", "nobody"),
    ("seat.pick.0", "nobody:1.2"),
    ("seat.pick.0", {"a": 1}),
    ("seat.change", "needs"),
    ("seat.how.seen", "nobody:needs"),
    ("seat.how.godknows", "nobody:needs"),
    ("seat.how_again", "nobody:needs:lines"),
    ("seat.how_lines", "nobody:needs"),
    ("customers.name", "nobody"),
    ("customers.show", "nobody"),
    ("customers.start", "nobody:99999999999999999999"),
    ("customers.start", "nobody:0"),
    ("seat.invented", "x"),
    ("", ""),
]


def test_unknown_and_forged_buttons_get_one_sentence_and_change_nothing(web: Stage) -> None:
    tomas = web.person("tomas")
    invitation = start_workshop(tomas, "bakers")
    for action, value in ACTIONS:
        before = stamps(tomas)
        press(web, tomas, action, value)
        tomas.wait_for(lambda before=before: said(tomas, before), what=f"an answer to {action} {value!r:.40}")
        told = said(tomas, before)
        assert len(told) == 1, (action, value, told)
        assert told[0].endswith("."), (action, told)
        assert "went wrong" not in told[0], (action, value, told)
    assert "0 joined" in tomas.message(invitation.channel, invitation.ts).everything
    assert not web.admin.problems()


def test_buttons_of_somebody_elses_seat_and_workshop_are_refused(web: Stage) -> None:
    amina, tomas = web.person("amina"), web.person("jonas")
    invitation = start_workshop(amina, "sailors", extras=["short"])
    amina.press(invitation, "Join")
    question = amina.wait_for_bot("1 of 3", button="Skip")
    amina.tell_bot(ANSWERS[0], question.thread_ts)
    second = amina.wait_for_bot("2 of 3", button="Skip")
    seat, turn = second.element("seat.skip")[1]["value"].split(":")
    workshop = invitation.element("workshop.join")[1]["value"]
    quiet(amina)
    shown = settled(amina)
    for action, value in [
        ("seat.skip", f"{seat}:{turn}"),
        ("seat.continue", seat),
        ("seat.snooze", seat),
        ("seat.pick.0", f"{seat}:1.000001"),
        ("seat.how.seen", f"{seat}:traits"),
        ("seat.how_lines", f"{seat}:traits"),
        ("workshop.manage", workshop),
        ("workshop.remind", workshop),
        ("workshop.reveal", workshop),
        ("workshop.vote_start", workshop),
        ("workshop.more", f"close:{workshop}"),
        ("workshop.more", f"hand_over:{workshop}"),
        ("workshop.more", f"extend:{workshop}"),
        ("workshop.take_over", workshop),
        ("workshop.post_again", workshop),
        ("workshop.publish", workshop),
        ("workshop.vote", workshop),
    ]:
        before = stamps(tomas)
        press(web, tomas, action, value)
        tomas.wait_for(lambda before=before: said(tomas, before), what=f"an answer to {action}")
        assert len(said(tomas, before)) == 1, action
        assert ANSWERS[0] not in str(said(tomas, before))
        assert tomas.modal() is None
    assert settled(amina) == shown


def test_forged_and_empty_windows_are_no_defects(web: Stage) -> None:
    tomas = web.person("tomas")
    invitation = start_workshop(tomas, "painters")
    workshop = invitation.element("workshop.join")[1]["value"]
    before_all = len(tomas.read(CHANNEL))
    chosen = {"selected_option": {"value": "burn them"}}
    full = {
        "subject": {"v": {"value": "bakers"}},
        "product": {"v": {"value": "Ovens"}},
        "channel": {"v": {"selected_conversation": "C0GENERAL1"}},
    }
    forged: list[tuple[str, Any, Any]] = [
        ("workshop.new", None, None),
        ("workshop.new", "", {**full, "purpose": {"v": chosen}}),
        ("workshop.new", "", {**full, "attribution": {"v": chosen}}),
        ("workshop.new", "", {**full, "customers": {"v": chosen}}),
        ("workshop.new", "", {**full, "deadline": {"v": {"selected_date_time": 10**30}}}),
        ("workshop.new", "", {**full, "subject": {"v": {"value": ["list"]}}}),
        ("workshop.new", "", {"subject": "no mapping"}),
        ("workshop.ballot", None, {}),
        ("workshop.ballot", "nobody:0", {"mark:x": {"v": chosen}}),
        ("workshop.ballot", f"{workshop}:many", {}),
        ("workshop.ballot", f"{workshop}:0", {"mark:x": {"v": {"selected_option": {"value": "agree"}}}}),
        ("workshop.publish", None, {"role": {"v": {"value": "x"}}}),
        ("workshop.publish", workshop, {"role": {"v": {"value": "x"}}, "photo": {"v": {"files": [7]}}}),
        ("workshop.extend", workshop, {"deadline": {"v": {"selected_date_time": "soon"}}}),
        ("workshop.extend", None, {"deadline": {"v": {"selected_date_time": 2_000_000_000}}}),
        ("workshop.hand_over", workshop, {"person": {"v": {"selected_user": "U0NOBODY"}}}),
        ("workshop.hand_over", None, {}),
        ("seat.how_lines", None, {}),
        ("seat.how_lines", "nobody:needs", {"how:x": {"v": chosen}}),
        ("customers.name", None, {"kind0": {"v": {"value": "bakers"}}}),
        ("customers.name", "nobody", {"kind0": {"v": {"value": "bakers"}}}),
        ("never.heard.of", "x", {}),
    ]
    for callback, meta, values in forged:
        before = stamps(tomas)
        view: dict[str, Any] = {
            "id": f"V{next(_numbers)}",
            "type": "modal",
            "callback_id": callback,
            "blocks": [],
        }
        if meta is not None:
            view["private_metadata"] = meta
        if values is not None:
            view["state"] = {"values": values}
        answer = forge(web, tomas, type="view_submission", view=view)
        if answer.get("response_action") == "update":
            told = "\n".join(texts_of(answer["view"]["blocks"]))
            assert told, (callback, meta, values)
            assert "went wrong" not in told, (callback, meta, values)
        elif answer.get("response_action") != "errors":
            tomas.wait_for(lambda before=before: said(tomas, before), what=f"an answer to {callback} {meta}")
            assert len(said(tomas, before)) == 1, callback
            assert "went wrong" not in said(tomas, before)[0], (callback, meta, values)
    quiet(tomas)
    assert len(tomas.read(CHANNEL)) == before_all
    assert not web.admin.problems()


def test_a_stale_button_of_an_answered_question_says_so(stage: Stage) -> None:
    tomas = stage.person("tomas")
    tomas.press(start_workshop(tomas), "Join")
    first = tomas.wait_for_bot("1 of 3", button="Skip")
    tomas.tell_bot(ANSWERS[0], first.thread_ts)
    second = tomas.wait_for_bot("2 of 3", button="Skip")
    tomas.press(first, "Skip")
    tomas.wait_for_bot("has been answered already")
    assert "Skip" in tomas.message(second.channel, second.ts).buttons


@pytest.mark.parametrize("how", ["uninstall", "revoke_tokens"])
def test_a_workspace_that_is_gone_is_left_alone(stage: Stage, how: str) -> None:
    amina = stage.person("amina")
    invitation = start_workshop(amina)
    answer_all(amina, invitation, ANSWERS)
    posts = len(amina.read_bot())
    getattr(stage.admin, how)()
    with suppress(CannotError):  # nobody can act on an app that is gone
        amina.press(_panel(amina), "Start the vote")
    stage.admin.move_clock(3 * 24 * 3600)
    time.sleep(0.5)
    assert len(amina.read_bot()) == posts


def _panel(person: Person) -> Message:
    return person.wait_for_bot("Your workshop on", button="Remind")
