"""Splitting an answer into statements, in the person's own words; one claim each, no word lost, none invented.

- kinds.py      is it an answer at all, or a command, a skip, a question back …
- tokens.py, words.py, grammar.py   words with their places; closed word classes; finite verbs and phrases
- shielding.py  where nothing may be cut
- cutting.py    where claims end
- trimming.py   bullets, connectives and hedges taken off
- kept.py       the check that no word was lost
- cues.py       which facet a statement is about
- polarity.py   whether it holds or denies
- vagueness.py  whether the answer says anything one could see, count or ask after
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from bot.workshop.splitting import words
from bot.workshop.splitting.cues import facet_for
from bot.workshop.splitting.cutting import cut
from bot.workshop.splitting.kept import content_words, keeps_all
from bot.workshop.splitting.kinds import AnswerKind, kind_of
from bot.workshop.splitting.polarity import polarity
from bot.workshop.splitting.trimming import trim, unbullet
from bot.workshop.splitting.vagueness import structural

__all__ = ["AnswerKind", "Piece", "Split", "Vagueness", "polarity", "split"]


class Vagueness(Protocol):
    """Something that can tell whether an answer is vague; None where it cannot say."""

    def is_vague(self, text: str, facet: str) -> bool | None:
        """Whether `text`, given to a question about `facet`, says nothing one could see, count or ask after."""
        ...


@dataclass(frozen=True)
class Piece:
    """One statement taken from an answer, verbatim but for trimmed ends."""

    text: str
    facet: str
    polarity: Literal["pos", "neg"]


@dataclass(frozen=True)
class Split:
    """What one typed text is: its kind, whether it is vague, its statements, and which command where it is one."""

    kind: AnswerKind
    vague: bool
    pieces: tuple[Piece, ...]
    command: str | None


def split(text: str, facet: str, vagueness: Vagueness | None = None) -> Split:
    """Splits what a person typed to a question about `facet`.

    Only kind "answer" has pieces, and it always has at least one. Without `vagueness`, or where that cannot say, the
    answer's form alone decides whether it is vague. Takes time in proportion to the length of the text; never raises.
    """
    kind, command = kind_of(text, facet)
    if kind is not AnswerKind.ANSWER:
        return Split(kind, False, (), command)
    pieces = tuple(
        Piece(said, about := facet_for(said, facet), polarity(said, about)) for said in _statements(text)
    )
    vague = vagueness.is_vague(text, facet) if vagueness is not None else None
    return Split(kind, structural(text, facet) if vague is None else vague, pieces, None)


def _statements(text: str) -> list[str]:
    """The trimmed claims of an answer; a claim that would lose a word stays uncut with its neighbour."""
    raw = _joined([text[a:b] for a, b in cut(text)])
    said = [trim(piece) for piece in raw]
    said = [piece for piece in said if content_words(piece) or any(c.isalnum() for c in piece)]
    if not said or not keeps_all(map(unbullet, raw), said):
        return [text.strip()]
    return said


def _joined(raw: list[str]) -> list[str]:
    """Pieces that say nothing alone ("lol", "I guess", a lone mark) put to the one before, else to the one after."""
    out: list[str] = []
    carry = ""
    for piece in raw:
        piece, carry = carry + piece, ""
        if not out and kind_of(piece, "")[0] is AnswerKind.DONT_KNOW:
            carry = piece
            continue
        if not any(c.isalnum() for c in piece) or _is_filler(piece):
            if out:
                out[-1] += piece
            else:
                carry = piece
            continue
        out.append(piece)
    if carry:
        out.append(carry)
    return out


def _is_filler(piece: str) -> bool:
    said = " ".join(piece.lower().replace("’", "'").split()).strip(" ,.!?…;:-–()")
    return said in words.FILLERS
