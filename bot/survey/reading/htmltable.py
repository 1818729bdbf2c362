"""The largest table of an HTML page, as some tools write their "Excel" exports; nothing of the page is run or fetched."""

from __future__ import annotations

from html.parser import HTMLParser

from bot.survey.reading.encoding import decoding_of
from bot.survey.reading.limits import Limits
from bot.survey.reading.refusals import refused
from bot.survey.reading.table import Gatherer, Table


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._silent += 1
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._close()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self._close()
            if not self.tables[-1]:
                self.tables[-1].append([])
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("".join(self._cell))
        self._cell = None


def read_html(data: bytes, limits: Limits) -> Table:
    """The table of a page; raises SurveyRefused where a page holds none, as a log-in page saved instead of the
    file does.
    """
    decoding = decoding_of(data)
    parser = _Tables()
    try:
        parser.feed(data.decode(decoding.codec, "replace"))
    except (AssertionError, ValueError):
        raise refused("corrupt") from None
    rows = max(parser.tables, key=lambda table: sum(len(row) for row in table), default=[])
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        raise refused(
            "wrong_type",
            "This is a web page, not the exported file; the download may have asked for a log-in. Export "
            "the responses again.",
        )
    if max(len(row) for row in rows) > limits.columns:
        raise refused("too_many_columns")
    gatherer = Gatherer()
    gatherer.extend(rows)
    table = gatherer.table()
    table.encoding = decoding.name
    table.warnings["html"] = 0
    return table
