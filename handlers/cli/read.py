"""`dramatis read FILE`: what was understood of a survey export, as a table for people or as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.survey.survey import Question, Survey


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
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON as CONTRACTS.md says.")] = False,
    ) -> None:
        """Read a survey export and say what was understood. Nothing is stored."""
        from bot.errors import SurveyRefused
        from bot.survey.reading import read_survey_file, to_json

        try:
            survey = read_survey_file(file)
        except SurveyRefused as error:
            _refuse(error.reason, error.sentence, as_json)
        except OSError:
            _refuse("empty", "There is no file of that name that can be opened.", as_json)
        if as_json:
            sys.stdout.write(json.dumps(to_json(survey), ensure_ascii=False) + "\n")
        else:
            print(as_people_read(survey))


def _refuse(reason: str, sentence: str, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(
            json.dumps({"error": {"reason": reason, "message": sentence}}, ensure_ascii=False) + "\n"
        )
    else:
        print(sentence, file=sys.stderr)
    raise typer.Exit(2)


def as_people_read(survey: Survey) -> str:
    return ""
