"""`dramatis split --json` keeps its contract, also with bad lines."""

from __future__ import annotations

import json

import typer
from typer.testing import CliRunner

from handlers.cli import split as command


def run(*lines: str | bytes) -> list[dict[str, object]]:
    app = typer.Typer()
    command.register(app)
    typed = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n"
    result = CliRunner().invoke(app, ["--json", "--no-encoder"], input=typed)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_line_gets_one_answer_in_order() -> None:
    first, second = run('{"facet": "tools", "text": "a drill, a saw"}', '{"facet": "tools", "text": "skip"}')
    assert [s["text"] for s in first["statements"]] == ["a drill", "a saw"]  # type: ignore[attr-defined]
    assert first["kind"] == "answer"
    assert second == {"kind": "skip", "vague": False, "statements": []}


def test_a_bad_line_is_refused_and_the_next_one_answered() -> None:
    answers = run(
        "not json",
        "[]",
        '{"facet": "tools"}',
        '{"facet": "nonsense", "text": "x"}',
        b"\xff\xfe",
        '{"facet": "needs", "text": "naps"}',
    )
    assert ["error" in a for a in answers] == [True, True, True, True, True, False]
    assert all(set(a["error"]) == {"reason", "message"} for a in answers[:5])  # type: ignore[call-overload]


def test_other_names_of_a_facet_are_understood() -> None:
    (said,) = run('{"facet": "budget", "text": "cash only"}')
    assert said["statements"][0]["facet"] == "finances"  # type: ignore[index]
