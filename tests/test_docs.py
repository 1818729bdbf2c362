"""What the docs list is what there is: commands, settings, facets, tables, formats, views. A missing one fails."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from sqlmodel import SQLModel
from typer.main import get_command

import bot
import storage
from bot import messages
from bot.export.writing import FORMAT_WORDS, Format
from bot.facets import FACETS
from bot.survey.reading.formats import FORMATS
from bot.survey.understood import SOURCES
from bot.words import COMMANDS
from handlers.cli import export
from handlers.cli.main import app
from handlers.settings import Settings
from handlers.slack.views import rendering
from storage.forgetting import RULES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
RUNNING = (ROOT / "docs" / "RUNNING.md").read_text("utf-8")
ADDING = (ROOT / "docs" / "ADDING.md").read_text("utf-8")
FLOW = (ROOT / "docs" / "HOW-AN-ANSWER-FLOWS.md").read_text("utf-8")
RELIABILITY = (ROOT / "docs" / "RELIABILITY.md").read_text("utf-8")
EXPORTS = (ROOT / "docs" / "EXPORTS.md").read_text("utf-8")
ROOMS = ("bot", "handlers", "storage", "playground", "tests")
PICTURE_BYTES = 200_000
DOCS = {"README.md": README} | {
    f"docs/{page.name}": page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md"))
}


def rows(text: str) -> dict[str, list[str]]:
    """The rows of a page's tables: what stands in backticks in the first cell → the other cells."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if len(cells) > 1 and re.fullmatch(r"`[^`]+`", cells[0]):
            found[cells[0].strip("`")] = cells[1:]
    return found


def tables() -> set[str]:
    """Every table there is, also one of a file that nothing imports yet."""
    for module in pkgutil.walk_packages(storage.__path__, "storage."):
        if not module.name.startswith("storage.migrations"):
            importlib.import_module(module.name)
    return set(SQLModel.metadata.tables)


def test_the_readme_lists_every_command_of_slack_with_its_sentence() -> None:
    listed = rows(README)
    for command, sentence in COMMANDS.items():
        assert listed[command][0].casefold() == sentence.casefold()
    assert {name for name in listed if name.startswith("/persona")} == set(COMMANDS)


def test_the_readme_lists_every_command_of_the_command_line() -> None:
    there = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert {name.split()[1] for name in rows(README) if name.startswith("dramatis ")} == there


@pytest.mark.parametrize("page", ["README.md", "docs/RUNNING.md"])
def test_every_setting_is_listed_with_its_default_and_meaning(page: str) -> None:
    listed = rows(DOCS[page])
    for name, entry in Settings.model_fields.items():
        default = "" if entry.default is None else f"`{entry.default}`"
        assert listed[name.upper()] == [default, entry.description]
    settings = {name for name in listed if re.fullmatch(r"[A-Z_]+", name)}
    assert settings == {name.upper() for name in Settings.model_fields}


def test_every_facet_is_listed_with_its_label_and_question() -> None:
    listed = rows(ADDING)
    assert {key: [facet.label, facet.question] for key, facet in FACETS.items()} == listed


def test_every_table_says_what_becomes_of_it_when_somebody_is_forgotten() -> None:
    """A new table needs a rule in storage/forgetting/rules.py; tests/storage/test_forgetting.py asks for each column."""
    assert set(RULES) == tables()


def test_every_table_is_listed() -> None:
    assert set(rows(FLOW)) == tables()


def test_every_message_has_a_view() -> None:
    """A view registers where its file is imported: a new one has to stand in handlers/slack/views/__init__.py."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if "@register_message" in (
            ROOT / f"{module.name.replace('.', '/')}{'/__init__' * module.ispkg}.py"
        ).read_text("utf-8"):
            importlib.import_module(module.name)
    ours = [cls for cls in messages.classes() if cls.__module__.startswith("bot.")]  # not those of tests
    without = {cls.__name__ for cls in ours if not rendering.is_shown(cls)}
    assert not without, "these have no view, or the file of their view is not imported"


def test_every_survey_tool_that_is_read_has_a_name() -> None:
    read = {module.__name__.rpartition(".")[2] for module in FORMATS} - {"generic"}
    assert set(SOURCES) == read


def test_every_export_format_is_listed_wherever_formats_are() -> None:
    *first, last = (str(format_) for format_ in Format)
    listed = f"{', '.join(first)} or {last}"
    assert listed == export.KINDS
    assert any(listed in sentence for sentence in COMMANDS.values())
    assert set(FORMAT_WORDS) == set(Format)
    assert set(re.findall(r"^\| ([a-z]+) \|", EXPORTS, re.MULTILINE)) - {"format", "field"} == set(Format)


@pytest.mark.parametrize("page", sorted(DOCS))
def test_files_that_are_named_are_there(page: str) -> None:
    named = re.findall(r"`((?:bot|handlers|storage|playground|tests|docs)/[\w./-]*)`", DOCS[page])
    missing = [name for name in named if not (ROOT / name).exists()]
    assert not missing


@pytest.mark.parametrize("page", sorted(DOCS))
def test_modules_that_are_named_without_their_folder_are_somewhere(page: str) -> None:
    there = {path.name for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    assert set(re.findall(r"`(\w+\.py)`", DOCS[page])) <= there


def test_links_and_pictures_are_there_and_small() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).is_file(), target
            if target.endswith(".png"):
                assert (ROOT / target).stat().st_size < PICTURE_BYTES


def test_every_promise_of_reliability_names_a_test_that_is_there() -> None:
    promises = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in RELIABILITY.splitlines()
        if line.startswith("|") and not line.startswith(("|---", "| fault |"))
    ]
    assert len(promises) > 30
    for cells in promises:
        assert len(cells) == 4, cells
        assert all(cells), cells
        file, _, test = cells[2].strip("`").partition("::")
        assert re.search(rf"^def {re.escape(test)}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), cells[
            2
        ]
