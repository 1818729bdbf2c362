"""A persona as one picture to share: name, role, level, lines with their verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.nouns import Level, Verdict
from bot.pictures.charts.evidence import VERDICT_MARKS, VERDICT_WORDS, level_steps, verdict_colour
from bot.pictures.charts.style import INNER, Chart, Look, Sheet


@dataclass(frozen=True)
class CardLine:
    """One line as the card shows it: facet label, text, verdict, what is known in words, and who said it, if told."""

    facet: str
    text: str
    verdict: Verdict = Verdict.UNTESTED
    words: str = ""
    people: str = ""


def persona_card(
    name: str,
    role: str,
    level: Level,
    lines: Sequence[CardLine],
    warning: str = "",
    people: str = "",
    look: Look = Look.LIGHT,
    most: int = 24,
) -> Chart:
    """The persona's lines by facet. Contradicted ones are struck through; at most `most` lines are drawn."""
    sheet = Sheet(look)
    colours = sheet.colours
    sheet.box(0, sheet.y, INNER, 0.07, colours.main)
    sheet.gap(0.17)
    sheet.text(name or role, size=18, bold=True, most=2)
    if name and role:
        sheet.text(role, size=12, colour=colours.faint, most=2)
    if people:
        sheet.text(people, size=10.5, colour=colours.faint, most=2)
    sheet.gap(0.12)
    level_steps(sheet, level)
    shown = list(lines)[:most]
    facets = list(dict.fromkeys(line.facet for line in shown))
    for facet in facets:
        sheet.text(facet, size=10.5, bold=True, colour=colours.main, most=1)
        sheet.gap(0.02)
        for line in (line for line in shown if line.facet == facet):
            struck = line.verdict is Verdict.CONTRADICTED
            colour = verdict_colour(sheet, line.verdict)
            sheet.mark(
                0.06,
                sheet.y + 0.1,
                colour,
                VERDICT_MARKS[line.verdict],
                6.5,
                line.verdict is Verdict.UNTESTED,
            )
            sheet.text(
                line.text, 0.22, colour=colours.faint if struck else colours.ink, most=3, struck=struck
            )
            known = VERDICT_WORDS[line.verdict] + (f": {line.words}" if line.words else "")
            if line.verdict is not Verdict.UNTESTED or line.words:
                sheet.text(known, 0.22, size=9.5, colour=colour, most=2)
            if line.people:
                sheet.text(line.people, 0.22, size=9.5, colour=colours.faint, most=2)
            sheet.gap(0.05)
        sheet.gap(0.09)
    left = len(lines) - len(shown)
    note = " ".join(
        part for part in (warning, f"{left} more lines are not shown." if left > 0 else "") if part
    )
    if note:
        sheet.note(note)
    told = "; ".join(f"{line.facet}: {line.text} ({VERDICT_WORDS[line.verdict]})" for line in shown[:10])
    title = f"{name}, {role}" if name and role else name or role
    return sheet.chart(f"Persona card of {title}; level {level.value}. {told}.")
