"""Corrections of a survey: a question of another type or base, or left out. Kept answers stay as they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.facets import Base
from bot.survey.survey import Question, QuestionType, Survey

if TYPE_CHECKING:
    import pandas as pd

SILENT = frozenset({QuestionType.PERSONAL, QuestionType.METADATA, QuestionType.IDENTIFIER})
MOST_OPTIONS = 60


def allowed_types(question: Question) -> tuple[QuestionType, ...]:
    """What a question can be taken for: what it is, and what its kept answers can be read as."""
    match question.type:
        case QuestionType.SINGLE_CHOICE:
            numbers = bool(question.options) and all(
                _number(option) is not None for option in question.options
            )
            return (
                question.type,
                QuestionType.ORDINAL,
                *((QuestionType.NUMERIC,) if numbers else ()),
                QuestionType.OPEN_TEXT,
            )
        case QuestionType.ORDINAL:
            return (question.type, QuestionType.SINGLE_CHOICE, QuestionType.NUMERIC)
        case QuestionType.NPS | QuestionType.NUMERIC:
            other = QuestionType.NUMERIC if question.type is QuestionType.NPS else QuestionType.NPS
            return (question.type, other, QuestionType.SINGLE_CHOICE, QuestionType.ORDINAL)
        case _:
            return (question.type,)


def correctable(survey: Survey) -> tuple[Question, ...]:
    """The questions that carry answers."""
    return tuple(question for question in survey.questions if question.type not in SILENT)


def corrected(survey: Survey, corrections: Mapping[str, Mapping[str, Any]]) -> Survey:
    """The survey with corrections by question id: {"type"?, "base"?, "out"?}. What cannot be done is not done."""
    if not corrections:
        return survey
    frame = survey.answers.copy(deep=False)
    questions = []
    for question in survey.questions:
        wish = corrections.get(question.id)
        if wish is None:
            questions.append(question)
            continue
        if wish.get("out"):
            own = [
                name
                for name in frame.columns
                if name == question.id or str(name).startswith(f"{question.id}::")
            ]
            frame = frame.drop(columns=own)
            questions.append(replace(question, type=QuestionType.METADATA, base=None))
            continue
        if "base" in wish:
            question = replace(question, base=Base(wish["base"]) if wish["base"] else None)
        wanted = QuestionType(wish.get("type", question.type))
        if wanted is not question.type and wanted in allowed_types(question):
            if question.id in frame:
                question, frame[question.id] = _read_as(question, frame[question.id], wanted)
            else:
                question = replace(question, type=wanted)
        questions.append(question)
    return replace(survey, questions=tuple(questions), answers=frame)


def _read_as(question: Question, column: pd.Series, wanted: QuestionType) -> tuple[Question, pd.Series]:
    """A question and its column read as another type (layouts: `bot.survey.survey.Survey`)."""
    import pandas as pd

    words = _words(question, column)
    if wanted is QuestionType.OPEN_TEXT:
        return replace(question, type=wanted, options=()), words.astype("string")
    if wanted in (QuestionType.NUMERIC, QuestionType.NPS):
        if question.type is QuestionType.ORDINAL and any(
            _number(option) is None for option in question.options
        ):
            numbers = column.astype("Float64").astype("float64") + 1.0  # a scale in words counts from 1
        else:
            numbers = pd.to_numeric(words, errors="coerce").astype("float64")
        return replace(question, type=wanted, options=(), missing=int(numbers.isna().sum())), numbers
    options = question.options or tuple(
        sorted(words.dropna().unique(), key=lambda text: (_number(text) or 0.0, text))
    )
    if len(options) > MOST_OPTIONS:  # more steps than anybody can read: left as it was
        return question, column
    if wanted is QuestionType.SINGLE_CHOICE:
        made = pd.Series(pd.Categorical(words, categories=list(options)), index=column.index)
    else:
        places = {option: place for place, option in enumerate(options)}
        made = words.map(places).astype("Int16")
    return replace(question, type=wanted, options=tuple(options), missing=int(made.isna().sum())), made


def _words(question: Question, column: pd.Series) -> pd.Series:
    """Every answer in words, missing ones as None."""
    if question.type is QuestionType.ORDINAL:
        names = dict(enumerate(question.options))
        return column.map(
            lambda place: None if place is None or place != place else names.get(int(place)),
            na_action="ignore",
        )
    if question.type in (QuestionType.NUMERIC, QuestionType.NPS):
        return column.map(lambda value: f"{value:g}", na_action="ignore").astype(object)
    return column.astype(object).where(column.notna(), None)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
