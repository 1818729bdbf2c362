"""The facilitator's presses and windows about merged lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack

from bot.errors import OutOfDate
from bot.nouns import Line
from handlers.slack.listen.parsing import MOVED, App, Body, Turn, WebClient, form, open_window, pressed
from handlers.slack.views import merging_windows as windows
from handlers.use_cases.origin import Origin
from handlers.use_cases.workshops import merging


def register(app: App) -> None:
    """Registers them."""

    @app.action("workshop.doubtful")
    def open_doubtful(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            found = merging.doubtful(look, pressed(body)[1])
        open_window(turn, client, body, windows.doubtful(found.workshop, found.pairs))

    @app.view("workshop.doubtful")
    def doubtful(ack: Ack, body: Body, context: Any) -> None:
        ack()
        workshop = str(body["view"].get("private_metadata") or "")
        decided: dict[str, list[tuple[str, str]]] = {windows.SAME: [], windows.DIFFERENT: []}
        for block, value in form(body["view"]).items():
            what, _, pair = block.partition(":")
            one, _, other = pair.partition(":")
            if what == "pair" and value in decided:
                decided[value].append((one, other))
        same, different = decided[windows.SAME], decided[windows.DIFFERENT]
        context["turn"].take(lambda work: merging.decide(work, workshop, same, different))

    @app.action("workshop.apart")
    def open_apart(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        with turn.look() as look:
            workshop, lines = merging.mergeds(look, pressed(body)[1])
        open_window(turn, client, body, windows.apart(workshop, _worded(lines)))

    @app.view("workshop.apart")
    def apart(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        workshop = str(body["view"].get("private_metadata") or "")
        filled = form(body["view"])
        blocks = [block for block in filled if block.startswith("apart:")]
        chosen = [block.partition(":")[2] for block in blocks if filled[block]]
        if not blocks:
            raise OutOfDate(MOVED)
        if not chosen:
            with turn.look() as look:
                found, lines = merging.mergeds(look, workshop)
            again = windows.apart(found, _worded(lines), merging.NONE_CHOSEN)
            ack(response_action="update", view=again)
            turn.done()
            return
        ack()
        turn.take(lambda work: merging.take_apart(work, workshop, chosen, Origin()))


def _worded(lines: Sequence[Line]) -> list[tuple[Line, Sequence[str]]]:
    return [(line, merging.wordings(line)) for line in lines]
