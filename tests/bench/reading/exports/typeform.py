"""Typeform."""

from __future__ import annotations

from tests.bench.reading.exports.about import numbered, stamps
from tests.bench.reading.exports.questions import column_an_item, column_an_option, one_column, ranks_of_items
from tests.bench.reading.exports.sheet import Sheet


def typeform(sheet: Sheet) -> None:
    sheet.about(("#",), numbered(sheet, "a9f3c"), "identifier")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            column_an_option(
                sheet, ask, lambda option, _at: (option,), lambda option, _at: option, "", (ask.other,)
            )
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} - {item}",))
        elif ask.kind == "ranking":
            ranks_of_items(sheet, ask, lambda item, _at: (item,))
        else:
            one_column(sheet, ask, (ask.text,), (ask.other,))
    sheet.about(("utm_campaign",), [""] * len(sheet.answers))
    for name in (
        "Response Type",
        "Start Date (UTC)",
        "Stage Date (UTC)",
        "Submit Date (UTC)",
        "Network ID",
        "Tags",
    ):
        sheet.about(
            (name,),
            ["completed"] * len(sheet.answers)
            if name == "Response Type"
            else stamps(sheet)
            if "Date" in name and "Stage" not in name
            else numbered(sheet, "f00d")
            if name == "Network ID"
            else [""] * len(sheet.answers),
        )
