"""Who speaks when: pieces of text become turns, by the conventions that transcription tools and people use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evidence.interviews.files import Said

_TIME = r"[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_NAME = r"[^\W\d_][^\n:<>\[\](){}=/]{0,48}?"
# "Name:", "[00:01:02] Name:", "Name (00:01:02):", "**Name:**" (marks already off)
_LABEL = re.compile(
    rf"^\s*(?:{_TIME}\s*[-–—]?\s*)?(?P<name>{_NAME})\s*(?:{_TIME}\s*)?[:：](?!\S*//)\s*(?:{_TIME}\s*)?(?P<said>.*)$",
    re.S,
)
# a heading on a line of its own: "Name  0:03", "[00:01:02] Name", "0:03 Name"
_HEADING = re.compile(rf"^\s*(?:(?P<a>{_NAME})\s*[-–—,|]?\s*{_TIME}|{_TIME}\s*[-–—,|]?\s*(?P<b>{_NAME}))\s*$")
_LEADING_TIME = re.compile(rf"^\s*{_TIME}\s*(?:-->\s*{_TIME})?\s*[-–—]?\s*")
_ROLE = re.compile(
    r"^(?:speaker|participant|interviewer|interviewee|moderator|respondent|researcher|host|guest|customer|user|client"
    r"|sprecher(?:in)?|teilnehmer(?:in)?|befragte[r]?|interviewpartner(?:in)?|intervieweur|enqu[êe]t(?:eur|é)"
    r"|entrevistador(?:a)?|entrevistado|unknown|q|a|i|p|r|int|mod)\s*[#.]?\s*\d{0,3}$",
    re.I,
)
MOST_NAME_WORDS = 5


@dataclass(frozen=True)
class Turn:
    """What one speaker says until another one does. `speaker` is the label of the file, None where it has none."""

    speaker: str | None
    text: str


def find_turns(pieces: Sequence[Said]) -> list[Turn]:
    """The turns of a transcript; neighbouring pieces of one speaker are one turn.

    A "Name:" counts as a speaker's label only if it looks like a name and comes at least twice, or is a role such as
    "Interviewer"; so "Note: …" or "The thing is: …" within an answer stays what it is.
    """
    labels = _labels(pieces)
    turns: list[tuple[str | None, list[str]]] = []

    def add(speaker: str | None, text: str, same: bool) -> None:
        text = re.sub(r"\s+", " ", text).strip()
        if turns and (turns[-1][0] == speaker or same):
            if text:
                turns[-1][1].append(text)
        else:
            turns.append((speaker, [text] if text else []))

    current: str | None = None
    for piece in pieces:
        if piece.speaker is not None:
            current = piece.speaker
            add(current, piece.text, same=False)
            continue
        heading = _HEADING.match(piece.text)
        if heading:
            name = _clean(heading["a"] or heading["b"] or "")
            if name in labels:
                current = name
                add(current, "", same=False)
                continue
        label = _LABEL.match(piece.text)
        if label and _clean(label["name"]) in labels:
            current = _clean(label["name"])
            add(current, label["said"], same=False)
            continue
        add(current, _LEADING_TIME.sub("", piece.text), same=False)
    return [Turn(speaker, " ".join(parts)) for speaker, parts in turns if parts]


def _labels(pieces: Sequence[Said]) -> set[str]:
    """The names that stand as speakers' labels."""
    seen: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for piece in pieces:
        if piece.speaker is not None:
            continue
        heading = _HEADING.match(piece.text)
        label = None if heading else _LABEL.match(piece.text)
        if heading:
            bare[_clean(heading["a"] or heading["b"] or "")] += 1
        elif label:
            seen[_clean(label["name"])] += 1
    every = seen + bare
    return {
        name
        for name, times in every.items()
        if name
        and (
            _ROLE.match(name) or (_looks_like_a_name(name) and times >= 2) or (len(every) == 1 and times >= 2)
        )
    }


def _looks_like_a_name(text: str) -> bool:
    """One to five words that begin with a capital or are particles ("van der"), initials, or a role with a name."""
    parts = text.split()
    if not 1 <= len(parts) <= MOST_NAME_WORDS or (text.endswith((".", "?", "!")) and len(text) > 4):
        return False
    particles = {
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "le",
        "di",
        "da",
        "dos",
        "bin",
        "al",
        "el",
        "und",
        "and",
        "zu",
    }
    capital = [part for part in parts if part[0].isupper() or not part[0].isascii()]
    return bool(capital) and all(part in capital or part.casefold() in particles for part in parts)


def _clean(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" *_-–—|,.\t")
