"""Text with separators (CSV, TSV and their kin) into a table, streaming, with quotes that do not match up noticed."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bot.survey.reading.encoding import Decoding, decoding_of, repaired
from bot.survey.reading.limits import Limits
from bot.survey.reading.refusals import refused
from bot.survey.reading.sniffing import is_binary
from bot.survey.reading.table import BATCH, Column, Gatherer, Table

_DELIMITERS = ",;\t|"
_CHUNK = 1 << 20


class _Text:
    """Decodes bytes line by line, drops NUL characters and counts stray quotation marks on the way."""

    def __init__(self, data: bytes, decoding: Decoding, delimiter: str) -> None:
        self._data = data
        self._decoder = codecs.getincrementaldecoder(decoding.codec)(decoding.errors)
        self._stray = re.compile(
            rf'(?<=[^"{re.escape(delimiter)}\r\n \t])"(?=[^"{re.escape(delimiter)}\r\n])'
        )
        self.nuls = 0
        self.strays = 0

    def __iter__(self) -> Iterator[str]:
        rest = ""
        first = True
        for at in range(0, len(self._data), _CHUNK):
            last = at + _CHUNK >= len(self._data)
            text = rest + self._decoder.decode(self._data[at : at + _CHUNK], final=last)
            if "\x00" in text:
                self.nuls += text.count("\x00")
                text = text.replace("\x00", "")
            if first:
                text = text.lstrip("\ufeff")
                if text.startswith("sep=") and "\n" in text[:8]:
                    text = text[text.index("\n") + 1 :]
                first = False
            held = "\r" if text.endswith("\r") and not last else ""
            if held:
                text = text[:-1]
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            lines = text.split("\n")
            rest = lines.pop()
            if at < 4 * _CHUNK and '"' in text:
                self.strays += len(self._stray.findall(text, 0, len(text) - len(rest)))
            for line in lines:
                yield line + "\n"
            rest += held
        if rest:
            yield rest


def _lines(text: str) -> list[str]:
    """Lines as CSV knows them: only carriage return and line feed end one."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


def _guess_delimiter(sample: str) -> str:
    """The separator that cuts the first lines into the most columns, evenly."""
    best, best_score = ",", -1.0
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        try:
            rows = [
                row
                for _, row in zip(
                    range(200), csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), strict=False
                )
            ]
        except csv.Error:
            continue
        widths = [len(row) for row in rows[:-1] if any(cell.strip() for cell in row)] or [
            len(row) for row in rows
        ]
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = (times / len(widths)) * min(width - 1, 60) ** 0.5 if width > 1 else 0.0
        broken = sum(1 for row in rows for cell in row if cell.count('"') % 2)
        score *= 0.7 if broken > len(rows) * 0.2 else 1.0
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    return best


def _swallows(row: list[str], width: int, delimiter: str) -> bool:
    """Whether a row took others in: line breaks in a row of another width, or whole rows in one cell."""
    if len(row) != width:
        return any("\n" in cell for cell in row)
    return any("\n" in cell and cell.count("\n") > 2 and _holds_rows(cell, delimiter, width) for cell in row)


def _holds_rows(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell with line breaks holds whole rows of the table, as after a quotation mark that nobody closed."""
    lines = cell.split("\n")[1:-1]
    return width > 2 and sum(line.count(delimiter) >= width - 1 for line in lines) >= max(2, 0.6 * len(lines))


def _sample(data: bytes, decoding: Decoding) -> str:
    decoder = codecs.getincrementaldecoder(decoding.codec)(
        "replace" if decoding.errors == "strict" else decoding.errors
    )
    return decoder.decode(data[: 1 << 18]).lstrip("\ufeff").replace("\x00", "")


def _check_size(data: bytes, limits: Limits) -> None:
    """Refuses what only looks like text, one endless line or endless columns, before parsing."""
    at = 0
    while len(data) - at > limits.line_bytes:
        end = max(data.rfind(mark, at, at + limits.line_bytes) for mark in (b"\n", b"\r"))
        if end < at:
            sentence = "This file has a line too long to be one response. Export the responses again as Excel (.xlsx)."
            raise refused("too_large", sentence)
        at = end + 1
    first = re.match(rb"[^\r\n]*", data[: limits.line_bytes])
    line = first.group(0) if first else b""
    columns = max(line.count(mark) for mark in (b",", b";", b"\t", b"|"))
    if columns > limits.columns * 4:
        raise refused("too_many_columns")


def _parse(data: bytes, decoding: Decoding, delimiter: str, limits: Limits) -> tuple[Table, _Text, int, int]:
    """(table, text, rows that swallowed others, ragged rows)."""
    text = _Text(data, decoding, delimiter)
    gatherer = Gatherer()
    csv.field_size_limit(limits.cell_chars)
    widths: Counter[int] = Counter()
    swallowed = 0
    line_before = 0
    reader = csv.reader(iter(text), delimiter=delimiter)
    try:
        while batch := list(islice(reader, BATCH)):
            here = Counter(map(len, batch))
            widths.update(here)
            if max(here) > limits.columns:
                raise refused("too_many_columns")
            if reader.line_num - line_before > len(batch):
                usual = widths.most_common(1)[0][0]
                swallowed += sum(_swallows(row, usual, delimiter) for row in batch)
            line_before = reader.line_num
            gatherer.take(batch)
    except csv.Error as error:
        if "limit" in str(error):
            raise refused(
                "too_large",
                "This file has a cell too long to be an answer. Export the responses again as Excel (.xlsx).",
            ) from None
        raise refused("malformed") from None
    if gatherer.count > limits.rows:
        raise refused("too_large")
    table = gatherer.table()
    widths.pop(0, None)
    usual = widths.most_common(1)[0][0] if widths else 0
    ragged = sum(times for width, times in widths.items() if width != usual)
    return table, text, swallowed, ragged


def read_delimited(data: bytes, limits: Limits) -> Table:
    """The table of a text file; raises SurveyRefused for what is no table."""
    _check_size(data, limits)
    if data[:4096].count(0) < 0.2 * len(data[:4096]) and is_binary(data):
        raise refused("not_a_survey", "This file holds no text. Upload the responses as CSV, Excel or SPSS.")
    decoding = decoding_of(data)
    sample = _sample(data, decoding)
    if not sample.strip(" \t\r\n,;|"):
        raise refused("empty")
    delimiter = _guess_delimiter(sample)
    broken_quotes = False
    try:
        table, text, swallowed, ragged = _parse(data, decoding, delimiter, limits)
        broken_quotes = swallowed > 0
        width = len(table.head[0]) if table.head else 0
    except Exception as error:
        if getattr(error, "reason", "") != "too_large" or len(data) > 20_000_000:
            raise
        broken_quotes = True
        width = len(next(csv.reader([sample.split("\n")[0].rstrip("\r")], delimiter=delimiter), []))
    if broken_quotes and len(data) < 50_000_000:
        table, text, _, ragged = _parse(
            _mended(data, decoding, delimiter, width), Decoding("utf-8", "replace"), delimiter, limits
        )
        table.warnings["quotes"] = 0
        if ragged > table.row_count * 0.2:
            raise refused("malformed")
    elif broken_quotes:
        raise refused("malformed")
    elif text.strays:
        table.warnings["quotes"] = 0
    table.encoding, table.delimiter = decoding.name, delimiter
    if decoding.guessed:
        table.warnings["encoding_guess"] = 0
    if text.nuls and not decoding.codec.startswith("utf-16"):
        table.warnings["nul_bytes"] = 0
    if ragged:
        _trim_ragged(table, ragged)
    _repair(table)
    return table


def delimiter_of(data: bytes, decoding: Decoding) -> str:
    """The separator of a text file, from its beginning."""
    return _guess_delimiter(_sample(data, decoding))


def read_records(data: bytes, decoding: Decoding, delimiter: str, limits: Limits) -> Table:
    """The table of some whole records of a text file, read as the whole file is. Raises SurveyRefused."""
    table, _, swallowed, ragged = _parse(data, decoding, delimiter, limits)
    if swallowed:
        raise refused("malformed")
    if ragged:
        _trim_ragged(table, ragged)
    _repair(table)
    return table


def _mended(data: bytes, decoding: Decoding, delimiter: str, width: int) -> bytes:
    """The file with quotation marks that nobody closed left out: a record that only fits the header's width
    without them.
    """
    text = data.decode(decoding.codec, "replace" if decoding.errors == "strict" else decoding.errors).replace(
        "\x00", ""
    )
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fixed: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.count('"') % 2 == 0:
            fixed.append(line)
            at += 1
            continue
        quotes, end = line.count('"'), at + 1
        while end < len(lines) and quotes % 2 and end - at < 300:
            quotes += lines[end].count('"')
            end += 1
        whole = "\n".join(lines[at:end])
        if quotes % 2 == 0 and _one_row(lines[at:end], delimiter) == width:
            fixed.append(whole)
            at = end
        else:
            fixed.append(_without_open_quote(line, delimiter))
            at += 1
    return "\n".join(fixed).encode("utf-8", "replace")


def _one_row(lines: list[str], delimiter: str) -> int:
    """How many cells lines hold that are one row; 0 where they are several."""
    try:
        rows = list(csv.reader([line + "\n" for line in lines], delimiter=delimiter))
    except csv.Error:
        return 0
    return len(rows[0]) if len(rows) == 1 else 0


def _without_open_quote(line: str, delimiter: str) -> str:
    """A line without the one quotation mark that has no partner."""
    mark = re.escape(delimiter)
    opened = list(re.finditer(rf'(?:^|(?<={mark}))"', line))
    closed = list(re.finditer(rf'"(?=$|{mark})', line))
    if opened and (not closed or opened[-1].start() >= closed[-1].start()):
        at = opened[-1].start()
    else:
        at = line.rfind('"')
    return line[:at] + line[at + 1 :]


def _trim_ragged(table: Table, ragged: int) -> None:
    """Columns that only overlong rows have, beyond the header's, are cut off."""
    header = max((len([cell for cell in row if cell]) and len(row) for row in table.head[:3]), default=0)
    usual = Counter(len(row) for row in table.head).most_common(1)[0][0] if table.head else 0
    width = max(header, usual)
    blank_rows = sum(1 for row in table.head if not any(row))
    if ragged > blank_rows:
        table.warnings["ragged_rows"] = ragged
    if table.width > width and width:
        table.columns = table.columns[:width]
        table.head = [row[:width] for row in table.head]


def _repair(table: Table) -> None:
    """Texts that were encoded twice are set right."""
    if not any("Ã" in cell or "â€" in cell for row in table.head for cell in row):
        return
    fixed = 0
    for at, column in enumerate(table.columns):
        mapping = {text: repaired(text) for text in column.texts if not text.isascii()}
        mapping = {text: new for text, new in mapping.items() if new != text}
        if mapping:
            fixed += len(mapping)
            table.columns[at] = column.mapped(mapping)
            assert isinstance(table.columns[at], Column)
    if fixed:
        table.head = [[repaired(cell) for cell in row] for row in table.head]
        table.warnings["encoding_guess"] = 0
