"""What the entry of a facet holds, and the lenses that show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Base(StrEnum):
    """The six segmentation models: what a question says something about."""

    DEMOGRAPHIC = "demographic"
    PSYCHOGRAPHIC = "psychographic"
    FIRMOGRAPHIC = "firmographic"
    TECHNOGRAPHIC = "technographic"
    NEEDS = "needs"
    VALUE = "value"


class Lens(StrEnum):
    """The view one team needs of a persona."""

    MARKETING = "marketing"
    SALES = "sales"
    PRODUCT = "product"
    SUPPORT = "support"


@dataclass(frozen=True)
class Facet:
    """One thing a statement can be about.

    `question` holds `{subject}` where the kind of customer stands. `why` says in one sentence why it is asked and
    `example` shows one good answer. `stakes`, 0 to 1: how much hangs on a line of it, as a wrong need misleads a
    product and a wrong age hardly. `lead` stands before a line of it that a questionnaire quotes, as two words mean
    little alone; `list_question` asks for a line that is a bare list. `kin`: facets whose lines may answer a question
    about this one. `cues` are regular expressions (on lower-cased text) that strongly speak for this
    facet in a statement; `ask_cues` do so in a product manager's question. `negatives_hold`: a statement told in
    negative words ("can't work offline") still holds for the persona. `aliases`: other names for it in files.
    """

    key: str
    label: str
    base: Base | None
    lenses: tuple[Lens, ...]
    question: str
    why: str
    example: str
    stakes: float
    lead: str
    list_question: str = ""
    kin: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    ask_cues: tuple[str, ...] = ()
    negatives_hold: bool = False
    business_only: bool = False
    aliases: tuple[str, ...] = ()


ALL = (Lens.MARKETING, Lens.SALES, Lens.PRODUCT, Lens.SUPPORT)
