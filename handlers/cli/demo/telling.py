"""What the demo prints: what somebody did, what somebody saw, and once for each word what it means."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from bot.facets import FACETS
from handlers.cli.demo import words
from playground.client import Person
from playground.client.seen import Message, View

Echo = Callable[[str], object]
WIDTH = 100
INDENT = "    "
SENTENCE = 360
"""The most characters of what is no list; a list is printed whole, one line each."""
ITEM = 240
LEAST_ITEMS = 3
_FACET = re.compile(rf"(?<=[.)]) (?=(?:{'|'.join(re.escape(facet.label) for facet in FACETS.values())}): )")


class Teller:
    """Prints a story. `echo` takes one line."""

    def __init__(self, echo: Echo, names: dict[str, str]) -> None:
        self._echo = echo
        self._names = names
        self._unexplained = dict(words.MEANINGS)

    def begin(self) -> None:
        """What this is and who is in it."""
        for paragraph in words.BEGINNING:
            self._echo(textwrap.fill(paragraph, WIDTH))

    def end(self) -> None:
        """Where to go from here."""
        self._echo("")
        self._echo(textwrap.fill(words.END, WIDTH))

    def act(self, title: str) -> None:
        """The beginning of an act."""
        self._echo(f"\n{title}")

    def did(self, who: Person, what: str) -> None:
        """Somebody did something."""
        self._echo(self._filled(f"{who.name} {what}"))

    def saw(self, who: Person, where: str, what: Message | View | str) -> None:
        """Somebody saw something: its words as they stand. What is a list is printed whole, one line each."""
        if isinstance(what, View):
            said = f"a window, “{what.title}”"
        else:
            said = self._plain(what.text if isinstance(what, Message) else what)
        head, items = parts_of(said)
        if len(items) < LEAST_ITEMS:
            head, items = textwrap.shorten(said, SENTENCE, placeholder=" …"), ()
        self._echo(self._filled(f"{who.name} sees {where}: {head}".rstrip()))
        self._list([textwrap.shorten(item, ITEM, placeholder=" …") for item in items])
        for word in [word for word in self._unexplained if re.search(rf"\b{word}\b", said)]:
            self._echo(self._filled(f"({self._unexplained.pop(word)})", "    "))

    def lines(self, texts: list[str]) -> None:
        """Further lines of what was just seen."""
        self._list([self._plain(text) for text in texts])

    def _list(self, texts: list[str]) -> None:
        for text in texts:
            self._echo(textwrap.indent(self._filled(text, ""), INDENT * 2))

    def _filled(self, text: str, start: str = "  ") -> str:
        return textwrap.fill(text, WIDTH, initial_indent=start, subsequent_indent=start + INDENT)

    def _plain(self, text: str) -> str:
        """Slack's text as a person reads it."""
        text = re.sub(r"<@([A-Z0-9]+)>", lambda m: self._names.get(m[1], m[1]), text)
        text = re.sub(r"<![^|>]*\|([^>]*)>|<[^|>]*\|([^>]*)>", lambda m: m[1] or m[2], text)
        text = re.sub(r"<#[A-Z0-9]+>", "the channel", text)
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def parts_of(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands before a list, and its items: they follow one another after "; " or with the name of a facet.

    ("Robin. It may be wrong. Needs: a; b. Pains: c" → "Robin. It may be wrong.", ("Needs: a", "b", "Pains: c"))
    """
    facet = _FACET.search(text)
    if facet is not None:
        head, rest = text[: facet.start()], text[facet.end() :]
    else:
        first, semicolon, others = text.partition("; ")
        before, stop, last = first.rpartition(". ")
        head, rest = (f"{before}.", last + semicolon + others) if stop else ("", text)
    items = [item for part in _FACET.split(rest) for item in part.split("; ")]
    *whole, end = items
    return head, tuple(item.rstrip(".") for item in (*whole, *re.split(r"(?<=[)\w])\. (?=[A-Z])", end)))
