"""Whether a theme becomes more frequent: its share by month, tested for a trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Trend:
    """Counts by month and whether the share changes. `direction`: rising, falling, steady or unknown.

    `months`: (first day of the month, items of the theme, all items), months without items included. `slope`: change of
    the share for each month. `p_value`: two-sided; Holm-adjusted once themes are compared.
    """

    months: tuple[tuple[date, int, int], ...]
    slope: float | None
    p_value: float | None
    direction: str

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            **asdict(self),
            "months": [[month.isoformat(), count, of] for month, count, of in self.months],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Trend:
        """From what `to_json` gave."""
        months = tuple((date.fromisoformat(month), count, of) for month, count, of in data["months"])
        return cls(months, data["slope"], data["p_value"], data["direction"])


def months_of(days: Sequence[date | None], is_theme: Sequence[bool]) -> tuple[tuple[date, int, int], ...]:
    """Items of the theme and all items by month, from the first month to the last."""
    known = [
        (day.replace(day=1), theme) for day, theme in zip(days, is_theme, strict=True) if day is not None
    ]
    if not known:
        return ()
    counts: dict[date, list[int]] = {}
    month, last = min(month for month, _ in known), max(month for month, _ in known)
    while month <= last:
        counts[month] = [0, 0]
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    for month, theme in known:
        counts[month][0] += bool(theme)
        counts[month][1] += 1
    return tuple((month, count, of) for month, (count, of) in counts.items())


def trend_test(months: Sequence[tuple[date, int, int]]) -> tuple[float | None, float | None]:
    """(change of the share a month, two-sided p-value) by the Cochran–Armitage test; None with under three months.

    Tests the theme's share of all items, so more items in all is no trend: Armitage, P. (1955), Biometrics 11, 375–386.
    """
    here = [(place, count, of) for place, (_, count, of) in enumerate(months) if of > 0]
    if len(here) < 3:
        return None, None
    t = np.array([place for place, _, _ in here], dtype=float)
    r = np.array([count for _, count, _ in here], dtype=float)
    n = np.array([of for _, _, of in here], dtype=float)
    share = r.sum() / n.sum()
    spread = float(n @ t**2 - (n @ t) ** 2 / n.sum())
    if share in (0.0, 1.0) or spread <= 0:
        return 0.0, 1.0
    excess = float(t @ (r - n * share))
    from scipy.special import ndtr

    z = excess / np.sqrt(share * (1 - share) * spread)
    return excess / spread, float(2 * ndtr(-abs(z)))
