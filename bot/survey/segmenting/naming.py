"""Naming: a proposed name for each segment from its most distinctive answers, in the survey's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.phrases import shortened
from bot.survey.segmenting.result import Distinctive
from bot.survey.survey import Question, QuestionType
from bot.survey.testing.proposals import NO_ANSWER

MOST = 72
"""Characters of a name, where its first answer leaves room for a second."""
_ASKED, _SAID, _PLAIN = 40, 40, 20
_BEGINNING = 17
_NEARLY = 0.6
"""An answer whose words need not be cut goes before one at most this much stronger (a share of its effect)."""
_BRACKETS = re.compile(r"^.*\S\s*\[(?P<item>[^\[\]]+)\]\s*$", re.S)
_STEMS = (" - ", " – ", " — ", ": ", " >> ", " | ")
_NUMBER = re.compile(r"^(?:[QF]?\d{1,3}[a-z]?[.):]|[QF]\d{1,3}[a-z]?)\s+(?=\D)", re.I)
_BOUND = re.compile(r" or (?:more|less|better|later)$")
_RANGE = re.compile(
    r"^(?P<low>\D{0,3}\d[\d.,]*) ?(?:-|–|—|to|bis) ?(?P<high>\D{0,3}\d[\d.,]*)(?P<unit>(?: [^\W\d][^\d]*)?)$"
)
_RANKED = re.compile(r"^(?P<item>.+): (?P<place>(?:place \d|not ranked).*)$", re.S)
_TRUE = {"1", "true"}
_FLAGS = ({"1", "0"}, {"true", "false"})
_SPEAKS = re.compile(r"[^\W\d_]{5,}|[^\W\d_]{2,}\W+[^\W\d_]{2,}")
"""A word of five letters, or two words: "Bookkeeper", "My child", but not "Yes", "A" or "4-5"."""


def own_words(texts: Iterable[str]) -> dict[str, str]:
    """Question → its own words: the row of a matrix without the stem that its rows share; others as they are."""
    plain = {text: " ".join(text.split()) for text in texts}
    stems = Counter(words.rpartition(mark)[0] for words in plain.values() for mark in _STEMS)
    found = {}
    for text, words in plain.items():
        row = _BRACKETS.match(words)
        cuts = (mark for mark in _STEMS if words.rpartition(mark)[0] and stems[words.rpartition(mark)[0]] > 1)
        cut = next(cuts, None)
        found[text] = row["item"] if row is not None else words.rpartition(cut)[2] if cut else words
    return found


@dataclass(frozen=True)
class _Part:
    """One answer as a name says it: `asked` (of what), `said`. Either may be empty."""

    asked: str
    said: str
    effect: float

    @property
    def is_whole(self) -> bool:
        return "…" not in self.asked + self.said

    def words(self) -> str:
        return _said_of(self.asked, self.said, self.effect)


def _said_of(asked: str, said: str, effect: float) -> str:
    """What was said of what: no second bracket where the first words end in one."""
    inner = f"{asked} {said if asked.endswith(')') else f'({said})'}" if asked and said else asked or said
    return inner if effect > 0 else f"not {inner}"


def propose_names(
    distinctive: Sequence[Sequence[Distinctive]], speaking: set[str], flags: AbstractSet[str] = frozenset()
) -> list[str]:
    """Names, different from each other. speaking: questions whose options make sense without the question; flags:
    questions answered with true or false.
    """
    names: list[str] = []
    asked = own_words({one.text for found in distinctive for one in found})
    for number, found in enumerate(distinctive, start=1):
        parts = _ordered([_part(one, asked[one.text], speaking, flags) for one in _spread(found)])
        name = _joined(parts[:1]) or f"Segment {number}"
        for second in parts[1:]:
            if len(both := _joined([parts[0], second])) <= MOST:
                name = both
                break
        length = 2
        while name in names and length <= len(parts):
            name = _joined(parts[:length])
            length += 1
        if name in names:
            name = f"{name} ({number})"
        names.append(name)
    return names


def _spread(found: Sequence[Distinctive]) -> list[Distinctive]:
    """What is true of the segment before what is not, each question once before any comes twice."""
    ordered = sorted(found, key=lambda one: (one.effect < 0, -abs(one.effect)))
    # a clearly stronger "not" still goes first
    if len(found) > 1 and abs(found[0].effect) > 1.5 * max((abs(o.effect) for o in ordered[:1]), default=0):
        ordered = [found[0], *[one for one in ordered if one is not found[0]]]
    first: list[Distinctive] = []
    again: list[Distinctive] = []
    seen: set[str] = set()
    for one in ordered:
        (again if one.question in seen else first).append(one)
        seen.add(one.question)
    return first + again


def _ordered(parts: Sequence[_Part]) -> list[_Part]:
    """Those that are true of the segment and need no cutting first, unless they say much less."""
    if not parts:
        return []
    strong = _NEARLY * abs(parts[0].effect)
    first = parts[0]
    front = [p for p in parts if p.is_whole and abs(p.effect) >= strong and (p.effect > 0 or p is first)]
    return [*front, *[part for part in parts if part not in front]]


def _joined(parts: Sequence[_Part]) -> str:
    """Two that were answered alike share the answer."""
    alike = len(parts) == 2 and len({(p.said, p.effect > 0) for p in parts}) == 1
    if alike and parts[0].said and all(part.asked for part in parts):
        return _said_of(f"{parts[0].asked} + {parts[1].asked}", parts[0].said, parts[0].effect)
    return " · ".join(part.words() for part in parts)


def _part(one: Distinctive, asked: str, speaking: set[str], flags: AbstractSet[str]) -> _Part:
    asked = _NUMBER.sub("", asked).rstrip(". ")
    ranked = _RANKED.match(one.option)
    if ranked is not None:
        return _Part(shortened(ranked["item"], _ASKED), ranked["place"], one.effect)
    if one.question in flags and not asked.endswith("?"):
        is_true = one.option.casefold() in _TRUE
        return _Part(_of_what(asked), "", one.effect if is_true else -one.effect)
    if one.question in speaking:
        return _Part("", _answer(one.option), one.effect)
    return _Part(_of_what(asked), _answer(one.option), one.effect)


def one_end(option: str) -> str:
    """A range and what lies beyond it with one end: "30 - 44 or more" is "30 or more"; any other answer as it is."""
    bound = _BOUND.search(option)
    between = _RANGE.match(option[: bound.start()]) if bound is not None else None
    if bound is None or between is None:
        return option
    end = between["low"] if bound[0] in (" or more", " or later") else between["high"]
    return end + between["unit"] + bound[0]


def _answer(option: str) -> str:
    """An answer, cut where it is long, but never what bounds it: "… or less" is another claim without its end."""
    option = one_end(option)
    bound = _BOUND.search(option)
    if bound is None:
        return shortened(option, _SAID)
    return shortened(option[: bound.start()], _SAID - len(bound[0])) + bound[0]


def _of_what(asked: str) -> str:
    """What was asked. Of a long question both ends are kept, since its last words say what it is about; of a statement
    the beginning.
    """
    asked = " ".join(asked.split())
    if len(asked) <= _ASKED:
        return asked
    for mark in _STEMS:
        last = asked.rpartition(mark)[2]
        if last != asked and len(last.split()) > 2 and len(last) <= _ASKED:
            return last
    if not asked.endswith("?"):
        return shortened(asked, _ASKED)
    beginning = asked[: _BEGINNING + 1].rpartition(" ")[0]
    return f"{beginning} … {asked[-(_ASKED - _BEGINNING) :].partition(' ')[2]}"


def speaking_questions(questions: Sequence[Question]) -> set[str]:
    """Questions whose answers make sense without them: multi-selects, rankings, and choices put in a long question
    between words that no other question offers.
    """
    offered = Counter(word for q in questions for word in {_plain(option) for option in q.options})
    found = set()
    for question in questions:
        if question.type in (QuestionType.MULTI_CHOICE, QuestionType.RANKING):
            found.add(question.id)
        elif question.type is QuestionType.SINGLE_CHOICE and len(question.text) > _PLAIN:
            own = [option for option in question.options if not NO_ANSWER.match(option)]
            if own and all(offered[_plain(option)] == 1 and _SPEAKS.search(option) for option in own):
                found.add(question.id)
    return found


def flag_questions(questions: Sequence[Question]) -> set[str]:
    """Questions answered with true or false, or with 1 or 0."""
    return {q.id for q in questions if {_plain(option) for option in q.options} in _FLAGS}


def _plain(option: str) -> str:
    return " ".join(option.split()).casefold()
