"""The market as a funnel: from everyone who might want it down to those who can be served."""

from __future__ import annotations

from collections.abc import Sequence

from bot.personas.market import Market, people_words
from bot.pictures.charts.style import INNER, Chart, Look, Sheet, between


def market_funnel(
    market: Market, title: str, segments: Sequence[tuple[str, float | None]] = (), look: Look = Look.LIGHT
) -> Chart:
    """Bars that shrink by what each named reason takes away; below, the people of segments where they are known."""
    sheet = Sheet(look)
    colours = sheet.colours
    where = f"Source: {market.source}" if market.source else "No source given"
    if market.known_on:
        where += f", {market.known_on:%d %b %Y}"
    sheet.heading(title, where + "." if market.tam is not None else "")
    steps = market.steps()
    if not steps or market.tam is None:
        sheet.text("The size of the market is not known yet.", most=2)
        return sheet.chart(f"{title}. The size of the market is not known yet.")
    for place, step in enumerate(steps):
        last = place == len(steps) - 1
        width = INNER * step.left / market.tam
        if step.reason is not None:
            taken = f"− {people_words(step.taken)}: {step.name}"
            if step.reason.value not in (step.name.casefold(), "other"):
                taken += f" ({step.reason.value})"
            sheet.text(taken, size=10.5, colour=colours.faint, most=2)
            sheet.gap(0.04)
        name = "TAM" if place == 0 else "SAM" if last else ""
        top = sheet.y
        sheet.box(0, top, INNER, 0.3, colours.track)
        fill = colours.main if place == 0 or last else between(colours.paper, colours.main, 0.55)
        sheet.box((INNER - width) / 2, top, max(width, 0.02), 0.3, fill)
        sheet.y = top + 0.33
        words = f"{people_words(step.left)} {market.unit}"
        sheet.text(f"{name}: {words}" if name else words, bold=bool(name), size=11, most=2)
        sheet.gap(0.12)
    for name, people in segments:
        amount = "not known" if people is None else f"about {people_words(people)}"
        top = sheet.y
        sheet.text(name, width=INNER - 1.7, most=2)
        sheet.text(amount, INNER, y=top, bold=people is not None, align="right", most=1)
        sheet.gap(0.05)
    reasons = "; ".join(f"minus {people_words(step.taken)}, {step.name}" for step in steps[1:])
    sam = people_words(steps[-1].left)
    return sheet.chart(
        f"{title}. Of {people_words(market.tam)} {market.unit} in all, {sam} can be served"
        + (f": {reasons}." if reasons else ".")
    )
