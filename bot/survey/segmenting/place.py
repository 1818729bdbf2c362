"""Placing: which segment a respondent belongs to, by table look-up; what a saved model holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import BadInput
from bot.survey.segmenting.encoding import Encoded, encode
from bot.survey.segmenting.kinds import Kind, kind_from_json
from bot.survey.segmenting.layout import Floats, Singles

if TYPE_CHECKING:
    import pandas as pd

CHUNK = 32_768
LARGEST_TABLE = 512
FORMAT = 1


@dataclass(frozen=True)
class Placement:
    """Where one respondent belongs: segment id (None where the answers do not suffice) and all probabilities."""

    segment: int | None
    probabilities: tuple[float, ...]
    answered: int


@dataclass(frozen=True)
class Placer:
    """What is needed to place respondents, and nothing of anybody's answers.

    kinds: the questions; tables: for each coded column (levels, nodes) log probabilities, None where the column was
    left out; prior: (nodes,) log probabilities; classes: number of segments, each with nodes / classes nodes, in the
    order of the segments' ids.
    """

    kinds: tuple[Kind, ...]
    tables: tuple[Floats | None, ...]
    prior: Floats
    classes: int

    def posterior(self, answers: pd.DataFrame) -> tuple[Singles, NDArray[np.bool_]]:
        """Probabilities (n, classes) of respondents laid out like `Survey.answers`, and whether they said enough."""
        return self.posterior_of(encode(self.kinds, answers))

    def posterior_of(self, encoded: Encoded) -> tuple[Singles, NDArray[np.bool_]]:
        """The same from codes, in chunks: a few columns at a time are looked up in one joint table."""
        codes = encoded.codes
        n = len(codes)
        out = np.empty((n, self.classes), dtype=np.float32)
        enough = np.zeros(n, dtype=bool)
        joint = self._joint_tables()
        prior = self.prior.astype(np.float32)
        for start in range(0, n, CHUNK):
            rows = slice(start, min(start + CHUNK, n))
            dense = np.empty((rows.stop - rows.start, len(prior)), dtype=np.float32)
            dense[:] = prior
            said = np.zeros(len(dense), dtype=bool)
            for columns, sides, table in joint:
                index = np.zeros(len(dense), dtype=np.int16)
                for column, side in zip(columns, sides, strict=True):
                    index *= np.int16(side)
                    index += codes[rows, column]
                    index += np.int16(1)
                said |= index > 0
                dense += table[index]
            across = np.ascontiguousarray(dense.T)
            across -= across.max(axis=0)
            np.exp(across, out=across)
            summed = across.reshape(self.classes, -1, across.shape[1]).sum(axis=1)
            summed /= summed.sum(axis=0)
            out[rows] = summed.T
            enough[rows] = said
        return out, enough

    def place(self, answers: Mapping[str, object]) -> Placement:
        """The segment of one respondent: answers by question id; questions left out count as not answered.

        Raises BadInput for a question that is not in the model, and for an answer that is none of the known ones.
        """
        known = {kind.question_id: kind for kind in self.kinds}
        for question in answers:
            if question not in known:
                raise BadInput(
                    f"The segments were not formed with a question “{question}”. Known: {', '.join(known)}."
                )
        codes = [
            code
            for kind in self.kinds
            for code in (
                kind.encode_one(answers[kind.question_id])
                if kind.question_id in answers
                else [-1] * len(kind.parts)
            )
        ]
        row = Encoded(self.kinds, (), np.array([codes], dtype=np.int8))
        chances, enough = self.posterior_of(row)
        answered = sum(
            1 for code, table in zip(codes, self.tables, strict=True) if code >= 0 and table is not None
        )
        segment = int(chances[0].argmax()) + 1 if enough[0] else None
        return Placement(segment, tuple(round(float(p), 4) for p in chances[0]), answered)

    def reordered(self, order: Sequence[int]) -> Placer:
        """The same with segments in another order: new segment i is old segment order[i]."""
        points = len(self.prior) // self.classes
        nodes = np.concatenate([np.arange(points) + points * old for old in order])
        tables = tuple(None if table is None else table[:, nodes] for table in self.tables)
        return Placer(self.kinds, tables, self.prior[nodes], self.classes)

    def _joint_tables(self) -> list[tuple[list[int], list[int], Singles]]:
        """Columns that are looked up together, their sides (levels + 1 for missing) and the summed table."""
        joint: list[tuple[list[int], list[int], Singles]] = []
        for column, single in enumerate(self.tables):
            if single is None:
                continue
            padded = np.vstack([np.zeros(single.shape[1]), single]).astype(np.float32)
            side = len(padded)
            if joint and len(joint[-1][2]) * side <= LARGEST_TABLE:
                columns, sides, table = joint[-1]
                wide = (table[:, None, :] + padded[None]).reshape(-1, table.shape[1])
                joint[-1] = ([*columns, column], [*sides, side], wide)
            else:
                joint.append(([column], [side], padded))
        return joint

    def to_json(self) -> dict[str, Any]:
        """A JSON value; `from_json` makes the placer again."""
        return {
            "format": FORMAT,
            "classes": self.classes,
            "prior": [round(float(p), 6) for p in self.prior],
            "kinds": [kind.to_json() for kind in self.kinds],
            "tables": [None if t is None else np.round(t, 6).tolist() for t in self.tables],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Placer:
        """What `to_json` wrote; raises BadInput where it is something else."""
        try:
            if data["format"] != FORMAT:
                raise BadInput(
                    "This model was saved by another version of Dramatis. Find the segments again."
                )
            kinds = tuple(kind_from_json(kind) for kind in data["kinds"])
            tables = tuple(None if t is None else np.asarray(t, dtype=np.float64) for t in data["tables"])
            prior = np.asarray(data["prior"], dtype=np.float64)
            placer = cls(kinds, tables, prior, int(data["classes"]))
            fits = len(tables) == sum(len(kind.parts) for kind in kinds) and all(
                t is None or (t.ndim == 2 and t.shape[1] == len(prior)) for t in tables
            )
            if not fits or len(prior) % placer.classes:
                raise ValueError
        except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
            raise BadInput("This is not a model saved by “dramatis segment --save”.") from error
        return placer
