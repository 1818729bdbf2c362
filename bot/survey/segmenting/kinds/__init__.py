"""Kinds of questions: one small class each (`choice`, `scale`, `amount`, `options`, `ranking`) with the same methods,
which `base.py` defines. A new kind is one file and one line in KINDS; everything else works through the base class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.survey.segmenting.kinds.amount import Amount
from bot.survey.segmenting.kinds.base import MISSING, Claim, Codes, Kind, Part
from bot.survey.segmenting.kinds.choice import Choice
from bot.survey.segmenting.kinds.options import Options
from bot.survey.segmenting.kinds.ranking import Ranking
from bot.survey.segmenting.kinds.scale import Scale
from bot.survey.survey import QuestionType

KINDS: dict[QuestionType, type[Kind]] = {
    QuestionType.SINGLE_CHOICE: Choice,
    QuestionType.MULTI_CHOICE: Options,
    QuestionType.ORDINAL: Scale,
    QuestionType.NUMERIC: Amount,
    QuestionType.NPS: Amount,
    QuestionType.RANKING: Ranking,
}

_BY_NAME: dict[str, type[Kind]] = {kind.name: kind for kind in KINDS.values()}


def kind_from_json(data: Mapping[str, Any]) -> Kind:
    """The kind that `Kind.to_json` wrote; raises KeyError for an unknown one."""
    return _BY_NAME[data["kind"]].from_json(data)


__all__ = ["KINDS", "MISSING", "Claim", "Codes", "Kind", "Part", "kind_from_json"]
