"""What changed on a persona, counted from its history and from what data came to say of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.counts import many
from bot.nouns import Change, Evidence, Line, Persona, Verdict
from bot.personas.editing import DOUBT, DOUBT_OVER, HANDED_OVER, SPLIT_FROM, TAKEN_OVER

STILL_TRUE = "said that it is still true"
NO_LONGER = "said that it is no longer true"

# What stands in histories → (one of them, several of them, weight). Weights order personas; 0 is not worth a word.
_KINDS: dict[str, tuple[str, str, int]] = {
    "published": ("a new persona", "a new persona", 8),
    "drafted it from a segment": ("drafted from a segment", "drafted from a segment", 8),
    SPLIT_FROM: ("split from another persona", "split from another persona", 6),
    "split off another persona": ("another persona split off", "{} personas split off", 5),
    "merged another persona in": ("another persona merged in", "{} personas merged in", 5),
    "merged it into another persona": ("merged into another persona", "merged into another persona", 5),
    "retired it": ("retired", "retired", 5),
    "restored it": ("restored", "restored", 5),
    NO_LONGER: ("said to be no longer true", "said {} times to be no longer true", 6),
    "linked it to a segment": ("linked to a segment", "linked to a segment", 4),
    DOUBT: ("1 line challenged", "{} lines challenged", 4),
    "dropped a line": ("1 line dropped", "{} lines dropped", 3),
    "reworded a line": ("1 line reworded", "{} lines reworded", 2),
    "added a line": ("1 new line", "{} new lines", 3),
    "captured an assumption": ("1 assumption captured", "{} assumptions captured", 3),
    "said so too": ("1 more voice", "{} more voices", 2),
    "took a dropped line back": ("1 line taken back", "{} lines taken back", 2),
    DOUBT_OVER: ("1 challenge taken back", "{} challenges taken back", 2),
    "changed their mind": ("1 change of mind", "{} changes of mind", 2),
    STILL_TRUE: ("said to be still true", "said to be still true", 1),
    HANDED_OVER: ("a new owner", "a new owner", 1),
    TAKEN_OVER: ("a new owner", "a new owner", 1),
    "changed the name": ("a new name", "a new name", 1),
    "changed the role": ("a new role", "a new role", 1),
}
_NEW = {"published", "drafted it from a segment"}
_UNSAID = ("moved a line", "pinned a line", "unpinned", "changed the picture", "lost the picture")
_OTHER = ("1 other change", "{} other changes", 1)
_TELLING = {Verdict.CONTRADICTED: 9, Verdict.MIXED: 6, Verdict.SUPPORTED: 6, Verdict.TOO_FEW: 3}


@dataclass(frozen=True)
class Changed:
    """One persona with what changed: counted words, and what data newly says of its lines, most telling first."""

    persona: Persona
    counted: tuple[str, ...]
    data: tuple[tuple[Line, Evidence], ...]
    weight: int

    @property
    def words(self) -> str:
        """As "2 lines reworded, 1 line challenged"."""
        parts = list(self.counted)
        if self.data:
            parts.insert(0, f"data on {many(len(self.data), 'line')}")
        return ", ".join(parts)


def changed(persona: Persona, changes: Sequence[Change], since: datetime) -> Changed | None:
    """What changed on a persona after `since`; None where it is nothing worth a word."""
    counts = Counter(change.what for change in changes if not change.what.startswith(_UNSAID))
    other = sum(count for what, count in counts.items() if what not in _KINDS)
    # How often somebody changed a name says nothing more than that it is another one; equal words are said once.
    said: dict[str, int] = {}
    for what, (one, several, weight) in _KINDS.items():
        if count := counts[what]:
            said.setdefault(one if count == 1 else several.format(count), weight)
    for what in _NEW & counts.keys():
        said.pop(_KINDS[what][0], None)
        said = {f"a new persona with {many(len(persona.standing), 'line')}": _KINDS[what][2], **said}
    if other:
        said[_OTHER[0] if other == 1 else _OTHER[1].format(other)] = _OTHER[2]
    data = _news(persona, since) if persona.active else ()
    weight = sum(said.values()) + sum(_TELLING[item.verdict] for _, item in data)
    if not weight:
        return None
    return Changed(persona, tuple(said), data, weight)


def _news(persona: Persona, since: datetime) -> tuple[tuple[Line, Evidence], ...]:
    """The newest evidence of each line that is newer than `since`."""
    found = []
    for line in persona.standing:
        telling = [item for item in line.evidence if item.verdict in _TELLING]
        if telling and telling[-1].at is not None and telling[-1].at > since:
            found.append((line, telling[-1]))
    return tuple(sorted(found, key=lambda pair: (-_TELLING[pair[1].verdict], pair[0].position)))
