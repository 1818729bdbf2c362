"""Quotes: one to three sentences of a participant, matched with lines for and against; a person confirms each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from bot.evidence.interviews.transcript import Transcript
from bot.nouns import Line
from bot.survey.testing.wording import Similar, content_words, wording_similarity, words

LEAST = 0.35
LEAST_PEOPLE = 5
MOST_PROPOSED = 12  # new lines from one interview: more than anybody decides on in one go
WORTH_A_LOOK = 0.1
LONGEST = 60  # words of a quote of more than one sentence
_ENDS = re.compile(r"(?<=[.!?…。！？])[\"”’)]*\s+(?=[\"“‘(]?[^\W_a-z])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|Mr|Mrs|Ms|Dr|St|No|z\.B|bzw|ca)\.|\b[A-Z]\.)$", re.I
)
# Only what carries no meaning goes: "No, I never" loses its "No,", but "No wifi on trains" stays whole.
_FILLERS = re.compile(
    r"^(?:(?:um+|uh+|er+|hm+|mm+|ähm?)(?:[,.…-]+\s*|\s+)"
    r"|(?:well|so|yeah|yes|no|okay|ok|right|you know|i mean|also|naja|ja|nein)\s*[,.…]+\s*)+",
    re.I,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|hardly|rarely|seldom|without|cannot|don['’]?t|doesn['’]?t|didn['’]?t|isn['’]?t"
    r"|aren['’]?t|wasn['’]?t|won['’]?t|can['’]?t|couldn['’]?t|wouldn['’]?t|haven['’]?t|hasn['’]?t|nicht|nie|kein\w*|ohne"
    r"|stopped|refuse[sd]?|hate[sd]?(?!\s+(?:it|that|this)\b)|avoid(?:s|ed)?)\b",
    re.I,
)
NEEDS = re.compile(
    r"\b(?:i|we)(?:['’]d| would| really| always| also| just| do)*\s+(?:need|want|wish|must|have to|like to|love to"
    r"|prefer)\b"
    r"|\bit (?:would|should) (?:be|have)\b|\bif only\b|\bi['’]m looking for\b|\bich (?:brauche|möchte|will|muss)\b"
    r"|\bwir (?:brauchen|müssen|wollen)\b|\b(?:important|wichtig) (?:to|for|für)\b|\bhelps? me\b",
    re.I,
)
PAINS = re.compile(
    r"\b(?:annoy\w*|frustrat\w*|hate|painful|a pain|nightmare|struggl\w*|difficult|hard to|wast(?:e|es|ing)|lose"
    r"|losing|lost|takes (?:forever|ages|too long|hours|days)|too (?:slow|expensive|complicated|long|many|much)"
    r"|problems?|issue"
    r"|crash\w*|broken|fails?|can['’]?t (?:even|find|get|do|use)|never works|doesn['’]?t work|unable|confus\w*|ärger\w*"
    r"|nervt|mühsam|umständlich|zu (?:teuer|langsam|kompliziert)|verliere\w*)\b",
    re.I,
)

Contradicts: TypeAlias = Any  # (list[str], list[str]) -> (len, len) probabilities that one denies the other


@dataclass(frozen=True)
class Quote:
    """One to three sentences of one participant. `turn`: their place in the transcript."""

    speaker: str
    text: str
    turn: int

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Quote:
        """From what `to_json` gave."""
        return cls(data["speaker"], data["text"], data["turn"])


@dataclass(frozen=True)
class QuoteMatch:
    """A quote that speaks for a line (`against` False) or against it, with how likely that is."""

    quote: Quote
    line: str
    against: bool
    probability: float

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {**asdict(self), "quote": self.quote.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuoteMatch:
        """From what `to_json` gave."""
        return cls(Quote.from_json(data["quote"]), data["line"], data["against"], data["probability"])


@dataclass(frozen=True)
class ProposedLine:
    """A quote that no line holds yet and that reads like a need or a pain; the text is the quote, nothing is reworded."""

    facet: str
    quote: Quote


def quotes_of(transcript: Transcript) -> tuple[Quote, ...]:
    """What the participants said, cut into quotes: a sentence, with a neighbour or two where it is short.

    Questions, greetings and one-word answers are left out; no word is changed but for fillers at the beginning.
    """
    found: list[Quote] = []
    for place, turn in enumerate(transcript.turns):
        if turn.speaker is None or turn.speaker in transcript.interviewers:
            continue
        group: list[str] = []
        for sentence in sentences(turn.text):
            if sentence.rstrip('"”’) ').endswith("?"):
                continue
            size = sum(len(part.split()) for part in group)
            if group and (len(group) == 3 or size >= 12 or size + len(sentence.split()) > LONGEST):
                found += _quote(turn.speaker, group, place)
                group = []
            group.append(sentence)
        found += _quote(turn.speaker, group, place)
    return tuple(found)


def _quote(speaker: str, group: Sequence[str], place: int) -> list[Quote]:
    text = _FILLERS.sub("", " ".join(group)).strip()
    if len(words(text)) < 4 or len(content_words(text)) < 2:
        return []
    return [Quote(speaker, text[0].upper() + text[1:], place)]


def sentences(text: str) -> list[str]:
    """The sentences of a text; abbreviations don't end one, and very long ones without a mark are cut at commas."""
    parts: list[str] = []
    start = 0
    for end in _ENDS.finditer(text):
        part = text[start : end.start()]
        if _ABBREVIATED.search(part):
            continue
        parts.append(part)
        start = end.end()
    parts.append(text[start:])
    cut: list[str] = []
    for part in parts:
        if len(part.split()) <= LONGEST:
            cut.append(part.strip())
        else:
            cut += _cut_long(part)
    return [part for part in cut if part]


def _cut_long(text: str) -> list[str]:
    """A long piece without full stops (automatic captions) in pieces of at most LONGEST words, at commas if it can be."""
    pieces, current = [], []
    for word in text.split():
        current.append(word)
        if (len(current) >= LONGEST // 2 and word.endswith((",", ";"))) or len(current) >= LONGEST:
            pieces.append(" ".join(current))
            current = []
    if current:
        pieces.append(" ".join(current))
    return pieces


def match_quotes(
    quotes: Sequence[Quote],
    lines: Sequence[Line],
    similar: Similar | None = None,
    contradicts: Contradicts = None,
) -> tuple[QuoteMatch, ...]:
    """Which quotes speak for or against which lines, best first; a quote may speak to more than one line.

    `similar(quotes, lines)` gives cosines by meaning, shape (quotes, lines), else wording decides; each sentence of a
    quote is compared by itself too. `contradicts(quotes, lines)` gives the probability that one denies the other; without
    it a negation in one of the two decides.
    """
    standing = [line for line in lines if not line.dropped and line.text.strip()]
    if not quotes or not standing:
        return ()
    told = [line.text for line in standing]
    pieces = [quote.text for quote in quotes]
    chance_of = _chances(pieces, told, similar)
    best = np.tile(np.arange(len(quotes))[:, None], (1, len(told)))
    # A sentence may say what its neighbours drown; they are only looked at where the whole is near something, since
    # turning sentences into vectors is what takes time.
    parts, owners = _sentences_of(quotes, np.flatnonzero(chance_of.max(axis=1) >= WORTH_A_LOOK))
    if parts:
        for row, (owner, chances) in enumerate(zip(owners, _chances(parts, told, similar), strict=True)):
            better = chances > chance_of[owner]
            chance_of[owner][better] = chances[better]
            best[owner][better] = len(pieces) + row
        pieces += parts
    places = np.argwhere(chance_of >= LEAST)
    found: list[QuoteMatch] = []
    if contradicts is not None and len(places):
        near = [pieces[best[quote, line]] for quote, line in places]
        against = _pairwise(contradicts, near, [told[line] for _, line in places])
    else:
        against = np.array(
            [
                0.8 if _denies(pieces[best[quote, line]]) != _denies(told[line]) else 0.1
                for quote, line in places
            ]
        )
    for (quote, line), denied in zip(places, against, strict=True):
        near_enough = float(chance_of[quote, line])
        is_against = bool(denied > 0.5)
        probability = near_enough * float(denied if is_against else 1 - denied)
        if probability >= LEAST:
            found.append(QuoteMatch(quotes[quote], standing[line].id, is_against, round(probability, 3)))
    return tuple(sorted(found, key=lambda match: -match.probability))


def _sentences_of(quotes: Sequence[Quote], places: npt.NDArray[np.intp]) -> tuple[list[str], list[int]]:
    """The sentences of the quotes at these places that are not the whole quote, and the quote each belongs to."""
    parts: list[str] = []
    owners: list[int] = []
    for place in places:
        cut = sentences(quotes[int(place)].text)
        for part in cut if len(cut) > 1 else ():
            if len(content_words(part)) >= 2:
                parts.append(part)
                owners.append(int(place))
    return parts, owners


def _chances(pieces: list[str], told: list[str], similar: Similar | None) -> npt.NDArray[np.float64]:
    worded = wording_similarity(pieces, told)
    if similar is None:
        return np.asarray(1 / (1 + np.exp(-12 * (worded - 0.36))))
    meant = np.asarray(similar(pieces, told), dtype=float)
    return np.asarray(1 / (1 + np.exp(-11 * (meant + 0.25 * worded - 0.50))))


def _pairwise(contradicts: Contradicts, pieces: list[str], told: list[str]) -> npt.NDArray[np.float64]:
    """`contradicts` asked once for each distinct text, and the pairs picked out."""
    first, second = list(dict.fromkeys(pieces)), list(dict.fromkeys(told))
    table = np.asarray(contradicts(first, second), dtype=float)
    rows = {text: place for place, text in enumerate(first)}
    columns = {text: place for place, text in enumerate(second)}
    return np.array([table[rows[a], columns[b]] for a, b in zip(pieces, told, strict=True)])


def _denies(text: str) -> bool:
    return len(_NEGATION.findall(text)) % 2 == 1


def propose_lines(quotes: Sequence[Quote], matches: Sequence[QuoteMatch]) -> tuple[ProposedLine, ...]:
    """Unmatched quotes that read like a need or a pain, at most MOST_PROPOSED;
    of quotes with the same words only the first."""
    taken = {match.quote for match in matches}
    found: list[ProposedLine] = []
    seen: set[str] = set()
    for quote in quotes:
        key = " ".join(content_words(quote.text))
        if quote in taken or key in seen:
            continue
        pain, need = PAINS.search(quote.text), NEEDS.search(quote.text)
        if pain or need:
            seen.add(key)
            found.append(ProposedLine("pains" if pain else "needs", quote))
    return tuple(found[:MOST_PROPOSED])
