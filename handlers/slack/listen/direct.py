"""What is typed, edited and deleted in the direct messages with the bot."""

from __future__ import annotations

from typing import Any

from bot.workshop.conversation import Deleted, Edited
from handlers.slack.listen.parsing import App, Body, Turn, origin
from handlers.slack.listen.texts import plain
from handlers.use_cases import engine
from handlers.use_cases.asking import answers
from handlers.use_cases.work import Work
from handlers.use_cases.workshops import seats

_NOT_WORDS = frozenset({"bot_message", "message_replied", "channel_join", "assistant_app_thread"})


def register(app: App) -> None:
    """Registers messages in DMs. Bolt acknowledges events before this runs; the inbox has them by then."""

    @app.event("message")
    def message(body: Body, context: Any) -> None:
        event = body["event"]
        if event.get("channel_type") != "im":
            return
        turn: Turn = context["turn"]
        subtype = event.get("subtype")
        if subtype == "message_changed":
            _changed(turn, event)
        elif subtype == "message_deleted":
            _deleted(turn, event)
        elif subtype not in _NOT_WORDS and not event.get("bot_id") and event.get("text"):
            _said(turn, event, body)


def _said(turn: Turn, event: Body, body: Body) -> None:
    text, ts, thread = str(event["text"]), str(event["ts"]), event.get("thread_ts")

    def hear(work: Work) -> None:
        if not seats.hear(work, plain(text), ts, thread):
            answers.ask_in_dm(work, plain(text), thread, origin(body))

    engine.read_ahead(plain(text))
    turn.take(hear)


def _changed(turn: Turn, event: Body) -> None:
    """An edit by the person; link previews arrive the same way and change nothing."""
    after, before = event.get("message") or {}, event.get("previous_message") or {}
    if after.get("bot_id") or after.get("text") == before.get("text") or not after.get("edited"):
        return
    edited = Edited(str(after["ts"]), plain(str(after.get("text", ""))))
    turn.person = turn.person or after.get("user")
    turn.take(lambda work: seats.change_words(work, edited))


def _deleted(turn: Turn, event: Body) -> None:
    before = event.get("previous_message") or {}
    if before.get("bot_id"):
        return
    turn.person = turn.person or before.get("user")
    gone = Deleted(str(event.get("deleted_ts") or before.get("ts")))
    turn.take(lambda work: seats.change_words(work, gone))
