"""Dressings: the same answers as the exports of different tools would write them, to see whether reading costs anything.

A dressing is a function from asked questions to a table (header → column) and how it is written to CSV.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bot.survey.survey import QuestionType, Survey

AGREE = {
    4: ["Strongly disagree", "Disagree", "Agree", "Strongly agree"],
    5: ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
    7: [
        "Strongly disagree",
        "Disagree",
        "Somewhat disagree",
        "Neither agree nor disagree",
        "Somewhat agree",
        "Agree",
        "Strongly agree",
    ],
}
THINGS = [
    "sharing drafts",
    "planning the week",
    "paying invoices",
    "finding old files",
    "working on trains",
    "talking to suppliers",
    "checking numbers",
    "teaching newcomers",
    "comparing prices",
    "ordering parts",
    "moving between devices",
    "closing the month",
    "writing reports",
    "asking colleagues",
    "keeping receipts",
    "naming versions",
    "testing ideas",
    "booking rooms",
    "reading news",
    "answering mail",
    "sorting pictures",
    "following rules",
    "making backups",
    "meeting customers",
]
PLACES = ["North", "South", "East", "West", "Centre", "Coast", "Islands", "Hills"]


@dataclass(frozen=True)
class Asked:
    """One question: scale (values 1 … steps), choice (0 …), amount, or multi (values (n, options) of 0/1, NaN rows)."""

    kind: str
    values: NDArray[np.float64]
    steps: int = 0


def asked_in(survey: Survey) -> list[Asked]:
    """The questions of a made-up survey."""
    out = []
    for question in survey.questions:
        if question.type is QuestionType.MULTI_CHOICE:
            columns = [survey.answers[f"{question.id}::{i}"] for i in range(len(question.options))]
            wide = np.column_stack(
                [c.astype("Float64").to_numpy(dtype=float, na_value=np.nan) for c in columns]
            )
            out.append(Asked("multi", wide, len(question.options)))
            continue
        column = survey.answers[question.id]
        if question.type is QuestionType.SINGLE_CHOICE:
            codes = column.cat.codes.to_numpy(dtype=float)
            out.append(Asked("choice", np.where(codes < 0, np.nan, codes), len(question.options)))
        elif question.type is QuestionType.ORDINAL:
            code = column.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
            out.append(Asked("scale", np.asarray(code + 1, dtype=np.float64), len(question.options)))
        else:
            out.append(Asked("amount", column.to_numpy(dtype=float)))
    return out


def asked_in_frame(frame: pd.DataFrame) -> list[Asked]:
    """The questions of a table with headers "… Agree", "… Choice", "… Select all", "… Spend"."""
    out = []
    for header, column in frame.items():
        name = str(header)
        if name.endswith("Agree"):
            out.append(Asked("scale", column.to_numpy(dtype=float), int(column.max())))
        elif name.endswith("Choice"):
            codes = pd.Categorical(column).codes.astype(float)
            out.append(Asked("choice", np.where(codes < 0, np.nan, codes), int(codes.max()) + 1))
        elif name.endswith("Select all"):
            wide = (
                column.str.get_dummies(sep=";")
                .drop(columns=["none"], errors="ignore")
                .to_numpy(dtype=float, copy=True)
            )
            wide[column.isna().to_numpy()] = np.nan
            out.append(Asked("multi", wide, wide.shape[1]))
        else:
            out.append(Asked("amount", column.to_numpy(dtype=float)))
    return out


@dataclass
class Dressed:
    """A table to write: columns by header, and pandas' options for writing it."""

    columns: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write it as CSV."""
        pd.DataFrame(self.columns).to_csv(path, index=False, **self.options)


def _whole(values: NDArray[np.float64]) -> Any:
    return pd.Series(values).astype("Int64")


def _words(values: NDArray[np.float64], words: list[str]) -> Any:
    return pd.Series([None if np.isnan(v) else words[int(v)] for v in values], dtype=object)


def codes(asked: list[Asked], rng: np.random.Generator, header: str = "q{}") -> Dressed:
    """Numbers only: choices are codes from 1, a multi-select is a 0/1 column for each option."""
    out = Dressed()
    for number, one in enumerate(asked, start=1):
        name = header.format(number)
        if one.kind == "multi":
            for option in range(one.steps):
                out.columns[f"{name}_{option + 1}"] = _whole(one.values[:, option])
        elif one.kind == "amount":
            out.columns[name] = one.values
        else:
            out.columns[name] = _whole(one.values + (one.kind == "choice"))
    return out


def upper_codes(asked: list[Asked], rng: np.random.Generator) -> Dressed:
    """As codes, headers Q1 …, written as pandas writes whole numbers with blanks among them: 3.0."""
    out = codes(asked, rng, "Q{}")
    out.columns = {n: pd.Series(c).astype(float) for n, c in out.columns.items()}
    return out


def loose_options(asked: list[Asked], rng: np.random.Generator) -> Dressed:
    """As codes, but every 0/1 column is numbered on as if it were a question of its own."""
    out = Dressed()
    for column in codes(asked, rng).columns.values():
        out.columns[f"v{len(out.columns) + 1}"] = column
    return out


def letters(asked: list[Asked], rng: np.random.Generator) -> Dressed:
    """Choices are letters, scales numbers."""
    out = codes(asked, rng, "item{}")
    for number, one in enumerate(asked, start=1):
        if one.kind == "choice":
            out.columns[f"item{number}"] = _words(one.values, list("abcdefgh"))
    return out


def words(asked: list[Asked], rng: np.random.Generator) -> Dressed:
    """Scales and choices in words, a multi-select in one cell."""
    out = Dressed()
    for number, one in enumerate(asked, start=1):
        name = f"Q{number}"
        if one.kind == "multi":
            chosen = [
                None
                if np.isnan(row[0])
                else ";".join(t for t, on in zip(THINGS, row, strict=False) if on) or "none"
                for row in one.values
            ]
            out.columns[name] = pd.Series(chosen, dtype=object)
        elif one.kind == "scale":
            scale = AGREE.get(one.steps) or [str(s + 1) for s in range(one.steps)]
            out.columns[name] = _words(one.values - 1, scale)
        elif one.kind == "choice":
            out.columns[name] = _words(one.values, PLACES)
        else:
            out.columns[name] = one.values
    return out


def with_ids(asked: list[Asked], rng: np.random.Generator) -> Dressed:
    """Numbers, after an id column and a time stamp."""
    inner = codes(asked, rng)
    n = len(asked[0].values)
    start = pd.Timestamp("2025-03-03 08:00:00")
    seconds = np.sort(rng.integers(0, 14 * 86_400, n))
    stamps = (start + pd.to_timedelta(seconds, unit="s")).strftime("%Y-%m-%d %H:%M:%S")
    return Dressed(
        {"respondent_id": np.arange(1001, 1001 + n), "timestamp": np.asarray(stamps), **inner.columns}
    )


def semicolons(asked: list[Asked], rng: np.random.Generator) -> Dressed:
    """Words, semicolons between cells and decimal commas, as a German Excel writes them."""
    out = words([one for one in asked if one.kind != "multi"], rng)
    for number, one in enumerate((o for o in asked if o.kind == "multi"), start=1):
        for option in range(one.steps):
            out.columns[f"M{number}_{option + 1}"] = _whole(one.values[:, option])
    out.options = {"sep": ";", "decimal": ","}
    return out


def texts(asked: list[Asked], rng: np.random.Generator) -> Dressed:
    """Question texts as headers, numbers as answers."""
    out = Dressed()
    for number, one in enumerate(asked):
        thing = THINGS[number % len(THINGS)] + ("" if number < len(THINGS) else f" ({number})")
        if one.kind == "multi":
            for option in range(one.steps):
                out.columns[f"Which of these do you use for {thing}? [{PLACES[option]}]"] = _whole(
                    one.values[:, option]
                )
        elif one.kind == "scale":
            out.columns[f"How much do you agree: {thing} is easy for me (1-{one.steps})"] = _whole(one.values)
        elif one.kind == "choice":
            out.columns[f"Where do you usually do this: {thing}?"] = _words(one.values, PLACES)
        else:
            out.columns[f"How much do you spend on {thing} a month?"] = one.values
    return out


DRESSINGS: dict[str, Callable[[list[Asked], np.random.Generator], Dressed]] = {
    "codes": codes,
    "3.0": upper_codes,
    "loose options": loose_options,
    "letters": letters,
    "words": words,
    "with ids": with_ids,
    "semicolons": semicolons,
    "texts": texts,
}
