"""Answers a question: which kind it is, then the lines, the personas and the sentence to lead with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.asking import sentences
from bot.asking.index import Index
from bot.asking.kinds import Kind, read_kind
from bot.asking.model import ask_model
from bot.asking.nouns import (
    Answer,
    AskLine,
    Comparison,
    Corrections,
    Counted,
    Hit,
    MostNeeded,
    Nobody,
    PersonaHit,
    Personas,
    Riskiest,
    Unclear,
    Unknown,
)
from bot.asking.search import Found, Judged, chosen, find, find_parts
from bot.facets import FACETS
from bot.meaning.words import STOP, content, normalise, stem, words

if TYPE_CHECKING:
    from bot.meaning.encoder import Encoder

NEARLY_IDENTICAL = 0.93  # cosine from which two questions of the same side are taken for one
CONTRADICTED = 0.5  # what a line that data contradict still counts for
SHOWN = 12  # lines of one persona at most
LISTED = 10  # riskiest or most needed lines at most

NO_CORRECTIONS = Corrections()


def ask(
    index: Index,
    question: str,
    encoder: Encoder | None,
    corrections: Corrections = NO_CORRECTIONS,
) -> Answer:
    """The answer to a question from the lines of the index. Never raises for any text; generates no text.

    Give the same encoder the index was built with, or None for words alone.
    """
    if not len(index):
        return Nobody(question, sentences.nobody(0, ""))
    shown = " ".join(question[:2000].split())
    kind = read_kind(shown, index.names, index.book)
    if kind.name == "riskiest":
        return riskiest(index, shown, kind.personas)
    if kind.name == "most" and kind.personas:
        return _most_needed(index, shown, kind.personas[0])
    if kind.name == "unknown" and kind.personas:
        return _unknown(index, shown, kind.personas[0])
    if kind.name == "compare":
        return _compare(index, shown, kind, encoder)
    plain = words(normalise(kind.question))
    asks = [word for word in plain if word not in STOP] and (content(plain) or kind.personas)
    if not asks or sentences.is_small_talk(shown):
        return Unclear(shown, sentences.UNCLEAR)
    found = find_parts(index, kind.question, encoder, judged=_judged(kind.question, encoder, corrections))
    model = ask_model(encoder is not None and index.matrix is not None)
    rows = chosen(found, model)
    if not rows:
        return Nobody(
            shown, sentences.nobody(len(index.names), found.asked.topic[:80]), nearest(index, found)
        )
    personas = _personas(index, rows)
    if kind.name == "count":
        return _counted(index, shown, personas)
    hits = [hit for persona in personas for hit in persona.lines]
    sentence = sentences.found(
        [persona.name for persona in personas],
        len(index.names),
        sum(hit.contradicted for hit in hits),
        len(hits),
    )
    return Personas(shown, sentence, personas)


def nearest(index: Index, found: Found) -> tuple[Hit, ...]:
    """At most three lines that come nearest, to be shown as "not an answer"."""
    pairs = zip(found.rows[:3], found.scores[:3], strict=True)
    return tuple(Hit(index.lines[row], round(score, 4)) for row, score in pairs)


def _personas(index: Index, rows: Sequence[tuple[int, float]]) -> tuple[PersonaHit, ...]:
    """Personas best first. A persona counts by its best line; a line that data contradict counts half."""
    lines: dict[str, list[Hit]] = {}
    for row, score in rows:
        line = index.lines[row]
        lines.setdefault(line.persona, []).append(Hit(line, round(score, 4)))
    personas = []
    for key, hits in lines.items():
        best = max(hit.score * (CONTRADICTED if hit.contradicted else 1.0) for hit in hits)
        hits.sort(key=lambda hit: (hit.contradicted, -hit.score))
        personas.append(
            PersonaHit(key, index.names[key], index.roles[key], round(best, 4), tuple(hits[:SHOWN]))
        )
    return tuple(sorted(personas, key=lambda one: -one.score))


def _judged(question: str, encoder: Encoder | None, corrections: Corrections) -> Judged:
    """The judgements that hold for this question: made on it, or on one that is nearly identical."""
    known = list(dict.fromkeys([*corrections.wrong, *corrections.right]))
    if not known:
        return Judged()
    same = [other for other in known if _key(other) == _key(question)]
    others = [other for other in known if other not in same]
    if encoder is not None and others:
        vectors = encoder.encode([question, *others])
        near = vectors[1:] @ vectors[0]
        same += [
            other
            for other, cosine in zip(others, near, strict=True)
            if cosine >= NEARLY_IDENTICAL and _negated(other) == _negated(question)
        ]
    wrong: set[str] = set()
    right: set[str] = set()
    for other in same:
        wrong |= corrections.wrong.get(other, frozenset())
        right |= corrections.right.get(other, frozenset())
    return Judged(frozenset(wrong - right), frozenset(right))


def _key(question: str) -> tuple[frozenset[str], bool]:
    tokens = words(normalise(question))
    return frozenset(stem(word) for word in content(tokens) or tokens), _negated(question)


def _negated(question: str) -> bool:
    from bot.meaning.negation import stance

    return stance(question).negated


def _counted(index: Index, question: str, personas: tuple[PersonaHit, ...]) -> Counted:
    counts = tuple(
        hit
        for persona in personas
        for hit in persona.lines
        if hit.line.share is not None and not hit.contradicted
    )
    names = [persona.name for persona in personas]
    if counts:
        best = counts[0].line
        sentence = sentences.counted(best.share or 0.0, best.interval, best.name)
    else:
        sentence = sentences.not_counted(names, len(index.names))
    return Counted(question, sentence, personas, counts, len(index.names))


def _compare(index: Index, question: str, kind: Kind, encoder: Encoder | None) -> Answer:
    """Two or more personas on one subject: lines of its facets, or those that the question finds in each."""
    sides = []
    silent = []
    wanted = kind.facets
    for key in kind.personas:
        own = index.of_personas([key])
        hits: list[Hit]
        if wanted:
            hits = [Hit(line, 1.0) for line in own.lines if line.facet in wanted]
        elif kind.subject:
            found = find(own, f"who needs {kind.subject}", encoder)
            cut = 0.25 if encoder is not None else 0.2
            hits = [
                Hit(own.lines[row], round(score, 4))
                for row, score in zip(found.rows, found.scores, strict=True)
                if score >= cut
            ]
        else:
            hits = [Hit(line, 1.0) for line in own.lines]
        if not hits:
            silent.append(index.names[key])
        best = max((hit.score for hit in hits), default=0.0)
        sides.append(PersonaHit(key, index.names[key], index.roles[key], best, tuple(hits[:SHOWN])))
    names = [side.name for side in sides]
    return Comparison(question, sentences.compared(names, kind.subject, silent), kind.subject, tuple(sides))


UNKNOWN_STAKES = 0.5  # of a line whose facet a file did not tell
_DOUBT = {"supported": 0.1, "contradicted": 1.0, "mixed": 0.8, "too few to tell": 0.9}


def risk(line: AskLine) -> float:
    """How risky it is to build on a line, 0 to 1: what hangs on its facet, times how little is known.

    Doubt is 1 for an untested line and falls with every voice after the first by a quarter of what is left.
    """
    doubt = _DOUBT.get(line.verdict, 1.0)
    if line.verdict not in ("supported", "contradicted") and line.voices:
        doubt *= 0.75 ** (min(line.voices, 8) - 1)
    return (FACETS[line.facet].stakes if line.facet in FACETS else UNKNOWN_STAKES) * doubt


def riskiest(index: Index, question: str, personas: Iterable[str] = ()) -> Riskiest:
    """The riskiest assumptions of these personas (of all where none is named), riskiest first."""
    wanted = set(personas)
    lines = [line for line in index.lines if not wanted or line.persona in wanted]
    order = sorted(lines, key=lambda line: (-risk(line), line.id))[:LISTED]
    return Riskiest(
        question, sentences.riskiest(len(lines)), tuple((line, round(risk(line), 3)) for line in order)
    )


def _most_needed(index: Index, question: str, persona: str) -> MostNeeded:
    facets = ("needs", "goals", "pains", "features")
    trust = {"supported": 0, "mixed": 2, "contradicted": 4}
    lines = [
        line
        for line in index.lines
        if line.persona == persona and line.facet in facets and line.polarity == "pos"
    ]
    lines.sort(key=lambda line: (trust.get(line.verdict, 1), -(line.voices or 0), facets.index(line.facet)))
    name = index.names[persona]
    return MostNeeded(question, sentences.most_needed(name, len(lines)), persona, name, tuple(lines[:LISTED]))


def _unknown(index: Index, question: str, persona: str) -> Unknown:
    own = [line for line in index.lines if line.persona == persona]
    spoken = {line.facet for line in own}
    silent = tuple(key for key in FACETS if key not in spoken)
    untested = tuple(
        sorted((line for line in own if line.verdict == "untested"), key=lambda line: -risk(line))
    )
    name = index.names[persona]
    return Unknown(
        question, sentences.unknown(name, len(silent), len(untested)), persona, name, silent, untested
    )


_PRONOUN = re.compile(r"\b(?:it|that|this|those|these|them|one|so)\b", re.IGNORECASE)
_WHAT_ABOUT = re.compile(
    r"^\s*(?:and |but |so |ok |okay )*(?:what|how) about (?:the |their |her |his )?", re.IGNORECASE
)
_AND = re.compile(r"^\s*(?:and|but|so|ok|okay|then|also)\b[ ,]*", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:she|he|her|his|him|they|their)\b", re.IGNORECASE)


def follow_up(index: Index, previous: str, question: str) -> str:
    """The whole question that "Ask more" means after a previous one, to be given to `ask`.

    "and who hates it?" takes the previous topic; "what about budget?" the previous persona, or asks who speaks of it;
    "and Marta?" asks the previous question of Marta. A question that stands alone is returned as it is.
    """
    from bot.asking.question import read_question

    before, now = read_question(previous, index.book), read_question(question, index.book)
    about = _WHAT_ABOUT.match(question)
    rest = question[about.end() :] if about else _AND.sub("", question)
    rest = rest.strip().rstrip("?!. ")
    if now.personas and not [
        word for word in content(words(now.plain)) if stem(word) in now.terms and word in now.topic
    ]:
        return f"{previous.rstrip(' ?')} {rest}?"
    if about:
        if before.personas:
            return f"{rest} of {sentences.some_of([index.names[key] for key in sorted(before.personas)])}?"
        return f"who says something about {rest}?"
    if before.personas and not now.personas and _POSSESSIVE.search(rest):
        name = sentences.some_of([index.names[key] for key in sorted(before.personas)])
        return f"{_POSSESSIVE.sub(name, rest, count=1)}?"
    carried = [word for word in content(words(normalise(rest))) if word not in _ASIDE]
    if before.topic and not carried:
        if _PRONOUN.search(rest):
            return f"{_PRONOUN.sub(lambda _: before.topic, rest, count=1)}?"
        return f"{rest} {before.topic}?"
    if before.topic and _PRONOUN.search(rest) and _AND.match(question):
        return f"{_PRONOUN.sub(lambda _: before.topic, rest, count=1)}?"
    return question


_ASIDE = frozenset(["opposite", "against", "else", "instead"])
