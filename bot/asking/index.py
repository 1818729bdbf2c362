"""The index: everything about the lines that can be computed before a question comes.

Vectors are float32 of the line's text alone, so a line keeps its vector when it moves to another persona.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.asking.nouns import AskLine
from bot.asking.question import NameBook
from bot.meaning.negation import Stance, polarity, stance
from bot.meaning.numbers import Quantity, quantities
from bot.meaning.words import content, normalise, stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.meaning.encoder import Encoder

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]

BATCH = 256


@dataclass(frozen=True, slots=True)
class Read:
    """What the words of one line are: stems of its content words, all its words, its side and its numbers."""

    stems: frozenset[str]
    tokens: frozenset[str]
    stance: Stance
    numbers: tuple[Quantity, ...]
    denies: bool


def read_line(text: str, facet: str = "") -> Read:
    """The words of one line."""
    tokens = words(normalise(text))
    carried = content(tokens) or tokens
    return Read(
        frozenset(stem(word) for word in carried),
        frozenset(tokens),
        stance(text),
        tuple(quantities(text)),
        polarity(text, facet) == "neg",
    )


def vectors_of(texts: Sequence[str], encoder: Encoder) -> list[bytes]:
    """The bytes to keep for each of these lines' texts: 384 float32, little-endian (1,536 bytes)."""
    kept: list[bytes] = []
    for start in range(0, len(texts), BATCH):
        rows = encoder.encode(texts[start : start + BATCH]).astype("<f4")
        kept.extend(row.tobytes() for row in rows)
    return kept


class Index:
    """All lines that may be asked about. Made by `build`; `with_lines` and `without` give a changed one cheaply.

    Not changed by asking; safe to share between threads.
    """

    def __init__(self, lines: Sequence[AskLine], reads: Sequence[Read], matrix: Floats | None) -> None:
        self.lines = tuple(lines)
        self.reads = tuple(reads)
        self.matrix = matrix
        self.row: dict[str, int] = {line.id: number for number, line in enumerate(self.lines)}
        self.names: dict[str, str] = {line.persona: line.name for line in self.lines}
        self.book = NameBook(self.names)
        self.roles: dict[str, str] = {line.persona: line.role for line in self.lines}
        order = {key: number for number, key in enumerate(self.names)}
        self.owner: Ints = np.array([order[line.persona] for line in self.lines], np.intp)
        self.persona_keys = tuple(self.names)
        self.negative: tuple[bool, ...] = tuple(
            line.polarity == "neg" or one.denies for line, one in zip(self.lines, self.reads, strict=True)
        )
        self.with_numbers: dict[str, list[int]] = {}
        postings: dict[str, list[int]] = {}
        self.token_rows: dict[str, list[int]] = {}
        for number, one in enumerate(self.reads):
            for word in one.stems:
                postings.setdefault(word, []).append(number)
            for word in one.tokens:
                self.token_rows.setdefault(word, []).append(number)
            for kind in {quantity.kind for quantity in one.numbers}:
                self.with_numbers.setdefault(kind, []).append(number)
        self.postings: dict[str, Ints] = {word: np.array(rows, np.intp) for word, rows in postings.items()}
        self.by_initial: dict[str, list[str]] = {}
        for word in self.postings:
            self.by_initial.setdefault(word[0], []).append(word)

    def __len__(self) -> int:
        return len(self.lines)

    def weight(self, word: str) -> float:
        """How much a stem tells: the logarithm of how rare it is among the lines (BM25's idf, never negative).

        A stem no line has weighs as much as one that a single line has.
        """
        count = max(1, len(self.postings.get(word, ())))
        return math.log(1 + (len(self.lines) - count + 0.5) / (count + 0.5))

    def with_lines(self, lines: Iterable[AskLine], encoder: Encoder | None = None) -> Index:
        """This index with these lines added, or in the place of those with the same id."""
        new = {line.id: line for line in lines}
        kept = [number for number, line in enumerate(self.lines) if line.id not in new]
        added = build(list(new.values()), encoder)
        matrix = None
        if self.matrix is not None and (added.matrix is not None or not new):
            rows = self.matrix[kept]
            matrix = rows if added.matrix is None else np.concatenate([rows, added.matrix])
        return Index(
            [self.lines[number] for number in kept] + list(added.lines),
            [self.reads[number] for number in kept] + list(added.reads),
            matrix,
        )

    def without(self, ids: Iterable[str]) -> Index:
        """This index without the lines of these ids."""
        gone = set(ids)
        kept = [number for number, line in enumerate(self.lines) if line.id not in gone]
        return self._only(kept)

    def of_personas(self, personas: Iterable[str]) -> Index:
        """This index with the lines of these personas only, such as those a person may see."""
        wanted = set(personas)
        return self._only([number for number, line in enumerate(self.lines) if line.persona in wanted])

    def _only(self, kept: list[int]) -> Index:
        return Index(
            [self.lines[number] for number in kept],
            [self.reads[number] for number in kept],
            None if self.matrix is None else self.matrix[kept],
        )


def build(lines: Sequence[AskLine], encoder: Encoder | None) -> Index:
    """The index of these lines. Missing vectors are computed with the encoder; without one only words are compared."""
    lines = list(lines)
    reads = [read_line(line.text, line.facet) for line in lines]
    if encoder is None:
        return Index(lines, reads, None)
    matrix = np.empty((len(lines), 384), np.float32)
    missing = []
    for number, line in enumerate(lines):
        if line.vector is not None and len(line.vector) == matrix.shape[1] * 4:
            matrix[number] = np.frombuffer(line.vector, "<f4")
        else:
            missing.append(number)
    for start in range(0, len(missing), BATCH):
        rows = missing[start : start + BATCH]
        matrix[rows] = encoder.encode([lines[number].text for number in rows])
    # The matrix holds the vectors now; 20,000 of them are 31 MB that need not be there twice.
    return Index([replace(line, vector=None) if line.vector else line for line in lines], reads, matrix)
