"""People's words made harmless: only words in Markdown, never a formula in a spreadsheet, never a tag in HTML."""

from __future__ import annotations

import html
import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
# What begins a list, a heading's underline or a quotation where it stands first in a line.
_FIRST = re.compile(r"^([-+=>])|^(\d{1,9})([.)])")
# Spreadsheets take a cell for a formula by its first sign; some pass over blanks, some know the full-width signs.
_FORMULA = re.compile(r"^[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # lone surrogates too


def clean(text: str) -> str:
    """The text without what no file and no database takes."""
    return _CONTROLS.sub("", text)


def plain(text: str) -> str:
    """One line without control signs."""
    return " ".join(clean(text).split())


def markdown(text: str) -> str:
    """Words in Markdown: one line in which nothing is a mark, a link or a tag."""
    words = _MARKS.sub(r"\\\1", plain(text))
    return _FIRST.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", words)


def cell(text: str) -> str:
    """A cell of a table: before what a spreadsheet would run as a formula stands an apostrophe (OWASP, CSV injection)."""
    text = clean(text)
    return f"'{text}" if _FORMULA.match(text) else text


def page(text: str) -> str:
    """Words in HTML, also within attributes."""
    return html.escape(clean(text), quote=True)


def stem(text: str) -> str:
    """A name for a file: letters, digits and hyphens, sixty at most; "persona" where nothing is left."""
    words = re.sub(r"[^\w]+", "-", plain(text).casefold()).strip("-_")
    return words[:60].rstrip("-_") or "persona"
