"""An encoder that keeps what it computed last, so that the slow part can be done before a transaction begins."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.meaning.encoder import Encoder

V = TypeVar("V")
Words = tuple[list[str], NDArray[np.float32]]


class Kept(Generic[V]):
    """The values of the last `size` keys; safe to share between threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[str, V] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, keys: Sequence[str], compute: Callable[[list[str]], Sequence[V]]) -> list[V]:
        """The value of each key; those not kept are computed together."""
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        if missing:
            fresh = dict(zip(missing, compute(missing), strict=True))
            found |= fresh
            with self._lock:
                self._values |= fresh
                while len(self._values) > self._size:
                    self._values.popitem(last=False)
        return [found[key] for key in keys]


class RememberingEncoder(Encoder):
    """The same vectors as the encoder it stands before; what was asked lately costs nothing."""

    def __init__(self, encoder: Encoder, sentences: int = 4096, contexts: int = 1024) -> None:
        self._encoder = encoder
        self._sentences: Kept[NDArray[np.float32]] = Kept(sentences)
        self._contexts: Kept[Words] = Kept(contexts)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of these texts, in their order: shape (n, 384), float32."""
        if not texts:
            return self._encoder.encode(texts)
        return np.stack(self._sentences.of(texts, lambda missing: list(self._encoder.encode(missing))))

    def in_context(self, texts: Sequence[str]) -> list[Words]:
        """The lower-case words of each text and their unit vectors in context: (n words, 384)."""
        return self._contexts.of(texts, self._encoder.in_context)

    def glance(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rough unit vectors of these texts: shape (n, 384), float32."""
        return self._encoder.glance(texts)

    def knows(self, word: str) -> bool:
        """Whether this word is one the model was trained on."""
        return self._encoder.knows(word)
