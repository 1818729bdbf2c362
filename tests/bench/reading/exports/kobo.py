"""KoboToolbox, with labels."""

from __future__ import annotations

from tests.bench.reading.exports.about import numbered, stamps
from tests.bench.reading.exports.questions import column_an_item, column_an_option, items_of_ranks, one_column
from tests.bench.reading.exports.sheet import Sheet


def kobo_labels(sheet: Sheet) -> None:
    sheet.about(("start",), stamps(sheet, "2025-03-{day:02d}T{hour:02d}:{minute:02d}:07.000+01:00"))
    sheet.about(("end",), stamps(sheet, "2025-03-{day:02d}T{hour:02d}:{minute:02d}:07.000+01:00"))
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            column_an_option(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text}/{option}",),
                lambda _option, _at: "1",
                "0",
                None,
                ((ask.text,), " "),
            )
        elif ask.kind == "matrix":
            column_an_item(sheet, ask, lambda item, _at: (item,))
        elif ask.kind == "ranking":
            items_of_ranks(
                sheet,
                ask,
                lambda place, ask=ask: (f"{ask.text}/{('1st', '2nd', '3rd', '4th')[place]} choice",),
            )
        else:
            one_column(sheet, ask, (ask.text,))
    for name in (
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
        "_tags",
        "_index",
    ):
        sheet.about(
            (name,), numbered(sheet, "v") if name in ("_id", "_uuid", "_index") else [""] * len(sheet.answers)
        )
