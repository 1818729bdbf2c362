"""Whether two statements say the same, contradict each other, or differ, with calibrated probabilities."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from bot.meaning.words import stem
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


def rows_of(pairs: Sequence[tuple[str, str]], encoder: Encoder | None) -> Rows:
    """The features of pairs: (n, number of features)."""
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    place = {text: number for number, text in enumerate(texts)}
    known = meanings(texts, encoder) if encoder is not None and texts else None
    return np.array([pair_features(said(a), said(b), place[a], place[b], known) for a, b in pairs])


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
    relations = []
    cosines = rows[:, _COSINE_COLUMN]
    for (a, b), row, cosine in zip(pairs, found, cosines, strict=True):
        same, contradict = float(row[0]), float(row[1])
        if said(a).plain == said(b).plain:
            same, contradict = 1.0, 0.0
        elif reordered(a, b):
            same, contradict = 0.95, 0.0
        elif cosine < PHRASES_ALIKE and max(len(a.split()), len(b.split())) <= PHRASE:
            same = min(same, _DOUBTFUL)
        relations.append(Relation(decided(same, contradict), round(same, 4), round(contradict, 4)))
    return relations


def relate(a: str, b: str, encoder: Encoder | None) -> Relation:
    """How two statements stand to each other."""
    return relate_many([(a, b)], encoder)[0]
