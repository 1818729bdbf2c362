"""The lines that may be asked about, held in memory for each workspace and brought up to date where a persona changed.

Everything of a workspace is in one index; a question is put to the part of it that those who will read the answer may
see. Vectors come from the database and are computed only for wordings that are new.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.nouns import Line, Verdict
from handlers.use_cases import engine
from handlers.use_cases.work import Look
from storage import asking as kept
from storage.asking import CastMember, Sighted

if TYPE_CHECKING:
    from bot.asking.index import Index
    from bot.asking.nouns import AskLine
    from bot.meaning.encoder import Encoder

PARTS_HELD = 8  # views of one workspace: everybody's, and those of a few people and private channels
WORKSPACES_HELD = 64
_VERDICT = {Verdict.TOO_FEW: "too few to tell"}


@dataclass
class Held:
    """One workspace: what was read of each persona, when it looked like that, and the views made of it."""

    stamps: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    members: dict[str, CastMember] = field(default_factory=dict)
    lines: dict[str, list[AskLine]] = field(default_factory=dict)
    parts: OrderedDict[tuple[Sighted, ...], Index] = field(default_factory=OrderedDict)
    turn: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Asking:
    """What a question is put to: an index, and the personas in it by id."""

    index: Index
    members: dict[str, CastMember]


_held: OrderedDict[str, Held] = OrderedDict()
_turn = threading.Lock()


def cast_for(work: Look, person: str | None, channel: str | None) -> Asking:
    """What may be spoken of: to one person, or (without a person) to everybody in a channel.

    Writes the vectors of new wordings, so it wants a writing transaction.
    """
    seen = kept.in_sight(work.session, work.workspace, person, channel)
    with _turn:
        held = _held.setdefault(work.workspace, Held())
        _held.move_to_end(work.workspace)
        while len(_held) > WORKSPACES_HELD:
            _held.popitem(last=False)
    with held.turn:
        changed = [one for one in seen if held.stamps.get(one.persona) != one.stamp]
        if changed:
            _read(work, held, changed)
        index = _part(held, seen)
        return Asking(index, {one.persona: held.members[one.persona] for one in seen})


def _read(work: Look, held: Held, changed: Sequence[Sighted]) -> None:
    """Personas as they are now, each line with its vector."""
    from bot.meaning.encoder import WEIGHTS_SHA256

    members = kept.cast(work.session, work.workspace, [one.persona for one in changed])
    encoder = engine.encoder()
    vectors: dict[str, bytes] = {}
    if encoder is not None:
        texts = {line.text: kept.digest(line.text, WEIGHTS_SHA256) for m in members for line in m.lines}
        known = kept.vectors(work.session, work.workspace, texts.values())
        fresh = _encoded([text for text, name in texts.items() if name not in known], encoder)
        kept.keep_vectors(
            work.session, work.workspace, {texts[text]: vector for text, vector in fresh.items()}
        )
        kept.forget_vectors(work.session, work.workspace, WEIGHTS_SHA256)
        vectors = {text: fresh.get(text) or known[name] for text, name in texts.items()}
    for member in members:
        held.members[member.id] = member
        held.lines[member.id] = [_ask_line(member, line, vectors.get(line.text)) for line in member.lines]
    for one in changed:
        held.stamps[one.persona] = one.stamp


def _encoded(texts: list[str], encoder: Encoder) -> dict[str, bytes]:
    from bot.asking.index import vectors_of

    return dict(zip(texts, vectors_of(texts, encoder), strict=True))


def _part(held: Held, seen: tuple[Sighted, ...]) -> Index:
    """The index of these personas as they are now; an earlier one is brought up to date line by line."""
    from bot.asking.index import build

    if seen in held.parts:
        held.parts.move_to_end(seen)
        return held.parts[seen]
    before = _nearest(held, seen)
    if before is None:
        lines = [line for one in seen for line in held.lines[one.persona]]
        index = build(lines, engine.encoder())
    else:
        was = set(before)
        moved = {one.persona for one in was.symmetric_difference(seen)}
        index = held.parts[before]
        index = index.without([line.id for line in index.lines if line.persona in moved])
        added = [line for one in seen if one not in was for line in held.lines[one.persona]]
        if added:
            index = index.with_lines(added, engine.encoder())
    held.parts[seen] = index
    while len(held.parts) > PARTS_HELD:
        held.parts.popitem(last=False)
    return index


def _nearest(held: Held, seen: tuple[Sighted, ...]) -> tuple[Sighted, ...] | None:
    """The view held that differs least, if that is less work than a new one."""
    wanted = set(seen)
    best = min(held.parts, key=lambda part: len(wanted.symmetric_difference(part)), default=None)
    if best is None or len(wanted.symmetric_difference(best)) * 2 > len(seen):
        return None
    return best


def _ask_line(member: CastMember, line: Line, vector: bytes | None) -> AskLine:
    from bot.asking.nouns import AskLine

    counted = next((item for item in reversed(line.evidence) if item.share is not None), None)
    interval = None
    if counted is not None and counted.low is not None and counted.high is not None:
        interval = (counted.low, counted.high)
    return AskLine(
        id=line.id,
        persona=member.id,
        name=member.title,
        role=member.role,
        facet=line.facet,
        text=line.text,
        polarity=line.polarity.value,
        vector=vector,
        voices=len(line.voices),
        verdict=_VERDICT.get(line.verdict, line.verdict.value),
        share=None if counted is None else counted.share,
        interval=interval,
    )


def forget() -> None:
    """Forgets what is held in memory, as a new process would have nothing."""
    with _turn:
        _held.clear()
