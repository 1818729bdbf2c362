"""Tally."""

from __future__ import annotations

from tests.bench.reading.exports.about import numbered, stamps
from tests.bench.reading.exports.questions import (
    all_in_one_cell,
    column_an_item,
    column_an_option,
    one_column,
)
from tests.bench.reading.exports.sheet import Sheet


def tally(sheet: Sheet) -> None:
    sheet.about(("Submission ID",), numbered(sheet, "aXk"), "identifier")
    sheet.about(("Respondent ID",), numbered(sheet, "bYk"), "identifier")
    sheet.about(("Submitted at",), stamps(sheet))
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            column_an_option(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text} ({option})",),
                lambda _option, _at: "TRUE",
                "FALSE",
                None,
                ((ask.text,), ", "),
            )
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} ({item})",))
        elif ask.kind == "ranking":
            all_in_one_cell(sheet, ask, (ask.text,), ", ")
        else:
            one_column(sheet, ask, (ask.text,))
