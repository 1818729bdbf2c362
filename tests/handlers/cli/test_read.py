"""`dramatis read` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from handlers.cli import read

ROWS = "Timestamp,Email Address,How satisfied are you?\n" + "".join(
    f"2025-01-02 10:00:00,p{at}@example.org,{('Dissatisfied', 'Satisfied', 'Very satisfied')[at % 3]}\n"
    for at in range(30)
)


@pytest.fixture
def app() -> typer.Typer:
    found = typer.Typer()

    @found.callback()
    def main() -> None:
        """The command."""

    read.register(found)
    return found


def test_a_person_reads_a_table(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(ROWS)
    done = CliRunner().invoke(app, ["read", str(path)])
    assert done.exit_code == 0
    assert "30 responses, 1 question, from Google Forms." in done.output
    assert "Dissatisfied < Satisfied < Very satisfied" in done.output
    assert "Personal data was dropped" in done.output
    assert "@" not in done.output


def test_a_program_reads_json(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(ROWS)
    done = CliRunner().invoke(app, ["read", str(path), "--json"])
    found = json.loads(done.output)
    assert found["respondents"] == 30
    assert found["personal_columns"] == [1]
    assert found["questions"][2]["options"] == ["Dissatisfied", "Satisfied", "Very satisfied"]


def test_a_refusal_is_one_sentence_and_a_failure(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("")
    done = CliRunner().invoke(app, ["read", str(path), "--json"])
    assert done.exit_code != 0
    assert json.loads(done.stdout)["error"]["reason"] == "empty"
    spoken = CliRunner().invoke(app, ["read", str(path)])
    assert spoken.exit_code != 0
    assert spoken.output.strip().endswith(".")
