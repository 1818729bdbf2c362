"""A survey as it is kept: clean answers as Parquet bytes, everything else as plain JSON values."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from bot.facets import Base
from bot.survey.survey import Question, QuestionType, Survey

WEIGHTS = "::weights"


def pack(survey: Survey) -> tuple[dict[str, Any], bytes]:
    """(what was understood, without anybody's answers; the answers as Parquet)."""
    frame = survey.answers.copy(deep=False)
    if survey.weights is not None:
        frame[WEIGHTS] = survey.weights.to_numpy()
    buffer = io.BytesIO()
    frame.to_parquet(buffer, engine="pyarrow", compression="zstd", index=False)
    return describe(survey), buffer.getvalue()


def describe(survey: Survey) -> dict[str, Any]:
    """What was understood: questions with types and options, counts, warnings; no respondent's answer."""
    return {
        "source_format": survey.source_format,
        "encoding": survey.encoding,
        "delimiter": survey.delimiter,
        "respondents": survey.respondents,
        "questions": [question_to_json(question) for question in survey.questions],
        "personal_columns": list(survey.personal_columns),
        "warnings": list(survey.warnings),
        "title": survey.title,
        "left_out": dict(survey.left_out),
        "weighted": survey.weights is not None,
    }


def unpack(understood: dict[str, Any], data: bytes | None, only: Sequence[str] | None = None) -> Survey:
    """The survey of `pack`; without `data` it has no answers (an empty frame), only what was understood.

    `only`: read no other columns than these.
    """
    import pandas as pd

    questions = tuple(question_from_json(entry) for entry in understood["questions"])
    weights = None
    if data is None:
        frame = pd.DataFrame(index=pd.RangeIndex(understood["respondents"]))
    else:
        frame = pd.read_parquet(
            io.BytesIO(data), engine="pyarrow", columns=None if only is None else list(only)
        )
        if WEIGHTS in frame:
            weights = frame.pop(WEIGHTS).rename("weight")
        if not len(frame.columns):
            frame = pd.DataFrame(index=pd.RangeIndex(understood["respondents"]))
        for question in questions:
            # Parquet keeps only the categories that somebody chose.
            if question.type is QuestionType.SINGLE_CHOICE and question.id in frame:
                column = frame[question.id].astype("category")
                frame[question.id] = column.cat.set_categories(list(question.options))
    return Survey(
        understood["source_format"],
        understood["encoding"],
        understood["delimiter"],
        understood["respondents"],
        questions,
        tuple(understood["personal_columns"]),
        tuple(understood["warnings"]),
        frame,
        weights,
        understood["title"],
        dict(understood["left_out"]),
    )


def question_to_json(question: Question) -> dict[str, Any]:
    """A question as plain JSON values."""
    return {
        "id": question.id,
        "text": question.text,
        "type": str(question.type),
        "columns": list(question.columns),
        "options": list(question.options),
        "other_columns": list(question.other_columns),
        "missing": question.missing,
        "base": None if question.base is None else str(question.base),
        "set_aside": list(question.set_aside),
    }


def question_from_json(entry: dict[str, Any]) -> Question:
    """The question of `question_to_json`."""
    return Question(
        entry["id"],
        entry["text"],
        QuestionType(entry["type"]),
        tuple(entry["columns"]),
        tuple(entry["options"]),
        tuple(entry["other_columns"]),
        entry["missing"],
        None if entry["base"] is None else Base(entry["base"]),
        tuple(entry["set_aside"]),
    )
