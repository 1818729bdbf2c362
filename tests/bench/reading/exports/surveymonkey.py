"""SurveyMonkey, with two header rows or with one."""

from __future__ import annotations

from tests.bench.reading.exports.about import ips, numbered, stamps
from tests.bench.reading.exports.questions import (
    all_in_one_cell,
    column_an_item,
    column_an_option,
    one_column,
    ranks_of_items,
)
from tests.bench.reading.exports.sheet import Sheet


def surveymonkey(
    sheet: Sheet,
    response: str = "Response",
    open_response: str = "Open-Ended Response",
    condensed: bool = False,
) -> None:
    sheet.about(("Respondent ID", ""), numbered(sheet, start=118000001, step=977), "identifier")
    sheet.about(("Collector ID", ""), ["4021"] * len(sheet.answers), "identifier")
    sheet.about(("Date Created", ""), stamps(sheet))
    sheet.about(("Date Modified", ""), stamps(sheet))
    sheet.about(("IP Address", ""), ips(sheet), "personal")
    sheet.about(("Email Address", ""), [""] * len(sheet.answers), "personal")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi" and condensed:
            all_in_one_cell(sheet, ask, (ask.text, response), ", ")
        elif ask.kind == "multi":
            column_an_option(
                sheet,
                ask,
                lambda option, at, ask=ask: (ask.text if at == 0 else "", option),
                lambda option, _at: option,
                "",
                ("", ask.other),
            )
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, at, ask=ask: (ask.text if at == 0 else "", item))
        elif ask.kind == "ranking":
            ranks_of_items(sheet, ask, lambda item, at, ask=ask: (ask.text if at == 0 else "", item))
        elif ask.kind in ("text", "email", "name", "phone", "date", "number"):
            one_column(sheet, ask, (ask.text, open_response))
        else:
            one_column(sheet, ask, (ask.text, response), ("", ask.other))


def surveymonkey_row(sheet: Sheet) -> None:
    sheet.about(("RespondentID",), numbered(sheet, start=4337000037, step=37), "identifier")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            column_an_option(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text} - {option}",),
                lambda option, _at: option,
                "",
                (f"{ask.text} - {ask.other}",),
            )
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} - {item}",))
        elif ask.kind == "ranking":
            ranks_of_items(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} - {item}",))
        else:
            one_column(sheet, ask, (ask.text,), (f"{ask.text} - {ask.other}",))
