"""What is said about testing lines: the windows of a test, its verdicts, a questionnaire. Message values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.messages import register_message
from bot.nouns import Level, Line, Persona, Verdict
from bot.survey.survey import Question
from bot.survey.testing.batch import NOT_ASKED, LineTest
from bot.survey.testing.findings import Finding
from bot.survey.testing.matches import Match, answer_words

PAGE = 10
VERDICTS = (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.MIXED, Verdict.TOO_FEW, Verdict.UNTESTED)
"""In the order in which they are told: what a team should act on first."""


@register_message
@dataclass(frozen=True)
class Matching:
    """The window while lines are compared with questions; `share` of the way (0 to 1)."""

    kind: ClassVar[str] = "test_matching"
    version: ClassVar[int] = 1
    persona: str
    survey: str
    share: float = 0.0


@dataclass(frozen=True)
class MatchOption:
    """One way to count a line: its value in the form, the answers, the question."""

    value: str
    answers: str
    question: str


@dataclass(frozen=True)
class MatchedLine:
    """One line with the ways to count it; `told`: what the chosen one counts and why it is proposed."""

    line: str
    text: str
    options: tuple[MatchOption, ...]
    chosen: str
    told: str


@register_message
@dataclass(frozen=True)
class MatchWindow:
    """One page of the window in which matches are confirmed, changed or said to be not asked."""

    kind: ClassVar[str] = "test_matches"
    version: ClassVar[int] = 1
    test: str
    persona: str
    survey: str
    among: str
    lines: tuple[MatchedLine, ...]
    page: int
    pages: int


@register_message
@dataclass(frozen=True)
class TestEnded:
    """The window of a test that could not be done; one sentence says why."""

    __test__ = False

    kind: ClassVar[str] = "test_ended"
    version: ClassVar[int] = 1
    sentence: str


@dataclass(frozen=True)
class ToldLine:
    """One line with its verdict, what was counted, and why."""

    text: str
    verdict: Verdict
    words: str
    reason: str


@register_message
@dataclass(frozen=True)
class Tested:
    """What a survey says of a persona's lines. `person`: who tested it; `missing`: what the next level wants."""

    kind: ClassVar[str] = "tested"
    version: ClassVar[int] = 1
    persona: str
    title: str
    survey: str
    among: str
    lines: tuple[ToldLine, ...]
    level: Level
    person: str
    missing: str = ""
    speaks_for: str = ""

    def count(self, verdict: Verdict) -> int:
        """How many lines have this verdict."""
        return sum(line.verdict is verdict for line in self.lines)


def window_of(test: LineTest, persona: Persona, survey: str, page: int = 0) -> MatchWindow:
    """A page of the window of a test."""
    lines = [line for line in persona.lines if line.id in test.lines]
    order = {line: place for place, line in enumerate(test.lines)}
    lines.sort(key=lambda line: order[line.id])
    pages = pages_of(test)
    page = min(max(page, 0), pages - 1)
    shown = lines[page * PAGE : (page + 1) * PAGE]
    questions = {question.id: question for question in test.questions}
    rows = tuple(_matched(line, test, questions) for line in shown)
    return MatchWindow(test.id, persona.title, survey, test.among, rows, page, pages)


def pages_of(test: LineTest) -> int:
    """How many pages the window has."""
    return max(1, -(-len(test.lines) // PAGE))


def _matched(line: Line, test: LineTest, questions: dict[str, Question]) -> MatchedLine:
    proposals = test.proposals.get(line.id, ())
    chosen = test.choices.get(line.id)
    options = tuple(
        MatchOption(
            str(place), answer_words(match, questions[match.question]), questions[match.question].text
        )
        for place, match in enumerate(proposals)
        if match.question in questions
    )
    place = proposals.index(chosen) if chosen in proposals else None
    return MatchedLine(
        line.id, line.text, options, NOT_ASKED if place is None else str(place), _told(proposals, questions)
    )


def _told(proposals: Sequence[Match], questions: dict[str, Question]) -> str:
    """The first proposal in full: a menu shortens it."""
    if not proposals:
        return "No question of this survey seems to ask for it."
    first = proposals[0]
    question = questions.get(first.question)
    if question is None:
        return ""
    return f"{question.text} – {answer_words(first, question)}. {first.reason}".strip()


def told_lines(findings: Sequence[Finding], lines: dict[str, Line]) -> tuple[ToldLine, ...]:
    """What each finding says, those a team should act on first."""
    rows = [
        ToldLine(lines[one.line].text, one.verdict, one.words, one.reason)
        for one in findings
        if one.line in lines
    ]
    return tuple(sorted(rows, key=lambda row: VERDICTS.index(row.verdict)))


def counts_words(lines: Sequence[ToldLine]) -> str:
    """ "2 contradicted, 1 supported, 3 not asked"."""
    words = {
        Verdict.CONTRADICTED: "contradicted",
        Verdict.SUPPORTED: "supported",
        Verdict.MIXED: "mixed",
        Verdict.TOO_FEW: "too few to tell",
        Verdict.UNTESTED: "not asked",
    }
    counts = [(sum(line.verdict is verdict for line in lines), word) for verdict, word in words.items()]
    return ", ".join(f"{count} {word}" for count, word in counts if count)
