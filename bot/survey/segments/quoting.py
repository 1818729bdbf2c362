"""What people of a segment wrote in their own words, for the survey's owner to approve; nothing is shown before that."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from bot.survey.reading.words.first_names import FIRST_NAMES
from bot.survey.reading.words.personal import MASK
from bot.survey.segmenting.result import Segment, Segmentation
from bot.survey.segments.telling import too_small
from bot.survey.survey import Question, QuestionType, Survey

MOST = 25
SHORTEST, LONGEST = 20, 280
FEWEST_WORDS = 4
EACH_PERSON = 1
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;\n\"“„(–-])\s*$")
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w'’-]+")
_ADDRESS = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|M)\.?\s+\w")
_NO_NAMES = """
    I I'm I've I'd I'll I’m I’ve I’d I’ll Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
    March April May June July August September October November December English German French Spanish Italian OK TV PC
    PDF CSV API USB Excel Word Google Windows Mac MacBook iPhone iPad Android Slack Adobe Lightroom Photoshop WhatsApp
    Instagram Facebook YouTube Dropbox Wifi WiFi Wi-Fi Christmas Easter"""
_NOT_NAMES = frozenset(_NO_NAMES.split())


@dataclass(frozen=True)
class Candidate:
    """A quote that could be shown. `key` names it without its words; `question`: what it answers; `named`: it may hold
    somebody's name."""

    key: str
    text: str
    question: str
    named: bool


def candidates(
    survey: Survey, result: Segmentation, segment: Segment, wanted: Collection[str] = (), most: int = MOST
) -> tuple[Candidate, ...]:
    """Quotes of a segment's respondents, those of the most typical people first, one each.

    Only free texts of a length that can be shown; none at all where the segment, or everybody else, is under five.
    `wanted`: keys that are given whatever their place.
    """
    if too_small(result, segment):
        return ()
    members = np.flatnonzero(result.assignments == segment.id)
    members = members[np.argsort(-result.probabilities[members], kind="stable")]
    asked = [q for q in survey.questions if q.type is QuestionType.OPEN_TEXT and q.id in survey.answers]
    columns = [(q, survey.answers[q.id].to_numpy(dtype=object)) for q in asked]
    found: list[Candidate] = []
    heard: set[str] = set()
    for row in members:
        spoken = 0
        for question, column in columns:
            text = _plain(column[row])
            if not _can_be_shown(text) or text.casefold() in heard:
                continue
            key = key_of(question, int(row))
            if key not in wanted and (spoken >= EACH_PERSON or len(found) >= most):
                continue
            spoken += 1
            heard.add(text.casefold())
            found.append(Candidate(key, text, question.text, may_hold_a_name(text)))
    return tuple(found)


def key_of(question: Question, row: int) -> str:
    """A name for one answer that holds none of its words."""
    return f"{row}.{hashlib.sha256(question.id.encode()).hexdigest()[:12]}"


def may_hold_a_name(text: str) -> bool:
    """Whether a text has a frequent first name, a word written like a name where no sentence begins, or one after "Mrs".

    Errs on the side of saying so: a person looks at it anyway.
    """
    if _ADDRESS.search(text):
        return True
    for found in _CAPITAL.finditer(text):
        word = found.group().removesuffix("'s").removesuffix("’s")
        if word in _NOT_NAMES or word.isupper():
            continue
        if word.casefold() in FIRST_NAMES or not _SENTENCE_START.search(text[: found.start()]):
            return True
    return False


def _plain(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _can_be_shown(text: str) -> bool:
    """Long enough to say something, short enough for a card, and with nothing masked in it."""
    return SHORTEST <= len(text) <= LONGEST and len(text.split()) >= FEWEST_WORDS and MASK not in text
