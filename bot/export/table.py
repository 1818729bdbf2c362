"""The lines of a cast with their evidence as CSV: a row for each piece of evidence, one for a line without any."""

from __future__ import annotations

import csv
import io

from bot.export.escaping import cell
from bot.export.nouns import SharedCast, SharedLine, SharedPersona
from bot.export.telling import LEVELS, VERDICTS, voice_words
from bot.nouns import Evidence, HowKnown

COLUMNS = (
    "persona", "role", "product", "level", "facet", "line", "polarity", "pinned", "verdict", "who agrees", "agree",
    "say no", "do not know", "asked", *(f"known by {how}" for how in ("data", "seeing", "being told", "gut feeling")),
    "said by", "doubts", "evidence", "evidence verdict", "source", "kind", "share", "share from", "share to", "count",
    "of", "date",
)  # fmt: skip
SOME = "some"


def table(cast: SharedCast) -> str:
    """CSV with a byte order mark, so that spreadsheets read it as UTF-8; cells that would be formulas are made words.

    A number that would split a small group is left empty; how it is known then says "some".
    """
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for persona in cast.personas:
        for line in persona.lines:
            for item in line.evidence or (None,):
                row = [*_line(persona, line), *_evidence(item)]
                writer.writerow([cell(value) if isinstance(value, str) else value for value in row])
    return buffer.getvalue()


def _line(persona: SharedPersona, line: SharedLine) -> list[object]:
    ways = dict(line.ways)
    known = [(SOME if ways[how] is None else ways[how]) if how in ways else "" for how in HowKnown]
    doubts = [f"{doubt.person}: {doubt.why}" if doubt.person else doubt.why for doubt in line.doubts]
    return [
        persona.title,
        persona.role,
        persona.product,
        LEVELS[persona.level].lower(),
        line.label,
        line.text,
        "denies" if line.polarity == "neg" else "holds",
        "yes" if line.pinned else "",
        VERDICTS[line.verdict],
        line.said,
        *("" if number is None else number for number in (line.agree, line.no, line.dont_know)),
        line.asked,
        *known,
        "; ".join(voice_words(line)),
        "; ".join(doubts),
    ]


def _evidence(item: Evidence | None) -> list[object]:
    if item is None:
        return [""] * 10
    numbers = (item.share, item.low, item.high, item.count, item.of)
    return [
        item.words,
        VERDICTS[item.verdict],
        item.source,
        str(item.kind),
        *("" if number is None else number for number in numbers),
        f"{item.at:%Y-%m-%d}" if item.at else "",
    ]
