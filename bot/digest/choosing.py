"""Which items a digest has: what is news first, then what has not been shown for long; one of a kind, three at most.

Without any news it is quiet and one line; so a team reads three items only when something happened. The first digest of
a channel is never quiet where there is something to show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.digest import items
from bot.digest.changes import Changed
from bot.digest.messages import Item, Kind
from bot.digest.nouns import Memory, OpenGap, Seen, Subscription
from bot.digest.rhythm import date_words, zone_of
from bot.nouns import Line, Persona

ITEMS = 3
STALE_AFTER = timedelta(days=90)
REST = {Kind.RISK: 56, Kind.NEEDS: 28, Kind.GAP: 28, Kind.STALE: 28, Kind.LENS: 1}
"""Days before the same thing is shown again without anything new about it."""
RISK_AGAIN = 21
"""Days before a risky line is shown again that answers leaned on meanwhile."""
FORGOTTEN = 200
"""Days after which it does not matter any more that something was shown."""


@dataclass(frozen=True)
class Chosen:
    """The items; or none, and `quiet` is the line. `memory`: what is remembered once it is sent."""

    items: tuple[Item, ...]
    quiet: str
    memory: Memory


@dataclass(frozen=True)
class _Candidate:
    item: Item
    key: str
    news: bool


def choose(seen: Seen, subscription: Subscription, now: datetime) -> Chosen:
    """The digest of a channel at `now` (aware UTC)."""
    today = now.astimezone(zone_of(subscription.rhythm.zone)).date()
    found = [
        candidate
        for candidate in (
            _changes(seen, subscription),
            _gap(seen, subscription, today),
            _stale(seen, subscription, now, today),
            _risk(seen, subscription, today),
            _needs(seen, subscription, today),
            _lens(seen, subscription, today),
        )
        if candidate is not None
    ]
    news = [candidate for candidate in found if candidate.news]
    if not news and subscription.told is not None:
        return Chosen((), _quiet(seen, subscription), subscription.memory)
    shown = subscription.memory.shown
    rest = sorted(
        (candidate for candidate in found if not candidate.news),
        key=lambda candidate: shown.get(f"kind:{candidate.item.kind}", date.min),
    )
    chosen = [*news, *rest][:ITEMS]
    if not chosen:
        return Chosen((), _quiet(seen, subscription), subscription.memory)
    return Chosen(
        tuple(candidate.item for candidate in chosen),
        "",
        _remembered(seen, subscription.memory, chosen, today),
    )


def _changes(seen: Seen, subscription: Subscription) -> _Candidate | None:
    rows: list[Changed] = []
    for persona in seen.personas:
        row = seen.facts_of(persona).changed(seen.changes.get(persona.id, ()), subscription.since)
        if row is not None:
            rows.append(row)
    if not rows:
        return None
    rows.sort(key=lambda row: (not row.persona.active, -row.weight, row.persona.title.casefold()))
    return _Candidate(items.what_changed(rows, seen), f"changed:{rows[0].persona.id}", True)


def _gap(seen: Seen, subscription: Subscription, today: date) -> _Candidate | None:
    fresh = [gap for gap in seen.gaps if gap.last > subscription.since]
    rested = [gap for gap in seen.gaps if _rested(subscription, Kind.GAP, f"gap:{gap.id}", today)]
    pool = fresh or rested
    if not pool:
        return None
    gap: OpenGap = max(pool, key=lambda gap: (gap.times, gap.last, gap.id))
    return _Candidate(items.unanswered(gap), f"gap:{gap.id}", bool(fresh))


def _stale(seen: Seen, subscription: Subscription, now: datetime, today: date) -> _Candidate | None:
    old = [
        (touched, persona)
        for persona in _active(seen)
        if now - (touched := max(persona.changed, seen.touched.get(persona.id, persona.changed)))
        >= STALE_AFTER
        and _rested(subscription, Kind.STALE, f"stale:{persona.id}", today)
    ]
    if not old:
        return None
    touched, persona = min(old, key=lambda pair: (pair[0], pair[1].id))
    item = items.untouched(persona, touched, now, subscription.rhythm.zone, seen)
    return _Candidate(item, f"stale:{persona.id}", True)


def _risk(seen: Seen, subscription: Subscription, today: date) -> _Candidate | None:
    best: tuple[tuple[bool, float, int], Persona, Line] | None = None
    for persona in _active(seen):
        for how_risky, line in seen.facts_of(persona).guesses:
            leaned = seen.leaned.get(line.id, 0)
            if line.agree + leaned < 2:
                continue
            ago = _ago(subscription, f"risk:{line.id}", today)
            is_news = leaned > 0 and (ago is None or ago >= RISK_AGAIN)
            if not is_news and ago is not None and ago < REST[Kind.RISK]:
                continue
            weight = (is_news, how_risky * (1 + leaned), -line.position)
            if best is None or weight > best[0]:
                best = weight, persona, line
    if best is None:
        return None
    (is_news, _, _), persona, line = best
    item = items.riskiest(persona, line, seen.leaned.get(line.id, 0), seen)
    return _Candidate(item, f"risk:{line.id}", is_news)


def _needs(seen: Seen, subscription: Subscription, today: date) -> _Candidate | None:
    needs = _widespread(seen)
    if not needs:
        return None
    said = dict(subscription.memory.said)
    moved = [
        line for persona, line in needs if said and said.get(line.id) != items.spread_words(line, persona)
    ]
    if not moved and not _rested(subscription, Kind.NEEDS, "needs", today):
        return None
    return _Candidate(items.most_needed(needs, said), "needs", bool(moved))


def _widespread(seen: Seen) -> list[tuple[Persona, Line]]:
    """The needs most people have: those that surveys counted first, then by how many of those asked agree."""
    ranked = [
        (rank, persona, line) for persona in _active(seen) for rank, line in seen.facts_of(persona).needs
    ]
    ranked.sort(key=lambda row: (*(-part for part in row[0]), row[2].position, row[2].id))
    return [(persona, line) for _, persona, line in ranked[: items.QUOTES]]


def _lens(seen: Seen, subscription: Subscription, today: date) -> _Candidate | None:
    shown = subscription.memory.shown
    waiting = sorted(
        _active(seen),
        key=lambda persona: (shown.get(f"lens:{persona.id}", date.min), persona.title.casefold(), persona.id),
    )
    for persona in waiting:
        if not _rested(subscription, Kind.LENS, f"lens:{persona.id}", today):
            continue
        item = items.through_lens(seen.facts_of(persona), subscription.lens)
        if item is not None:
            return _Candidate(item, f"lens:{persona.id}", False)
    return None


def _active(seen: Seen) -> Sequence[Persona]:
    return [persona for persona in seen.personas if persona.active]


def _ago(subscription: Subscription, key: str, today: date) -> int | None:
    shown = subscription.memory.shown.get(key)
    return None if shown is None else (today - shown).days


def _rested(subscription: Subscription, kind: Kind, key: str, today: date) -> bool:
    ago = _ago(subscription, key, today)
    return ago is None or ago >= REST[kind]


def _quiet(seen: Seen, subscription: Subscription) -> str:
    count = len(_active(seen))
    if not count:
        return "There is no persona here yet. `/persona new` starts with the first."
    since = date_words(subscription.since.astimezone(zone_of(subscription.rhythm.zone)).date())
    on = "the persona here" if count == 1 else f"the {count} personas here"
    return f"Quiet since {since}: nothing changed on {on}, and no question was left without an answer."


def _remembered(seen: Seen, memory: Memory, chosen: Sequence[_Candidate], today: date) -> Memory:
    kept = {key: day for key, day in memory.shown.items() if (today - day).days < FORGOTTEN}
    for candidate in chosen:
        kept[candidate.key] = today
        kept[f"kind:{candidate.item.kind}"] = today
    if any(candidate.key == "needs" for candidate in chosen):
        said = {line.id: items.spread_words(line, persona) for persona, line in _widespread(seen)}
        return Memory(kept, said)
    return replace(memory, shown=kept)
