"""What is said to a question: message values made of an answer. Lines are people's words, the rest is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.asking.nouns import (
    Answer,
    AskLine,
    Comparison,
    Counted,
    MostNeeded,
    Nobody,
    PersonaHit,
    Personas,
    Riskiest,
    Unknown,
)
from bot.facets import FACETS
from bot.messages import register_message
from bot.nouns import Verdict
from bot.personas.cards import CardLine

PERSONAS_SHOWN = 5
LINES_SHOWN = 4
RISKIEST_SHOWN = 5
QUESTION_LIMIT = 600
TEAM_LIMIT = 1000

TOO_LONG = (
    f"That is too long to be one question. Ask in one sentence, of at most {QUESTION_LIMIT} characters."
)
NO_PERSONAS = "There are no personas to ask yet. Start with `/persona new`."


@dataclass(frozen=True)
class AnswerLine:
    """A line an answer rests on. `of`: its persona's title, where it stands outside its persona's group."""

    line: CardLine
    persona: str
    of: str = ""


@dataclass(frozen=True)
class AnswerGroup:
    """One persona with the lines that answer; `more` lines are not shown. Without a title: lines of several."""

    persona: str
    title: str
    role: str
    lines: tuple[AnswerLine, ...]
    more: int = 0
    silent: str = ""
    """What is said where the persona has no line on it."""


@register_message
@dataclass(frozen=True)
class AskAnswer:
    """One sentence, then each persona with its lines.

    `understood`: the whole question, where less was typed. `asker`: who asked, where the question stands nowhere above.
    """

    kind: ClassVar[str] = "ask_answer"
    version: ClassVar[int] = 1
    asked: str
    question: str
    sentence: str
    groups: tuple[AnswerGroup, ...]
    notes: tuple[str, ...] = ()
    understood: str = ""
    asker: str = ""
    shareable: bool = False
    judgeable: bool = True


@register_message
@dataclass(frozen=True)
class NoAnswer:
    """No persona says so; the nearest lines, marked as no answer; the question is kept as a gap."""

    kind: ClassVar[str] = "ask_none"
    version: ClassVar[int] = 1
    asked: str
    question: str
    sentence: str
    nearest: tuple[AnswerLine, ...]
    times: int
    understood: str = ""
    asker: str = ""
    shareable: bool = False


@dataclass(frozen=True)
class ListedGap:
    """One question nobody's lines answer."""

    gap: str
    question: str
    times: int


@register_message
@dataclass(frozen=True)
class GapList:
    """The questions nobody's lines answer, most asked first."""

    kind: ClassVar[str] = "gap_list"
    version: ClassVar[int] = 1
    gaps: tuple[ListedGap, ...]
    more: int = 0


@register_message
@dataclass(frozen=True)
class TeamCall:
    """A question put to one stakeholder. `state` as in storage: open, unknown, waiting, taken, left."""

    kind: ClassVar[str] = "team_call"
    version: ClassVar[int] = 1
    question_id: str
    title: str
    question: str
    asker: str
    state: str
    answer: str = ""


@register_message
@dataclass(frozen=True)
class TeamSays:
    """What a stakeholder answered, shown to the persona's owner alone. `person` is empty where names are not shown."""

    kind: ClassVar[str] = "team_says"
    version: ClassVar[int] = 1
    question_id: str
    person_id: str
    persona: str
    title: str
    question: str
    answer: str
    how: str
    state: str
    person: str = ""


@dataclass(frozen=True)
class Around:
    """What an answer's message needs besides the answer."""

    asked: str
    understood: str = ""
    asker: str = ""
    shareable: bool = False


def message_of(
    answer: Answer, lines: Mapping[str, CardLine], around: Around, times: int = 0
) -> AskAnswer | NoAnswer:
    """The message of an answer. `lines`: the lines it names as cards show them; `times`: how often a gap was asked."""
    if isinstance(answer, Nobody):
        nearest = tuple(_line(hit.line, lines, True) for hit in answer.nearest)
        return NoAnswer(
            around.asked,
            answer.question,
            answer.sentence,
            nearest,
            times,
            around.understood,
            around.asker,
            around.shareable,
        )
    groups, notes, judgeable = _parts(answer, lines)
    return AskAnswer(
        around.asked,
        answer.question,
        answer.sentence,
        groups,
        notes,
        around.understood,
        around.asker,
        around.shareable,
        judgeable and any(group.lines for group in groups),
    )


def _parts(
    answer: Answer, lines: Mapping[str, CardLine]
) -> tuple[tuple[AnswerGroup, ...], tuple[str, ...], bool]:
    """(groups, notes, whether a line can be judged as no answer)."""
    if isinstance(answer, (Personas, Counted)):
        more = len(answer.personas) - PERSONAS_SHOWN
        notes = (f"and {more} more {'persona' if more == 1 else 'personas'}.",) if more > 0 else ()
        return _groups(answer.personas, lines), notes, True
    if isinstance(answer, Comparison):
        silent = "Nobody has said anything on this yet."
        return _groups(answer.sides, lines, silent), (), False
    if isinstance(answer, MostNeeded):
        group = _group(answer.persona, answer.name, "", answer.lines, lines)
        return (group,), (), False
    if isinstance(answer, Unknown):
        labels = [FACETS[facet].label.lower() for facet in answer.silent_facets if facet in FACETS]
        notes = ("No line on: " + ", ".join(labels) + ".",) if labels else ()
        group = _group(answer.persona, answer.name, "", answer.untested, lines)
        return (group,), notes, False
    if isinstance(answer, Riskiest):
        shown = tuple(_line(line, lines, True) for line, _ in answer.lines[:RISKIEST_SHOWN])
        return (AnswerGroup("", "", "", shown),) if shown else (), (), False
    return (), (), False


def _groups(
    personas: Sequence[PersonaHit], lines: Mapping[str, CardLine], silent: str = ""
) -> tuple[AnswerGroup, ...]:
    return tuple(
        _group(hit.persona, hit.name, hit.role, [one.line for one in hit.lines], lines, silent)
        for hit in personas[:PERSONAS_SHOWN]
    )


def _group(
    persona: str,
    title: str,
    role: str,
    found: Sequence[AskLine],
    lines: Mapping[str, CardLine],
    silent: str = "",
) -> AnswerGroup:
    shown = tuple(_line(line, lines, False) for line in found[:LINES_SHOWN])
    more = max(0, len(found) - LINES_SHOWN)
    return AnswerGroup(persona, title, role, shown, more, "" if shown else silent)


def _line(line: AskLine, lines: Mapping[str, CardLine], alone: bool) -> AnswerLine:
    label = FACETS[line.facet].label if line.facet in FACETS else ""
    known = lines.get(line.id) or CardLine(line.id, line.facet, label, line.text, "", Verdict.UNTESTED)
    return AnswerLine(known, line.persona, line.name if alone else "")


def lines_named(answer: Answer) -> tuple[AskLine, ...]:
    """Every line an answer names."""
    if isinstance(answer, Nobody):
        return tuple(hit.line for hit in answer.nearest)
    if isinstance(answer, (Personas, Counted)):
        return tuple(hit.line for persona in answer.personas for hit in persona.lines)
    if isinstance(answer, Comparison):
        return tuple(hit.line for side in answer.sides for hit in side.lines)
    if isinstance(answer, MostNeeded):
        return answer.lines
    if isinstance(answer, Unknown):
        return answer.untested
    if isinstance(answer, Riskiest):
        return tuple(line for line, _ in answer.lines)
    return ()


def shown_lines(message: AskAnswer | NoAnswer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(persona, ids of its lines) as the message shows them."""
    if isinstance(message, NoAnswer):
        return ()
    found: dict[str, list[str]] = {}
    for group in message.groups:
        for line in group.lines:
            found.setdefault(line.persona, []).append(line.line.id)
    return tuple((persona, tuple(ids)) for persona, ids in found.items())
