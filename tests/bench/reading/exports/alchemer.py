"""Alchemer."""

from __future__ import annotations

from tests.bench.reading.exports.about import ips, numbered, stamps
from tests.bench.reading.exports.questions import column_an_item, column_an_option, one_column, ranks_of_items
from tests.bench.reading.exports.sheet import Sheet


def alchemer(sheet: Sheet) -> None:
    count = len(sheet.answers)
    sheet.about(("Response ID",), numbered(sheet), "identifier")
    for name in ("Time Started", "Date Submitted"):
        sheet.about((name,), stamps(sheet))
    sheet.about(("Status",), ["Complete"] * count)
    for name in ("Contact ID", "Legacy Comments", "Comments"):
        sheet.about((name,), [""] * count)
    sheet.about(("Language",), ["English"] * count)
    sheet.about(("Referer",), ["https://example.com/s3/1"] * count)
    sheet.about(("SessionID",), numbered(sheet, "170_ab"), "identifier")
    sheet.about(("User Agent",), ["Mozilla/5.0 (X11)"] * count)
    sheet.about(("IP Address",), ips(sheet), "personal")
    sheet.about(("Longitude",), [f"{index % 20}.4512" for index in range(count)], "personal")
    sheet.about(("Latitude",), [f"{40 + index % 20}.9923" for index in range(count)], "personal")
    sheet.about(("Country",), ["Austria"] * count)
    sheet.about(("City",), ["Graz"] * count)
    sheet.about(("State/Region",), ["ST"] * count)
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            column_an_option(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{option}:{ask.text}",),
                lambda option, _at: option,
                "",
                (f"{ask.other} - Write In:{ask.text}",),
            )
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at, ask=ask: (f"{item}:{ask.text}",))
        elif ask.kind == "ranking":
            ranks_of_items(sheet, ask, lambda item, _at, ask=ask: (f"{item}:{ask.text}",))
        else:
            one_column(sheet, ask, (ask.text,), (f"{ask.other} - Write In:{ask.text}",))
