"""Two segmentations of one survey set against each other: who of one is where in the other, and how much they agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.nouns import SMALL_GROUP
from bot.phrases import percent
from bot.survey.segmenting.result import Segmentation, cross_table

Table = NDArray[np.int64]
Cell = tuple[int | None, float | None]

_WORDS = (
    (0.9, "The two are practically the same"),
    (0.6, "The two largely agree"),
    (0.3, "The two agree in part"),
    (0.1, "The two have little to do with each other"),
)
NOTHING = "The two have hardly anything to do with each other"


@dataclass(frozen=True)
class Crossing:
    """A cross table as it is shown. `rows`: (name of a segment of the first, its cells); `columns`: names of the second.

    A cell is (people, share of the row); people is None where fewer than five (but not none) are in it. Cells are None
    for a row whose segment is not split because it is too small, or would give a small one away. `agreement`: one
    sentence.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...] | None], ...]
    agreement: str
    rand: float


def crossed(first: Segmentation, second: Segmentation) -> Crossing:
    """The cross table of two segmentations with segments. Raises BadInput where they are of different surveys."""
    table = cross_table(first, second)[1:, 1:]
    whole_rows, whole_columns = _to_be_kept_whole(table.sum(axis=1)), _to_be_kept_whole(table.sum(axis=0))
    rows: list[tuple[str, tuple[Cell, ...] | None]] = []
    for at, segment in enumerate(first.segments):
        name = f"{segment.id}. {segment.name}"
        if at in whole_rows:
            rows.append((name, None))
            continue
        total = int(table[at].sum())
        rows.append(
            (
                name,
                tuple(
                    (None, None)
                    if column in whole_columns or 0 < count < SMALL_GROUP
                    else (int(count), float(count / total))
                    for column, count in enumerate(table[at])
                ),
            )
        )
    names = tuple(f"{s.id}. {s.name}" for s in second.segments)
    rand = adjusted_rand(table)
    return Crossing(names, tuple(rows), agreement(table, rand), rand)


def agreement(table: Table, rand: float) -> str:
    """One sentence: how far the two agree, and how much knowing one segment helps to guess the other."""
    total = int(table.sum())
    if total < SMALL_GROUP:
        return "Too few people have a place in both to say how far the two agree."
    words = next((words for least, words in _WORDS if rand >= least), NOTHING)
    blind = float(table.sum(axis=0).max()) / total
    knowing = float(table.max(axis=1).sum()) / total
    helped = (
        f"whoever knows somebody's segment in the first guesses the one in the second rightly for {percent(knowing)}"
        f" of people, and without knowing it for {percent(blind)}"
    )
    return f"{words}: {helped}."


def adjusted_rand(table: Table) -> float:
    """Adjusted Rand index (Hubert & Arabie 1985, equation 5) of a table of counts: 1 the same, 0 as by chance."""

    def pairs(counts: Table) -> float:
        many = counts.astype(np.float64)
        return float((many * (many - 1) / 2).sum())

    total = pairs(np.array([table.sum()]))
    if not total:
        return 0.0
    both, one, other = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = one * other / total
    most = (one + other) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _to_be_kept_whole(sizes: Table) -> set[int]:
    """Groups under five, and with them as many of the next smallest as it takes so that nothing follows by
    subtraction: those that are not split are five people or more, and at least two groups."""
    small = [at for at, size in enumerate(sizes) if 0 < size < SMALL_GROUP]
    if not small:
        return set()
    kept = set(small)
    for at in np.argsort(sizes, kind="stable"):
        if len(kept) >= 2 and sum(int(sizes[i]) for i in kept) >= SMALL_GROUP:
            break
        if sizes[at]:
            kept.add(int(at))
    return kept


def cell_words(count: int | None, share: float | None) -> str:
    """A cell as it is read: people and their share of the row."""
    if count is None or share is None:
        return "not shown"
    return f"{count:,} · {percent(share)}" if count else "–"
