"""A table of reviews or tickets understood: which column is the text, the date, the rating; personal data masked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.errors import BadInput
from bot.evidence.interviews.speakers import mask_personal

if TYPE_CHECKING:
    import pandas as pd

LONGEST_TEXT = 4_000  # characters of one item that are looked at
MOST_ITEMS = 200_000
_YEARS = range(1990, 2101)  # a review of another year is a slip of the pen
_TEXT = re.compile(
    r"review|comment|feedback|text|body|message|description|content|opinion|kommentar|bewertungstext|nachricht|avis"
    r"|comentario|verbatim|what|why|suggest",
    re.I,
)
_DATE = re.compile(r"date|time|created|submitted|posted|opened|datum|zeit|erstellt|fecha|\bat\b", re.I)
_RATING = re.compile(r"rating|stars?|score|csat|nps|bewertung|note|sterne|satisf|punt|valoraci", re.I)
_PERSON = re.compile(
    r"\b(?:name|author|user(?:name)?|reviewer|customer|requester|e-?mail|phone|tel|address|agent|assignee|kunde|autor"
    r"|nombre|nom)\b",
    re.I,
)
_STARS = re.compile(r"[★⭐]")


@dataclass(frozen=True)
class Item:
    """One review or ticket, free of personal data. `rating` as the file has it."""

    text: str
    on: date | None = None
    rating: float | None = None


@dataclass(frozen=True)
class Feedback:
    """What a file holds: its items in file order, the columns they came from, and the range of the ratings.

    `left_out`: rows without text, and repeated ones.
    """

    items: tuple[Item, ...]
    text_column: str
    date_column: str | None
    rating_column: str | None
    rating_range: tuple[float, float] | None
    left_out: int

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "items": [
                [item.text, item.on.isoformat() if item.on else None, item.rating] for item in self.items
            ],
            "text_column": self.text_column,
            "date_column": self.date_column,
            "rating_column": self.rating_column,
            "rating_range": list(self.rating_range) if self.rating_range else None,
            "left_out": self.left_out,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Feedback:
        """From what `to_json` gave."""
        low_high = data["rating_range"]
        return cls(
            tuple(
                Item(text, date.fromisoformat(on) if on else None, rating)
                for text, on, rating in data["items"]
            ),
            data["text_column"],
            data["date_column"],
            data["rating_column"],
            (low_high[0], low_high[1]) if low_high else None,
            data["left_out"],
        )


def read_feedback(frame: pd.DataFrame) -> Feedback:
    """The feedback in a table (columns as the file has them).

    A title column is joined with the text ("Great. But slow…"). Values of columns that hold people (author, agent) are
    masked in the texts and dropped. BadInput where no column holds texts.
    """
    if frame.empty or len(frame.columns) == 0:
        raise BadInput("There are no rows in this file.")
    if len(frame) > MOST_ITEMS:
        raise BadInput(f"This file has more than {MOST_ITEMS:,} rows; send a part of it.")
    frame = frame.rename(columns=str)
    frame = frame.loc[:, ~frame.columns.duplicated()]
    text_column = _text_column(frame)
    if text_column is None:
        raise BadInput("No column of this file holds what people wrote; name it “text” or “comment”.")
    taken = {text_column}
    dates, date_column = _dates(frame, taken)
    taken |= {date_column} if date_column else set()
    ratings, rating_column = _ratings(frame, taken)
    people = [
        column for column in frame.columns if _PERSON.search(column.replace("_", " ")) and column not in taken
    ]
    title = next(
        (
            c
            for c in frame.columns
            if re.fullmatch(r"(?i)\W*(?:title|subject|headline|summary|titel|betreff)\W*", c)
        ),
        None,
    )
    items: list[Item] = []
    seen: set[tuple[str, date | None]] = set()
    left_out = 0
    persons = [[_plain(value) for value in frame[column]] for column in people]
    titles = [_plain(value) for value in frame[title]] if title and title != text_column else None
    for place, value in enumerate(frame[text_column]):
        text = _plain(value)[:LONGEST_TEXT]
        if titles and titles[place] and titles[place].casefold() not in text.casefold():
            head = titles[place]
            text = f"{head}{'' if head[-1] in '.!?' else '.'} {text}".strip()
        here = [
            one[place] for one in persons if one[place] and "@" not in one[place] and len(one[place]) < 60
        ]
        masked = mask_personal(text, here).strip()
        key = (masked.casefold(), dates[place])
        if len(masked) < 3 or (key in seen and len(masked.split()) > 3):
            left_out += 1
            continue
        seen.add(key)
        items.append(Item(masked, dates[place], ratings[place]))
    if not items:
        raise BadInput("Nobody wrote anything in this file.")
    given = [item.rating for item in items if item.rating is not None]
    low_high = _range(given) if given else None
    return Feedback(tuple(items), text_column, date_column, rating_column, low_high, left_out)


def _plain(value: Any) -> str:
    if value is None or (isinstance(value, float) and value != value):
        return ""
    text = str(value)
    if text in {"nan", "NaT", "<NA>", "None"}:
        return ""
    text = re.sub(r"<(?:br|p|div|/p|/div)[^>]{0,200}>", " ", text, flags=re.I)
    return re.sub(r"\s+", " ", re.sub(r"<[a-z/][^<>]{0,200}>", "", text, flags=re.I)).strip()


def _text_column(frame: pd.DataFrame) -> str | None:
    """The column with the longest and most varied texts; its heading helps."""
    best: tuple[float, str] | None = None
    for column in frame.columns:
        values = [_plain(value) for value in frame[column].head(500)]
        filled = [value for value in values if value]
        if not filled:
            continue
        words = [len(value.split()) for value in filled]
        prose = sum(
            count >= 3 and any(c.isalpha() for c in value) for count, value in zip(words, filled, strict=True)
        )
        if prose < 0.3 * len(filled) and not (_TEXT.search(column) and prose >= 0.1 * len(filled)):
            continue
        varied = len(set(filled)) / len(filled)
        score = min(sum(words) / len(words), 40) * varied * (2.0 if _TEXT.search(column) else 1.0)
        if _PERSON.search(column.replace("_", " ")):
            score *= 0.1
        if best is None or score > best[0]:
            best = (score, column)
    return best[1] if best else None


def _dates(frame: pd.DataFrame, taken: set[str]) -> tuple[list[date | None], str | None]:
    import warnings

    import pandas as pd

    best: tuple[int, str, list[date | None]] | None = None
    for column in frame.columns:
        values = frame[column]
        typed = pd.api.types.is_datetime64_any_dtype(values)
        if column in taken or not (typed or _DATE.search(column)):
            continue
        if not typed and pd.api.types.is_numeric_dtype(values):
            continue
        texts = values.astype("string")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            readings = (
                [pd.to_datetime(values, errors="coerce", utc=True)]
                if typed
                else [
                    pd.to_datetime(texts, errors="coerce", utc=True, format="mixed", dayfirst=first)
                    for first in (True, False)
                ]
            )
        reading = max(readings, key=lambda read: (int(read.notna().sum()), _in_order(read)))
        known = int(reading.notna().sum())
        if known >= 0.5 * max(int(values.notna().sum()), 1) and (best is None or known > best[0]):
            found: list[date | None] = [
                None if pd.isna(moment) or moment.year not in _YEARS else moment.date() for moment in reading
            ]
            best = (known, column, found)
    if best is None:
        return [None] * len(frame), None
    return best[2], best[1]


def _in_order(moments: Any) -> float:
    """How far the dates run in one direction: exports are sorted, and a wrong day/month order breaks that."""
    steps = moments.dropna().diff().dropna().dt.total_seconds()
    return abs(float((steps > 0).mean() - (steps < 0).mean())) if len(steps) else 0.0


def _ratings(frame: pd.DataFrame, taken: set[str]) -> tuple[list[float | None], str | None]:
    for column in frame.columns:
        if column in taken or not _RATING.search(column):
            continue
        values = [_rating(value) for value in frame[column]]
        known = [value for value in values if value is not None]
        filled = sum(bool(_plain(value)) for value in frame[column])
        if (
            known
            and len(known) >= 0.6 * filled
            and min(known) >= 0
            and max(known) <= 100
            and len(set(known)) <= 101
        ):
            return values, column
    return [None] * len(frame), None


def _rating(value: Any) -> float | None:
    """4, "4,5", "4/5", "4 stars", "★★★★☆" → 4."""
    text = _plain(value)
    if not text:
        return None
    stars = len(_STARS.findall(text))
    if stars:
        return float(stars)
    found = re.match(r"\s*(-?\d+(?:[.,]\d+)?)\s*(?:/|out of|of|von|stars?|sterne|points?|%|$)", text, re.I)
    return float(found[1].replace(",", ".")) if found else None


def _range(given: Sequence[float]) -> tuple[float, float]:
    """The scale the ratings stand on: 1–5, 0–10 or 0–100."""
    most = max(given)
    for top in (5.0, 10.0, 100.0):
        if most <= top:
            return (0.0 if top > 5 or min(given) < 1 else 1.0, top)
    return (min(given), most)
