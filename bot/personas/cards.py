"""Which lines stand on a card and what each says of itself: at most six, the ones that tell most, and one next action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.counts import many
from bot.evidence.interviews.heard import ShownQuote
from bot.facets import FACETS, Lens
from bot.nouns import (
    SMALL_GROUP,
    Attribution,
    Evidence,
    EvidenceKind,
    HowKnown,
    Level,
    Line,
    Persona,
    Verdict,
)
from bot.personas.nouns import Doubt
from bot.personas.voicing import shown_person
from bot.workshop.lines import how_counts
from bot.workshop.reveal import agreement, in_words

CARD_LINES = 6

LEVEL_WARNING = {
    Level.PROTO: "Proto persona: what colleagues assume, not yet tested. It may be wrong.",
    Level.QUALITATIVE: "Qualitative persona: rests on interviews; how frequent it is, nobody knows yet.",
    Level.STATISTICAL: "Statistical persona: linked to a segment found in survey data.",
}

FROM_A_SURVEY = "Proto persona: drafted from counted survey answers; nobody has spoken with such people yet."


_VERDICT = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.MIXED: "mixed evidence",
    Verdict.TOO_FEW: "too few to tell",
}


@dataclass(frozen=True)
class ShownDoubt:
    """Why somebody doubts a line; `person` is empty where names are not shown."""

    why: str
    person: str = ""


@dataclass(frozen=True)
class CardLine:
    """One line as it is shown: people's words, the sentence on who agrees and how they know, and what data says."""

    id: str
    facet: str
    label: str
    text: str
    said: str
    verdict: Verdict
    evidence: str = ""
    doubts: tuple[ShownDoubt, ...] = ()
    pinned: bool = False
    also: tuple[str, ...] = ()
    """What interviews and feedback files say besides the evidence that stands for the verdict."""
    quotes: tuple[ShownQuote, ...] = ()
    """Confirmed quotes of interviews; only where everything is shown."""


@dataclass(frozen=True)
class Next:
    """The one next action on a card; `action`: the id of its button."""

    words: str
    action: str
    label: str
    line: str = ""


def said(line: Line, attribution: Attribution = Attribution.COUNTS) -> str:
    """Who agrees and how they know, from counted marks; small groups are not split in numbers.

    A line that a file brought tells what the file said, apart from what was counted here.
    """
    elsewhere = f"from a file: {line.brought.said}" if line.brought is not None else ""
    if elsewhere and not line.asked:
        return elsewhere
    return " · ".join(words for words in (_said_here(line, attribution), elsewhere) if words)


def _said_here(line: Line, attribution: Attribution) -> str:
    if not line.asked:
        return _without_voices(line)
    counts = how_counts(line.voices)
    small = attribution is Attribution.COUNTS and line.asked < SMALL_GROUP
    words = "one person's word" if line.asked == 1 else in_words(line) if small else agreement(line)
    if not counts:
        return words
    if small:
        ways = ", ".join(how.words for how in counts)
    else:
        ways = ", ".join(f"{how.words} {count}" for how, count in counts.items())
    return f"{words} · {ways}"


def _without_voices(line: Line) -> str:
    kinds = {item.kind for item in line.evidence}
    if EvidenceKind.SURVEY in kinds:
        return "from data, no voices"
    if EvidenceKind.INTERVIEWS in kinds:
        return "from interviews, no colleague's voice yet"
    return "from feedback, no colleague's voice yet" if kinds else "nobody's voice yet"


def card_line(
    line: Line,
    attribution: Attribution = Attribution.COUNTS,
    doubts: Sequence[Doubt] = (),
    pinned: bool = False,
    quotes: Sequence[ShownQuote] = (),
) -> CardLine:
    """A line as cards show it. `doubts`: those of this line; `quotes`: those shown with it."""
    verdict, newest = line.verdict, proof(line)
    told = ""
    if newest is not None and verdict is not Verdict.UNTESTED:
        told = f"{_VERDICT[verdict]}: {newest.words} ({newest.source})"
    shown = tuple(ShownDoubt(doubt.why, shown_person(attribution, doubt.person)) for doubt in doubts)
    return CardLine(
        line.id,
        line.facet,
        FACETS[line.facet].label,
        line.text,
        said(line, attribution),
        verdict,
        told,
        shown,
        pinned,
        also_said(line, newest),
        tuple(quotes),
    )


def proof(line: Line) -> Evidence | None:
    """The newest evidence behind a line's verdict; for an untested line, what did not ask for it, if anything."""
    return next((item for item in reversed(line.evidence) if item.verdict is line.verdict), None)


def also_said(line: Line, told: Evidence | None) -> tuple[str, ...]:
    """What else is known of a line: interviews, feedback files and other surveys, but for the evidence that is told with
    the verdict.

    Counts of feedback give no verdict of their own, so they are always told here. That a survey did not ask is told of
    the newest only, and only where nothing else was counted.
    """
    others = [
        item
        for item in line.evidence
        if item.kind is not EvidenceKind.SURVEY and (item is not told or item.verdict is Verdict.UNTESTED)
    ]
    words = [f"{item.words} ({item.source})" for item in others]
    surveys = [item for item in line.evidence if item.kind is EvidenceKind.SURVEY]
    counted = [item for item in surveys if item.verdict is not Verdict.UNTESTED]
    words += [
        f"{_VERDICT[item.verdict]}: {item.words} ({item.source})" for item in counted if item is not told
    ]
    if surveys and not counted:
        words.append(f"{surveys[-1].words} ({surveys[-1].source})")
    return tuple(words)


def by_line(doubts: Sequence[Doubt]) -> Mapping[str, tuple[Doubt, ...]]:
    """The doubts of each line."""
    found: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        found.setdefault(doubt.line, []).append(doubt)
    return {line: tuple(items) for line, items in found.items()}


def warning(persona: Persona, level: Level) -> str:
    """What a card says of its level; a draft from a survey does not claim that colleagues said it."""
    if level is not Level.PROTO:
        return LEVEL_WARNING[level]
    lines = persona.standing
    if lines and not any(line.voices for line in lines):
        return FROM_A_SURVEY
    tested = sum(_is_tested(line) for line in lines)
    if not tested:
        return LEVEL_WARNING[level]
    if tested == len(lines):
        return "Proto persona: what colleagues assume, held against data line by line."
    held = many(tested, "line has", "lines have")
    return f"Proto persona: what colleagues assume; {held} been held against data, the others not yet."


def _is_tested(line: Line) -> bool:
    """Whether data was held against a line; an interview or two, which tell too little, are none yet."""
    if line.verdict is not Verdict.TOO_FEW:
        return line.verdict is not Verdict.UNTESTED
    return any(item.kind is EvidenceKind.SURVEY and item.verdict is Verdict.TOO_FEW for item in line.evidence)


def contradicted(persona: Persona) -> int:
    """How many standing lines data contradicts."""
    return sum(line.verdict is Verdict.CONTRADICTED for line in persona.standing)


def for_card(persona: Persona) -> tuple[Line, ...]:
    """The lines that stand on the card: those that are pinned, and others while there is room.

    The others are one for each facet in turn, best agreed first, so that a card tells about the whole person and not
    six needs.
    """
    pinned = [line for line in persona.standing if line.id in persona.pins][:CARD_LINES]
    by_facet: dict[str, list[Line]] = {}
    for line in persona.standing:
        if line.id not in persona.pins:
            by_facet.setdefault(line.facet, []).append(line)
    for lines in by_facet.values():
        lines.sort(key=lambda line: (line.no - line.agree, line.position))
    order = [facet for facet in FACETS if facet in by_facet]
    taken = {line.facet for line in pinned}
    order.sort(key=lambda facet: facet in taken)  # facets without a pinned line come first
    chosen: list[Line] = list(pinned)
    depth = 0
    while len(chosen) < CARD_LINES and any(len(by_facet[facet]) > depth for facet in order):
        for facet in order:
            if len(by_facet[facet]) > depth and len(chosen) < CARD_LINES:
                chosen.append(by_facet[facet][depth])
        depth += 1
    place = {facet: number for number, facet in enumerate(FACETS)}
    return tuple(sorted(chosen, key=lambda line: (place[line.facet], line.position)))


def riskiest(lines: Sequence[Line]) -> Line | None:
    """The untested line most rests on; None where every line is tested."""
    untested = [line for line in lines if line.verdict is Verdict.UNTESTED and not line.dropped]
    return max(untested, key=lambda line: (risk(line), -line.position), default=None)


def risk(line: Line) -> float:
    """How much rests on how little: held by many, known by few (gut feeling weighs most), doubted by some."""
    counts = how_counts(line.voices)
    unsure = counts.get(HowKnown.GUT, 0) + 0.5 * counts.get(HowKnown.TOLD, 0)
    unsure += 0.75 * sum(voice.how is None for voice in line.voices)
    doubted = 1 + line.no / max(1, line.asked)
    return line.agree * (1 + unsure) * doubted / (1 + counts.get(HowKnown.DATA, 0))


def next_action(persona: Persona) -> Next | None:
    """What would help this persona most: a first line, else the riskiest untested one, else what nobody knows."""
    if not persona.active:
        return None
    if not persona.standing:
        return Next("Nothing is known yet.", "persona.add", "Add what I know")
    line = riskiest(persona.standing)
    if line is not None:
        return Next(f"Riskiest untested: “{line.text}”", "evidence.test", "Test it", line.id)
    known = {item.facet for item in persona.standing}
    blank = next((facet for facet in _BLANKS if facet not in known), None)
    if blank is None:
        return None
    return Next(
        f"Nobody has said anything on {FACETS[blank].label.lower()} yet.",
        "persona.add",
        "Add what I know",
        blank,
    )


_BLANKS = ("needs", "pains", "goals", "objections", "decisions", "features")
"""Facets every purpose can use, the most telling first."""


def through(persona: Persona, lens: Lens) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The facets one team needs, each with its lines; none where nobody has said anything.

    A facet that only companies have is left out while nobody has said anything on it.
    """
    return tuple(
        (facet, lines)
        for facet, lines in _by_facet(persona)
        if lens in FACETS[facet].lenses and (lines or not FACETS[facet].business_only)
    )


def beside(persona: Persona, lens: Lens) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """What else is known: the facets that team does not ask for, where somebody has said something."""
    return tuple(
        (facet, lines) for facet, lines in _by_facet(persona) if lines and lens not in FACETS[facet].lenses
    )


def _by_facet(persona: Persona) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    found: dict[str, list[Line]] = {facet: [] for facet in FACETS}
    for line in persona.standing:
        if line.facet in found:
            found[line.facet].append(line)
    return tuple((facet, tuple(lines)) for facet, lines in found.items())
