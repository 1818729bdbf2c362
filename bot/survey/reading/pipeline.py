"""The way of a file: sniff, open, lay out, leave rows out, understand, notice, build the answers."""

from __future__ import annotations

from typing import Any

import numpy as np

from bot.errors import SurveyRefused
from bot.survey.reading import noticing
from bot.survey.reading.answers import Answers
from bot.survey.reading.containers import check_ole, open_zip
from bot.survey.reading.delimited import read_delimited
from bot.survey.reading.drafts import Draft
from bot.survey.reading.formats import lay_out
from bot.survey.reading.htmltable import read_html
from bot.survey.reading.layout import Layout, Role
from bot.survey.reading.limits import Limits
from bot.survey.reading.parquet import read_parquet
from bot.survey.reading.questions import understand
from bot.survey.reading.refusals import refused
from bot.survey.reading.sniffing import Kind, sniff, wrong_extension
from bot.survey.reading.spss import read_spss
from bot.survey.reading.table import Table
from bot.survey.reading.words.amounts import number
from bot.survey.reading.words.bases import guess_base
from bot.survey.reading.workbook import read_workbook
from bot.survey.survey import Question, QuestionType, Survey

_SMALL = 20
_ORDER = (
    "title_rows",
    "summary_row",
    "preview_rows",
    "small_sample",
    "personal_data",
    "personal_in_text",
    "unfinished",
    "duplicates",
    "straightliners",
    "formula_cells",
)


def read(data: bytes, name: str, limits: Limits) -> Survey:
    """The survey in a file's bytes; raises only SurveyRefused. A defect of ours is told as a damaged file, with
    its cause chained.
    """
    try:
        return read_unguarded(data, name, limits)
    except SurveyRefused:
        raise
    except MemoryError:
        raise refused("too_large") from None
    except Exception as error:  # a defect of ours; the uploader still gets a sentence, the log the cause
        raise refused("corrupt") from error


def open_table(data: bytes, name: str, limits: Limits, depth: int = 0) -> Table:
    """The table in a file's bytes, whatever kind of file it is."""
    if len(data) > limits.file_bytes:
        raise refused("too_large")
    kind = sniff(data)
    warnings: dict[str, int] = {}
    if wrong_extension(kind, name):
        warnings["wrong_extension"] = 0
    if kind is Kind.ZIP:
        inside = open_zip(data, limits)
        if inside.kind == "file":
            if depth:
                raise refused("unsafe")
            return open_table(inside.data, inside.name, limits, depth + 1)
        warnings.update(inside.warnings)
        table = read_workbook(inside.data, limits)
    elif kind is Kind.OLE:
        warnings.update(check_ole(data))
        table = read_workbook(data, limits)
    elif kind is Kind.SAV:
        table = read_spss(data, limits)
    elif kind is Kind.HTML:
        table = read_html(data, limits)
    elif kind is Kind.PARQUET:
        table = read_parquet(data, limits)
    else:
        table = read_delimited(data, limits)
    table.warnings = {**warnings, **table.warnings}
    return table


def read_unguarded(data: bytes, name: str, limits: Limits) -> Survey:
    """As `read`, but defects come out as they are: what the tests and the fuzzers call."""
    table = open_table(data, name, limits)
    del data
    if not table.row_count or not table.width:
        raise refused("empty")
    layout = lay_out(table)
    refuse_what_is_no_survey(table, layout)
    left_out = noticing.leave_out(table, layout)
    if not table.row_count:
        raise refused("no_responses")
    if all(
        not table.columns[entry.position].filled
        for entry in layout.fields
        if entry.role in (Role.ANSWER, Role.OTHER)
    ) and (table.row_count <= 2 or not any(entry.role is Role.ANSWER for entry in layout.fields)):
        raise refused("no_responses")
    drafts, weights = understand(table, layout)
    warnings = {
        **table.warnings,
        **layout.warnings,
        **{word: count for word, count in left_out.items() if word != "blank_rows"},
    }
    return _survey(table, layout, drafts, weights, warnings, left_out)


def refuse_what_is_no_survey(table: Table, layout: Layout) -> None:
    """Refuses prose, numbers without headers, and tables of one narrow column."""
    if layout.source != "generic":
        return
    if "no_header" in layout.warnings:
        raise refused(
            "not_a_survey",
            "This table has numbers but no row with questions. Add a first row that says what each column holds.",
        )
    header = [cell for cell in table.header(layout.body - 1) if cell]
    ragged = table.warnings.get("ragged_rows", 0)
    if table.width <= 4 and ragged > 0.25 * table.row_count:
        raise refused("not_a_survey")
    if table.row_count - layout.body < 1 and len(header) >= 2:
        raise refused("no_responses")
    if len(header) < 1:
        raise refused("not_a_survey")
    if table.width == 1:
        texts = list(table.columns[0].tally)
        question = header[0].rstrip().endswith(("?", ":", "？")) or len(header[0]) <= 30
        long = sum(len(text) > 200 for text in texts)
        if table.row_count < 4 or not question or long > 0.5 * len(texts):
            raise refused("not_a_survey")
    if header and sum(number(cell) is not None for cell in header) > 0.8 * len(header) and len(header) > 2:
        layout.warnings["no_header"] = 0


def ids_of(drafts: list[Draft]) -> list[str]:
    """An id for each question, the file's own where it has one that is short and unlike the others'."""
    used: dict[str, int] = {}
    out = []
    for at, draft in enumerate(drafts, start=1):
        name = (
            draft.id
            if draft.id and len(draft.id) <= 40 and draft.id != draft.text and "::" not in draft.id
            else f"Q{at}"
        )
        used[name] = used.get(name, 0) + 1
        while used[name] > 1 or (name != draft.id and name in out):
            name = f"{name}_{used[name]}" if used.get(name, 0) > 1 else f"{name}_"
            used[name] = used.get(name, 0) + 1
        out.append(name)
    return out


def _survey(
    table: Table,
    layout: Layout,
    drafts: list[Draft],
    weights: list[int],
    warnings: dict[str, int],
    left_out: dict[str, int],
) -> Survey:
    answers = Answers(table, layout.missing)
    questions = []
    personal: list[int] = []
    for draft, key in zip(drafts, ids_of(drafts), strict=True):
        missing = answers.add(draft, key)
        if draft.type is QuestionType.PERSONAL:
            personal.extend(draft.columns)
        questions.append(question_of(draft, key, missing))
    counted = {
        "unfinished": noticing.unfinished(table, layout, drafts),
        "duplicates": noticing.duplicates(table, drafts),
        "straightliners": noticing.straightliners(table, drafts),
        "formula_cells": noticing.formula_cells(table, drafts),
        "personal_data": len(personal),
        "personal_in_text": answers.masked,
    }
    warnings.update({word: count for word, count in counted.items() if count})
    if table.row_count < _SMALL:
        warnings["small_sample"] = table.row_count
    if _repeats_headers(drafts):
        warnings["duplicate_header"] = 0
    order = {word: at for at, word in enumerate(_ORDER)}
    words = sorted(warnings, key=lambda word: (order.get(word, 99), word))
    frame = answers.frame()
    return Survey(
        layout.source,
        table.encoding,
        table.delimiter,
        table.row_count,
        tuple(questions),
        tuple(sorted(personal)),
        tuple(f"{word}:{warnings[word]}" if warnings[word] else word for word in words),
        frame,
        _weights(table, weights),
        layout.title,
        left_out,
    )


def question_of(draft: Draft, key: str, missing: int) -> Question:
    """The question that was understood, once its answers are built (which makes its options safe to show)."""
    silent = draft.type in (QuestionType.PERSONAL, QuestionType.METADATA, QuestionType.IDENTIFIER)
    return Question(
        key,
        draft.text or draft.id or f"Column {draft.columns[0] + 1}",
        draft.type,
        tuple(draft.columns),
        tuple(draft.options),
        tuple(draft.other_columns),
        missing,
        None if silent else guess_base(f"{draft.text} {draft.id}"),
        tuple(text for text in draft.aside if text not in draft.options),
    )


def _repeats_headers(drafts: list[Draft]) -> bool:
    texts = [draft.text for draft in drafts if draft.text]
    return len(set(texts)) < len(texts)


def _weights(table: Table, positions: list[int]) -> Any:
    """The weight column, cases without one counted as the mean; None where there is none."""
    if not positions:
        return None
    return filled_weights(raw_weights(table, positions[0]))


def raw_weights(table: Table, position: int) -> Any:
    """The numbers of a weight column, NaN where there is none above 0."""
    column = table.columns[position]
    values = np.array([number(text) or np.nan for text in column.texts] + [np.nan], dtype=np.float64)[
        column.codes
    ]
    values[~(values > 0)] = np.nan
    return values


def filled_weights(values: Any) -> Any:
    """Weights of all respondents, cases without one counted as the mean."""
    import pandas as pd

    mean = float(np.nanmean(values)) if np.isfinite(values).any() else 1.0
    return pd.Series(np.where(np.isnan(values), mean, values), name="weight")
