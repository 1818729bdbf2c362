"""One time of testing a persona's lines against a survey: what is proposed, what a person chose, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.errors import OutOfDate
from bot.nouns import Line, Persona
from bot.survey.kept import KeptSurvey
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.testing.matches import COUNTABLE, Match

PROPOSED = 3
NOT_ASKED = "none"
MOVED_ON = "These lines are being counted already, or were. Press “Test assumptions” to begin anew."


class TestState(StrEnum):
    """Where a test stands. FAILED: one sentence said why, and nothing was changed."""

    __test__ = False  # not a test of ours

    MATCHING = "matching"
    CHOOSING = "choosing"
    COUNTING = "counting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class LineTest:
    """A test under way. `lines`: ids of the lines it is about, in their order; `questions`: those that can be counted,
    as they were when it began; `proposals`: by line, best first; `choices`: by line, None for "not asked". `among`:
    whose answers are counted, in words; `view`: the window it is done in."""

    __test__ = False

    id: str
    persona: str
    survey: str
    person: str
    state: TestState
    created: datetime
    lines: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    proposals: dict[str, tuple[Match, ...]] = field(default_factory=dict)
    choices: dict[str, Match | None] = field(default_factory=dict)
    among: str = ""
    view: str = ""

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises OutOfDate."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise OutOfDate("That question is not there any more. Nothing was changed.")

    @property
    def matches(self) -> tuple[Match, ...]:
        """What will be counted: the chosen matches, in the order of the lines."""
        return tuple(match for line in self.lines if (match := self.choices.get(line)) is not None)


@dataclass(frozen=True)
class Offer:
    """What can be tested: personas to choose from, surveys to choose from, and the one line that was pressed."""

    personas: tuple[Persona, ...]
    surveys: tuple[KeptSurvey, ...]
    line: Line | None = None


def countable(survey: Survey) -> tuple[Question, ...]:
    """The questions whose answers can be counted for a line."""
    return tuple(
        question
        for question in survey.questions
        if question.type in COUNTABLE and (question.options or question.type in _NUMBERS)
    )


_NUMBERS = (QuestionType.NUMERIC, QuestionType.NPS)


def proposed(
    test: LineTest,
    questions: Sequence[Question],
    guesses: Sequence[Match],
    remembered: Mapping[str, Match | None],
) -> LineTest:
    """The test with a proposal for each line: what was said of it before, then guesses by meaning, best first.

    A line that a person said was not asked in this very survey is proposed as not asked.
    """
    proposals: dict[str, tuple[Match, ...]] = {}
    choices: dict[str, Match | None] = {}
    for line in test.lines:
        known = remembered.get(line)
        found = [known] if known is not None else []
        for guess in guesses:
            if guess.line == line and not any(same_answers(guess, one) for one in found):
                found.append(guess)
        proposals[line] = tuple(found[:PROPOSED])
        not_asked = line in remembered and known is None
        choices[line] = None if not_asked or not found else found[0]
    return replace(
        test, state=TestState.CHOOSING, questions=tuple(questions), proposals=proposals, choices=choices
    )


def choose(test: LineTest, chosen: Mapping[str, str]) -> LineTest:
    """The test after a page was filled in: by line, the place of a proposal or NOT_ASKED. Raises OutOfDate."""
    check_open(test)
    choices = dict(test.choices)
    for line, word in chosen.items():
        proposals = test.proposals.get(line)
        if proposals is None:
            raise OutOfDate(MOVED_ON)
        if word == NOT_ASKED:
            choices[line] = None
        elif word.isascii() and word.isdigit() and int(word) < len(proposals):
            choices[line] = proposals[int(word)]
        else:
            raise OutOfDate(MOVED_ON)
    return replace(test, choices=choices)


def pick(test: LineTest, match: Match) -> LineTest:
    """The test after a person picked other answers for a line; they stand first among its proposals."""
    check_open(test)
    if match.line not in test.lines:
        raise OutOfDate(MOVED_ON)
    others = tuple(one for one in test.proposals.get(match.line, ()) if not same_answers(one, match))
    proposals = {**test.proposals, match.line: (match, *others)[: PROPOSED + 1]}
    return replace(test, proposals=proposals, choices={**test.choices, match.line: match})


def check_open(test: LineTest) -> None:
    """Raises OutOfDate where choices are over."""
    if test.state is not TestState.CHOOSING:
        raise OutOfDate(MOVED_ON)


def same_answers(one: Match, other: Match) -> bool:
    """Whether two matches count the same answers."""
    return _counted(one) == _counted(other)


def _counted(match: Match) -> tuple[Any, ...]:
    return (match.question, frozenset(match.options), match.low, match.high, match.reversed)
