"""From a file to an anonymous transcript: nobody's name leaves this function."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import BadInput
from bot.evidence.interviews.files import read_pieces
from bot.evidence.interviews.speakers import PARTICIPANT, anonymise, cast
from bot.evidence.interviews.turns import Turn, find_turns

LEAST_WORDS = 20  # what participants say in all; less is no interview
TITLE_WORDS = 30  # before the first speaker; a title and a date are not worth a word


@dataclass(frozen=True)
class Transcript:
    """An interview without names. `turns`: who (pseudonym) said what; `interviewers` ask, the others answer.

    `note`: one sentence about what could not be told apart, empty where all is clear.
    """

    turns: tuple[Turn, ...]
    interviewers: frozenset[str]
    note: str = ""

    @property
    def participants(self) -> tuple[str, ...]:
        """Those who answer, in order of appearance."""
        spoken = [turn.speaker for turn in self.turns if turn.speaker is not None]
        return tuple(speaker for speaker in dict.fromkeys(spoken) if speaker not in self.interviewers)

    @property
    def is_conversation(self) -> bool:
        """Whether at least two people take turns in it, as in no other kind of document."""
        spoken = [turn.speaker for turn in self.turns if turn.speaker is not None]
        changes = sum(one != other for one, other in itertools.pairwise(spoken))
        return len(set(spoken)) >= 2 and changes >= 2

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "turns": [[turn.speaker, turn.text] for turn in self.turns],
            "interviewers": sorted(self.interviewers),
            "note": self.note,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Transcript:
        """From what `to_json` gave."""
        turns = tuple(Turn(speaker, text) for speaker, text in data["turns"])
        return cls(turns, frozenset(data["interviewers"]), data.get("note", ""))


def read_transcript(data: bytes, name: str, extra_names: Sequence[str] = ()) -> Transcript:
    """An interview file as an anonymous transcript.

    `name`: the file's name, for its kind; `extra_names`: people who are to be masked as well. BadInput, one sentence,
    for whatever is not an interview in which somebody answers; nothing else comes out.
    """
    turns = find_turns(read_pieces(data, name))
    known = cast(turns)
    told = anonymise(turns, known, extra_names)
    note = ""
    speakers = list(known.names.values())
    if not speakers:
        told = [Turn(f"{PARTICIPANT} 1", turn.text) for turn in told]
        note = "No speakers are marked in this file; all of it was taken as one person's words."
    elif len(speakers) == 1 and known.interviewers:
        raise BadInput("Only the interviewer speaks in this file; there are no answers to learn from.")
    elif len(speakers) == 1:
        note = "Only one speaker was found; everything is taken as that person's words."
    elif not known.interviewers:
        note = "It is not clear who asks the questions; everybody's words are taken as answers."
    elif sum(len(turn.text.split()) for turn in told if turn.speaker is None) > TITLE_WORDS:
        note = "What stands before the first speaker was left out."
    if speakers:
        told = [turn for turn in told if turn.speaker is not None]
    transcript = Transcript(tuple(told), known.interviewers, note)
    answered = sum(len(turn.text.split()) for turn in told if turn.speaker not in known.interviewers)
    if answered < LEAST_WORDS:
        raise BadInput(
            "There is hardly anything said in this file; an interview needs at least a few answers."
        )
    return transcript
