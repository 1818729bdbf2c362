"""Words and marks of an answer with their places, and what grammar can be read off each of them.

Nothing here is looked up in a dictionary of meanings: a word's class comes from small closed lists, its ending and its
place after a subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.workshop.splitting import words as w


class Mark(IntEnum):
    """What a token is made of."""

    WORD = 0
    NUMBER = 1
    SIGN = 2  # punctuation and symbols, one character each
    BREAK = 3  # one or more line breaks
    EMOJI = 4


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: `lower` is what rules look at (curly apostrophes made straight); [start, end) its place."""

    lower: str
    text: str
    start: int
    end: int
    mark: Mark


_TOKEN = re.compile(
    r"(?P<url>https?://[^\s,;]+|www\.[^\s,;]+|(?<![\w.+-])[^\W_][\w.+-]{0,63}@[\w-]{1,63}\.[\w.]{1,63})"
    r"|(?P<break>[ \t]*(?:\r\n|\r|\n|\u2028|\u2029)\s*)"
    r"|(?P<number>[€$£~#]?\d+(?:[.,:/–-]\d+)*(?:[.]?[ ]?\d{3}\b)*(?:st|nd|rd|th|s|k|m|h|x|ish|am|pm|ms|kg|"
    r"km|gb|tb)?\b[%€$£+]*|[€$£]?\d+)"
    r"|(?P<word>[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:['’.&/_-][^\W_]+)*|w/o?(?=\s))"
    r"|(?P<sign>[^\w\s]|_)",
    re.U,
)


def _is_emoji(char: str) -> bool:
    code = ord(char)
    return code >= 0x1F000 or 0x2600 <= code <= 0x27BF or code in (0x200D, 0xFE0F, 0x20E3, 0x2B50, 0x2B55)


def tokenize(text: str) -> list[Token]:
    """All tokens of `text` in order. Linear in its length; white space other than line breaks is left out."""
    out: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        said = match.group()
        if kind == "break":
            mark = Mark.BREAK
        elif kind == "number":
            mark = Mark.NUMBER
        elif kind == "sign":
            mark = Mark.EMOJI if _is_emoji(said) else Mark.SIGN
        else:
            mark = Mark.WORD
        lower = said.lower().replace("’", "'") if mark in (Mark.WORD, Mark.NUMBER) else said
        out.append(Token(lower, said, match.start(), match.end(), mark))
    return out


_CONTRACTED = re.compile(
    r"(?:i|we|they|he|she|it|you|there|that|who|what|nobody|everyone|someone|everybody)'(?:m|re|s|ve|d|ll)"
)


def is_contracted_subject(word: str) -> bool:
    """ "they're", "it's", "he'd": a subject and its verb in one word."""
    return _CONTRACTED.fullmatch(word) is not None


def is_number(token: Token) -> bool:
    """Digits or a number word."""
    return token.mark is Mark.NUMBER or token.lower in w.NUMBER_WORDS


def is_nominal(token: Token) -> bool:
    """A word that can end a noun phrase: no function word, and not clearly a verb form."""
    word = token.lower
    if token.mark is Mark.NUMBER:
        return True
    return token.mark is Mark.WORD and not (
        word in w.PREPOSITIONS
        or word in w.DETERMINERS
        or word in w.SUBORDINATORS
        or word in w.AUXILIARIES
        or word in w.AND
        or word in w.OR
        or word in w.BUT
        or word in w.PERSONAL
        or word in w.NEGATIONS
        or word in w.ADVERBS
        or is_contracted_subject(word)
    )


def is_function(token: Token) -> bool:
    """A word of grammar that cannot be the verb after a subject."""
    word = token.lower
    return token.mark is not Mark.WORD or (
        word in w.PREPOSITIONS
        or word in w.DETERMINERS
        or word in w.SUBORDINATORS
        or word in w.AND
        or word in w.OR
        or word in w.BUT
        or word in w.PERSONAL
        or word in w.OBJECTS
        or word in w.NUMBER_WORDS
    )


def verb_form(word: str) -> str:
    """ "aux", "s", "past", "base", "ing", "participle" or "" — the form a word has if it is a verb at all."""
    if word in w.AUXILIARIES:
        return "aux"
    if word in w.VERB_S:
        return "s"
    if word in w.VERB_PAST:
        return "past"
    if word in w.VERB_BASE:
        return "base"
    if word in w.VERB_PARTICIPLE:
        return "participle"
    if word in w.VERB_ING or (len(word) > 6 and word.endswith("ing")):
        return "ing"
    if len(word) > 4 and word.endswith("ed"):
        return "past"
    return ""
