"""The chart of a market."""

from __future__ import annotations

from bot.personas.market.market import Market, Reason
from bot.pictures.charts.market import FunnelStep, market_funnel
from bot.pictures.charts.style import Chart, Look


def chart_of(market: Market, title: str, look: Look = Look.LIGHT) -> Chart:
    """The funnel from the TAM to the SAM, with where the numbers are from."""
    source = f"Source: {market.source}" if market.source else "No source given"
    if market.known_on:
        source += f", {market.known_on:%d %b %Y}"
    steps = [
        FunnelStep(step.name, step.taken, step.left, _kind(step.reason, step.name)) for step in market.steps()
    ]
    return market_funnel(title, f"{source}.", market.unit, steps, look)


def _kind(reason: Reason | None, name: str) -> str:
    return "" if reason in (None, Reason.OTHER) or reason.value == name.casefold() else reason.value
