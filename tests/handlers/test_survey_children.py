"""The process that works on one survey: it answers, it is ended, it never takes the bot along."""

from __future__ import annotations

import json
import os
import signal
import threading
import time

import pytest

from bot.errors import BadInput, SurveyRefused
from bot.survey.packing import unpack
from handlers.children import starting
from tests.slack.surveys import exports

READ = {"do": "read", "name": "survey.csv", "limit": 100_000_000}


def test_a_survey_is_read_and_comes_back_whole() -> None:
    answer = starting.work(READ, exports.with_segments(80), 60)
    survey = unpack(answer.head["understood"], answer.parts[0])
    assert survey.respondents == 80
    assert len(survey.answers) == 80
    assert survey.personal_columns == (1, 2)
    device = next(question for question in survey.questions if "device" in question.text)
    assert list(survey.answers[device.id].cat.categories) == list(device.options)


def test_a_refusal_comes_back_as_a_refusal() -> None:
    with pytest.raises(SurveyRefused) as caught:
        starting.work(READ, b"", 60)
    assert caught.value.reason == "empty"


def test_a_killed_process_gives_one_sentence() -> None:
    with pytest.raises(SurveyRefused, match="was stopped"):
        starting.work(READ, exports.with_segments(80), 60, started=lambda pid: os.kill(pid, signal.SIGKILL))


def test_time_is_limited() -> None:
    def freeze(pid: int) -> None:
        os.kill(pid, signal.SIGSTOP)

    began = time.monotonic()
    with pytest.raises(SurveyRefused, match="more than 1 seconds"):
        starting.work(READ, exports.with_segments(80), 1, started=freeze)
    assert time.monotonic() - began < 10


def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "MEGABYTES", 40)
    with pytest.raises((SurveyRefused, starting.ChildDefect)):
        starting.work(READ, exports.with_segments(80), 60)


def test_who_stops_it_ends_the_process() -> None:
    pids: list[int] = []
    wanted = threading.Event()
    wanted.set()
    threading.Timer(0.3, wanted.clear).start()

    def freeze(pid: int) -> None:
        pids.append(pid)
        os.kill(pid, signal.SIGSTOP)

    with pytest.raises(starting.Interrupted):
        starting.work(READ, exports.with_segments(80), 60, wanted=wanted.is_set, started=freeze)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_segments_come_with_progress_and_charts() -> None:
    read = starting.work(READ, exports.with_segments(), 60)
    told: list[tuple[float, str]] = []
    task = {
        "do": "segment",
        "understood": read.head["understood"],
        "corrections": {},
        "title": "survey.csv",
        "bases": [],
        "k": None,
    }
    found = starting.work(task, read.parts[0], 120, lambda share, words: told.append((share, words)))
    result = json.loads(found.parts[0])
    assert result["verdict"] == "natural"
    assert result["k"] == 3
    assert told
    assert told == sorted(told, key=lambda pair: pair[0])
    assert [chart["name"] for chart in found.head["charts"]] == ["sizes", "profile", "needs"]
    assert all(part.startswith(b"\x89PNG") for part in found.parts[1:])


def test_a_wish_that_cannot_be_met_is_one_sentence() -> None:
    read = starting.work(READ, exports.with_segments(80), 60)
    task = {
        "do": "segment",
        "understood": read.head["understood"],
        "corrections": {},
        "title": "survey.csv",
        "bases": ["firmographic"],
        "k": None,
    }
    with pytest.raises(BadInput, match="firmographic"):
        starting.work(task, read.parts[0], 120)
