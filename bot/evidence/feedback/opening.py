"""The table of a feedback file as it stands, opened with all the care with which surveys are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.survey.reading.formats import lay_out
from bot.survey.reading.limits import Limits
from bot.survey.reading.pipeline import open_table
from bot.survey.reading.refusals import refused

if TYPE_CHECKING:
    import pandas as pd


def feedback_frame(data: bytes, name: str, limits: Limits = Limits()) -> pd.DataFrame:  # noqa: B008  (a frozen value)
    """The rows below the headings, every cell as text. Raises SurveyRefused.

    It holds names and addresses: `read_feedback` is what comes next, and nothing may be kept before.
    """
    import pandas as pd

    try:
        table = open_table(data, name, limits)
    except MemoryError:
        raise refused("too_large") from None
    if not table.row_count or not table.width:
        raise refused("empty")
    layout = lay_out(table)
    headings = table.header(max(layout.body - 1, 0))
    seen: dict[str, int] = {}
    columns: dict[str, list[str | None]] = {}
    for place, heading in enumerate(headings):
        words = heading or f"column {place + 1}"
        seen[words] = seen.get(words, 0) + 1
        named = words if seen[words] == 1 else f"{words} ({seen[words]})"
        column = table.columns[place]
        texts = [*column.texts, None]
        columns[named] = [texts[code] for code in column.codes[layout.body :]]
    return pd.DataFrame(columns, dtype=object)
