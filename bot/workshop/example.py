"""A finished workshop of a made-up product, so that a newcomer sees a card before making one.

What the made-up colleagues said stands here word for word; everything else is counted from it as usual.
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
PEOPLE = ("example-1", "example-2", "example-3", "example-4", "example-5", "example-6")

_SEEN, _TOLD, _DATA, _GUT = HowKnown.SEEN, HowKnown.TOLD, HowKnown.DATA, HowKnown.GUT
_POS, _NEG = Polarity.POS, Polarity.NEG

# facet, words, polarity, and who said it with how they know
_SAID: tuple[tuple[str, str, Polarity, dict[int, HowKnown]], ...] = (
    ("traits", "Mostly 28 to 40, live in cities", _POS, {0: _DATA, 1: _GUT, 3: _GUT, 4: _SEEN}),
    ("traits", "About half have small children", _POS, {2: _TOLD, 5: _GUT}),
    ("attitudes", "Distrust subscriptions", _POS, {0: _TOLD, 1: _TOLD, 4: _SEEN}),
    ("attitudes", "Proud of never missing a deadline", _POS, {3: _GUT}),
    ("tools", "Lightroom on a MacBook", _POS, {0: _SEEN, 1: _SEEN, 2: _DATA, 4: _SEEN, 5: _TOLD}),
    ("tools", "Send invoices from a spreadsheet", _POS, {3: _SEEN}),
    ("needs", "Edit photos on trains without wifi", _POS, {0: _SEEN, 1: _TOLD, 2: _GUT, 5: _GUT}),
    ("needs", "Never edit photos on trains", _NEG, {3: _GUT}),
    ("needs", "Have to send a preview the same evening", _POS, {2: _TOLD, 4: _TOLD}),
    ("pains", "Lose half a day each month chasing unpaid invoices", _POS, {1: _TOLD, 4: _SEEN, 5: _TOLD}),
    ("pains", "Their laptop dies in the middle of a wedding", _POS, {2: _SEEN}),
    ("decisions", "Decide alone after a two-week trial", _POS, {0: _DATA, 3: _TOLD}),
    ("decisions", "Ask other photographers before they buy", _POS, {2: _TOLD, 5: _SEEN}),
    ("quote", "If I have to type it twice, I won't type it at all", _POS, {1: _SEEN}),
)  # fmt: skip


def conversations(new_id: Callable[[], str], script: tuple[str, ...]) -> tuple[tuple[str, Conversation], ...]:
    """(person, finished conversation) of each of them."""
    held = []
    for number, person in enumerate(PEOPLE):
        answers: dict[str, Answer] = {}
        for facet, text, polarity, known in _SAID:
            how = known.get(number)
            if how is None:
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
