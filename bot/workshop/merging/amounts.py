"""How much of what: short statements read as an amount and a thing ("big budget", "no kids yet"), so that much and
little, or having and lacking, of the same thing are found to be opposites whichever words are used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.meaning.words import stem
from bot.workshop.merging.features import bare, said

if TYPE_CHECKING:
    from bot.meaning.encoder import Encoder


class Amount(Enum):
    """Much of a thing, little of it, none of it, or that there is some."""

    MUCH = "much"
    LITTLE = "little"
    NONE = "none"
    SOME = "some"


_MUCH = (
    r"big|large|huge|high|great|vast|long|deep|strong|considerable|generous|ample|many|much|lots of|(?:a )?lot of"
    r"|plenty of|(?:a )?great deal of"
)
_LITTLE = (
    r"small|low|tiny|tight|short|minimal|limited|weak|modest|slim|hardly any|barely any|not much|not many|very few"
    r"|very little|few|little"
)
_LOSES = (
    r"(?:do|does|did) not (?:have|own)(?: any| an?)?|(?:have|has|had)(?: got)? (?:no|not any)|no|zero|without any"
    r"|lacks?(?: any)?"
)
_HAS = r"(?:have|has|had|own|owns)(?: got)?(?: an?| the| their)?"
_FORMS = tuple(
    (amount, re.compile(rf"^{words} (?P<thing>.+)$"))
    for amount, words in (
        (Amount.NONE, rf"(?:{_LOSES})"),
        (Amount.LITTLE, rf"(?:{_HAS} )?(?:{_LITTLE})"),
        (Amount.MUCH, rf"(?:{_HAS} )?(?:an? )?(?:very )?(?:{_MUCH})"),
        (Amount.SOME, _HAS),
    )
)
_MUCH_WORD, _LITTLE_WORD = (re.compile(rf"\b(?:{words})\b") for words in (_MUCH, _LITTLE))
_END = re.compile(r" (?:yet|at all|whatsoever|so far|either|of any kind)$")
_NO_THING = re.compile(
    r"[,;:.!?]|\b(?:and|or|but|not|than|that|who|which|when|because|if|to (?!spend|spare)|more|less)\b"
)
_MOST_WORDS = 5
# Of these "small" says how old they are: whoever has small children does not have few.
_KINDS_OF = frozenset({"child", "children", "kid", "kids", "son", "sons", "daughter", "daughters"})
_MONEY = frozenset(stem(word) for word in ("money", "budget", "budgets", "cash", "funds", "funding", "means"))

ALIKE = 1.36
"""Cosine of two things, and of having them, together: from here they are the same thing. "Dog" and "cat" have 1.35."""
UNLIKE = 0.45
"""Cosine of two things under which they are other things."""

OPPOSED = {
    frozenset({Amount.MUCH, Amount.LITTLE}),
    frozenset({Amount.MUCH, Amount.NONE}),
    frozenset({Amount.SOME, Amount.NONE}),
}


@dataclass(frozen=True)
class Claim:
    """An amount of a thing."""

    amount: Amount
    thing: str


def claim_of(text: str) -> Claim | None:
    """A short statement as an amount of one thing; None for anything else."""
    plain = _END.sub("", bare(said(text).plain))
    for amount, form in _FORMS:
        found = form.match(plain)
        if found is None:
            continue
        thing = found["thing"]
        if _NO_THING.search(thing) or len(thing.split()) > _MOST_WORDS:
            return None
        if amount is Amount.LITTLE and thing.split()[-1] in _KINDS_OF:
            amount = Amount.SOME
        return Claim(amount, thing)
    return None


def words_oppose(a: str, b: str) -> bool:
    """Whether one speaks of much where the other speaks of little, and not the other way round as well."""
    one, other = said(a).plain, said(b).plain
    little_one, little_other = _LITTLE_WORD.search(one), _LITTLE_WORD.search(other)
    much_one = _MUCH_WORD.search(_LITTLE_WORD.sub("", one))
    much_other = _MUCH_WORD.search(_LITTLE_WORD.sub("", other))
    there = bool(much_one and little_other and not much_other and not little_one)
    back = bool(much_other and little_one and not much_one and not little_other)
    return there or back


def opposed_claims(pairs: Sequence[tuple[str, str]], encoder: Encoder | None) -> dict[int, bool]:
    """Place of a pair → whether its claims are opposite (much and little of one thing), or only look so (much of one
    thing and little of another, "little" and "not much"). Pairs that are no such claims, or too near to tell, are left
    out.
    """
    found: dict[int, bool] = {}
    open_: dict[int, tuple[str, str]] = {}
    for place, (a, b) in enumerate(pairs):
        one, other = claim_of(a), claim_of(b)
        if one is None or other is None:
            continue
        is_opposed = frozenset({one.amount, other.amount}) in OPPOSED
        if _stems(one.thing) == _stems(other.thing):
            found[place] = is_opposed
        elif is_opposed:
            open_[place] = (one.thing, other.thing)
    if encoder is None or not open_:
        return found
    things = [thing for pair in open_.values() for thing in pair]
    vectors = encoder.encode([*things, *(f"they have {thing}" for thing in things)])
    for number, place in enumerate(open_):
        left, right = 2 * number, 2 * number + 1
        alone = float(vectors[left] @ vectors[right])
        had = float(vectors[len(things) + left] @ vectors[len(things) + right])
        if alone + had >= ALIKE:
            found[place] = True
        elif alone < UNLIKE:
            found[place] = False
    return found


def _stems(thing: str) -> frozenset[str]:
    """Its stems; all words for money are one."""
    stems = frozenset(stem(word) for word in thing.split())
    return frozenset({"money"}) if stems <= _MONEY else stems
