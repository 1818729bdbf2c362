"""What owner and facilitator change: the menu on the card, the window of a persona, the window of its lines."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput, OutOfDate
from bot.personas.editing import LINE_EDITS
from bot.personas.forms import KEEP_PICTURE, About, line_problems
from bot.personas.notes import lines_window
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    file_in,
    form,
    open_window,
    origin,
    parts,
    persona_of,
    pressed,
    send_back,
    travels_of,
)
from handlers.slack.listen.personas import shape
from handlers.slack.listen.who import who
from handlers.slack.views import look as look_of
from handlers.slack.views import persona_windows
from handlers.use_cases.personas import desk, edit
from handlers.use_cases.work import Work

NOT_A_COLLEAGUE = "A persona can only be handed to a colleague of this workspace who is still here."


def register(app: App) -> None:
    """Registers the menu on the card and the windows behind it."""
    _register_menu(app)
    _register_lines(app)

    @app.view("persona.about")
    def about(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        turn: Turn = context["turn"]
        filled, travels = form(body["view"]), travels_of(body)
        made = About(
            name=filled.get("name") or "",
            role=filled.get("role") or "",
            picture=filled.get("picture") or KEEP_PICTURE,
            photo=file_in(filled.get("photo")),
            alt=filled.get("alt") or "",
            owner=filled.get("owner") or None,
        )
        problems = made.problems()
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        persona, channel = persona_of(travels)
        with turn.look() as look:
            is_new = made.owner and made.owner != edit.owner_of(look, persona, channel)
        if is_new and not who(client, turn.workspace, str(made.owner)).is_colleague:
            raise BadInput(NOT_A_COLLEAGUE)
        turn.take(lambda work: edit.change_about(work, persona, channel, made))


def _register_menu(app: App) -> None:
    @app.action("persona.more")
    def more(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        verb, persona = parts(pressed(body)[1], 2)
        where = origin(body)
        if verb in ("retire", "restore", "split", "merge", "edit"):
            with turn.look() as look:
                may, owner = (
                    edit.is_editor(look, persona, where.channel),
                    edit.owner_of(look, persona, where.channel),
                )
            if not may:
                gone = who(client, turn.workspace, owner).gone
                turn.take(lambda work: edit.learn_gone(work, persona, where, owner, gone))
                return
        match verb:
            case "edit":
                with turn.look() as look:
                    shown = desk.editable(look, persona, where.channel)
                open_window(turn, client, body, persona_windows.about(shown, where.channel))
            case "retire":
                turn.take(lambda work: edit.retire(work, persona, where))
            case "restore":
                turn.take(lambda work: edit.restore(work, persona, where))
            case "take_over":
                with turn.look() as look:
                    owner = edit.owner_of(look, persona, where.channel)
                gone = who(client, turn.workspace, owner).gone
                turn.take(lambda work: edit.take_over(work, persona, where, owner, gone))
            case "split" | "merge":
                shape.open_shape(turn, client, body, verb, persona, where.channel)
            case _:
                raise OutOfDate(MOVED)


def _register_lines(app: App) -> None:
    @app.action("persona.lines")
    def open_lines(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        persona, channel = persona_of(_values(pressed(body)[1]))
        with turn.look() as look:
            shown = lines_window(desk.editable(look, persona, channel), channel or "")
        open_window(turn, client, body, look_of(shown).view or {})

    @app.action("persona.line_edit")
    def line_edit(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        verb, line = parts(pressed(body)[1], 2)
        view = body.get("view") or {}
        travels = travels_of(body)
        persona, channel = persona_of(travels)
        page, view_id = int(travels.get("page") or 0), str(view.get("id") or "")
        if verb == "reword":
            with turn.look() as look:
                shown, found = edit.line_to_reword(look, persona, channel or "", line)
            open_window(turn, client, body, persona_windows.reword(shown, found, travels, view_id))
            return
        if verb not in LINE_EDITS:
            raise OutOfDate(MOVED)
        turn.take(lambda work: edit.edit_line(work, persona, channel or "", line, verb, view_id, page))

    @app.action("persona.lines_page.back")
    @app.action("persona.lines_page.on")
    def lines_page(ack: Ack, body: Body, context: Any) -> None:
        ack()
        values = _values(pressed(body)[1])
        persona, channel = persona_of(values)
        page, view_id = int(values.get("page") or 0), str((body.get("view") or {}).get("id") or "")
        context["turn"].take(lambda work: edit.turn_page(work, persona, channel or "", view_id, page))

    @app.view("persona.reword")
    def reworded(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels = travels_of(body)
        text = form(body["view"]).get("text") or ""
        problems = line_problems(text)
        if problems:
            send_back(ack, turn, problems)
            return
        ack()
        persona, channel = persona_of(travels)
        line, view_id, page = travels.get("line", ""), travels.get("view"), int(travels.get("page") or 0)

        def keep(work: Work) -> None:
            edit.reword_line(work, persona, channel or "", line, text, view_id, page)

        turn.take(keep)


def _values(word: str) -> dict[str, Any]:
    """What a button of a window carries. Raises OutOfDate."""
    try:
        found = json.loads(word)
    except ValueError:
        raise OutOfDate(MOVED) from None
    if not isinstance(found, dict):
        raise OutOfDate(MOVED)
    return found
