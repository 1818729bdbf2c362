"""No word is lost: every content word of an answer must stand in one of its statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"https?://[^\s,;]+|[^\W_]+(?:['’.,/&-](?=[^\W_])[^\W_]+)*|[%€$£#]|(?<=\w)\+")
# Words that carry nothing by themselves: connectives, articles and hedges that trimming may take away.
_CARRYING_NOTHING_WORDS = """
    and or but so also then y und et the a an that i you we think guess suppose believe mostly honestly well
    hmm hm um uh erm like just really maybe probably basically obviously obv okay ok tbh imo imho lol btw etc
    first second third because since plus to be honest n pero aber"""
_CARRYING_NOTHING = frozenset(_CARRYING_NOTHING_WORDS.split())


def content_words(text: str) -> list[str]:
    """The words of a text that must not be lost, in lower case."""
    found = (m.group().lower().replace("’", "'") for m in _WORD.finditer(text))
    return [word for word in found if word not in _CARRYING_NOTHING]


def keeps_all(said: Iterable[str], pieces: Iterable[str]) -> bool:
    """Whether `pieces` hold every content word of the texts `said`, as often as it was said, and none was added."""
    had: Counter[str] = Counter()
    for text in said:
        had.update(content_words(text))
    have: Counter[str] = Counter()
    for piece in pieces:
        have.update(content_words(piece))
    return not had - have and not have - had
