"""`dramatis segment` on the command line: what a person reads, and two segmentations set against each other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from bot.survey.segmenting.result import TellingQuestion
from handlers.cli import segment as command
from handlers.cli.main import app
from handlers.cli.segment_words import as_text
from tests.bot.survey.segments.made import segmentation

NEEDS = (("Offline", 0.7), ("Sharing", 0.4))


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_text_says_verdict_segments_telling_questions_and_needs() -> None:
    asked = (TellingQuestion("Q1", "What do you need?", 0.8), TellingQuestion("Q2", "Where?", 0.9))
    text = as_text(replace(segmentation([1] * 20 + [2] * 10, NEEDS), telling=asked))
    assert text.startswith("Verdict: natural\nBecause.\n")
    for line in (
        "1 20 67% 10% to 90% 90% Kind 1",
        "2 90% Q2 Where?",
        "70% 60% to 80% 50% 50% Offline",
        "needs most 50% Offline",
    ):
        assert line in lines(text)


def test_small_groups_are_not_split_by_needs_in_the_text() -> None:
    text = as_text(segmentation([1] * 20 + [2] * 4, NEEDS))
    assert "needs most" not in text
    assert "70% 60% to 80% – – Offline" in lines(text)


def test_two_segmentations_are_set_against_each_other_in_the_text() -> None:
    first = replace(segmentation([1] * 20 + [2] * 10), base="needs")
    same = replace(first, base="value")
    text = as_text(first, same)
    assert "Set against the segments by value. The two are practically the same" in text
    assert "1. Kind 1 20 · 100 % –" in lines(text)
    nobody = replace(segmentation([0] * 30), base="value", reason="No segments here: noise.")
    assert "Nothing to set against each other: by value, no segments here: noise." in as_text(first, nobody)


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = np.random.default_rng(4)
    kind = rng.integers(0, 2, 160)
    steps = np.where(kind[:, None] == 0, rng.integers(1, 3, (160, 8)), rng.integers(4, 6, (160, 8)))
    asked = [f"How important is {t} to you?" for t in ("speed", "price", "looks", "size")]
    asked += [f"What do you spend on {t}?" for t in ("food", "trips", "books", "films")]
    path = tmp_path_factory.mktemp("survey") / "survey.csv"
    pd.DataFrame(steps, columns=asked).to_csv(path, index=False)
    return path


def test_the_command_sets_one_base_against_another(survey: Path) -> None:
    done = CliRunner().invoke(
        app, ["segment", str(survey), "--base", "needs", "--against", "value", "--json"]
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["base"], found["against"]["base"]) == ("needs", "value")
    assert found["against"]["adjusted_rand"] == 1.0
    assert sorted(found["against"]["table"][0]) == [0, found["segments"][0]["size"]]


def test_against_refuses_what_it_cannot_do(survey: Path) -> None:
    for arguments in (
        ["--against", "shoes"],
        ["--against", "firmographic"],
        ["--against", "needs", "--place", "{}"],
    ):
        done = CliRunner().invoke(app, ["segment", str(survey), "--base", "needs", *arguments, "--json"])
        assert done.exit_code == 1
        assert json.loads(done.stdout)["error"]["message"].endswith(".")


def test_a_bar_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for terminal in (False, True):
        monkeypatch.setattr("sys.stderr.isatty", lambda shown=terminal: shown)
        with command.Bar() as report:
            report(0.5, "Trying 3 segments")
        told = capsys.readouterr().err
        assert (f"{'█' * 12}{'░' * 12}  50%  Trying 3 segments" in told) is terminal
        assert told.endswith("\r\033[K") is terminal
