"""Microsoft Forms."""

from __future__ import annotations

from tests.bench.reading.exports.about import mails, numbered, stamps
from tests.bench.reading.exports.questions import all_in_one_cell, column_an_item, one_column
from tests.bench.reading.exports.sheet import Sheet


def microsoft(sheet: Sheet, words: tuple[str, ...], quiz: str = "") -> None:
    sheet.about(("ID",), numbered(sheet), "identifier")
    sheet.about((words[0],), stamps(sheet))
    sheet.about((words[1],), stamps(sheet))
    sheet.about((words[2],), mails(sheet), "personal")
    sheet.about((words[3],), ["Pat Example"] * len(sheet.answers), "personal")
    for ask in sheet.questionnaire.asks:
        if ask.kind in ("multi", "ranking"):
            all_in_one_cell(sheet, ask, (ask.text,), ";", ";")
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at: (item,))
        else:
            one_column(sheet, ask, (ask.text,))
        if quiz:
            for word in quiz.split("|"):
                sheet.about((f"{word} - {ask.text}",), [""] * len(sheet.answers))
