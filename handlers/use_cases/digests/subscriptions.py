"""A channel's digest: set up, changed, paused, resumed, stopped, previewed, sent by hand; whether to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.digest.messages import DigestList, Listed, Quiet, about, next_words, rhythm_words
from bot.digest.nouns import Memory, State, Subscription
from bot.digest.rhythm import Rhythm, is_zone, next_slot
from bot.digest.words import EXAMPLE, Wish
from bot.errors import BadInput, NotAllowed, NotFound
from bot.facets import Lens
from bot.messages import Sentence
from bot.workshop.messages import literal
from handlers.use_cases.digests.content import Gathering, compose
from handlers.use_cases.digests.sending import handle_of
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Target, Work, acting
from storage import digests as kept
from storage import workshops
from storage.store import micros

NO_DIGEST = f"There is no digest here yet. Set one up with {EXAMPLE}."
IN_A_CHANNEL = f"A digest belongs to a channel: type {EXAMPLE} in the channel that is to get it."
PREVIEW = "A preview that only you see."
MOST_LISTED = 30


@dataclass(frozen=True)
class Standing:
    """What Slack says of who acts: their zone, whether they are an admin, and whether the subscriber has left."""

    zone: str = ""
    admin: bool = False
    subscriber_gone: bool = False


def products(look: Look) -> tuple[tuple[str, str], ...]:
    """(id, name) of what a digest can be limited to."""
    return workshops.products(look.session, look.workspace)


def subscriptions(look: Look, channel: str) -> tuple[Subscription, ...]:
    """The digests of a channel."""
    return kept.of_channel(look.session, look.workspace, channel)


def told_of(look: Look, found: Sequence[Subscription]) -> tuple[str, ...]:
    """What the window says of the digests there are: rhythm, product, who set it up, when the next one comes."""
    names = _names(look)
    return tuple(_told(names, subscription) for subscription in found)


def _told(names: dict[str, str], subscription: Subscription) -> str:
    words = f"{rhythm_words(subscription)}{_of(names, subscription)}, set up by <@{subscription.person}>. "
    return words[0].upper() + words[1:] + next_words(subscription)


def the_one(look: Look, channel: str, product: str | None) -> Subscription:
    """The digest of a channel, of the product that is named. Raises NotFound; BadInput where there are several."""
    found = subscriptions(look, channel)
    if not found:
        raise NotFound(NO_DIGEST)
    if product is not None:
        wanted = product_id(look, product, channel)
        mine = [subscription for subscription in found if subscription.product == wanted]
        if mine:
            return mine[0]
    elif len(found) == 1:
        return found[0]
    names = _names(look)
    rows = ", ".join(_of_product(names, subscription) for subscription in found)
    raise BadInput(
        f"There are {len(found)} digests here: {rows}. Add which one, as in `/persona digest pause for NAME`."
    )


def check_may_set_up(look: Look, channel: str, product: str | None, standing: Standing) -> None:
    """Raises NotAllowed where there is one already that this person may not change."""
    wanted = product_id(look, product, channel)
    for known in subscriptions(look, channel):
        if known.product == wanted:
            check_may_change(known, acting(look), standing)


def set_up(work: Work, channel: str, wish: Wish, standing: Standing, lens: Lens = Lens.PRODUCT) -> None:
    """A digest for this channel as wished, new or changed; the channel is told. `lens`: where none is named."""
    person = acting(work)
    product = product_id(work, wish.product, channel)
    known = next((item for item in subscriptions(work, channel) if item.product == product), None)
    if known is not None:
        check_may_change(known, person, standing)
    zone = next(
        name
        for name in (wish.zone, standing.zone, known.rhythm.zone if known else "", "UTC")
        if is_zone(name)
    )
    assert zone is not None
    rhythm = Rhythm(wish.days, wish.minute, zone)
    used = known.used if known else None
    subscription = Subscription(
        id=known.id if known else work.new_id(),
        channel=channel,
        product=product,
        person=person if known is None or standing.subscriber_gone else known.person,
        rhythm=rhythm,
        lens=wish.lens or (known.lens if known else lens),
        state=State.ACTIVE,
        created=known.created if known else work.now,
        due=next_slot(rhythm, work.now, used).at,
        told=known.told if known else None,
        used=used,
        memory=known.memory if known else Memory(),
    )
    kept.save(work.session, work.workspace, subscription)
    what = (
        "changed the persona digest of this channel" if known else "set up a persona digest for this channel"
    )
    words = f"<@{person}> {what}{_about(work, subscription)}: {rhythm_words(subscription)}. "
    words += f"{next_words(subscription)} It has at most three items. `/persona digest` changes it, "
    words += "`/persona digest preview` shows it now."
    if not is_zone(standing.zone) and wish.zone is None and known is None:
        words += " Your profile names no time zone, so the hour is in UTC; add one, such as Europe/Berlin."
    work.say(Sentence(words), Target.channel(channel, handle=handle_of(subscription.id, "set")))


def check_may_change(subscription: Subscription, person: str, standing: Standing) -> None:
    """Who set it up may change it, an admin, and anybody once that person has left. Raises NotAllowed."""
    if person == subscription.person or standing.admin or standing.subscriber_gone:
        return
    raise NotAllowed(
        f"<@{subscription.person}> set this digest up. Only they or an admin of the workspace can change it."
    )


def pause(work: Work, channel: str, product: str | None, standing: Standing) -> None:
    """No digests until it is resumed."""
    subscription = _changeable(work, channel, product, standing)
    if subscription.state is State.PAUSED:
        raise BadInput("It is paused already. `/persona digest resume` goes on with it.")
    _pause(work, subscription)
    _tell_channel(
        work,
        subscription,
        f"<@{acting(work)}> paused the persona digest of this channel. `/persona digest resume` goes on with it.",
    )


def resume(work: Work, channel: str, product: str | None, standing: Standing) -> None:
    """Goes on; what fell into the pause is not made up for."""
    subscription = _changeable(work, channel, product, standing)
    if subscription.state is State.ACTIVE:
        raise BadInput(f"It is not paused. {next_words(subscription)}")
    following = next_slot(subscription.rhythm, work.now, subscription.used).at
    going = replace(subscription, state=State.ACTIVE, due=following, quiet=0)
    kept.save(work.session, work.workspace, going)
    _tell_channel(
        work, going, f"<@{acting(work)}> resumed the persona digest of this channel. {next_words(going)}"
    )


def stop(work: Work, channel: str, product: str | None, standing: Standing) -> None:
    """Ends it for good."""
    subscription = _changeable(work, channel, product, standing)
    kept.remove(work.session, work.workspace, subscription.id)
    _tell_channel(work, subscription, f"<@{acting(work)}> stopped the persona digest of this channel.")


def preview(work: Work, channel: str, product: str | None, standing: Standing, origin: Origin) -> None:
    """What the digest would say now, for who asks alone. Without a subscription: what one would say."""
    found = subscriptions(work, channel)
    if found:
        subscription = the_one(work, channel, product)
        foot = f"{PREVIEW} {next_words(subscription)}"
    else:
        zone = standing.zone if is_zone(standing.zone) else "UTC"
        rhythm = Rhythm((0,), 540, zone)
        wanted = product_id(work, product, channel)
        subscription = Subscription(
            "", channel, wanted, acting(work), rhythm, Lens.PRODUCT, State.PAUSED, work.now, work.now
        )
        foot = f"{PREVIEW} {NO_DIGEST}"
    message, _ = compose(work, subscription, Gathering(work, [subscription]), counted=False)
    if isinstance(message, Quiet):
        origin.answer(work, replace(message, late=foot))
    else:
        origin.answer(work, replace(message, foot=foot))


def send_now(work: Work, channel: str, product: str | None, standing: Standing) -> None:
    """Posts the digest at once; the next one comes at its time all the same."""
    subscription = _changeable(work, channel, product, standing)
    message, told = compose(work, subscription, Gathering(work, [subscription]), counted=False)
    period = f"now:{work.new_id()}"
    now = micros(work.now)
    items = 0 if isinstance(message, Quiet) else len(message.items)
    kept.mark(work.session, work.workspace, [kept.Sent(subscription.id, period, now, now, items)])
    kept.save(work.session, work.workspace, told)
    work.say(message, Target.channel(channel, handle=handle_of(subscription.id, period)))


def show_list(work: Work, origin: Origin) -> None:
    """The digests of this channel and of public ones, each with its next time."""
    rows = []
    names = _names(work)
    for subscription in kept.of_workspace(work.session, work.workspace):
        is_private = workshops.is_private(work.session, work.workspace, subscription.channel)
        if is_private and subscription.channel != origin.channel:
            continue
        words = (
            f"{rhythm_words(subscription)}{_of(names, subscription)}, set up by <@{subscription.person}>. "
        )
        rows.append(Listed(subscription.channel, words + next_words(subscription)))
    if not rows:
        raise NotFound(NO_DIGEST)
    rows.sort(key=lambda row: row.channel != origin.channel)
    origin.answer(work, DigestList(tuple(rows[:MOST_LISTED])))


# The question whether to go on


@dataclass(frozen=True)
class Question:
    """The question as it was asked: by which post, and after how many quiet ones."""

    subscription: str
    count: int
    period: str


def go_on(work: Work, asked: Question, channel: str, word: str, standing: Standing) -> None:
    """The answer to three quiet ones: "go_on", "pause" or "stop". The post says who answered what."""
    subscription = kept.get(work.session, work.workspace, asked.subscription)
    if subscription.channel != channel:
        raise NotFound(kept.GONE)
    person = acting(work)
    if word == "go_on":
        kept.save(work.session, work.workspace, replace(subscription, quiet=0))
        answer = f"<@{person}>: go on. {next_words(replace(subscription, quiet=0))}"
    else:
        check_may_change(subscription, person, standing)
        if word == "pause":
            _pause(work, subscription)
            answer = f"<@{person}> paused it. `/persona digest resume` goes on with it."
        else:
            kept.remove(work.session, work.workspace, subscription.id)
            answer = f"<@{person}> stopped it."
    post = Quiet(subscription.id, f"{asked.count} digests in a row had nothing to tell.", answer=answer)
    work.say(post, Target.update(handle_of(subscription.id, asked.period)))


def undelivered(work: Work, subscription_id: str, why: str | None) -> None:
    """Slack refused its post: who set it up is told once, and it is paused where posting again would be refused too."""
    subscription = kept.get(work.session, work.workspace, subscription_id)
    if subscription.state is State.PAUSED:
        return
    words = f"I could not post the persona digest in <#{subscription.channel}>. "
    if why is not None:
        _pause(work, subscription)
        words += f"{why} It is paused; `/persona digest resume` in the channel goes on with it."
    else:
        words += "Slack refused it. Please tell whoever looks after Dramatis."
    work.say(Sentence(words), Target.dm(subscription.person))


def _pause(work: Work, subscription: Subscription) -> None:
    kept.save(work.session, work.workspace, replace(subscription, state=State.PAUSED, quiet=0))


def _changeable(work: Work, channel: str, product: str | None, standing: Standing) -> Subscription:
    subscription = the_one(work, channel, product)
    check_may_change(subscription, acting(work), standing)
    if standing.subscriber_gone:
        subscription = replace(subscription, person=acting(work))
    return subscription


def _tell_channel(work: Work, subscription: Subscription, words: str) -> None:
    work.say(Sentence(words), Target.channel(subscription.channel))


def product_id(look: Look, name: str | None, channel: str) -> str:
    """The id of a product by its name; without a name, of the channel's own, if it has one. "" for all of them."""
    if name is None:
        known = workshops.product_of(look.session, look.workspace, channel)
        return known[0] if known else ""
    if not name:
        return ""
    for product, its_name in workshops.products(look.session, look.workspace):
        if its_name.casefold() == name.casefold():
            return product
    raise NotFound(f"There is no product called “{literal(name)}”.")


def _names(look: Look) -> dict[str, str]:
    return dict(workshops.products(look.session, look.workspace))


def _about(look: Look, subscription: Subscription) -> str:
    return _of(_names(look), subscription)


def _of(names: dict[str, str], subscription: Subscription) -> str:
    return literal(about(names.get(subscription.product, "")))


def _of_product(names: dict[str, str], subscription: Subscription) -> str:
    return _of(names, subscription).strip() or "about all products"
