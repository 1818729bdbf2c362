"""Clean answers of every respondent from understood questions, laid out as `Survey.answers` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.survey.reading.drafts import Draft
from bot.survey.reading.table import Column, Table
from bot.survey.reading.words.nonanswers import is_blank
from bot.survey.reading.words.personal import MASK, mask
from bot.survey.survey import QuestionType

if TYPE_CHECKING:
    import pandas as pd

_SILENT = (QuestionType.PERSONAL, QuestionType.METADATA, QuestionType.IDENTIFIER)


class Answers:
    """Builds the answers, question by question, and counts the texts from which personal data was removed."""

    def __init__(self, table: Table, missing: frozenset[str]) -> None:
        self._table = table
        self._missing = missing
        self.columns: dict[str, Any] = {}
        self.masked = 0

    def add(self, draft: Draft, key: str) -> int:
        """Adds one question under its id; returns how many respondents gave no answer."""
        rows = self._table.row_count
        if draft.type in _SILENT:
            empty = np.ones(rows, dtype=bool)
            for at in draft.columns:
                empty &= self._table.columns[at].codes < 0
            return int(empty.sum())
        build = {
            QuestionType.SINGLE_CHOICE: self._single,
            QuestionType.ORDINAL: self._ordinal,
            QuestionType.NUMERIC: self._numeric,
            QuestionType.NPS: self._numeric,
            QuestionType.DATE: self._date,
            QuestionType.OPEN_TEXT: self._text,
            QuestionType.MULTI_CHOICE: self._multi,
            QuestionType.RANKING: self._ranking,
        }[draft.type]
        answered = build(draft, key)
        for index, at in enumerate(draft.other_columns):
            self.columns[f"{key}::other{index}"] = self._masked(self._table.columns[at])
        return rows - int(answered.sum())

    def frame(self) -> pd.DataFrame:
        """All answers as one table."""
        import pandas as pd

        return pd.DataFrame(self.columns, index=pd.RangeIndex(self._table.row_count))

    def _codes(self, column: Column, place: dict[str, int]) -> np.ndarray[Any, np.dtype[np.int32]]:
        """Each row's place by its text, -1 where the text has none."""
        move = np.array([place.get(text, -1) for text in column.texts] + [-1], dtype=np.int32)
        return move[column.codes]

    def _single(self, draft: Draft, key: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        import pandas as pd

        assert draft.kind is not None
        column = self._table.columns[draft.columns[0]]
        index = {option: at for at, option in enumerate(draft.options)}
        place = {text: index[option] for text, option in draft.kind.option_of.items() if option in index}
        codes = self._codes(column, place)
        names = _distinct([self._safe(option) for option in draft.options])
        draft.options = names
        self.columns[key] = pd.Categorical.from_codes(codes, categories=pd.Index(names))
        answered = codes >= 0
        if draft.kind.write_ins:
            written = column.mapped({text: "" for text in column.texts if text not in draft.kind.write_ins})
            self.columns[f"{key}::written"] = self._masked(written)
            answered |= written.codes >= 0
        return answered

    def _ordinal(self, draft: Draft, key: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        import pandas as pd

        assert draft.kind is not None
        index = {option: at for at, option in enumerate(draft.options)}
        place = {text: index[option] for text, option in draft.kind.option_of.items() if option in index}
        codes = self._codes(self._table.columns[draft.columns[0]], place)
        draft.options = _distinct([self._safe(option) for option in draft.options])
        self.columns[key] = pd.arrays.IntegerArray(codes.astype(np.int16), codes < 0)
        return codes >= 0

    def _numeric(self, draft: Draft, key: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        assert draft.kind is not None
        column = self._table.columns[draft.columns[0]]
        values = np.array(
            [draft.kind.numbers.get(text, np.nan) for text in column.texts] + [np.nan], dtype=np.float64
        )
        numbers = values[column.codes]
        self.columns[key] = numbers
        return ~np.isnan(numbers)

    def _date(self, draft: Draft, key: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        assert draft.kind is not None
        column = self._table.columns[draft.columns[0]]
        none = np.datetime64("NaT")
        moments = [
            np.datetime64(found, "s") if (found := draft.kind.dates.get(text)) else none
            for text in column.texts
        ]
        dates = np.array([*moments, none], dtype="datetime64[s]")[column.codes].astype("datetime64[ns]")
        self.columns[key] = dates
        return np.asarray(~np.isnat(dates))

    def _text(self, draft: Draft, key: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        column = self._table.columns[draft.columns[0]]
        self.columns[key] = self._masked(column)
        return column.codes >= 0

    def _safe(self, text: str) -> str:
        safe = mask(text)
        if safe != text:
            self.masked += 1
        return safe

    def _masked(self, column: Column) -> Any:
        """A column of free text with e-mail addresses and telephone numbers removed."""
        import pandas as pd

        counts = column.counts
        texts: list[str | None] = []
        for at, text in enumerate(column.texts):
            if text in self._missing or is_blank(text):
                texts.append(None)
                continue
            safe = mask(text)
            if safe != text and counts[at]:
                self.masked += int(counts[at])
            texts.append(safe)
        values = np.array([*texts, None], dtype=object)
        return pd.array(values[column.codes], dtype="string")

    def _store(
        self,
        key: str,
        index: int,
        values: np.ndarray[Any, np.dtype[np.bool_]],
        asked: np.ndarray[Any, np.dtype[np.bool_]],
    ) -> None:
        import pandas as pd

        self.columns[f"{key}::{index}"] = pd.arrays.BooleanArray(values & asked, ~asked)

    def _multi(self, draft: Draft, key: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        rows = self._table.row_count
        chosen: list[np.ndarray[Any, np.dtype[np.bool_]]] = []
        answered = np.zeros(rows, dtype=bool)
        if draft.marks:
            kept = set(draft.options)
            for mark in draft.marks:
                column = self._table.columns[mark.position]
                move = np.array([text in mark.chosen for text in column.texts] + [False], dtype=bool)
                answered |= move[column.codes]
                if mark.option in kept:
                    chosen.append(move[column.codes])
        elif draft.kind is not None and draft.kind.joined is not None and draft.joined_at is not None:
            column = self._table.columns[draft.joined_at]
            parts = draft.kind.joined.parts
            for option in draft.options:
                move = np.array(
                    [option in parts.get(text, ()) for text in column.texts] + [False], dtype=bool
                )
                chosen.append(move[column.codes])
            told = np.array([text in parts for text in column.texts] + [False], dtype=bool)
            answered |= told[column.codes]
            kept = set(draft.options)
            written = column.mapped(
                {
                    text: "; ".join(part for part in parts.get(text, ()) if part not in kept)
                    for text in column.texts
                }
            )
            if written.filled:
                self.columns[f"{key}::written"] = self._masked(written)
        for at in draft.other_columns:
            answered |= self._table.columns[at].codes >= 0
        for index, values in enumerate(chosen):
            self._store(key, index, values, answered)
        draft.options = _distinct([self._safe(option) for option in draft.options])
        return answered

    def _ranking(self, draft: Draft, key: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        import pandas as pd

        rows = self._table.row_count
        ranks = np.zeros((len(draft.options), rows), dtype=np.int16)
        if draft.by_place:
            index = {item: at for at, item in enumerate(draft.options)}
            for place, mark in enumerate(draft.marks, start=1):
                codes = self._codes(self._table.columns[mark.position], index)
                for item in range(len(draft.options)):
                    ranks[item][(codes == item) & (ranks[item] == 0)] = place
        elif draft.marks:
            for at, mark in enumerate(draft.marks):
                column = self._table.columns[mark.position]
                move = np.array([mark.ranks.get(text, 0) for text in column.texts] + [0], dtype=np.int16)
                ranks[at] = move[column.codes]
        elif draft.kind is not None and draft.kind.joined is not None and draft.joined_at is not None:
            column = self._table.columns[draft.joined_at]
            parts = draft.kind.joined.parts
            for at, option in enumerate(draft.options):
                move = np.array(
                    [
                        parts[text].index(option) + 1 if option in parts.get(text, ()) else 0
                        for text in column.texts
                    ]
                    + [0],
                    dtype=np.int16,
                )
                ranks[at] = move[column.codes]
        for at in range(len(draft.options)):
            self.columns[f"{key}::{at}"] = pd.arrays.IntegerArray(ranks[at].copy(), ranks[at] == 0)
        draft.options = _distinct([self._safe(option) for option in draft.options])
        return np.asarray((ranks > 0).any(axis=0))


def _distinct(options: list[str]) -> list[str]:
    """Options with repeated ones told apart, as categories must be."""
    seen: dict[str, int] = {}
    out = []
    for option in options:
        name = option or MASK
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return out
