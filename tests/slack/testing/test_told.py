"""How verdicts are told: what holds for all lines of a verdict is said once."""

from __future__ import annotations

from bot.nouns import Level, Verdict
from bot.survey.testing import messages
from bot.survey.testing.messages import ToldLine
from handlers.slack.views.rendering import RenderContext, look
from playground.client.seen import texts_of

SOME, LEANS = "Some say so and some do not.", "It leans one way, but not surely enough."


def told(*lines: ToldLine) -> list[str]:
    message = messages.Tested("p", "Robin", "riders.csv", "everybody", lines, Level.PROTO, "U1")
    return list(texts_of(look(message, RenderContext()).blocks))


def mixed(text: str, reason: str) -> ToldLine:
    return ToldLine(text, Verdict.MIXED, "4 of 9 say so", reason)


def test_a_reason_that_all_lines_share_stands_once_beside_the_verdict() -> None:
    texts = told(mixed("Rides at night", SOME), mixed("Owns a bell", SOME))
    assert [text for text in texts if SOME in text] == [f" · {SOME}"]


def test_reasons_that_differ_stay_with_their_lines() -> None:
    texts = told(mixed("Rides at night", SOME), mixed("Owns a bell", LEANS))
    assert [text for text in texts if text.strip() in (SOME, LEANS)] == [f" {SOME}", f" {LEANS}"]
    assert f" {SOME}" in told(mixed("Rides at night", SOME)), "one line says it itself"
