"""Hashes for everything, addresses for nothing, licences that fit, and no dependency that is not used."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib import metadata

import pytest

from tests.supply import licences
from tests.supply.__main__ import main
from tests.supply.locks import ROOT, TO_RUN, TO_TEST, normal, pins

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# Declared although nothing imports them by name: a database driver that SQLAlchemy loads, time zones where the system has
# none, what pandas writes survey answers with.
LOADED_BY_OTHERS = {"psycopg", "tzdata", "pyarrow"}


def imported() -> set[str]:
    """The first names of everything imported by what is shipped."""
    names: set[str] = set()
    for floor in ("bot", "handlers", "playground", "storage"):
        for file in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.partition(".")[0])
                elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
                    names |= {
                        str(each.value).partition(".")[0]
                        for each in node.args
                        if isinstance(each, ast.Constant)
                    }
    return names


def declared() -> list[str]:
    return [normal(re.split(r"[^\w.-]", entry)[0]) for entry in PROJECT["project"]["dependencies"]]


def test_every_declared_dependency_is_used() -> None:
    provides: dict[str, set[str]] = {}
    for module, packages in metadata.packages_distributions().items():
        for package in packages:
            provides.setdefault(normal(package), set()).add(module)
    used = imported()
    unused = [name for name in declared() if not provides.get(name, set()) & used]
    assert set(unused) <= LOADED_BY_OTHERS


def test_everything_locked_has_hashes() -> None:
    locked = pins(*TO_RUN, *TO_TEST)
    assert len(locked) > 100
    assert [pin for pin in locked if not pin.hashes] == []
    assert set(declared()) <= {pin.name for pin in locked}


@pytest.mark.parametrize("file", [*TO_RUN, *TO_TEST, "pyproject.toml", "Makefile"])
def test_no_lock_file_names_an_address(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links", text)


def test_every_package_to_run_with_has_a_licence_that_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
    printed = capsys.readouterr().out
    assert re.search(r"^slack-bolt +\S+ +MIT$", printed, re.MULTILINE)


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0", True),
        ("Apache-2.0 AND GPL-3.0", False),
        ("AGPL-3.0", False),
        ("", False),
    ],
)
def test_licences_are_read_as_spdx_means_them(expression: str, fits: bool) -> None:
    assert licences.is_accepted(expression) is fits


def test_a_licence_that_does_not_fit_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(licences, "ACCEPTED", {"MIT"})
    assert main() == 1
    assert "NOT ACCEPTED" in capsys.readouterr().out
