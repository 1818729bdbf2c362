"""Single choice: unordered options; rare ones are pooled into "other"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from bot.errors import BadInput
from bot.survey.segmenting.kinds.base import (
    FEWEST_ANSWERS,
    MISSING,
    Codes,
    Kind,
    Part,
    is_blank,
    match_words,
)
from bot.survey.survey import Question

if TYPE_CHECKING:
    import pandas as pd

MOST_LEVELS = 30
OTHER = "other"


class Choice(Kind):
    """A question with one answer out of several without order.

    Options given by fewer than 1 % (or five people) are pooled, as are those beyond the 29 most frequent; a question
    whose answers are mostly unique is a text or an identifier, not a choice.
    """

    name = "choice"

    @classmethod
    def learn(cls, question: Question, answers: pd.DataFrame) -> Self | None:
        """Options by frequency; None where fewer than two options are left."""
        if question.id not in answers:
            return None
        column = answers[question.id].astype("category")
        options = [str(option) for option in column.cat.categories]
        codes = column.cat.codes.to_numpy()
        counts = np.bincount(codes[codes >= 0], minlength=len(options))
        total = int(counts.sum())
        if total < FEWEST_ANSWERS or np.count_nonzero(counts) > 0.5 * total:
            return None
        order = np.argsort(-counts, kind="stable")
        kept = [int(o) for o in order if counts[o] >= max(FEWEST_ANSWERS, 0.01 * total)][: MOST_LEVELS - 1]
        pooled = [int(o) for o in order if counts[o] > 0 and int(o) not in set(kept)]
        levels = [options[o] for o in kept]
        if len(pooled) == 1 and counts[pooled[0]] >= FEWEST_ANSWERS:
            levels.append(options[pooled[0]])
        elif pooled and counts[pooled].sum() >= FEWEST_ANSWERS:
            levels.append(OTHER)
        else:
            pooled = []
        if len(levels) < 2:
            return None
        place = {options[o]: code for code, o in enumerate(kept)}
        place.update({options[o]: len(kept) for o in pooled})
        values = (0.0, 1.0) if len(levels) == 2 else None
        return cls(question.id, question.text, [Part("", tuple(levels), values)], {"codes": place})

    def encode(self, answers: pd.DataFrame) -> Codes:
        """Codes (n, 1); options that were not seen while learning count as missing, unless rare ones were pooled."""
        column = answers[self.question_id].astype("category")
        table = np.array(
            [self._code(str(option)) for option in column.cat.categories] + [MISSING], dtype=np.int8
        )
        return table[column.cat.codes.to_numpy()][:, None]

    def encode_one(self, answer: object) -> list[int]:
        """The code of an option given by its words."""
        if is_blank(answer):
            return [MISSING]
        known = list(self.rule["codes"])
        found = match_words(answer, known)
        if found is not None:
            return [int(self.rule["codes"][known[found]])]
        if self._pools:
            return [len(self.parts[0].levels) - 1]
        raise BadInput(f"“{answer}” is none of the answers to “{self.text}”: {', '.join(known)}.")

    @property
    def _pools(self) -> bool:
        return self.parts[0].levels[-1] == OTHER

    def _code(self, option: str) -> int:
        missing = len(self.parts[0].levels) - 1 if self._pools else MISSING
        return int(self.rule["codes"].get(option, missing))
