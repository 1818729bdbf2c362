"""Excel and OpenDocument workbooks into a table: the sheet with the responses, each cell as the text a person
would see.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.survey.reading.limits import Limits
from bot.survey.reading.refusals import refused
from bot.survey.reading.table import Gatherer, Table
from bot.survey.reading.words.plain import plain

_GAP = 2_000
_PREFERRED = re.compile(
    r"respon|answer|antwort|réponse|respuest|rispost|respost|antwoord|odpowied|svar|vastau|odpověd|yanıt|cevap|ответ|回答|答案|응답|data|daten|datos|dati|dados|raw|results|form1|sheet1|submissions",
    re.IGNORECASE,
)
_SUMMARY = frozenset(
    plain(word)
    for word in (
        "Answer Choices",
        "Responses",
        "Answered",
        "Skipped",
        "Response Percent",
        "Response Count",
        "Choix de réponses",
        "Réponses",
        "Antwortmöglichkeiten",
        "Beantwortet",
        "Übersprungen",
        "Antwortoptionen",
        "Opciones de respuesta",
        "Respondido",
        "Omitido",
        "Opzioni di risposta",
        "Répondues",
        "Ignorées",
        "Weighted Average",
        "Opções de resposta",
        "Respondidas",
        "Ignoradas",
        "Antwoordkeuzen",
        "Beantwoord",
        "Overgeslagen",
    )
)


def as_text(value: Any) -> str:
    """One cell as text: 3.0 is "3", midnight is a date, TRUE stays TRUE."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return (
            value.strftime("%Y-%m-%d %H:%M:%S")
            if (value.hour or value.minute or value.second)
            else value.strftime("%Y-%m-%d")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def _rows(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet up to a wide gap of empty ones, where only stray cells follow."""
    rows: list[list[Any]] = []
    empty = 0
    for row in sheet.iter_rows():
        if any(cell != "" for cell in row):
            rows.extend([""] for _ in range(empty))
            rows.append(row)
            empty = 0
        else:
            empty += 1
            if empty > _GAP:
                break
    return rows


def _is_summary(rows: list[list[str]]) -> bool:
    """Whether a sheet is a question's summary: "Answer Choices", "Responses", "Answered", "Skipped"."""
    words = [plain(cell) for row in rows[:40] for cell in row if cell]
    return len(_SUMMARY & set(words)) >= 3 or (
        len(_SUMMARY & set(words)) >= 2 and any(cell.endswith("%") for row in rows[:40] for cell in row)
    )


def read_workbook(data: bytes, limits: Limits) -> Table:
    """The table of the sheet that holds the responses; raises SurveyRefused for locked, broken and summary workbooks."""
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        names = [
            meta.name for meta in book.sheets_metadata if "worksheet" in str(meta.typ).lower()
        ] or book.sheet_names
    except BaseException as error:  # the reader's panics are no Exceptions
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise refused("encrypted" if "password" in str(error).lower() else "corrupt") from None
    best: tuple[float, str, list[list[Any]]] | None = None
    summaries = 0
    for name in names[:40]:
        try:
            sheet = book.get_sheet_by_name(name)
            height, width = sheet.total_height, sheet.total_width
            if width > limits.columns * 2:
                raise refused("too_many_columns")
            if height * width > 30_000_000:
                raise refused("too_large")
            rows = _rows(sheet)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError) or hasattr(error, "reason"):
                raise
            if len(names) == 1:
                raise refused("encrypted" if "password" in str(error).lower() else "corrupt") from None
            continue
        top = [[as_text(cell) for cell in row] for row in rows[:60]]
        if _is_summary(top):
            summaries += 1
            continue
        filled = sum(cell not in ("", None) for row in rows[:2000] for cell in row) * max(
            1.0, len(rows) / 2000
        )
        if width < 2:
            filled *= 0.2
        score = filled * (3.0 if _PREFERRED.search(name) else 1.0)
        if filled and (best is None or score > best[0]):
            best = score, name, rows
    if best is None or (summaries and best[0] < 60):
        raise refused("summary_export" if summaries else "empty")
    if summaries >= 3 and len(best[2]) < 30:
        raise refused("summary_export")
    gatherer = Gatherer()
    longest = 0
    for row in best[2]:
        cells = [as_text(cell) for cell in row]
        longest = max(longest, max(map(len, cells), default=0))
        gatherer.add(cells)
    if longest > limits.cell_chars:
        raise refused("too_large")
    table = gatherer.table()
    table.sheet = best[1]
    if table.width > limits.columns:
        raise refused("too_many_columns")
    return table
