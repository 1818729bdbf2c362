"""The answers of all parts as if they were one table: a column at a time, or as codes and places made part by part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.survey.parts.cutting import PART, parts_of
from bot.survey.parts.reading import (
    WEIGHTS,
    Typed,
    column_of,
    facts_of,
    outline_of,
    tell,
    together,
    type_part,
    understand_all,
)
from bot.survey.parts.running import Here, Runner
from bot.survey.reading.limits import Limits
from bot.survey.reading.pipeline import filled_weights, question_of
from bot.survey.reading.refusals import refused
from bot.survey.segmenting.encoding import Encoded, encode
from bot.survey.segmenting.kinds import Codes, Kind
from bot.survey.segmenting.layout import Singles
from bot.survey.segmenting.place import Placer
from bot.survey.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

HUGE = Limits(file_bytes=1 << 50, unpacked_bytes=1 << 50, rows=1 << 40)


class PartedAnswers:
    """`Survey.answers` of a file in parts. Only one column of it is ever here at a time; codes are a byte a cell."""

    def __init__(self, runner: Runner, held: Any, columns: Sequence[str], rows: int) -> None:
        self.runner = runner
        self.held = held
        self.columns = list(columns)
        self.rows = rows

    def __len__(self) -> int:
        return self.rows

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> pd.Series:
        import pandas as pd

        pieces = self.runner.each(column_of, self.held, name)
        return cast("pd.Series", pd.concat(pieces, ignore_index=True))

    def encode(self, kinds: Sequence[Kind]) -> Encoded:
        """Codes of all respondents, made part by part."""
        pieces = self.runner.each(codes_of, self.held, tuple(kinds))
        places = pieces[0][0]
        codes = np.empty((self.rows, len(places)), dtype=np.int8, order="F")
        at = 0
        for _, piece in pieces:
            codes[at : at + len(piece)] = piece
            at += len(piece)
        return Encoded(tuple(kinds), places, codes)

    def place(self, placer: Placer) -> tuple[Singles, NDArray[np.bool_]]:
        """Probabilities (n, classes) of all respondents and whether they said enough, made part by part."""
        pieces = self.runner.each(places_of, self.held, placer)
        return np.concatenate([chances for chances, _ in pieces]), np.concatenate([e for _, e in pieces])


def survey_of(path: Path, runner: Runner | None = None, size: int = PART) -> Survey:
    """A survey file of any size (CSV, Parquet), whose answers stay in parts of about `size` bytes with the runner.

    Only questions that can form segments or stand in a profile have answers. Raises SurveyRefused.
    """
    runner = runner or Here()
    parts = parts_of(path, size)
    outline = outline_of(parts[0], HUGE)
    told = runner.run(tell, parts, outline)
    if not sum(rows for rows, _ in told):
        raise refused("no_responses")
    known = understand_all(parts[0], outline, together([columns for _, columns in told]))
    del told
    held = runner.hold(type_part, parts, known)
    facts = runner.each(facts_of, held)
    rows = sum(fact[0] for fact in facts)
    columns = list(dict.fromkeys(name for fact in facts for name in fact[1]))
    questions = []
    for draft, key in zip(known.drafts, known.ids, strict=True):
        missing = sum(fact[2].get(key, 0) for fact in facts)
        draft.options = list(facts[0][3].get(key, draft.options))
        questions.append(question_of(draft, key, missing))
    answers = PartedAnswers(runner, held, columns, rows)
    weights = filled_weights(answers[WEIGHTS].to_numpy()) if WEIGHTS in answers else None
    text = parts[0].text
    return Survey(
        outline.layout.source,
        text.decoding.name if text else None,
        text.delimiter if text else None,
        rows,
        tuple(questions),
        (),
        (),
        cast("pd.DataFrame", answers),
        weights,
        outline.layout.title,
    )


def codes_of(typed: Typed, kinds: tuple[Kind, ...]) -> tuple[Any, Codes]:
    """(places, codes) of a part."""
    encoded = encode(kinds, typed.frame)
    return encoded.places, encoded.codes


def places_of(typed: Typed, placer: Placer) -> tuple[Singles, NDArray[np.bool_]]:
    """Where the respondents of a part belong."""
    return placer.posterior(typed.frame)
