"""A sheet as a file: CSV, Excel old and new, OpenDocument, SPSS."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from tests.bench.reading.exports.sheet import Row, Sheet


def rows(sheet: Sheet) -> tuple[list[Row], list[Row]]:
    """(header rows, body rows)."""
    height = max(len(header) for header in sheet.headers)
    head = [[header[at] if at < len(header) else "" for header in sheet.headers] for at in range(height)]
    return head, [list(row) for row in zip(*sheet.columns, strict=True)]


def as_csv(
    sheet: Sheet,
    delimiter: str = ",",
    encoding: str = "utf-8",
    quoting: int = csv.QUOTE_MINIMAL,
    above: list[Row] | None = None,
    below: list[Row] | None = None,
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    head, body = rows(sheet)
    writer.writerows([*(above or []), *head, *body, *(below or [])])
    return out.getvalue().encode(encoding, "replace")


def _cell(text: str) -> Any:
    try:
        value = float(text)
    except ValueError:
        return text
    return value if text.isascii() and len(text) < 12 and not text.lower().startswith(("n", "i")) else text


def as_xlsx(sheet: Sheet, above: list[Row] | None = None) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Sheet1")
    head, body = rows(sheet)
    for at, row in enumerate([*(above or []), *head, *body]):
        for column, text in enumerate(row):
            if text != "":
                page.write(at, column, _cell(str(text))) if at >= len(head) + len(
                    above or []
                ) else page.write_string(at, column, str(text))
    book.close()
    return out.getvalue()


def as_xls(sheet: Sheet) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("Data")
    head, body = rows(sheet)
    for at, row in enumerate([*head, *body]):
        for column, text in enumerate(row):
            page.write(at, column, _cell(str(text)) if at >= len(head) else str(text))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(sheet: Sheet) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    page = Table(name="Antworten")
    head, body = rows(sheet)
    for row in [*head, *body]:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(text)))
            line.addElement(cell)
        page.addElement(line)
    book.spreadsheet.addElement(page)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def as_sav(sheet: Sheet, path: Path, compress: bool) -> None:
    """SPSS with labels for every choice; `path` gets the file."""
    import pandas as pd
    import pyreadstat

    data: dict[str, Any] = {}
    labels: dict[str, str] = {}
    values: dict[str, dict[float, str]] = {}
    kinds = {at: entry for entry in sheet.expected for at in entry["columns"]}
    for at, (header, cells) in enumerate(zip(sheet.headers, sheet.columns, strict=True)):
        name = f"v{at + 1}"
        entry = kinds[at]
        labels[name] = header[0][:250]
        if (
            entry["type"] in ("single_choice", "ordinal")
            and entry["options"]
            and not entry["options"][0].isdigit()
        ):
            order = entry.get("ordered") or entry["options"]
            known = [*order, *[text for text in dict.fromkeys(cells) if text and text not in order]]
            values[name] = {float(place): text[:110] for place, text in enumerate(known, start=1)}
            place = {text: float(index) for index, text in enumerate(known, start=1)}
            data[name] = pd.Series([place.get(cell) for cell in cells], dtype="float64")
        elif entry["type"] in ("numeric", "nps", "ordinal", "ranking", "multi_choice"):
            data[name] = pd.Series([float(cell) if cell else None for cell in cells], dtype="float64")
            if entry["type"] == "multi_choice":
                values[name] = {0.0: "Not selected", 1.0: header[0].rpartition(": ")[2][:110]}
        else:
            data[name] = cells
    pyreadstat.write_sav(
        pd.DataFrame(data), str(path), column_labels=labels, variable_value_labels=values, compress=compress
    )
