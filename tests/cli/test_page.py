"""docs/COMMAND-LINE.md says what comes out: its fields, words and reasons are those that there are."""

from __future__ import annotations

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from bot.survey.reading.refusals import REASONS
from bot.survey.understood import LEFT_OUT, WARNINGS
from handlers.cli import read
from handlers.cli.main import app

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "COMMAND-LINE.md").read_text("utf-8")


def listed(heading: str, nth: int) -> set[str]:
    """The words in the first column of the nth table of a section."""
    section = PAGE.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    table = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)[nth]
    first = [line.split("|")[1] for line in table.splitlines()[2:]]
    return {word for cell in first for word in re.findall(r"\w+", cell)}


def printed(*words: str) -> dict:  # type: ignore[type-arg]
    told = CliRunner().invoke(app, [*words, "--json"])
    assert told.exit_code == 0, told.output
    found: dict = json.loads(told.stdout)  # type: ignore[type-arg]
    return found


def survey(path: Path) -> str:
    """Two kinds of people who mostly answer five questions in opposite ways."""
    ways = (
        ("On trains", "Laptop", "Offline mode", "Monthly", "Red"),
        ("At home", "Desktop", "Printing", "Yearly", "Blue"),
    )
    rows = [
        "Where do you work?,What do you use?,What do you need most?,How do you pay?,Which colour do you like?"
    ]
    for number in range(90):
        rows.append(",".join(ways[number % 2 != (number % 7 == at)][at] for at in range(5)))
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return str(path)


def test_what_reading_prints_has_the_fields_that_the_page_says(tmp_path: Path) -> None:
    found = printed("read", survey(tmp_path / "s.csv"))
    assert set(found) == listed("Reading a survey", 0)
    assert {key for question in found["questions"] for key in question} == listed("Reading a survey", 1) - {
        "other_columns"
    }


def test_what_segmenting_prints_has_the_fields_that_the_page_says(tmp_path: Path) -> None:
    found = printed("segment", survey(tmp_path / "s.csv"), "--k", "2")
    assert set(found) == listed("Finding segments", 0)
    assert set(found["segments"][0]) == listed("Finding segments", 1)


def test_every_warning_and_every_reason_is_told() -> None:
    assert listed("Reading a survey", 2) == {"personal_data", *WARNINGS, *read.NOTES, *LEFT_OUT} - {
        "blank_rows"
    }
    assert listed("Reading a survey", 3) == set(REASONS)
