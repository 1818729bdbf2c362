"""`/persona digest`, its window, and the presses on a digest."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack

from bot.digest.rhythm import is_zone
from bot.digest.words import Deed, Wish, understand
from bot.errors import BadInput, OutOfDate
from bot.facets import Lens
from handlers.slack.listen.channels import in_channel, is_private, learn
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    form,
    listed,
    number,
    one_of,
    open_window,
    origin,
    parts,
    pressed,
    travels_of,
    written,
)
from handlers.slack.listen.who import who
from handlers.slack.views import digests as views
from handlers.use_cases import channels
from handlers.use_cases.digests import still_true, subscriptions
from handlers.use_cases.digests.subscriptions import Question, Standing
from handlers.use_cases.work import Look, Work

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def register(app: App) -> None:
    """Registers the window and the presses; the command itself comes by `commands.py`."""

    @app.view("digest.set")
    def set_up(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        turn: Turn = context["turn"]
        travels, filled = _travels(body), form(body["view"])
        channel = travels["channel"]
        days = tuple(sorted(int(day) for day in listed(filled.get("days")) if day in "0123456"))
        hour = CLOCK.fullmatch(written(filled.get("time")))
        if not days or hour is None:
            raise BadInput(
                "Choose at least one day." if not days else "Choose an hour.", "time" if days else "days"
            )
        lens = one_of(Lens, filled.get("lens"), Lens.PRODUCT)
        product = _product(turn, filled.get("product"))
        wish = Wish(days, int(hour[1]) * 60 + int(hour[2]), lens=lens, product=product)
        standing = _standing(turn, client, channel, product)
        with turn.look() as look:
            subscriptions.check_may_set_up(look, channel, product, standing)
        ack()

        def keep(work: Work) -> None:
            channels.learn(work, channel, travels["private"])
            subscriptions.set_up(work, channel, wish, standing, lens)

        turn.take(keep)

    for word in ("yes", "no"):
        _register_still(app, word)
    for word in ("go_on", "pause", "stop"):
        _register_question(app, word)


def _register_still(app: App, word: str) -> None:
    @app.action(f"digest.still_{word}")
    def still(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona, at = parts(pressed(body)[1], 2)
        if not at.isascii() or not at.isdigit() or len(at) > 11:
            raise OutOfDate(MOVED)
        asked_at = datetime.fromtimestamp(int(at), UTC)
        context["turn"].take(
            lambda work: still_true.answer(work, persona, asked_at, word == "yes", origin(body))
        )


def _register_question(app: App, word: str) -> None:
    @app.action(f"digest.{word}")
    def answer(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        subscription, count, period = parts(pressed(body)[1], 3)
        asked = Question(subscription, number(count), period)
        channel = origin(body).channel or ""
        standing = _standing(turn, client, channel, None, subscription)
        turn.take(lambda work: subscriptions.go_on(work, asked, channel, word, standing))


def command(turn: Turn, client: WebClient, body: Body, words: str) -> None:
    """What was typed after `/persona digest`."""
    if not in_channel(body):
        raise BadInput(subscriptions.IN_A_CHANNEL)
    channel = str(body.get("channel_id", ""))
    with turn.look() as look:
        names = [name for _, name in subscriptions.products(look)]
    meant = understand(words, channel, names)
    if meant is None:
        _open(turn, client, body, channel)
        turn.take(lambda work: learn(work, body))
        return
    standing = _standing(turn, client, channel, meant.product)
    lens = _lens_of(str(body.get("channel_name", "")))

    def do(work: Work) -> None:
        learn(work, body)
        if isinstance(meant, Wish):
            subscriptions.set_up(work, channel, meant, standing, lens)
        else:
            _do(work, channel, meant, standing, body)

    turn.take(do)


def _do(work: Work, channel: str, deed: Deed, standing: Standing, body: Body) -> None:
    match deed.verb:
        case "pause":
            subscriptions.pause(work, channel, deed.product, standing)
        case "resume":
            subscriptions.resume(work, channel, deed.product, standing)
        case "stop":
            subscriptions.stop(work, channel, deed.product, standing)
        case "preview":
            subscriptions.preview(work, channel, deed.product, standing, origin(body))
        case "now":
            subscriptions.send_now(work, channel, deed.product, standing)
        case _:
            subscriptions.show_list(work, origin(body))


def _open(turn: Turn, client: WebClient, body: Body, channel: str) -> None:
    zone = who(client, turn.workspace, turn.person or "").zone
    with turn.look() as look:
        found = subscriptions.subscriptions(look, channel)
        product = subscriptions.product_id(look, None, channel)
        known = next((item for item in found if item.product == product), found[0] if found else None)
        view = views.window(
            channel,
            is_private(body),
            zone if is_zone(zone) else known.rhythm.zone if known else "UTC",
            subscriptions.products(look),
            known,
            known.product if known else product,
            _lens_of(str(body.get("channel_name", ""))),
            subscriptions.told_of(look, found),
        )
    open_window(turn, client, body, view)


def _standing(
    turn: Turn, client: WebClient, channel: str, product: str | None, subscription: str | None = None
) -> Standing:
    """Asks Slack of who acts; and of the one who set the digest up, where that is somebody else."""
    me = who(client, turn.workspace, turn.person or "")
    with turn.look() as look:
        subscriber = _subscriber(look, channel, product, subscription)
    gone = subscriber not in (None, turn.person) and who(client, turn.workspace, str(subscriber)).gone
    return Standing(me.zone, me.admin, gone)


def _subscriber(look: Look, channel: str, product: str | None, subscription: str | None) -> str | None:
    found = subscriptions.subscriptions(look, channel)
    if subscription is not None:
        found = tuple(item for item in found if item.id == subscription)
    elif len(found) > 1 or product is not None:
        wanted = subscriptions.product_id(look, product, channel)
        found = tuple(item for item in found if item.product == wanted)
    return found[0].person if found else None


def _product(turn: Turn, chosen: object) -> str | None:
    """The name of the product that was chosen in the window; None where there was nothing to choose."""
    if chosen is None:
        return None
    if chosen == views.ALL_PRODUCTS:
        return ""
    with turn.look() as look:
        name = dict(subscriptions.products(look)).get(str(chosen))
    if name is None:
        raise OutOfDate(MOVED)
    return name


def _lens_of(channel: str) -> Lens:
    """The lens a channel's name speaks of; product where it speaks of none."""
    words = re.split(r"[^a-z]+", channel.casefold())
    return next((lens for lens in Lens if lens.value in words), Lens.PRODUCT)


def _travels(body: Body) -> dict[str, Any]:
    """Channel, and whether it is private, as they travelled with the window. Raises OutOfDate."""
    travels = travels_of(body)
    if not isinstance(travels.get("channel"), str) or not travels["channel"]:
        raise OutOfDate(MOVED)
    travels["private"] = travels.get("private") is not False
    return travels
