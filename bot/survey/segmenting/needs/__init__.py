"""Needs: which of them a survey asks about (`asked.py`), how widespread and how important each is (`spread.py`)."""

from __future__ import annotations

from bot.survey.segmenting.needs.asked import AskedNeed, asked_needs
from bot.survey.segmenting.needs.spread import rank_needs

__all__ = ["AskedNeed", "asked_needs", "rank_needs"]
