"""Whether an answer is vague: nothing in it that one could see, count or ask after.

`structural` judges by form alone (digits, names, quotations, length, endings of abstract words, clauses);
`EncoderVagueness` adds the sentence's meaning. Both are small logistic regressions, whose numbers stand in
vague_model.json and are made by tests/bench/capture/train_vagueness.py. Precision is preferred: a false "vague"
costs the person a needless question.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.workshop.splitting import words as w
from bot.workshop.splitting.tokens import Mark, tokenize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL_FILE = Path(__file__).with_name("vague_model.json")
SCALE = 4.0  # the unit vector's components are small beside the features of form
_LONGEST = 400  # characters; nobody is vague at such length without a word one could ask after
_QUOTE = re.compile(r"[\"“”„«»]")
_ABSTRACT = re.compile(
    r"\w{2,}(?:tion|sion|ness|ity|ment|ance|ence|ency|ancy|ship|ism|ability|ibility|ful|able|ible|ive|ous|"
    r"ient|ally)s?$"
)
# Words that name without saying which: pronouns for things, quantities without a number, words that only grade.
_EMPTY = frozenset(
    [
        "thing",
        "things",
        "stuff",
        "something",
        "anything",
        "everything",
        "everyone",
        "everybody",
        "anyone",
        "someone",
        "somebody",
        "people",
        "person",
        "ones",
        "kind",
        "kinds",
        "sort",
        "sorts",
        "type",
        "types",
        "way",
        "ways",
        "lot",
        "lots",
        "bunch",
        "all",
        "any",
        "various",
        "different",
        "several",
        "many",
        "much",
        "more",
        "most",
        "less",
        "very",
        "really",
        "quite",
        "pretty",
        "just",
        "good",
        "better",
        "best",
        "great",
        "nice",
        "bad",
        "well",
        "easy",
        "easier",
        "hard",
        "fast",
        "quick",
        "quickly",
        "slow",
        "big",
        "small",
        "new",
        "normal",
        "usual",
        "typical",
        "average",
        "ordinary",
        "general",
        "common",
        "right",
        "overall",
        "always",
        "never",
        "often",
        "usually",
        "sometimes",
        "depends",
        "whatever",
        "wherever",
        "whoever",
    ]
)


def form(text: str, facet: str) -> list[float]:
    """Features of form of an answer, each about 0 to 2: [length, digits, names, quotation, emptiness,
    abstractness, content words, clauses, list, prepositions, compounds, rating facet]."""
    tokens = tokenize(text)
    said = [t for t in tokens if t.mark in (Mark.WORD, Mark.NUMBER)]
    number = len(said) or 1
    content = [
        t
        for t in said
        if t.lower
        not in w.PREPOSITIONS
        | w.DETERMINERS
        | w.AUXILIARIES
        | w.PERSONAL
        | w.ADVERBS
        | w.AND
        | w.OR
        | w.BUT
        | w.QUANTIFIERS
    ]
    digits = any(t.mark is Mark.NUMBER or t.lower in w.NUMBER_WORDS - {"one"} for t in said)
    names = any(
        t.text[:1].isupper() and (t.text[1:2].islower() or len(t.text) > 1) and t.lower not in w.PERSONAL
        for k, t in enumerate(said)
        if k > 0
    )
    abstract = sum(bool(_ABSTRACT.match(t.lower)) for t in content)
    empty = sum(t.lower in _EMPTY for t in said)
    clauses = sum(t.lower in w.SUBORDINATORS for t in said)
    signs = sum((t.mark is not Mark.EMOJI and t.lower in {",", ";"}) or t.mark is Mark.BREAK for t in tokens)
    return [
        math.log1p(number) / 2,
        float(digits),
        float(names),
        float(bool(_QUOTE.search(text))),
        2.0 * empty / number,
        2.0 * abstract / number,
        math.log1p(max(0, len(content) - empty - abstract)),
        min(2.0, float(clauses)),
        min(2.0, signs / 2),
        min(2.0, sum(t.lower in w.PREPOSITIONS for t in said) / 2),
        float(any("-" in t.lower or "/" in t.lower for t in said)),
        float(facet in {"value", "response", "finances", "decisions"}),
    ]


# Under this probability by form alone the encoder is not asked: of 546 answers it called none of those 126 vague.
_SURELY_CONCRETE = 0.03


@lru_cache(maxsize=1)
def _models() -> dict[str, Any]:
    models: dict[str, Any] = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    return models


def _probability(model: dict[str, Any], features: list[float]) -> float:
    total: float = model["intercept"] + sum(
        a * b for a, b in zip(model["coefficients"], features, strict=True)
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _is_over(model: dict[str, Any], features: list[float]) -> bool:
    threshold: float = model["threshold"]
    return _probability(model, features) >= threshold


def structural(text: str, facet: str) -> bool:
    """Whether an answer is vague by its form alone; right less often than with the encoder, so it says so
    rarely."""
    if _says_something(text):
        return False
    return _is_over(_models()["form"], form(text, facet))


def _says_something(text: str) -> bool:
    """A number, a quotation or sheer length: never vague."""
    return len(text) > _LONGEST or any(c.isdigit() for c in text)


class Encodes(Protocol):
    """What is needed of an encoder."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 384), L2-normalised."""
        ...


class EncoderVagueness:
    """Vagueness by meaning and form; safe to share between threads."""

    def __init__(self, encoder: Encodes) -> None:
        self._encoder = encoder

    @classmethod
    def load(cls) -> EncoderVagueness | None:
        """With the installed encoder; None where that is missing."""
        from bot.meaning.encoder import load_encoder

        encoder = load_encoder()
        return None if encoder is None else cls(encoder)

    def is_vague(self, text: str, facet: str) -> bool | None:
        """Whether `text`, given to a question about `facet`, says nothing one could see, count or ask after."""
        if _says_something(text):
            return False
        features = form(text, facet)
        if _probability(_models()["form"], features) < _SURELY_CONCRETE:
            return False
        vector = self._encoder.encode([text])[0] * SCALE
        return _is_over(_models()["meaning"], [*map(float, vector), *features])
