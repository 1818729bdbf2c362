"""When two questions are one: the same words that carry meaning, or nearly the same meaning, on the same side."""

from __future__ import annotations

from handlers.use_cases import engine


def words_of(question: str) -> str:
    """The stems of the words that carry meaning, sorted, with the side: what makes two wordings one question."""
    from bot.meaning.negation import stance
    from bot.meaning.words import content, normalise, stem, words

    said = words(normalise(question))
    stems = sorted({stem(word) for word in content(said) or said})
    return " ".join(["not", *stems] if stance(question).negated else stems)[:1000]


def vector_of(question: str) -> bytes | None:
    """Its place in the space of meaning, little-endian float32; None without the encoder."""
    from bot.asking.index import vectors_of

    encoder = engine.encoder()
    return None if encoder is None else vectors_of([question], encoder)[0]


def nearness(one: bytes, other: bytes) -> float:
    """How near two such places are: their cosine."""
    import numpy as np

    return float(np.frombuffer(one, "<f4") @ np.frombuffer(other, "<f4"))
