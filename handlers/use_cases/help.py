"""Help: what can be typed, and what the words mean."""

from __future__ import annotations

from bot.personas.messages import Help
from bot.words import COMMANDS, WORDS
from bot.workshop.messages import literal
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Work


def show_help(work: Work, topic: str, origin: Origin) -> None:
    """`/persona help` and `/persona help words`."""
    if topic.casefold() == "words":
        origin.answer(work, Help("The words Dramatis uses", tuple(WORDS.items())))
    else:
        origin.answer(work, Help("What you can do", tuple(COMMANDS.items())))


def unknown_word(work: Work, word: str, origin: Origin) -> None:
    """A command that does not exist."""
    shown = literal(word[:40])
    origin.tell(work, f"I do not know `/persona {shown}`. `/persona help` lists what I can do.")
