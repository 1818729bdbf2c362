"""Stories of dropped survey files: read without asking, corrected, refused with one sentence, read once."""

from __future__ import annotations

import io
import logging
import re
import sqlite3
from pathlib import Path

import pandas as pd
import pytest
import responses

from playground.client import Person
from playground.client.seen import Message
from tests.scenarios.stage import CHANNEL, Stage, start_workshop
from tests.slack.surveys import exports

PATIENCE = 60.0


def dropped(who: Person, data: bytes, name: str = "photographers.csv", channel: str = CHANNEL) -> Message:
    """Drops a survey and waits until it is understood."""
    who.drop_file(channel, data, name)
    return who.wait_for_message(channel, name, button="Find segments", timeout=PATIENCE)


def every_message(who: Person) -> str:
    """Everything the bot said to anybody this person can see."""
    return "\n".join(message.everything for message in who.read(CHANNEL, everything=True) + who.read_bot())


def rows(stage: Stage, query: str) -> list[tuple[object, ...]]:
    """What stands in the database."""
    with sqlite3.connect(stage.database_url.removeprefix("sqlite:///")) as database:
        return database.execute(query).fetchall()


def test_a_dropped_export_is_read_without_a_question_and_who_was_surveyed_is_asked_once(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, exports.with_segments())
    assert "300 responses, 7 questions" in read.everything
    assert "columns B (Full name), C (Email address)" in read.everything
    amina.choose(read, "survey.sample", "Our customers")
    said = amina.wait_for_message(CHANNEL, "Those surveyed are our customers")
    assert said.ts == read.ts, "the same message is updated in place"
    with pytest.raises(KeyError):
        said.element("survey.sample")
    assert stage.admin.problems() == []


def test_names_and_addresses_stand_nowhere_afterwards(
    stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    amina = stage.person("amina")
    dropped(amina, exports.with_segments())
    stored = rows(stage, "SELECT data FROM survey_answers")
    assert len(stored) == 1
    frame = pd.read_parquet(io.BytesIO(stored[0][0]))  # type: ignore[arg-type]
    assert len(frame) == 300
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    told = every_message(amina) + caplog.text + frame.to_csv()
    for word in (*exports.NAMES, *exports.SURNAMES, "zwiebel-example"):
        for shape in (word, word.lower()):
            assert shape.encode() not in held, f"{shape} is in the database"
            assert shape not in told, f"{shape} was said, logged or kept"


def test_a_file_that_slack_knows_only_later_is_read_all_the_same(stage: Stage) -> None:
    stage.admin.settings(file_lag=2)
    dropped(stage.person("amina"), exports.with_segments(60))


def test_one_file_is_read_once_however_often_slack_tells_of_it(stage: Stage) -> None:
    amina = stage.person("amina")
    file = amina.upload(exports.with_segments(60), "photographers.csv")
    for _ in range(2):
        amina.do("share", channel=CHANNEL, files=[file], text="")
    amina.wait_for_message(CHANNEL, "60 responses", button="Find segments", timeout=PATIENCE)
    assert len(rows(stage, "SELECT id FROM survey")) == 1
    said = [
        m
        for m in amina.read(CHANNEL, everything=True)
        if "photographers.csv" in m.everything and m.raw.get("blocks")
    ]
    assert len(said) == 1


def test_other_files_in_a_channel_are_passed_over_in_silence(stage: Stage) -> None:
    amina = stage.person("amina")
    amina.drop_file(CHANNEL, b"\x89PNG\r\n\x1a\n", "holiday.png")
    dropped(amina, exports.with_segments(60))
    assert "holiday.png" not in every_message(amina)
    assert sorted(rows(stage, "SELECT state FROM survey")) == [("ignored",), ("read",)]


def test_a_locked_workbook_is_refused_with_one_sentence(stage: Stage) -> None:
    amina = stage.person("amina")
    amina.drop_file(CHANNEL, exports.locked(), "secret.xlsx")
    told = amina.wait_for_message(CHANNEL, "was not read", timeout=PATIENCE)
    assert "password" in told.everything
    assert rows(stage, "SELECT data FROM survey_answers") == []


def test_a_sign_in_page_in_the_place_of_the_file_is_told_as_such(stage: Stage) -> None:
    amina = stage.person("amina")
    page = "<!DOCTYPE html><html><title>Sign in | Slack</title></html>"
    with responses.RequestsMock(assert_all_requests_are_fired=False) as web:
        web.add_passthru(stage.playground.url + "/playground")
        web.add_passthru(stage.playground.api_url)
        web.add(
            responses.GET, re.compile(".*/files-pri/.*"), body=page, content_type="text/html; charset=utf-8"
        )
        amina.drop_file(CHANNEL, exports.with_segments(60), "photographers.csv")
        told = amina.wait_for_message(CHANNEL, "was not read", timeout=PATIENCE)
    assert "sign-in page" in told.everything


def test_a_question_is_corrected_and_left_out(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, exports.with_segments(60))
    amina.press(read, "Correct a question")
    amina.wait_for_modal("Correct a question")
    view = amina.modal()
    assert view is not None
    options = view.inputs["question"]["options"]
    device = next(option for option in options if "device" in option["text"]["text"])
    amina.submit(question=device["value"])
    amina.wait_for_modal("What it says something about")
    assert not amina.submit(out=["out"])
    amina.wait_for_message(CHANNEL, "1 question corrected by hand")
    now = amina.message(CHANNEL, read.ts)
    assert "60 responses, 6 questions" in now.everything


def test_a_survey_given_in_the_window_is_read_where_it_was_asked_for(stage: Stage) -> None:
    amina = stage.person("amina")
    file = amina.upload(exports.with_segments(), "window.csv")
    amina.command(CHANNEL, "/persona survey")
    amina.wait_for_modal("The survey's answers")
    assert not amina.submit(file=[file], sample="users", base="all")
    read = amina.wait_for_message(CHANNEL, "Those surveyed are our users", timeout=PATIENCE)
    amina.wait_for_message(CHANNEL, "There are 3 segments here", thread=read, timeout=PATIENCE)
    amina.command(CHANNEL, "/persona surveys")
    listed = amina.wait_for_message(CHANNEL, "There are 3 segments here", button="Find segments")
    assert "300 responses, 7 questions" in listed.everything
    assert "window.csv" in listed.everything


def test_a_survey_dropped_in_a_direct_message_is_seen_by_that_person_only(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    amina.drop_file(amina.bot, exports.with_segments(60), "mine.csv")
    amina.wait_for_bot("60 responses", button="Find segments", timeout=PATIENCE)
    tomas.command(CHANNEL, "/persona surveys")
    told = tomas.wait_for_message(CHANNEL, "no survey in your sight")
    assert "mine.csv" not in told.everything
    assert rows(stage, "SELECT private FROM survey") == [(1,)]


def test_a_restart_in_the_middle_of_reading_reads_it_once(stage: Stage) -> None:
    amina = stage.person("amina")
    stage.admin.settings(file_lag=4)  # reading has begun, Slack does not know the file yet
    amina.drop_file(CHANNEL, exports.with_segments(60), "photographers.csv")
    amina.wait_for(lambda: rows(stage, "SELECT state FROM survey"), what="the file is known")
    stage.restart()
    amina.wait_for_message(CHANNEL, "60 responses", button="Find segments", timeout=PATIENCE)
    assert "Reading" not in every_message(amina)
    assert rows(stage, "SELECT state FROM survey") == [("read",)]


def test_a_file_dropped_in_the_channel_of_a_running_workshop_is_segmented_by_itself(stage: Stage) -> None:
    amina = stage.person("amina")
    start_workshop(amina)
    read = dropped(amina, exports.with_segments())
    amina.wait_for_message(CHANNEL, "There are 3 segments here", thread=read, timeout=PATIENCE)


def test_answers_are_deleted_at_the_retention_date_and_numbers_stay(stage: Stage) -> None:
    amina = stage.person("amina")
    read = dropped(amina, exports.with_segments(60))
    stage.admin.move_clock(181 * 86400)
    amina.wait_for_message(CHANNEL, "have been deleted at their retention date", timeout=PATIENCE)
    assert rows(stage, "SELECT data FROM survey_answers") == []
    assert "60 responses" in amina.message(CHANNEL, read.ts).everything
