"""`dramatis merge` takes a pair as JSON or with a tab between, and answers in words or JSON as it is asked to."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from handlers.cli.main import app
from handlers.cli.merge import pair_of

LINES = (
    '{"a": "works offline", "b": "edits photos on trains without wifi"}\n'
    "hates invoices\thates invoices\n\n"
    "one statement only\n"
)


def test_a_pair_is_json_or_has_a_tab_between() -> None:
    assert pair_of('{"a": "x", "b": "y"}') == ("x", "y")
    assert pair_of("x\ty\n") == ("x", "y")
    assert pair_of("2\t3\n") == ("2", "3")
    for wrong in ("x", "x\t \n", '{"a": "x"}', '{"a": 1, "b": "y"}', "[" * 100_000, '"x"'):
        assert pair_of(wrong) is None


def test_json_answers_in_json_whatever_a_pair_came_as() -> None:
    told = CliRunner().invoke(app, ["merge", "--json"], input=LINES)
    first, second, third = (json.loads(line) for line in told.stdout.splitlines())
    assert set(first) == {"relation", "p_same", "p_contradict"}
    assert second["relation"] == "same"
    assert third["error"]["reason"] == "malformed"
    assert told.exit_code == 0


def test_without_json_it_answers_in_words_whatever_a_pair_came_as() -> None:
    told = CliRunner().invoke(app, ["merge"], input=LINES)
    assert len(told.stdout.splitlines()) == 2
    assert told.stdout.splitlines()[1] == "These say the same; the bot merges them."
    assert "with a tab between" in told.stderr
