"""REDCap, with labels."""

from __future__ import annotations

from tests.bench.reading.exports.about import numbered, stamps
from tests.bench.reading.exports.questions import column_an_item, column_an_option, one_column
from tests.bench.reading.exports.sheet import Sheet


def redcap_labels(sheet: Sheet) -> None:
    sheet.about(("Record ID",), numbered(sheet), "identifier")
    sheet.about(("Survey Identifier",), [""] * len(sheet.answers))
    sheet.about(("Survey Timestamp",), stamps(sheet))
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            column_an_option(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text} (choice={option})",),
                lambda _option, _at: "Checked",
                "Unchecked",
            )
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at: (item,))
        elif ask.kind == "ranking":
            continue
        else:
            one_column(sheet, ask, (ask.text,))
    sheet.about(("Complete?",), ["Complete"] * len(sheet.answers))
