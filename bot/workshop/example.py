"""A finished workshop of a made-up product, so that a newcomer sees a card before making one.

What the four made-up colleagues said stands here word for word; everything else is counted from it as usual.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.nouns import Answer, AnswerState, HowKnown, Polarity, Source, Statement
from bot.workshop.conversation import Conversation, Phase

PRODUCT = "Lumen (example)"
SUBJECT = "freelance photographers"
NAME = "Robin Jansen"
ROLE = "wedding photographer, always on the road"
PEOPLE = ("example-1", "example-2", "example-3", "example-4")

_SEEN, _TOLD, _DATA, _GUT = HowKnown.SEEN, HowKnown.TOLD, HowKnown.DATA, HowKnown.GUT

_SAID: tuple[tuple[int, str, str, HowKnown, Polarity], ...] = (
    (0, "traits", "Mostly 28 to 40, live in cities", _DATA, Polarity.POS),
    (1, "traits", "mostly 28 to 40, live in cities", _GUT, Polarity.POS),
    (2, "traits", "About half have small children", _TOLD, Polarity.POS),
    (0, "attitudes", "Distrust subscriptions", _TOLD, Polarity.POS),
    (3, "attitudes", "Proud of never missing a deadline", _GUT, Polarity.POS),
    (0, "tools", "Lightroom on a MacBook", _SEEN, Polarity.POS),
    (1, "tools", "Lightroom on a MacBook", _SEEN, Polarity.POS),
    (3, "tools", "Send invoices from a spreadsheet", _SEEN, Polarity.POS),
    (0, "needs", "Edit photos on trains without wifi", _SEEN, Polarity.POS),
    (1, "needs", "Edit photos on trains without wifi", _TOLD, Polarity.POS),
    (2, "needs", "Edit photos on trains without wifi", _GUT, Polarity.POS),
    (2, "needs", "Have to send a preview the same evening", _TOLD, Polarity.POS),
    (3, "needs", "Never edit on the road", _GUT, Polarity.NEG),
    (1, "pains", "Lose half a day each month chasing unpaid invoices", _TOLD, Polarity.POS),
    (2, "pains", "Their laptop dies in the middle of a wedding", _SEEN, Polarity.POS),
    (0, "decisions", "Decide alone after a two-week trial", _DATA, Polarity.POS),
    (2, "decisions", "Ask other photographers before they buy", _TOLD, Polarity.POS),
    (1, "quote", "If I have to type it twice, I won't type it at all", _SEEN, Polarity.POS),
)  # fmt: skip


def conversations(new_id: Callable[[], str], script: tuple[str, ...]) -> tuple[tuple[str, Conversation], ...]:
    """(person, finished conversation) of each of the four."""
    held = []
    for number, person in enumerate(PEOPLE):
        answers: dict[str, Answer] = {}
        for speaker, facet, text, how, polarity in _SAID:
            if speaker != number:
                continue
            ts = f"{number + 1}.{len(answers):06d}"
            before = answers.get(facet, Answer(facet, AnswerState.GIVEN))
            statement = Statement(new_id(), facet, text, polarity, ts, how)
            answers[facet] = replace(
                before,
                sources=(*before.sources, Source(ts, text)),
                statements=(*before.statements, statement),
            )
        conversation = Conversation(new_id(), SUBJECT, script, Phase.DONE, answers=tuple(answers.values()))
        held.append((person, conversation))
    return tuple(held)
