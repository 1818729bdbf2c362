"""`dramatis read FILE`: what was understood of a survey export, as a table for people or as JSON."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.cli.refusing import refuse

if TYPE_CHECKING:
    from bot.survey.survey import Question, Survey

UNREADABLE = 2
"""The exit code for a file that cannot be read."""
_TYPES = {
    "single_choice": "one choice",
    "multi_choice": "several choices",
    "ordinal": "scale",
    "numeric": "number",
    "nps": "0–10 recommend",
    "ranking": "ranking",
    "open_text": "free text",
    "date": "date",
}
_OWN_FORMATS = {"qualtrics_legacy": "Qualtrics (legacy)", "generic": "a plain table"}
NOTES = {
    "title_rows": "Rows above the header were passed over.",
    "nul_bytes": "Empty characters were dropped.",
}
"""Warnings that are told here only: they concern whoever looks after files, not the team."""


def register(app: typer.Typer) -> None:
    """Adds `read` to the command."""

    @app.command()
    def read(
        file: Annotated[
            Path,
            typer.Argument(
                help="The exported file: CSV, TSV, Excel, OpenDocument, SPSS, or one of these in a zip."
            ),
        ],
        as_json: Annotated[bool, typer.Option("--json", help="Print what was understood as JSON.")] = False,
    ) -> None:
        """Read a survey export and say what was understood. Nothing is stored."""
        from bot.errors import SurveyRefused
        from bot.survey.reading import read_survey_file, to_json

        try:
            survey = read_survey_file(file)
        except SurveyRefused as error:
            refuse(error.reason, error.sentence, as_json, UNREADABLE)
        except OSError:
            refuse("empty", "There is no file of that name that can be opened.", as_json, UNREADABLE)
        if as_json:
            sys.stdout.buffer.write(
                json.dumps(to_json(survey), ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            )
        else:
            print(as_people_read(survey, shutil.get_terminal_size((110, 24)).columns))


def as_people_read(survey: Survey, width: int = 110) -> str:
    """What was understood, in words: questions with type, options, base and how many gave no answer; then what was
    left out.
    """
    from bot.counts import many
    from bot.survey.understood import SOURCES, left_out_in_words, warnings_in_words

    silent = ("personal", "metadata", "identifier")
    asked = [question for question in survey.questions if question.type not in silent]
    source = _OWN_FORMATS.get(survey.source_format) or SOURCES.get(survey.source_format, survey.source_format)
    kinds = Counter(_TYPES[question.type] for question in asked)
    lines = [f"{many(survey.respondents, 'response')}, {many(len(asked), 'question')}, from {source}."]
    if asked:
        lines += [", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) + ".", ""]
        lines += _table(survey, asked, max(70, min(width, 160)))
    lines.append("")
    if survey.personal_columns:
        places = _spans(survey.personal_columns)
        lines.append(f"Personal data was dropped while reading and is kept nowhere: column {places}.")
    about = [at for question in survey.questions if question.type in silent[1:] for at in question.columns]
    if about:
        lines.append(f"About the response, not asked: column {_spans(about)}.")
    out = left_out_in_words(survey)
    if out:
        lines.append(f"Left out: {', '.join(out)}.")
    if survey.weights is not None:
        lines.append("A column with weights was found and will be used.")
    lines += warnings_in_words(survey)
    lines += [NOTES[warning] for warning in survey.warnings if warning in NOTES]
    return "\n".join(_safe(line) for line in lines)


def _table(survey: Survey, asked: list[Question], width: int) -> list[str]:
    room = width - 38
    rows = [f"{'':4}{'Question':{room}}  {'Type':16}{'Base':14}{'Missing':>7}"]
    rows.append("─" * (room + 44))
    for number, question in enumerate(asked, start=1):
        text = textwrap.shorten(" ".join(question.text.split()), 2 * room, placeholder=" …")
        wrapped = textwrap.wrap(text, room) or [""]
        missing = f"{question.missing / max(1, survey.respondents):.0%}" if question.missing else "–"
        base = str(question.base) if question.base else ""
        rows.append(f"{number:>3} {wrapped[0]:{room}}  {_TYPES[question.type]:16}{base:14}{missing:>7}")
        rows += [f"    {line}" for line in wrapped[1:]]
        options = _options(survey, question, room)
        if options:
            rows.append(f"    {options}")
    return rows


def _options(survey: Survey, question: Question, room: int) -> str:
    from bot.survey.reading.report import used_options

    joint = {"ordinal": " < ", "ranking": ", "}.get(question.type, " · ")
    texts = [
        " ".join(option.split())
        for option in used_options(survey, question)
        if option not in question.set_aside
    ]
    if not texts:
        return ""
    shown = joint.join(textwrap.shorten(text, 40, placeholder="…") for text in texts)
    return (
        shown
        if len(shown) <= room + 38
        else textwrap.shorten(shown, room + 32, placeholder=f" … ({len(texts)} in all)")
    )


def _spans(positions: tuple[int, ...] | list[int]) -> str:
    """Columns as a spreadsheet names them, neighbours joined: "D, J–L"."""
    from bot.survey.understood import letters

    spans: list[list[int]] = []
    for at in sorted(set(positions)):
        if spans and spans[-1][1] == at - 1:
            spans[-1][1] = at
        else:
            spans.append([at, at])
    return ", ".join(
        letters(first) if first == last else f"{letters(first)}–{letters(last)}" for first, last in spans
    )


def _safe(line: str) -> str:
    """A line without control characters, which a file could use to play tricks on a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", line)
