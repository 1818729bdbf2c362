"""What the demo prints: one line for each thing somebody did or saw."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from playground.client import Person
from playground.client.person import Message, View

Echo = Callable[[str], object]
WIDTH = 100
INDENT = "    "


class Teller:
    """Prints a story. `echo` takes one line."""

    def __init__(self, echo: Echo, names: dict[str, str]) -> None:
        self._echo = echo
        self._names = names

    def act(self, title: str) -> None:
        """The beginning of an act."""
        self._echo(f"\n{title}")

    def did(self, who: Person, what: str) -> None:
        """Somebody did something."""
        self._echo(f"  {who.name} {what}")

    def saw(self, who: Person, where: str, what: Message | View | str) -> None:
        """Somebody saw something: its words as they stand, shortened."""
        if isinstance(what, Message):
            words = what.text
        elif isinstance(what, View):
            words = f"a window, “{what.title}”"
        else:
            words = what
        self._echo(self._wrapped(f"{who.name} sees {where}: {self._plain(words)}"))

    def lines(self, texts: list[str]) -> None:
        """Further lines of what was just seen."""
        for text in texts:
            self._echo(textwrap.indent(self._wrapped(self._plain(text), ""), INDENT * 2))

    def _wrapped(self, words: str, start: str = "  ") -> str:
        return textwrap.fill(
            textwrap.shorten(words, 360, placeholder=" …"),
            WIDTH,
            initial_indent=start,
            subsequent_indent=start + INDENT,
        )

    def _plain(self, words: str) -> str:
        """Slack's text as a person reads it."""
        words = re.sub(r"<@([A-Z0-9]+)>", lambda m: self._names.get(m[1], m[1]), words)
        words = re.sub(r"<![^|>]*\|([^>]*)>|<[^|>]*\|([^>]*)>", lambda m: m[1] or m[2], words)
        words = re.sub(r"<#[A-Z0-9]+>", "the channel", words)
        return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
