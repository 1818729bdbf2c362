"""What speaks for two statements saying the same, the opposite, or different things: one row of numbers a pair."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from bot.meaning.negation import Stance, polarity, stance
from bot.meaning.numbers import Quantity, agree, quantities
from bot.meaning.words import FRAME, STOP, likeness, normalise, stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.meaning.encoder import Encoder

    Floats = NDArray[np.float32]
    Rows = NDArray[np.float64]

PAIR_FEATURES = (
    "cos",
    "cos_high",
    "cos_bare",
    "words_mean",
    "words_least",
    "words_least_content",
    "shared",
    "contained",
    "letters",
    "same_stems",
    "lengths",
    "unmatched",
    "one_against",
    "one_negated",
    "one_negative",
    "sides_x_cos",
    "sides_x_shared",
    "opposites",
    "opposites_x_shared",
    "number_same",
    "number_other",
    "number_other_x_cos",
    "number_one_sided",
    "names_differ",
    "names_shared",
    "frame_only",
)

# Pairs of words that turn a sentence into its opposite; stems are compared.
_OPPOSITES = """alone:together alone:board alone:committee alone:approval alone:council alone:agree alone:consent
spot:board always:never cheap:expensive many:few often:rarely like:hate love:hate trust:distrust
open:closed full:empty fast:slow early:late more:less most:least happy:unhappy willing:refuses
accepts:refuses wants:refuses accept:reject likes:dislikes prefers:avoids plenty:shortage enough:lack
easy:hard simple:complex difficult:easy quick:slow short:long small:large big:small old:new
public:private paid:free pays:free online:offline inside:outside before:after first:last
everybody:nobody everyone:nobody everything:nothing all:none allowed:forbidden banned:allowed
welcome:unwelcome reliable:unreliable patient:impatient loves:bored ignores:reads ignores:answers
skips:reads fixed:variable manual:automatic paper:digital printed:digital own:rent buys:rents
beginner:expert novice:veteran strict:relaxed calm:nervous rich:poor increase:decrease rising:falling
above:below minimum:maximum morning:evening day:night days:nights weekday:weekend monthly:yearly
monthly:annual single:married employed:retired employed:unemployed urban:rural city:country
same:different safe:dangerous loyal:disloyal optimistic:pessimistic cautious:bold young:old
enthusiastic:sceptical alone:partners decides:undecided spends:saves matters:irrelevant
essential:pointless useful:useless necessary:unnecessary important:unimportant main:secondary
good:bad better:worse best:worst fair:unfair fair:outrageous win:lose gains:loses active:inactive
busy:idle noisy:quiet loud:quiet useful:noise fun:win"""


@lru_cache(maxsize=1)
def _opposites() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(stem(word) for word in pair.split(":")) for pair in _OPPOSITES.split())


_NAME = re.compile(r"(?<!^)(?<![.!?;] )\b[A-Z][\w&+.-]*\w|\b[a-z]+[A-Z]\w*|^[A-Z]{2,}\b|^[A-Z]\w*[A-Z]\w*")
_SUBJECT = re.compile(
    r"^(?:s?he|they|it|we|i|the|their|her|his|my|our|a|an|there is|there are|has to"
    r"|have to|wants? to|needs? to|would like to|likes to|prefers to)\s+"
)


@dataclass(frozen=True)
class Said:
    """One statement as merging reads it."""

    text: str
    plain: str
    tokens: tuple[str, ...]
    stems: frozenset[str]
    all_stems: frozenset[str]
    stance: Stance
    negative: bool
    numbers: tuple[Quantity, ...]
    names: frozenset[str]


@lru_cache(maxsize=20_000)
def said(text: str) -> Said:
    """The words, side, numbers and names of a statement."""
    plain = normalise(text).rstrip(" .!")
    tokens = words(plain)
    carried = [word for word in tokens if word not in STOP and word not in FRAME] or tokens
    return Said(
        text,
        plain,
        tuple(tokens),
        frozenset(stem(word) for word in carried),
        frozenset(stem(word) for word in tokens),
        stance(text),
        polarity(text) == "neg",
        tuple(quantities(text)),
        frozenset(normalise(name) for name in _NAME.findall(text)),
    )


def bare(plain: str) -> str:
    """A statement without the words it opens with: "has to work offline" and "offline work" come closer."""
    shorter = plain
    for _ in range(3):
        shorter = _SUBJECT.sub("", shorter)
    return shorter or plain


@dataclass(frozen=True)
class Meanings:
    """Vectors of statements: of the whole, of the bare text, and of every word in context."""

    whole: Floats
    bare: Floats
    context: list[tuple[list[str], Floats]]


def meanings(texts: Sequence[str], encoder: Encoder) -> Meanings:
    """The vectors of these statements."""
    return Meanings(
        encoder.encode(list(texts)),
        encoder.encode([bare(said(text).plain) for text in texts]),
        encoder.in_context([said(text).plain for text in texts]),
    )


def pair_features(one: Said, other: Said, left: int, right: int, known: Meanings | None) -> Rows:
    """The row of a pair; `left` and `right` are its places in `known` (None: words alone). Symmetric but for rounding."""
    cos = bare_cos = mean = least = least_content = 0.0
    if known is not None:
        cos = float(known.whole[left] @ known.whole[right])
        bare_cos = float(known.bare[left] @ known.bare[right])
        mean, least, least_content = _word_by_word(known.context[left], known.context[right])
    union = one.stems | other.stems
    common = one.stems & other.stems
    shared = len(common) / len(union) if union else 0.0
    contained = len(common) / max(1, min(len(one.stems), len(other.stems)))
    sides = float(one.stance.negated != other.stance.negated)
    opposite = _opposed(one, other)
    same, different = _numbers(one, other)
    differ = bool(one.names - other.names) and bool(other.names - one.names)
    unmatched = min(len(one.stems - other.stems), len(other.stems - one.stems))
    frame_only = bool(one.all_stems & other.all_stems) and not common
    return np.array(
        (
            cos,
            max(0.0, cos - 0.6),
            bare_cos,
            mean,
            least,
            least_content,
            shared,
            contained,
            likeness(" ".join(one.tokens), " ".join(other.tokens)),
            float(one.stems == other.stems),
            abs(len(one.tokens) - len(other.tokens)) / max(len(one.tokens), len(other.tokens), 1),
            min(4.0, float(unmatched)),
            float(one.stance.against != other.stance.against),
            sides,
            float(one.negative != other.negative),
            sides * cos,
            sides * contained,
            opposite,
            opposite * contained,
            float(same),
            float(different),
            float(different) * max(cos, shared),
            float(bool(one.numbers) != bool(other.numbers)),
            float(differ),
            float(bool(one.names & other.names)),
            float(frame_only),
        )
    )


def _opposed(one: Said, other: Said) -> float:
    """Whether a word of one is the opposite of a word of the other (and neither says both)."""
    left, right = one.all_stems - other.all_stems, other.all_stems - one.all_stems
    return float(any(frozenset((a, b)) in _opposites() for a in left for b in right))


def _numbers(one: Said, other: Said) -> tuple[bool, bool]:
    """(a number of one is a number of the other, no number fits and one differs)."""
    results = [agree(a, b) for a in one.numbers for b in other.numbers]
    told = [value for value in results if value is not None]
    same = any(value > 0 for value in told)
    return same, not same and any(value < 0 for value in told)


def _word_by_word(
    one: tuple[list[str], Floats], other: tuple[list[str], Floats]
) -> tuple[float, float, float]:
    """How well each word finds a counterpart, both ways: mean, least, and least among words that carry meaning.

    Late interaction as in ColBERT (Khattab and Zaharia, 2020), made symmetric.
    """
    if not one[0] or not other[0]:
        return 0.0, 0.0, 0.0
    table = one[1] @ other[1].T
    best_one, best_other = table.max(1), table.max(0)
    best = np.concatenate([best_one, best_other])
    weighty = [
        float(value)
        for tokens, values in ((one[0], best_one), (other[0], best_other))
        for token, value in zip(tokens, values, strict=True)
        if token not in STOP and token not in FRAME and token.isalnum()
    ]
    return float(best.mean()), float(best.min()), min(weighty, default=float(best.min()))
