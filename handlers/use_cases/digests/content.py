"""What a channel's digest says now: loads for many subscriptions of a workspace at once what everybody there may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.digest.choosing import Chosen, choose
from bot.digest.messages import Digest, Quiet, about, rhythm_words
from bot.digest.nouns import QUIET_ONES, Facts, OpenGap, Seen, Subscription
from bot.nouns import Change, Persona
from handlers.use_cases import engine
from handlers.use_cases.asking.cast import cast_for
from handlers.use_cases.work import Work
from storage import asking, digests, personas, workshops
from storage import persona_life as life

GAPS_LOOKED_AT = 5
"""Of the gaps that are news, and of the others: so many are asked anew, as lines may answer them by now."""


class Gathering:
    """What is known of a workspace, read once for these subscriptions; gives what each channel may see of it."""

    def __init__(self, work: Work, subscriptions: Sequence[Subscription]) -> None:
        self._work = work
        session, workspace = work.session, work.workspace
        channels = sorted({subscription.channel for subscription in subscriptions})
        since = min((subscription.since for subscription in subscriptions), default=work.now)
        self._public = personas.public_personas(session, workspace)
        self._private = personas.private_personas(session, workspace, channels)
        everybody = [*self._public, *(persona for made in self._private.values() for persona in made)]
        self._facts = {persona.id: Facts(persona) for persona in everybody}
        ids = list(self._facts)
        self._changes = digests.changes_since(session, workspace, ids, since)
        self._touched = digests.last_touched(session, workspace, ids)
        self._answers = digests.leaned_on(session, workspace, since)
        self._gaps = asking.gaps(session, workspace, ["", *channels])
        self._gone = life.gone_people(session, workspace)
        self._open: dict[tuple[str, str], bool] = {}
        self._changes_at: dict[datetime, dict[str, tuple[Change, ...]]] = {}
        self._leaned_at: dict[datetime, Counter[str]] = {}
        self.products = dict(workshops.products(session, workspace))

    def seen(self, subscription: Subscription) -> Seen:
        """What everybody in its channel may see of its product; nothing of other private channels."""
        visible = (*self._public, *self._private.get(subscription.channel, ()))
        if subscription.product:
            visible = tuple(persona for persona in visible if persona.product == subscription.product)
        since = subscription.since
        changes = self._changes_after(since)
        return Seen(
            personas=visible,
            changes={p.id: changes[p.id] for p in visible if p.id in changes},
            leaned=self._leaned_after(since),
            touched={p.id: self._touched[p.id] for p in visible if p.id in self._touched},
            gaps=self._gaps_of(subscription, visible),
            gone=self._gone,
            facts=self._facts,
        )

    def _changes_after(self, since: datetime) -> dict[str, tuple[Change, ...]]:
        """Most channels of a workspace were told at the same moment, so it is worked out once for all of them."""
        if since not in self._changes_at:
            self._changes_at[since] = {
                persona: tuple(change for change in changes if change.at > since)
                for persona, changes in self._changes.items()
            }
        return self._changes_at[since]

    def _leaned_after(self, since: datetime) -> Counter[str]:
        if since not in self._leaned_at:
            leaned = self._leaned_at[since] = Counter()
            for at, lines in self._answers:
                if at <= since:
                    break
                leaned.update(set(lines))
        return self._leaned_at[since]

    def _gaps_of(self, subscription: Subscription, visible: Sequence[Persona]) -> tuple[OpenGap, ...]:
        mine = [gap for gap in self._gaps if gap.scope in ("", subscription.channel)]
        fresh = [gap for gap in mine if gap.last > subscription.since]
        older = [gap for gap in mine if gap.last <= subscription.since]
        looked_at = [*fresh[:GAPS_LOOKED_AT], *older[:GAPS_LOOKED_AT]]
        return tuple(
            OpenGap(gap.id, gap.question, gap.times, gap.first, gap.last)
            for gap in looked_at
            if self._is_open(gap, subscription.channel, visible)
        )

    def _is_open(self, gap: asking.Gap, channel: str, visible: Sequence[Persona]) -> bool:
        """Whether no line answers it. It was so when it was last asked, so only newer and private lines can."""
        if not any(persona.private or persona.changed > gap.last for persona in visible):
            return True
        place = channel if channel in self._private else ""
        if (gap.id, place) not in self._open:
            from bot.asking.ask import ask
            from bot.asking.nouns import Nobody

            with self._work.session.begin_nested():  # it may write meanings of lines
                put_to = cast_for(self._work, None, channel)
            answer = ask(put_to.index, gap.question, engine.encoder())
            self._open[gap.id, place] = isinstance(answer, Nobody)
        return self._open[gap.id, place]


def compose(
    work: Work, subscription: Subscription, gathering: Gathering, late: str = "", counted: bool = True
) -> tuple[Digest | Quiet, Subscription]:
    """(what is said, the subscription once it is said). `counted`: whether a quiet one counts for the question."""
    chosen = choose(gathering.seen(subscription), subscription, work.now)
    told = replace(subscription, told=work.now, memory=chosen.memory)
    if chosen.items:
        message = _digest(subscription, chosen, gathering, late)
        return message, replace(told, quiet=0 if counted else subscription.quiet)
    count = subscription.quiet + 1 if counted else subscription.quiet
    asks = counted and count % QUIET_ONES == 0
    return Quiet(subscription.id, chosen.quiet, late, asks, count), replace(told, quiet=count)


def _digest(subscription: Subscription, chosen: Chosen, gathering: Gathering, late: str) -> Digest:
    product = gathering.products.get(subscription.product, "")
    foot = f"{rhythm_words(subscription)}. `/persona digest` changes it."
    foot = foot[0].upper() + foot[1:]
    return Digest(subscription.id, f"Persona digest{about(product)}", chosen.items, late, foot)
