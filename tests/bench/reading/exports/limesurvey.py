"""LimeSurvey, with codes, texts or both in the header."""

from __future__ import annotations

from tests.bench.reading.exports.about import ips, numbered, stamps
from tests.bench.reading.exports.questions import (
    KINDS,
    column_an_item,
    column_an_option,
    items_of_ranks,
    one_column,
    text_of,
)
from tests.bench.reading.exports.sheet import Sheet
from tests.bench.reading.questionnaires import Ask


def limesurvey(sheet: Sheet, style: str, words: tuple[str, ...], yes: str, no: str, rank: str) -> None:
    ids = ("id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr") if style == "codes" else words
    sheet.about((ids[0],), numbered(sheet), "identifier")
    sheet.about((ids[1],), stamps(sheet))
    sheet.about((ids[2],), ["4"] * len(sheet.answers))
    sheet.about((ids[3],), [sheet.questionnaire.language] * len(sheet.answers))
    sheet.about((ids[4],), numbered(sheet, start=99123))
    sheet.about((ids[5],), ips(sheet), "personal")
    for ask in sheet.questionnaire.asks:
        head = {"codes": ask.id, "full": ask.text, "both": f"{ask.id}. {ask.text}"}[style]

        def sub(code: str, item: str, ask: Ask = ask) -> tuple[str]:
            return (
                {
                    "codes": f"{ask.id}[{code}]",
                    "full": f"{ask.text} [{item}]",
                    "both": f"{ask.id}[{code}]. {ask.text} [{item}]",
                }[style],
            )

        if ask.kind == "multi":
            values = [person[ask.id] for person in sheet.answers]
            column_an_option(
                sheet,
                ask,
                lambda option, at: sub(f"SQ00{at + 1}", option),
                lambda _option, _at: "Y" if style == "codes" else yes,
                "" if style == "codes" else no,
                sub("other", ask.other or "Other"),
            )
            if style == "codes":
                entry = next(entry for entry in reversed(sheet.expected) if entry["type"] == "multi_choice")
                entry["options"] = [
                    f"SQ00{at + 1}"
                    for at, option in enumerate(ask.options)
                    if any(value and option in value for value in values)
                ]
        elif ask.kind == "matrix":
            codes = {option: f"A{at}" for at, option in enumerate(ask.options, start=1)}
            column_an_item(
                sheet,
                ask,
                lambda item, at: sub(f"SQ00{at + 1}", item),
                (lambda option, codes=codes: codes.get(option, "")) if style == "codes" else str,
            )
        elif ask.kind == "ranking":
            items_of_ranks(sheet, ask, lambda place: sub(str(place + 1), f"{rank} {place + 1}"))
        elif style == "codes" and ask.kind in ("single", "ordinal"):
            codes = {option: f"A{at}" for at, option in enumerate([*ask.options, ask.aside], start=1)}
            cells = [
                "-oth-" if isinstance(person[ask.id], dict) else codes.get(text_of(person[ask.id]), "")
                for person in sheet.answers
            ]
            at = sheet.column((head,), cells)
            other = (
                sheet.column(
                    sub("other", ""),
                    [
                        text_of(person[ask.id]) if isinstance(person[ask.id], dict) else ""
                        for person in sheet.answers
                    ],
                )
                if ask.other
                else None
            )
            sheet.ask(
                Ask(ask.id, ask.kind, ask.text, list(codes.values())),
                KINDS[ask.kind],
                [at],
                sorted(set(cells) - {"", "-oth-"}),
                also=("single_choice", "ordinal", "numeric"),
                other=other,
            )
            sheet.expected[-2 if other is not None else -1]["other_values"].append("-oth-")
        else:
            one_column(sheet, ask, (head,), sub("other", ask.other or "Other"))
