"""The market as a funnel: from everyone who might want it down to those who can be served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.counts import count_words
from bot.pictures.charts.style import INNER, Chart, Look, Sheet, between


@dataclass(frozen=True)
class FunnelStep:
    """What was taken away by what, and how many are left; the first step takes nothing. `reason`: what kind of reason
    that is, where the name does not say it."""

    name: str
    taken: float
    left: float
    reason: str = ""


def market_funnel(
    title: str, source: str, unit: str, steps: Sequence[FunnelStep], look: Look = Look.LIGHT
) -> Chart:
    """Bars that shrink by what each named reason takes away; without steps, that the size is not known.

    `source`: where the numbers are from; `unit`: what is counted.
    """
    sheet = Sheet(look)
    colours = sheet.colours
    sheet.heading(title, source if steps else "")
    if not steps:
        sheet.text("The size of the market is not known yet.", most=2)
        return sheet.chart(f"{title}. The size of the market is not known yet.")
    tam = steps[0].left
    for place, step in enumerate(steps):
        last = place == len(steps) - 1
        width = INNER * step.left / tam
        if place:
            taken = f"− {count_words(step.taken)}: {step.name}"
            if step.reason:
                taken += f" ({step.reason})"
            sheet.text(taken, size=10.5, colour=colours.faint, most=2)
            sheet.gap(0.04)
        name = "TAM" if place == 0 else "SAM" if last else ""
        top = sheet.y
        sheet.box(0, top, INNER, 0.3, colours.track)
        fill = colours.main if place == 0 or last else between(colours.paper, colours.main, 0.55)
        sheet.box((INNER - width) / 2, top, max(width, 0.02), 0.3, fill)
        sheet.y = top + 0.33
        words = f"{count_words(step.left)} {unit}"
        sheet.text(f"{name}: {words}" if name else words, bold=bool(name), size=11, most=2)
        sheet.gap(0.12)
    reasons = "; ".join(f"minus {count_words(step.taken)}, {step.name}" for step in steps[1:])
    return sheet.chart(
        f"{title}. Of {count_words(tam)} {unit} in all, {count_words(steps[-1].left)} can be served"
        + (f": {reasons}." if reasons else ".")
    )
