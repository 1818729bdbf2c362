"""A plain table, as somebody keeps one by hand."""

from __future__ import annotations

from tests.bench.reading.exports.about import numbered
from tests.bench.reading.exports.questions import column_an_item, column_an_option, one_column, ranks_of_items
from tests.bench.reading.exports.sheet import Sheet


def plain_table(
    sheet: Sheet, mark: str = ": ", yes: str = "1", no: str = "0", comma: bool = False, identity: str = "ID"
) -> None:
    sheet.about((identity,), numbered(sheet), "identifier")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            column_an_option(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text}{mark}{option}",),
                lambda _option, _at: yes,
                no,
                (f"{ask.text}{mark}{ask.other}",),
            )
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text}{mark}{item}",))
        elif ask.kind == "ranking":
            ranks_of_items(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text}{mark}{item}",))
        else:
            one_column(
                sheet,
                ask,
                (ask.text,),
                (f"{ask.text}{mark}{ask.other}",),
                number=(lambda text: text.replace(".", ",")) if comma else str,
            )
