"""What single people are told about a persona, and windows that change while they are open. Message values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.facets import FACETS
from bot.messages import register_message
from bot.nouns import Persona


@register_message
@dataclass(frozen=True)
class Doubted:
    """Tells the owner that a line is challenged. `person` is empty where names are not shown."""

    kind: ClassVar[str] = "doubted"
    version: ClassVar[int] = 1
    persona: str
    title: str
    line: str
    why: str
    person: str = ""


@register_message
@dataclass(frozen=True)
class Captured:
    """Tells somebody that their words were kept, and lets them take them back.

    `title` is empty where they may not see the persona; `captor` where they kept their own words.
    """

    kind: ClassVar[str] = "captured"
    version: ClassVar[int] = 1
    capture: str
    text: str
    facet: str
    title: str = ""
    captor: str = ""
    withdrawn: bool = False


@register_message
@dataclass(frozen=True)
class HandedOver:
    """Tells somebody that a persona is theirs now."""

    kind: ClassVar[str] = "handed_over"
    version: ClassVar[int] = 1
    persona: str
    title: str
    by: str


@register_message
@dataclass(frozen=True)
class HowToTest:
    """How a line can be tested: the question to put to customers, with its options."""

    kind: ClassVar[str] = "how_to_test"
    version: ClassVar[int] = 1
    persona: str
    title: str
    line: str
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class EditableLine:
    """One line in the window of the lines, and what can be done with it: words of `editing.LINE_EDITS` and "reword"."""

    id: str
    text: str
    state: str
    can: tuple[str, ...]


@dataclass(frozen=True)
class EditableFacet:
    """The lines of one facet on one page."""

    label: str
    lines: tuple[EditableLine, ...]


@register_message
@dataclass(frozen=True)
class LinesWindow:
    """The window in which lines are reworded, dropped, taken back, moved and pinned; one page of it."""

    kind: ClassVar[str] = "lines_window"
    version: ClassVar[int] = 1
    persona: str
    channel: str
    title: str
    facets: tuple[EditableFacet, ...]
    page: int
    pages: int
    note: str = ""


LINES_PAGE = 25


def lines_window(persona: Persona, channel: str, page: int = 0, note: str = "") -> LinesWindow:
    """A page of the lines by facet, standing ones first, dropped ones at the end of their facet."""
    rows: list[tuple[str, EditableLine]] = []
    for facet, entry in FACETS.items():
        standing = [line for line in persona.standing if line.facet == facet]
        for place, line in enumerate(standing):
            pinned = line.id in persona.pins
            can = ["reword", "drop"]
            can += ["up"] if place else []
            can += ["down"] if place + 1 < len(standing) else []
            can.append("unpin" if pinned else "pin")
            rows.append(
                (entry.label, EditableLine(line.id, line.text, "pinned" if pinned else "", tuple(can)))
            )
        dropped = sorted(
            (line for line in persona.lines if line.facet == facet and line.dropped),
            key=lambda line: line.position,
        )
        rows += [
            (entry.label, EditableLine(line.id, line.text, "dropped", ("take_back",))) for line in dropped
        ]
    pages = max(1, -(-len(rows) // LINES_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = rows[page * LINES_PAGE : (page + 1) * LINES_PAGE]
    facets = tuple(
        EditableFacet(label, tuple(line for at, line in shown if at == label))
        for label in dict.fromkeys(label for label, _ in shown)
    )
    return LinesWindow(persona.id, channel, persona.title, facets, page, pages, note)
