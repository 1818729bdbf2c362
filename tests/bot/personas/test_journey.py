"""The journey: lines along the way by the words people used; siblings: personas of one segment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.nouns import Purpose
from bot.personas.journey import LABELS, Step, along, step_of
from bot.personas.lacking import lacking
from bot.personas.siblings import siblings_of
from tests.bot.personas.cast import line, persona


@pytest.mark.parametrize(
    ("facet", "text", "step"),
    [
        ("touchpoints", "Hears of us in a Facebook group", Step.HEAR),
        ("touchpoints", "a friend recommends it at a fair", Step.HEAR),
        ("touchpoints", "Tries it on the phone", Step.TRY),
        ("touchpoints", "Asks the accountant before paying", Step.BUY),
        ("touchpoints", "Logs in every morning from the train", Step.USE),
        ("pains", "Nobody answers the support hotline on Sundays", Step.HELP),
        ("touchpoints", "Cancels after the wedding season", Step.LEAVE),
        ("touchpoints", "Heard of us, then signed up the same day", Step.HEAR),
        ("goals", "Wants to take August off", Step.ANY),
        ("pains", "Loses half a day each month chasing unpaid invoices", Step.ANY),
        ("decisions", "The studio owner has the last word", Step.BUY),
        ("objections", "Does not want another login", Step.BUY),
        ("response", "Within the hour on a wedding day", Step.HELP),
        ("support_channels", "WhatsApp", Step.HELP),
    ],
)
def test_a_line_stands_where_its_first_word_of_a_step_puts_it(facet: str, text: str, step: Step) -> None:
    assert step_of(facet, text) is step


def test_every_step_is_named_and_what_nobody_said_stays_empty() -> None:
    who = persona(
        line("a", "touchpoints", "Hears of us from friends"),
        line("b", "traits", "Hears badly"),
        line("c", "pains", "Pays twice by mistake"),
        line("d", "goals", "Tries to save for a house", dropped=True),
    )
    parts = along(who.standing)
    assert [part.step for part in parts] == [step for step in Step if step is not Step.ANY]
    assert {part.step: [one.id for one in part.lines] for part in parts if part.lines} == {
        Step.HEAR: ["a"],
        Step.BUY: ["c"],
    }
    assert [part.label for part in parts] == [LABELS[part.step] for part in parts]
    assert along(()) == tuple(replace(part, lines=()) for part in parts)


def test_siblings_are_the_active_others_of_the_segment() -> None:
    robin = persona(segment="r:1")
    marta = replace(robin, id="p2", name="Marta", purpose=Purpose.BUYER)
    gone = replace(robin, id="p3", name="Old", active=False)
    other = replace(robin, id="p4", name="Other", segment="r:2")
    found = siblings_of(robin, [robin, marta, gone, other])
    assert [one.words for one in found] == ["Marta (the buyer)"]
    assert siblings_of(replace(robin, segment=None), [replace(marta, segment=None)]) == ()


def test_what_a_view_lacks_is_asked_about_this_kind_of_customer() -> None:
    (one,) = lacking(["decisions", "decisions", "nonsense"], "freelance photographers")
    assert one.question.startswith("Who decides to buy for freelance photographers")
