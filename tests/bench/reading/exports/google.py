"""Google Forms."""

from __future__ import annotations

from tests.bench.reading.exports.about import mails, stamps
from tests.bench.reading.exports.questions import all_in_one_cell, column_an_item, one_column, ranks_of_items
from tests.bench.reading.exports.sheet import Sheet


def google(sheet: Sheet, stamp: str, joint: str = ", ", mail: str = "") -> None:
    sheet.about((stamp,), stamps(sheet, "{day:02d}/03/2025 {hour:02d}:{minute:02d}:07"))
    if mail:
        sheet.about((mail,), mails(sheet), "personal")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            all_in_one_cell(sheet, ask, (ask.text,), joint)
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} [{item}]",))
        elif ask.kind == "ranking":
            ranks_of_items(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} [{item}]",))
        else:
            one_column(sheet, ask, (ask.text,))
