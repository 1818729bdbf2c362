"""What confirmed quotes make of a persona's lines: evidence counted anew, whoever was heard counted once an interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.counts import many
from bot.evidence.interviews.kept import KeptQuote
from bot.evidence.interviews.quotes import LEAST_PEOPLE
from bot.nouns import Evidence, EvidenceKind, Line, Persona, Verdict
from bot.phrases import shortened

SHOWN = 160  # characters of the one quote that stands with the counts


@dataclass(frozen=True)
class ShownQuote:
    """A confirmed quote as it is shown under Everything."""

    speaker: str
    text: str
    against: bool
    day: date


def evidence_of(line: Line, quotes: Sequence[KeptQuote]) -> Evidence | None:
    """What the confirmed quotes of all interviews say of one line; None where none speaks to it.

    People are counted, not quotes. Supported or contradicted where at least LEAST_PEOPLE people all agree, mixed where
    they differ; fewer are too few to tell. The clearest quote stands with the counts while its words are kept, unless
    the line has them already.
    """
    here = [quote for quote in quotes if quote.line == line.id]
    if not here:
        return None
    agree = {(quote.interview, quote.speaker) for quote in here if not quote.against}
    deny = {(quote.interview, quote.speaker) for quote in here if quote.against}
    people = len(agree | deny)
    if people < LEAST_PEOPLE:
        verdict = Verdict.TOO_FEW
    elif agree and deny:
        verdict = Verdict.MIXED
    else:
        verdict = Verdict.SUPPORTED if agree else Verdict.CONTRADICTED
    sides = [
        f"{len(side)} {'person' if len(side) == 1 else 'people'} {where}"
        for side, where in ((agree, "for it"), (deny, "against it"))
        if side
    ]
    words = " and ".join(sides)
    # The side that more people take speaks.
    telling = [quote for quote in here if quote.text and quote.against == (len(deny) > len(agree))]
    best = max(telling, key=lambda quote: quote.probability, default=None)
    if best is not None and best.text.casefold().strip(" .") != line.text.casefold().strip(" ."):
        words += f": “{shortened(best.text, SHOWN)}” ({best.speaker})"
    interviews = len({quote.interview for quote in here})
    source = "1 interview" if interviews == 1 else f"{interviews} interviews"
    return Evidence(source, verdict, words, count=len(agree), of=people, kind=EvidenceKind.INTERVIEWS)


def counted_words(in_favour: int, against: int, taken: int) -> str:
    """What an interview counts for, always in lines: "for 2 lines, against 1 line, 1 new line"; empty for nothing."""
    told = ((in_favour, "for {}"), (against, "against {}"))
    words = [form.format(many(count, "line")) for count, form in told if count]
    words += [many(taken, "new line")] if taken else []
    return ", ".join(words)


def with_interviews(persona: Persona, quotes: Sequence[KeptQuote]) -> Persona:
    """The persona with the evidence of interviews on all of its lines counted anew; other evidence stays.

    It stands before what surveys and feedback say, so that the newest of those stays the newest.
    """
    of: dict[str, list[KeptQuote]] = {}
    for quote in quotes:
        of.setdefault(quote.line, []).append(quote)

    def heard(line: Line) -> Line:
        others = tuple(item for item in line.evidence if item.kind is not EvidenceKind.INTERVIEWS)
        fresh = evidence_of(line, of.get(line.id, ()))
        evidence = others if fresh is None else (fresh, *others)
        return line if evidence == line.evidence else replace(line, evidence=evidence)

    return replace(persona, lines=tuple(heard(line) for line in persona.lines))


def spoken_to(quotes: Sequence[KeptQuote]) -> Mapping[str, frozenset[str]]:
    """line → the interviews (ids) that speak to it, for or against."""
    found: dict[str, set[str]] = {}
    for quote in quotes:
        found.setdefault(quote.line, set()).add(quote.interview)
    return {line: frozenset(ids) for line, ids in found.items()}


def shown(quotes: Sequence[KeptQuote], most: int = 3) -> Mapping[str, tuple[ShownQuote, ...]]:
    """line → its clearest quotes whose words are kept, at most one of each person."""
    found: dict[str, list[ShownQuote]] = {}
    seen: set[tuple[str, str, str]] = set()
    for quote in sorted(quotes, key=lambda quote: (-quote.probability, quote.interview, quote.speaker)):
        key = (quote.line, quote.interview, quote.speaker)
        here = found.setdefault(quote.line, [])
        if quote.text and key not in seen and len(here) < most:
            seen.add(key)
            here.append(ShownQuote(quote.speaker, quote.text, quote.against, quote.day))
    return {line: tuple(items) for line, items in found.items() if items}
