"""The formats by their words, and the files they make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.export.escaping import stem
from bot.export.nouns import SharedCast

MOST_PICTURES = 20


class Format(StrEnum):
    """What a persona can be taken away as."""

    HTML = "html"
    MARKDOWN = "markdown"
    PNG = "png"
    JSON = "json"
    CSV = "csv"


FORMAT_WORDS = {
    Format.HTML: "A page to print (HTML)",
    Format.MARKDOWN: "Text for a wiki (Markdown)",
    Format.PNG: "A picture (PNG)",
    Format.JSON: "Data that reads back in (JSON)",
    Format.CSV: "Lines with evidence (CSV)",
}
_ALSO = {"md": Format.MARKDOWN, "page": Format.HTML, "picture": Format.PNG, "table": Format.CSV}
_ENDINGS = {
    Format.HTML: "html",
    Format.MARKDOWN: "md",
    Format.PNG: "png",
    Format.JSON: "json",
    Format.CSV: "csv",
}


@dataclass(frozen=True)
class File:
    """A file: name, bytes, and what a picture shows."""

    name: str
    data: bytes
    alt: str = ""


def format_of(word: str) -> Format | None:
    """The format somebody means; None for another word."""
    word = word.casefold().lstrip(".")
    return Format(word) if word in list(Format) else _ALSO.get(word)


def files(cast: SharedCast, format_: Format) -> tuple[File, ...]:
    """The cast as files: one, but for pictures, which are one a persona (the first MOST_PICTURES)."""
    name = f"{stem(cast.title)}.{_ENDINGS[format_]}"
    match format_:
        case Format.HTML:
            from bot.export.page import page

            return (File(name, page(cast).encode()),)
        case Format.MARKDOWN:
            from bot.export.markdown import markdown

            return (File(name, markdown(cast).encode()),)
        case Format.CSV:
            from bot.export.table import table

            return (File(name, table(cast).encode()),)
        case Format.JSON:
            from bot.export.asjson import write

            return (File(name, write(cast).encode()),)
        case Format.PNG:
            return _pictures(cast)


def _pictures(cast: SharedCast) -> tuple[File, ...]:
    from bot.export.cards import card

    made: dict[str, File] = {}
    for persona in cast.personas[:MOST_PICTURES]:
        first = stem(persona.title)
        name, number = first, 1
        while name in made:
            number += 1
            name = f"{first}-{number}"
        chart = card(persona)
        made[name] = File(f"{name}.png", chart.png, chart.alt)
    return tuple(made.values())
