"""The parts of `make fuzz` run, and tell what they find."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.fuzz import budget
from tests.fuzz.budget import Budget, Findings
from tests.fuzz.evidence import __main__ as evidence
from tests.fuzz.typed import __main__ as typed


@pytest.mark.parametrize("part", [evidence, typed], ids=["evidence", "typed"])
def test_a_part_tries_what_it_is_told_and_finds_nothing(
    part, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["fuzz", "--count", "24", "--seed", "77"])
    assert part.main() == 0
    assert capsys.readouterr().out.startswith(f"{part.__name__.split('.')[-2]}: 24 ")


def test_a_defect_is_found_once_and_what_it_came_from_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    spent = iter((0.0, 0.1, 1.0, 1.1, 2.0, 2.0 + budget.SLOW + 0.1, 20.0, 20.1))
    monkeypatch.setattr(budget, "_processor", lambda: next(spent))
    findings = Findings("example")

    def broken(number: int) -> None:
        raise ValueError(f"row {number}")

    findings.attempt("a.csv", b"1", lambda: broken(1))
    findings.attempt("b.csv", b"2", lambda: broken(2))
    findings.attempt("c.csv", b"3", lambda: None)
    findings.attempt("d.csv", b"4", lambda: None)
    assert len(findings.kinds) == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "fuzz-example-1-a.csv": b"1",
        "fuzz-example-2-c.csv": b"3",
    }
    assert findings.told("4 files") == 1


def test_a_budget_is_a_count_or_a_time() -> None:
    assert list(Budget(3, None, 1).rounds()) == [0, 1, 2]
    before = time.monotonic()
    assert len(list(Budget(0, 0.05, 1).rounds())) > 3
    assert time.monotonic() - before < 5
