"""The fixed sentences answers begin with: counted numbers and people's own words, nothing generated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.meaning.numbers import NUMBER_WORDS
from bot.phrases import listed

_IN_WORDS = 12


def number(value: int) -> str:
    """A small number in words: 4 is "four", 0 is "no"; from 13 on in digits."""
    if value == 0:
        return "no"
    return NUMBER_WORDS[value] if 0 < value <= _IN_WORDS else f"{value:,}"


def some_of(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; from five on "A, B, C and two more"."""
    return listed(names if len(names) <= 4 else [*names[:3], f"{number(len(names) - 3)} more"])


def _of(personas: int) -> str:
    return "the only persona" if personas == 1 else f"the {number(personas)} personas"


def nobody(personas: int, topic: str) -> str:
    """No persona says so."""
    about = f"“{topic}”" if topic else "that"
    if personas == 0:
        return "There are no personas to ask yet."
    if personas == 1:
        return f"The only persona does not say anything about {about}."
    return f"None of {_of(personas)} says anything about {about}."


def found(names: Sequence[str], personas: int, contradicted: int, lines: int) -> str:
    """These personas say so; how many of the lines data contradict."""
    say = "says" if len(names) == 1 else "say"
    if len(names) == personas and personas > 2:
        first = f"All {number(personas)} personas say so: {some_of(names)}."
    elif personas <= 1:
        first = f"{some_of(names)} {say} so."
    else:
        first = f"{number(len(names)).capitalize()} of {_of(personas)} {say} so: {some_of(names)}."
    if not contradicted:
        return first
    if contradicted == lines:
        return first + (
            " But data contradict this line." if lines == 1 else " But data contradict these lines."
        )
    return first + f" But data contradict {number(contradicted)} of the {number(lines)} lines."


def counted(share: float, interval: tuple[float, float] | None, name: str) -> str:
    """One counted share."""
    spread = f" (between {interval[0]:.0%} and {interval[1]:.0%})" if interval else ""
    return f"{share:.0%}{spread} of those asked, as counted for {name}."


def not_counted(names: Sequence[str], personas: int) -> str:
    """Personas say so but nobody has counted people."""
    return f"{found(names, personas, 0, 0)} Nobody has counted how many people say so."


def stands_for(name: str, why: str) -> str:
    """How many people a persona stands for; `why` is the sentence of bot.personas.market."""
    return f"As a whole, {name} stands for {why}"


def not_known(name: str, why: str) -> str:
    """Why nobody knows how many people a persona stands for."""
    return f"How many people {name} stands for as a whole is not known. {why}"


def compared(names: Sequence[str], subject: str, silent: Sequence[str]) -> str:
    """Personas side by side, and who of them says nothing of the subject."""
    about = f" on {subject}" if subject else ""
    first = f"{some_of(names)}{about}, side by side."
    if not silent:
        return first
    return first + f" {some_of(silent)} {'says' if len(silent) == 1 else 'say'} nothing of it."


def most_needed(name: str, lines: int) -> str:
    """What one persona needs most."""
    if not lines:
        return f"Nothing is known yet of what {name} needs."
    return f"What {name} needs most, by how many said it and what data say."


def unknown(name: str, silent: int, untested: int) -> str:
    """What is not known of one persona."""
    facets = f"{number(silent)} {'facet has' if silent == 1 else 'facets have'} no line"
    lines = f"{number(untested)} {'line is' if untested == 1 else 'lines are'} untested"
    return f"Of {name}, {facets} and {lines}."


def riskiest(lines: int) -> str:
    """Which assumptions are riskiest."""
    if not lines:
        return "There are no lines to test yet."
    return "The riskiest first: much depends on them and little is known of them."


_SMALL_TALK = frozenset(
    word
    for words in (
        "hello hi hey hallo hola ciao bonjour good morning afternoon evening day night bye goodbye welcome back again",
        "thanks thank you so much very many cheers ok okay great cool nice super perfect please sorry yes no wow lol",
        "test testing there all everybody everyone team dramatis",
    )
    for word in words.split(" ")
)


def is_small_talk(text: str) -> bool:
    """Whether somebody greets, thanks or tries the line: words that ask for nothing."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return all(word in _SMALL_TALK for word in words)


UNCLEAR = "Ask in a few words what a persona might need, use, pay, decide or dislike, such as “who needs offline mode?”."
