"""The reveal: what those asked agree on, how each knows, contradictions, what nobody knew, who was not heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.facets import FACETS
from bot.nouns import SMALL_GROUP, Answer, AnswerState, Attribution, Line, Workshop
from bot.workshop.lines import how_counts


@dataclass(frozen=True)
class RevealedLine:
    """One line as everybody reads it. `agreement` and `known` are sentences made of counted numbers."""

    id: str
    text: str
    agreement: str
    known: str
    against: tuple[str, ...] = ()
    """Texts of lines that say the opposite."""


@dataclass(frozen=True)
class RevealedFacet:
    """All lines of one facet."""

    facet: str
    label: str
    lines: tuple[RevealedLine, ...]


@dataclass(frozen=True)
class Reveal:
    """Everything the channel learns at once."""

    facets: tuple[RevealedFacet, ...]
    contradictions: tuple[tuple[str, str], ...]
    """Texts of two lines that say the opposite of each other."""
    disputed: tuple[tuple[str, str], ...]
    """Text and agreement of each line to which some say yes and some no, the most evenly split first."""
    nobody_knew: tuple[str, ...]
    heard: int
    not_heard: tuple[str, ...]


def reveal(
    workshop: Workshop,
    lines: Sequence[Line],
    contradictions: Sequence[tuple[str, str]],
    answers: Sequence[tuple[str, Sequence[Answer]]],
) -> Reveal:
    """What is shown at the reveal. `answers` holds every seat's person with their answers, also empty ones."""
    by_id = {line.id: line for line in lines}
    opposite: dict[str, list[str]] = {}
    opposed = [(a, b) for a, b in contradictions if stand_against_each_other(by_id[a], by_id[b])]
    for a, b in opposed:
        opposite.setdefault(a, []).append(by_id[b].text)
        opposite.setdefault(b, []).append(by_id[a].text)
    heard = [person for person, given in answers if any(answer.statements for answer in given)]
    facets = []
    for facet in dict.fromkeys(line.facet for line in lines):
        ranked = sorted(
            (line for line in lines if line.facet == facet), key=lambda line: (-line.agree, line.position)
        )
        shown = tuple(
            RevealedLine(
                line.id,
                line.text,
                agreed_by(line, workshop.attribution),
                known(line, workshop.attribution, len(heard)),
                tuple(opposite.get(line.id, ())),
            )
            for line in ranked
        )
        facets.append(RevealedFacet(facet, FACETS[facet].label, shown))
    said = {line.facet for line in lines}
    return Reveal(
        facets=tuple(facets),
        contradictions=tuple((by_id[a].text, by_id[b].text) for a, b in opposed),
        disputed=tuple(
            (line.text, agreed_by(line, workshop.attribution))
            for line in sorted(lines, key=lambda line: (-min(line.agree, line.no), line.position))
            if line.agree and line.no and not opposite.get(line.id)
        ),
        nobody_knew=tuple(FACETS[facet].label for facet in workshop.script if facet not in said),
        heard=len(heard),
        not_heard=tuple(person for person in workshop.asked if person not in heard),
    )


def stand_against_each_other(one: Line, other: Line) -> bool:
    """Whether people disagree over two lines that read like opposites: not where everybody asked agrees to both, nor
    where one and the same person said both."""
    if all(line.asked > 1 and line.agree == line.asked for line in (one, other)):
        return False
    return len({voice.person for line in (one, other) for voice in line.voices}) > 1


def agreed_by(line: Line, attribution: Attribution) -> str:
    """Who agrees: in numbers, but for small groups by counts only, which a number would split."""
    if line.asked == 1:
        return "one person's word"
    if attribution is Attribution.COUNTS and line.asked < SMALL_GROUP:
        return in_words(line)
    return agreement(line)


def in_words(line: Line) -> str:
    """Agreement in a small group: a number only where it splits nobody off."""
    if line.agree == line.asked:
        return agreement(line)
    if line.no:
        return f"{line.asked} asked, not of one mind" if line.agree else f"{line.asked} asked, some say no"
    return f"{line.asked} asked, some agree" if line.agree else f"{line.asked} asked, nobody is sure"


def agreement(line: Line) -> str:
    """As "4 of 5 asked agree, 1 says no": from counted marks."""
    words = f"{line.agree} of {line.asked} asked {'agrees' if line.agree == 1 else 'agree'}"
    if line.no:
        words += f", {line.no} {'says' if line.no == 1 else 'say'} no"
    if line.dont_know:
        words += f", {line.dont_know} {'does' if line.dont_know == 1 else 'do'} not know"
    return words


def known(line: Line, attribution: Attribution, group: int) -> str:
    """How those who said it know it: names where agreed to, else counts, else (small groups) the ways alone."""
    if attribution is Attribution.NAMED:
        return "; ".join(
            f"<@{voice.person}>: {voice.how.words}" if voice.how else f"<@{voice.person}>"
            for voice in line.voices
        )
    counts = how_counts(line.voices)
    if group < SMALL_GROUP:
        return ", ".join(how.words for how in counts)
    return ", ".join(f"{how.words} {count}" for how, count in counts.items())


def nobody_answered(answers: Sequence[Sequence[Answer]]) -> bool:
    """Whether there is nothing to reveal yet."""
    return not any(
        answer.state is AnswerState.GIVEN and answer.statements for given in answers for answer in given
    )
