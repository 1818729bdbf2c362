"""Guessing which question speaks for a line, by meaning; a person confirms each guess before anything is counted."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bot.nouns import Line, Polarity
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.testing.matches import COUNTABLE, Match
from bot.survey.testing.wording import Similar, content_words, wording_similarity

LEAST = 0.30  # less likely guesses are not worth a person's look
NEGATION = re.compile(
    r"\b(?:not|no|never|none|without|nobody|nothing|hardly|rarely|seldom|unable|cannot|neither|nor|lacks?|avoids?"
    r"|refuses?|hates?|dislikes?|kein\w*|nicht|nie|ohne|jamais|pas|sans|sin|nunca|\w+n['’]t)\b",
    re.I,
)
LOW_END = re.compile(
    r"disagree|not at all|never|unimportant|not (?:very )?important|not (?:very )?likely|unlikely|dissatisf|very poor"
    r"|terrible|\bpoor\b|\bbad\b|\bno\b|none|hardly|rarely|least|lowest|not true|does not (?:describe|apply)"
    r"|stimme (?:gar |überhaupt |eher )?nicht|lehne|trifft (?:gar |überhaupt |eher )?nicht|\bnie\b|gar nicht|unwichtig"
    r"|unzufrieden|unwahrscheinlich|schlecht|sehr selten|pas du tout|pas d['’]accord|jamais|insatisf|mauvais"
    r"|en desacuerdo|nunca|nada|insatisfecho|malo",
    re.I,
)
RATING = re.compile(
    r"agree|important|often|always|sometimes|satisf|likely|\bvery\b|extremely|completely|mostly|\btrue\b|describes|applies"
    r"|essential|excellent|\bgood\b|great|\bfully\b|a lot|strongly|daily|stimme|zustimm|trifft|wichtig|\boft\b|immer"
    r"|häufig|manchmal|zufrieden|wahrscheinlich|völlig|sehr|d['’]accord|souvent|toujours|satisfait|très|de acuerdo"
    r"|siempre|a menudo|satisfecho|muy",
    re.I,
)
NO_ANSWER = re.compile(
    r"^\W*(?:others?|something else|none(?: of)?|n/?a|don['’]?t know|not sure|prefer not|sonstige|andere|keine|weiß nicht"
    r"|autre|aucun|otro|ningun)\b",
    re.I,
)
YES = re.compile(r"^\W*(?:yes|yeah|yep|true|agree|checked|selected|ja|oui|s[ií]|1|y)\b", re.I)
NO = re.compile(r"^\W*(?:no|false|disagree|unchecked|not selected|nein|non|0|n)\b", re.I)
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
UNDER = re.compile(
    r"\b(?:under|below|less than|fewer than|at most|up to|younger than|max(?:imum)?|no more than)\b", re.I
)
OVER = re.compile(r"\b(?:over|above|more than|at least|older than|from|min(?:imum)?|no less than)\b", re.I)
BETWEEN = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:-|–|to|and|bis)\s*(\d+(?:[.,]\d+)?)", re.I)


@dataclass(frozen=True)
class _Candidate:
    """One way in which a question could speak: the text compared with lines, and what it counts."""

    text: str
    question: Question
    options: tuple[str, ...]
    low: float | None
    high: float | None
    negated: bool
    numeric: bool = False
    bands: tuple[tuple[float, float], ...] = ()


def propose_matches(
    lines: Sequence[Line], survey: Survey, similar: Similar | None = None, *, each: int = 1
) -> tuple[Match, ...]:
    """Up to `each` guesses a line (different questions), best first; lines without a likely one are left out.

    `similar(a, b)` gives cosines of shape (len(a), len(b)) by meaning; without it wording decides. The probability
    comes from a logistic curve on the cosine, set on sentence pairs that were not taken from any survey at hand.
    """
    candidates = [made for question in survey.questions for made in _candidates(question, survey)]
    if not candidates or not lines:
        return ()
    texts = [line.text for line in lines]
    chance = _chances(texts, [candidate.text for candidate in candidates], similar)
    found: list[Match] = []
    for row, line in enumerate(lines):
        seen: set[str] = set()
        for place in np.argsort(-chance[row], kind="stable"):
            candidate, probability = candidates[int(place)], float(chance[row, place])
            if probability < LEAST or len(seen) >= each:
                break
            if candidate.question.id in seen:
                continue
            match = _match(line, candidate, probability)
            if match is not None:
                seen.add(candidate.question.id)
                found.append(match)
    return tuple(found)


def _chances(lines: list[str], texts: list[str], similar: Similar | None) -> npt.NDArray[np.float64]:
    """How likely each text (columns) means what the line (rows) says: shape (lines, texts)."""
    worded = np.asarray(wording_similarity(lines, texts), dtype=float)
    if similar is None:
        return np.asarray(1 / (1 + np.exp(-12 * (worded - 0.38))))
    meant = np.asarray(similar(lines, texts), dtype=float)
    if meant.shape != (len(lines), len(texts)):
        raise ValueError(f"similar gave shape {meant.shape} for {len(lines)} lines and {len(texts)} texts")
    return np.asarray(1 / (1 + np.exp(-11 * (meant + 0.25 * worded - 0.46))))


def _candidates(question: Question, survey: Survey) -> list[_Candidate]:
    if question.type not in COUNTABLE:
        return []
    text = _plain(question.text)
    turned = bool(NEGATION.search(question.text))
    if question.type is QuestionType.NPS:
        return [_Candidate(f"{text} recommends us to others", question, (), 9, 10, False)]
    if question.type is QuestionType.NUMERIC:
        return [_Candidate(text, question, (), None, None, turned, numeric=True)]
    if question.type is QuestionType.ORDINAL and text:
        bands = _bands(question.options)
        if bands:
            return [_Candidate(text, question, (), None, None, turned, numeric=True, bands=bands)]
        codes = all(option.strip().lstrip("-").isdigit() for option in question.options)
        if codes or any(RATING.search(option) for option in question.options):
            return [_Candidate(text, question, agreeing(question.options), None, None, turned)]
    made = []
    yes = [option for option in question.options if YES.match(option)]
    no = [option for option in question.options if NO.match(option)]
    if question.type is QuestionType.SINGLE_CHOICE and yes and no and len(question.options) <= 4:
        return [_Candidate(text, question, tuple(yes), None, None, turned)]
    for option in question.options:
        if (NO.match(option) and len(option) <= 4) or NO_ANSWER.match(option):
            continue
        denies = bool(NEGATION.search(option))
        joined = f"{text}: {option}" if text else option
        made.append(_Candidate(joined, question, (option,), None, None, denies))
        if len(content_words(option)) >= 2:
            made.append(_Candidate(option, question, (option,), None, None, denies))
    return made


def agreeing(options: Sequence[str]) -> tuple[str, ...]:
    """The end of a scale that says yes: the labels above its middle.

    A scale runs upwards unless its first labels read like its good end and its last like its bad one
    ("Strongly agree … Strongly disagree").
    """
    half = len(options) // 2
    if half == 0:
        return tuple(options)
    first, last = options[:half], options[-half:]
    low_first = sum(bool(LOW_END.search(label)) for label in first)
    low_last = sum(bool(LOW_END.search(label)) for label in last)
    return tuple(first if low_last > low_first else last)


def _match(line: Line, candidate: _Candidate, probability: float) -> Match | None:
    """The guess in full; None where a number question meets a line without a number."""
    low, high, options = candidate.low, candidate.high, candidate.options
    ends = _range(line.text)
    if candidate.numeric:
        if ends is None:
            return None
        low, high = ends
    elif ends is not None and options and all(option.strip().isdigit() for option in options):
        return None  # "under 35" says nothing about the codes of a scale
    if candidate.bands:
        options = _inside(candidate, low, high)
        if not options:
            return None
        low = high = None
    turned = _turned(line, candidate) and not candidate.numeric
    match = Match(line.id, candidate.question.id, options, low, high, turned, round(probability, 3))
    return replace(match, reason=_reason(line, candidate, turned))


def _turned(line: Line, candidate: _Candidate) -> bool:
    """Whether one says what the other denies. A "without" that both have is part of what is claimed: "edits photos
    without wifi" and "Do you edit photos without wifi?" say the same."""
    if line.polarity is Polarity.NEG:
        return not candidate.negated
    return candidate.negated and not NEGATION.search(line.text)


def _reason(line: Line, candidate: _Candidate, turned: bool) -> str:
    ours, theirs = content_words(line.text), set(content_words(candidate.text))
    shared = [
        word
        for word in re.findall(r"\w[\w'’-]*", line.text)
        if set(content_words(word)) & theirs and len(word) > 2
    ]
    meant = [word for word in dict.fromkeys(shared) if set(content_words(word)) & set(ours)]
    text = (
        "Both speak of " + ", ".join(f"“{word}”" for word in meant[:3]) + "."
        if meant
        else "They mean much the same."
    )
    if turned:
        text += " One says it and the other denies it, so other answers are counted."
    return text


def _range(text: str) -> tuple[float | None, float | None] | None:
    """The range of numbers a line names: "28 to 40" → (28, 40), "under 30" → (None, 30); None without a number."""
    between = BETWEEN.search(text)
    if between:
        a, b = (_number(part) for part in between.groups())
        return (min(a, b), max(a, b))
    found = NUMBER.search(text)
    if not found:
        return None
    value = _number(found.group())
    before = text[: found.start()]
    if UNDER.search(before):
        strict = re.search(r"\b(?:under|below|less than|fewer than|younger than)\s*\D{0,3}$", before, re.I)
        return (None, math.nextafter(value, -math.inf) if strict else value)
    if OVER.search(before):
        strict = re.search(r"\b(?:over|above|more than|older than)\s*\D{0,3}$", before, re.I)
        return (math.nextafter(value, math.inf) if strict else value, None)
    return (value, value)


def _bands(options: Sequence[str]) -> tuple[tuple[float, float], ...]:
    """The bands of a question asked in steps of numbers ("under 25", "25–34", "65 or older"); empty for other scales."""
    found: list[tuple[float, float]] = []
    for option in options:
        numbers = [_number(part) for part in NUMBER.findall(re.sub(r"(?<=\d)[., ](?=\d{3}\b)", "", option))]
        if not 1 <= len(numbers) <= 2 or len(re.findall(r"[^\W\d_]{3,}", option)) > 4:
            return ()
        if len(numbers) == 2:
            found.append((min(numbers), max(numbers)))
        elif UNDER.search(option) or re.search(
            r"<|or (?:less|fewer|younger|under)|unter|bis|moins|menos", option, re.I
        ):
            found.append((-math.inf, numbers[0]))
        elif OVER.search(option) or re.search(
            r">|\+|or (?:more|older|over)|über|ab |mehr|plus|más", option, re.I
        ):
            found.append((numbers[0], math.inf))
        else:
            found.append((numbers[0], numbers[0]))
    return tuple(found) if any(low != high for low, high in found) else ()


def _inside(candidate: _Candidate, low: float | None, high: float | None) -> tuple[str, ...]:
    """The bands that lie within a range for more than half of their width."""
    least, most = (-math.inf if low is None else low), (math.inf if high is None else high)
    chosen = []
    for option, (start, end) in zip(candidate.question.options, candidate.bands, strict=True):
        if math.isinf(start) or math.isinf(end):
            inside = (
                (least == -math.inf and end <= most + 1)
                if math.isinf(start)
                else (most == math.inf and start >= least - 1)
            )
        else:
            inside = least <= (start + end) / 2 <= most
        if inside:
            chosen.append(option)
    return tuple(chosen)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _plain(text: str) -> str:
    """A question without its instructions: "(select all that apply)", "Please rate …"."""
    text = re.sub(
        r"\((?:[^()]*(?:apply|select|choose|mehrfach|only one|optional)[^()]*)\)", " ", text, flags=re.I
    )
    text = re.sub(
        r"^\s*(?:please\s+)?(?:rate|indicate|tell us|select|choose)\b[^:]*:\s*", "", text, flags=re.I
    )
    return re.sub(r"\s+", " ", text).strip(" :–-")
