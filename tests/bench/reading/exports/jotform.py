"""Jotform."""

from __future__ import annotations

from tests.bench.reading.exports.about import ips, numbered, stamps
from tests.bench.reading.exports.questions import all_in_one_cell, column_an_item, one_column, ranks_of_items
from tests.bench.reading.exports.sheet import Sheet


def jotform(sheet: Sheet) -> None:
    sheet.about(("Submission Date",), stamps(sheet, "Mar {day}, 2025"))
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            all_in_one_cell(sheet, ask, (ask.text,), "\n")
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} >> {item}",))
        elif ask.kind == "ranking":
            ranks_of_items(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} >> {item}",))
        else:
            one_column(sheet, ask, (ask.text,))
    sheet.about(("Submission IP",), ips(sheet), "personal")
    sheet.about(("Submission ID",), numbered(sheet, "58"), "identifier")
