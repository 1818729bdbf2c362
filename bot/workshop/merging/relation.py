"""Whether two statements say the same, contradict each other, or differ, with calibrated probabilities."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from bot.meaning.words import stem
from bot.workshop.merging.amounts import opposed_claims, words_oppose
from bot.workshop.merging.features import PAIR_FEATURES, meanings, pair_features, said

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.meaning.encoder import Encoder

    Rows = NDArray[np.float64]

WEIGHTS = Path(__file__).with_name("weights.json")

SURE = 0.8  # p(same) from which the bot merges by itself (0.65 was right in 92 of 100, 0.8 in 96) …
SAFE = 0.20  # … if p(contradict) is below this
WORTH_ASKING = 0.25  # p(same) from which a person is asked
OPPOSED = 0.5  # p(contradict) from which two lines are shown side by side

# Signs that two statements may oppose each other or name different things. However alike they look, a person decides
# then; the model alone would merge one contradiction in twenty.
WARNINGS = (
    "one_against",
    "one_negated",
    "one_negative",
    "opposites",
    "number_other",
    "number_one_sided",
    "names_differ",
)
_WARNING_COLUMNS = [PAIR_FEATURES.index(name) for name in WARNINGS]
_LEAST_COLUMN = PAIR_FEATURES.index("words_least_content")
LONELY = (
    0.2  # a word that carries meaning and has no counterpart nearer than this: another thing is spoken of
)
# The model learnt from sentences. Two phrases of a few words ("hotels", "restaurants") must be as alike as this (cosine)
# to be merged without a person.
PHRASE = 4
PHRASES_ALIKE = 0.75
_COSINE_COLUMN = PAIR_FEATURES.index("cos")
_DOUBTFUL = SURE - 0.01

Kind = Literal["same", "contradict", "different"]


@dataclass(frozen=True)
class Relation:
    """How two statements stand to each other. `kind` "same" is what the bot merges by itself."""

    kind: Kind
    p_same: float
    p_contradict: float

    @property
    def worth_asking(self) -> bool:
        """Whether a person should be asked: likely enough, but not sure."""
        return self.kind != "same" and self.p_same >= WORTH_ASKING


@dataclass(frozen=True)
class RelationModel:
    """Multinomial logistic regression over (same, contradict, different): softmax of intercepts + coefficients · x."""

    mean: Rows
    scale: Rows
    coefficients: Rows
    intercepts: Rows

    def probabilities(self, features: Rows) -> Rows:
        """(n, features) to (n, 3): same, contradict, different."""
        logits = (features - self.mean) / self.scale @ self.coefficients.T + self.intercepts
        logits -= logits.max(1, keepdims=True)
        odds = np.exp(logits)
        return np.asarray(odds / odds.sum(1, keepdims=True), np.float64)


def relation_model_of(data: dict[str, Any]) -> RelationModel:
    """A model from its entry in a weights file."""
    return RelationModel(
        np.array(data["mean"]),
        np.array(data["scale"]),
        np.array(data["coefficients"]),
        np.array(data["intercepts"]),
    )


@lru_cache(maxsize=2)
def relation_model(with_encoder: bool) -> RelationModel:
    """The model to relate with: fitted with the encoder's features, or on words alone."""
    return relation_model_of(
        json.loads(WEIGHTS.read_text(encoding="utf-8"))["meaning" if with_encoder else "words"]
    )


def decided(p_same: float, p_contradict: float) -> Kind:
    """What the bot does by itself with these probabilities."""
    if p_same >= SURE and p_contradict < SAFE:
        return "same"
    return "contradict" if p_contradict >= OPPOSED else "different"


def guarded(found: Rows, features: Rows) -> Rows:
    """Probabilities with p(same) held below SURE wherever a warning sign stands; what is taken off goes to different."""
    warned = (features[:, _WARNING_COLUMNS] > 0).any(1)
    least = features[:, _LEAST_COLUMN]
    warned |= (least != 0) & (least < LONELY)  # 0: no encoder, so no words were compared
    over = np.where(warned, np.maximum(0.0, found[:, 0] - _DOUBTFUL), 0.0)
    return np.asarray(found + np.stack([-over, np.zeros(len(over)), over], axis=1), np.float64)


_JOINTS = frozenset(
    stem(word) for word in ["a", "an", "the", "who", "that", "which", "are", "is", "be", "of"]
)


def reordered(a: str, b: str) -> bool:
    """Whether two short texts have the same words in another order: "photographers who freelance".

    With three words that carry meaning order begins to matter ("nurses who train teachers"), so two is the most.
    """
    one, other = said(a), said(b)
    words_one, words_other = one.all_stems - _JOINTS, other.all_stems - _JOINTS
    return words_one == words_other and len(words_one) <= 2 and one.stance.negated == other.stance.negated


# words that say who, or join, without changing what is said: "They live in the city" says "Lives in a city"
_WHO = frozenset(["they", "he", "she", "we", "i", "you", "people", "these", "those", "who"])
_LIGHT = frozenset(["a", "an", "the", "their", "his", "her", "our", "my", "your", "also", "just", "really"])
_FORMS = {
    "has": "have",
    "does": "do",
    "is": "are",
    "am": "are",
    "was": "were",
    "isn't": "aren't",
    "doesn't": "don't",
}


def _said_in_order(text: str) -> list[str]:
    tokens = [_FORMS.get(token, token) for token in said(text).tokens]
    while tokens and tokens[0] in _WHO:
        del tokens[0]
    if len(tokens) > 1 and tokens[0] == "are" and tokens[1].endswith("ing"):
        del tokens[0]
    return [token for token in tokens if token not in _LIGHT]


def _is_past(token: str) -> bool:
    return token.endswith("ed") and stem(token) != token


def alike(a: str, b: str) -> bool:
    """Whether two texts say the same words in the same order, but for who it is and the forms of words: "Works at
    night", "They work at night". What is over ("worked") is not what is."""
    one, other = _said_in_order(a), _said_in_order(b)
    return len(one) == len(other) > 0 and all(
        x == y or (stem(x) == stem(y) and _is_past(x) == _is_past(y)) for x, y in zip(one, other, strict=True)
    )


_WITHOUT = re.compile(r"[\s,]+without\b(?P<missing>.*)$", re.DOTALL)
# "lives without a car", "manages without help": here the claim itself is what is missing
_ITSELF = re.compile(
    r"\b(?:live|do|go|work|be|manage|cope|get (?:by|along|on)|function|start|survive|is|are|am|was|were)(?:s|es)?"
    r"(?: \w+ly| fine| well| okay| happily)?$"
)


def main_claim(text: str, other: str) -> str | None:
    """What stands before "without …" ("pay by card" of "pay by card without a PIN"), where only this text has such an
    end and the other says nothing of what is missing; None else. The two do not oppose each other by that end."""
    found = _WITHOUT.search(said(text).plain)
    if found is None or _WITHOUT.search(said(other).plain) is not None:
        return None
    main = said(text).plain[: found.start()].strip()
    if len(main.split()) < 2 or _ITSELF.search(main) or said(found["missing"]).stems & said(other).stems:
        return None
    return main


def rows_of(pairs: Sequence[tuple[str, str]], encoder: Encoder | None) -> Rows:
    """The features of pairs: (n, number of features)."""
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    place = {text: number for number, text in enumerate(texts)}
    known = meanings(texts, encoder) if encoder is not None and texts else None
    return np.array([pair_features(said(a), said(b), place[a], place[b], known) for a, b in pairs])


def _opposed_in_their_main_claims(
    pairs: Sequence[tuple[str, str]], encoder: Encoder | None, model: RelationModel
) -> dict[int, float]:
    """p(contradict) without "without …", for the pairs (by place) of which one text ends so."""
    mains: dict[int, tuple[str, str]] = {}
    for place, (a, b) in enumerate(pairs):
        main = main_claim(a, b)
        if main is not None:
            mains[place] = (main, b)
        elif (main := main_claim(b, a)) is not None:
            mains[place] = (a, main)
    if not mains:
        return {}
    rows = rows_of(list(mains.values()), encoder)
    return dict(zip(mains, model.probabilities(rows)[:, 1].tolist(), strict=True))


def relate_many(
    pairs: Sequence[tuple[str, str]], encoder: Encoder | None, model: RelationModel | None = None
) -> list[Relation]:
    """How the statements of each pair stand to each other. Without encoder by their words alone.

    Texts that are equal after normalisation are the same for certain.
    """
    if not pairs:
        return []
    model = model or relation_model(encoder is not None)
    rows = rows_of(pairs, encoder)
    found = guarded(model.probabilities(rows), rows)
    opposed = _opposed_in_their_main_claims(pairs, encoder, model)
    claims = opposed_claims(pairs, encoder)
    relations = []
    cosines = rows[:, _COSINE_COLUMN]
    for place, ((a, b), row, cosine) in enumerate(zip(pairs, found, cosines, strict=True)):
        same, contradict = float(row[0]), float(row[1])
        if place in opposed:
            same, contradict = min(same, _DOUBTFUL), min(contradict, opposed[place])
        if place in claims:
            same, contradict = (0.05, 0.9) if claims[place] else (same, min(contradict, 0.3))
        elif words_oppose(a, b):
            same = min(same, _DOUBTFUL)
        if said(a).plain == said(b).plain:
            same, contradict = 1.0, 0.0
        elif alike(a, b) or reordered(a, b):
            same, contradict = 0.95, 0.0
        elif cosine < PHRASES_ALIKE and max(len(a.split()), len(b.split())) <= PHRASE:
            same = min(same, _DOUBTFUL)
        relations.append(Relation(decided(same, contradict), round(same, 4), round(contradict, 4)))
    return relations


def relate(a: str, b: str, encoder: Encoder | None) -> Relation:
    """How two statements stand to each other."""
    return relate_many([(a, b)], encoder)[0]
