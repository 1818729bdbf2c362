"""Layout: how the levels and scores of all parts lie side by side, so that every step is a few matrix products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]

PARTS_A_BLOCK = 48
"""Score tables are dense within a block of parts; blocks keep them small in surveys with hundreds of questions."""


@dataclass(frozen=True)
class Group:
    """Parts with about as many score columns: columns (q, d) within the block, `real` marks those that are no padding,
    `pairs` (levels, q*d*d) holds products of scores, whose expectation is the second moment."""

    columns: Ints
    real: NDArray[np.bool_]
    pairs: Floats


@dataclass(frozen=True)
class Block:
    """A run of parts: slices into all parts, levels and score columns, and the tables of the block."""

    parts: slice
    levels: slice
    columns: slice
    scores: Floats
    """(levels, columns) standardised scores, zero outside the part's own columns."""
    squares: Floats
    """(levels, singles) squared scores of parts with one column; these come first."""
    member: Floats
    """(levels, parts) 1 where the level belongs to the part."""
    part_of_level: Ints
    part_of_column: Ints
    first_levels: Ints
    groups: tuple[Group, ...]


class Layout:
    """Tables for the parts of a survey, standardised on the answers the model is fitted to.

    `order` (parts,) gives the coded column of each part: parts with one score column come first in each block.
    `unit_of_column` (columns,) numbers the effects that can be left out on their own: place and spread of an ordered
    part are two, the dummies of an unordered part are one.
    """

    def __init__(
        self,
        codes: NDArray[np.int8],
        scores: Sequence[Floats],
        ordered: Sequence[bool],
        weights: Floats | None = None,
    ) -> None:
        widths = [table.shape[1] for table in scores]
        self.order = np.array(sorted(range(len(scores)), key=lambda i: (widths[i], i)), dtype=np.int64)
        tables = [_standardise(scores[i], codes[:, i], ordered[i], weights) for i in self.order]
        self.n_parts = len(tables)
        self.level_counts = np.array([len(t) for t in tables], dtype=np.int64)
        self.widths = np.array([t.shape[1] for t in tables], dtype=np.int64)
        self.level_start = np.concatenate([[0], np.cumsum(self.level_counts)])
        self.column_start = np.concatenate([[0], np.cumsum(self.widths)])
        self.n_levels = int(self.level_start[-1])
        self.n_columns = int(self.column_start[-1])
        self.part_of_column = np.repeat(np.arange(self.n_parts), self.widths)
        self.part_of_level = np.repeat(np.arange(self.n_parts), self.level_counts)
        self.tables = tables
        alone = np.repeat([ordered[i] for i in self.order], self.widths)
        first = np.zeros(self.n_columns, dtype=bool)
        first[self.column_start[:-1]] = True
        self.unit_of_column = np.cumsum(alone | first) - 1
        self.n_units = int(self.unit_of_column[-1]) + 1
        self.blocks = tuple(
            self._block(first, min(first + PARTS_A_BLOCK, self.n_parts))
            for first in range(0, self.n_parts, PARTS_A_BLOCK)
        )

    def _block(self, first: int, last: int) -> Block:
        levels = slice(int(self.level_start[first]), int(self.level_start[last]))
        columns = slice(int(self.column_start[first]), int(self.column_start[last]))
        scores = np.zeros((levels.stop - levels.start, columns.stop - columns.start))
        for part in range(first, last):
            rows = slice(self.level_start[part] - levels.start, self.level_start[part + 1] - levels.start)
            cols = slice(self.column_start[part] - columns.start, self.column_start[part + 1] - columns.start)
            scores[rows, cols] = self.tables[part]
        part_of_level = self.part_of_level[levels] - first
        singles = int((self.widths[first:last] == 1).sum())
        member = np.zeros((scores.shape[0], last - first))
        member[np.arange(len(member)), part_of_level] = 1.0
        return Block(
            slice(first, last),
            levels,
            columns,
            scores,
            scores[:, :singles] ** 2,
            member,
            part_of_level,
            self.part_of_column[columns] - first,
            self.level_start[first:last] - levels.start,
            tuple(self._groups(first, last, columns.start, scores)),
        )

    def _groups(self, first: int, last: int, start: int, scores: Floats) -> list[Group]:
        wide = [part for part in range(first, last) if self.widths[part] > 1]
        groups = []
        for low, high in ((2, 2), (3, 6), (7, 12), (13, 127)):
            members = [part for part in wide if low <= self.widths[part] <= high]
            if not members:
                continue
            d = int(max(self.widths[part] for part in members))
            columns = np.zeros((len(members), d), dtype=np.int64)
            real = np.zeros((len(members), d), dtype=bool)
            for row, part in enumerate(members):
                width = int(self.widths[part])
                columns[row, :width] = np.arange(width) + self.column_start[part] - start
                real[row, :width] = True
            taken = np.where(real.ravel(), scores[:, columns.ravel()], 0.0).reshape(-1, len(members), d)
            pairs = (taken[:, :, :, None] * taken[:, :, None, :]).reshape(len(scores), -1)
            groups.append(Group(columns, real, pairs))
        return groups


class Sheet:
    """The answers a model is fitted to, as matrices.

    codes: (n, parts) in the layout's order; table: (n, columns + parts) float32, the score of each answer (zero where
    missing) and after it 1 where there is an answer; weights: (n,) with sum `size`, or None; observed: (levels,)
    weighted counts.
    """

    def __init__(
        self,
        layout: Layout,
        codes: NDArray[np.int8],
        weights: Floats | None = None,
        table: Singles | None = None,
    ) -> None:
        self.layout = layout
        self.codes = codes
        self.n = len(codes)
        self.weights = weights
        self.size = float(self.n if weights is None else weights.sum())
        self.table = self._table() if table is None else table
        self.observed = self.count(weights)

    def _table(self) -> Singles:
        layout = self.layout
        table = np.empty((self.n, layout.n_columns + layout.n_parts), dtype=np.float32)
        for part, scores in enumerate(layout.tables):
            padded = np.vstack([scores, np.zeros(scores.shape[1])]).astype(np.float32)
            codes = self.codes[:, part]
            start = layout.column_start[part]
            table[:, start : start + scores.shape[1]] = padded[codes]
            table[:, layout.n_columns + part] = codes >= 0
        return table

    def count(self, weights: Floats | None) -> Floats:
        """Weighted counts of each level, (levels,)."""
        layout = self.layout
        flat = self.codes.astype(np.int64) + layout.level_start[:-1]
        seen = self.codes >= 0
        heavy = None if weights is None else np.broadcast_to(weights[:, None], flat.shape)[seen]
        return np.bincount(flat[seen], weights=heavy, minlength=layout.n_levels).astype(np.float64)

    @property
    def scores(self) -> Singles:
        """The score part of the table, (n, columns); a view."""
        return self.table[:, : self.layout.n_columns]

    @property
    def answered(self) -> Singles:
        """1 where a part was answered, (n, parts); a view."""
        return self.table[:, self.layout.n_columns :]

    def rows(self, chosen: NDArray[np.intp]) -> Sheet:
        """The same layout with these respondents only."""
        weights = None if self.weights is None else self.weights[chosen]
        return Sheet(self.layout, self.codes[chosen], weights, self.table[chosen])


def _standardise(scores: Floats, codes: NDArray[np.int8], ordered: bool, weights: Floats | None) -> Floats:
    """Scores with mean 0 and variance 1 (dummies: on average) under the observed shares.

    The second column of an ordered part, its spread, is made orthogonal to the first under the same shares.
    """
    seen = codes >= 0
    heavy = None if weights is None else weights[seen]
    counts = np.bincount(codes[seen], weights=heavy, minlength=len(scores)) + 0.5
    share = counts / counts.sum()
    centred = scores - share @ scores
    spread = np.sqrt(share @ (centred * centred)).clip(1e-6)
    if ordered and centred.shape[1] > 1:
        place = centred[:, :1] / spread[0]
        wide = centred[:, 1:] - place * (share @ (place * centred[:, 1:]))
        width = np.sqrt(share @ (wide * wide))
        # with two levels in use there is no spread of its own: an all-zero score has no effect
        return np.hstack([place, np.where(width > 1e-3, wide / np.maximum(width, 1e-3), 0.0)])
    if centred.shape[1] == 1:
        return np.asarray(centred / spread, dtype=np.float64)
    return np.asarray(centred / np.sqrt((spread**2).mean()), dtype=np.float64)
