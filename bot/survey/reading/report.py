"""A read survey as the JSON of docs/COMMAND-LINE.md."""

from __future__ import annotations

from typing import Any

from bot.survey.survey import Question, QuestionType, Survey


def to_json(survey: Survey) -> dict[str, Any]:
    """The object `dramatis read --json` prints: questions with the options that somebody chose, never a person's
    answer.
    """
    return {
        "source_format": survey.source_format,
        "encoding": survey.encoding,
        "delimiter": survey.delimiter,
        "respondents": survey.respondents,
        "questions": [_question(survey, question) for question in survey.questions],
        "personal_columns": list(survey.personal_columns),
        "warnings": list(survey.warnings),
    }


def _question(survey: Survey, question: Question) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": question.id,
        "text": question.text,
        "type": str(question.type),
        "options": used_options(survey, question),
        "columns": list(question.columns),
        "missing": question.missing,
        "base": str(question.base) if question.base else None,
    }
    if question.other_columns:
        entry["other_columns"] = list(question.other_columns)
    return entry


def used_options(survey: Survey, question: Question) -> list[str]:
    """The options that at least one respondent chose, in the question's order; all of a multiple choice or a ranking."""
    options = list(question.options)
    if question.type is QuestionType.ORDINAL and question.id in survey.answers:
        used = {int(place) for place in survey.answers[question.id].dropna().unique()}
        options = [option for at, option in enumerate(options) if at in used]
    elif question.type is QuestionType.SINGLE_CHOICE and question.id in survey.answers:
        chosen = set(survey.answers[question.id].dropna().unique())
        options = [option for option in options if option in chosen]
    return [*options, *(text for text in question.set_aside if text not in options)]
