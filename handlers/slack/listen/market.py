"""The market: `/persona market`, its window, and the buttons below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.personas.market.form import MOST_ROWS, ExclusionRow, MarketForm
from bot.personas.market.market import Reason
from handlers.slack.listen.channels import learn
from handlers.slack.listen.parsing import (
    App,
    Body,
    Turn,
    WebClient,
    form,
    meta_of,
    number,
    one_of,
    open_window,
    origin,
    origin_of,
    pressed,
    send_back,
    travels_of,
    window_of,
    written,
)
from handlers.slack.views import market as views
from handlers.use_cases import market
from handlers.use_cases.work import Work


def open_market(turn: Turn, client: WebClient, body: Body, named: str) -> None:
    """`/persona market`: what is known of the product's market, else the window to say it."""
    where = origin(body)
    with turn.look() as look:
        found = market.here(look, where.channel, named)

    def show(work: Work) -> None:
        learn(work, body)
        if found.kept is not None:
            market.show(work, found.product, where)

    if found.kept is None:
        open_window(turn, client, body, views.window(found.form(), meta_of(body, product=found.product)))
    turn.take(show)


def register(app: App) -> None:
    """Registers the window and the buttons."""

    @app.action("market.edit")
    def edit(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            found = market.to_edit(look, pressed(body)[1], origin(body).channel)
        open_window(turn, client, body, views.window(found.form(), meta_of(body, product=found.product)))
        turn.done()

    @app.action("market.row")
    def row(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        view, travels = window_of(body), travels_of(body)
        rows = min(number(pressed(body)[1]), MOST_ROWS)
        if not turn.replayed:
            shown = views.window(_typed(view, travels), _carried(travels), rows)
            client.views_update(view_id=str(view.get("id")), view=shown)
        turn.done()

    @app.view("market.keep")
    def keep(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels = travels_of(body)
        typed = _typed(body["view"], travels)
        with turn.look() as look:
            today = look.now.date()
        problems = typed.problems(today)
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        said = typed.market(today)
        name = " ".join(typed.product.split())
        chart = market.draw(said, name)
        product, channel = str(travels.get("product") or ""), travels.get("channel")
        where = origin_of(travels)
        turn.take(lambda work: market.keep(work, product, name, said, chart, channel, where))

    @app.action("market.history")
    def history(ack: Ack, body: Body, context: Any) -> None:
        ack()
        product = pressed(body)[1]
        context["turn"].take(lambda work: market.show_history(work, product, origin(body)))

    @app.action("market.share")
    def share(ack: Ack, body: Body, context: Any) -> None:
        ack()
        product = pressed(body)[1]
        context["turn"].take(lambda work: market.share(work, product, origin(body).channel or ""))


def _typed(view: Mapping[str, Any], travels: Mapping[str, Any]) -> MarketForm:
    """What stands in the window."""
    filled = form(view)
    rows = [
        ExclusionRow(
            one_of(Reason, filled.get(f"reason:{place}"), Reason.OTHER),
            written(filled.get(f"name:{place}")),
            written(filled.get(f"amount:{place}")),
        )
        for place in range(min(int(travels.get("rows") or 0), MOST_ROWS))
    ]
    product = travels.get("name") or filled.get("product")
    return MarketForm(
        written(product),
        written(filled.get("tam")),
        written(filled.get("unit")),
        written(filled.get("source")),
        written(filled.get("known_on")),
        tuple(rows),
    )


def _carried(travels: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in travels.items() if key in ("product", "channel", "url")}
