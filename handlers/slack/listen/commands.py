"""The slash command `/persona`: its first word chooses what happens. What help and the docs list is `COMMANDS` in
bot/words.py."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from handlers.slack.listen import digests
from handlers.slack.listen.asking import command_place, question
from handlers.slack.listen.interviews import open_give as open_interview
from handlers.slack.listen.market import open_market
from handlers.slack.listen.parsing import App, Body, Turn, WebClient, open_window, origin
from handlers.slack.listen.surveys import open_give
from handlers.slack.listen.testing import give_questionnaire, open_test_by_name
from handlers.slack.views import workshop_windows
from handlers.use_cases import channels, forgetting
from handlers.use_cases import help as helping
from handlers.use_cases.asking import answers, gaps
from handlers.use_cases.evidence import interviews
from handlers.use_cases.personas import cards, exporting
from handlers.use_cases.surveys import reading
from handlers.use_cases.work import Work
from handlers.use_cases.workshops import customers, example


def register(app: App) -> None:
    """Registers `/persona`."""

    @app.command("/persona")
    def persona(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        word, _, rest = str(body.get("text") or "").strip().partition(" ")
        rest = rest.strip()
        match word.casefold():
            case "new":
                with turn.look() as look:
                    product = channels.product_name(look, str(body.get("channel_id", "")))
                channel = str(body.get("channel_id", "")) if _in_channel(body) else ""
                open_window(turn, client, body, workshop_windows.new_workshop(rest[:80], product, channel))
                turn.take(lambda work: _learn(work, body))
            case "customers":
                in_channel = _in_channel(body)
                turn.take(lambda work: customers.ask(work, origin(body), in_channel))
            case "example":
                in_channel = _in_channel(body)
                example.read_ahead()
                turn.take(lambda work: example.load(work, origin(body), in_channel))
            case "list":
                turn.take(lambda work: cards.show_all(work, origin(body)))
            case "show":
                turn.take(lambda work: cards.show(work, rest, origin(body)))
            case "export":
                turn.take(lambda work: exporting.by_words(work, rest, origin(body)))
            case "ask":
                turn.take(lambda work: _ask(work, rest, body))
            case "gaps":
                turn.take(lambda work: gaps.show(work, origin(body)))
            case "survey":
                open_give(turn, client, body, str(body.get("channel_id", "")) if _in_channel(body) else "")
            case "test":
                open_test_by_name(turn, client, body, rest)
            case "questionnaire":
                turn.take(lambda work: give_questionnaire(work, rest, body))
            case "interview":
                open_interview(turn, client, body, rest, origin(body).channel)
            case "interviews":
                turn.take(lambda work: interviews.show_list(work, origin(body)))
            case "surveys":
                turn.take(lambda work: reading.show_list(work, origin(body)))
            case "digest":
                digests.command(turn, client, body, rest, _in_channel(body))
            case "market":
                open_market(turn, client, body, rest, lambda work: _learn(work, body))
            case "privacy":
                days = turn.turns.services.retention_days
                turn.take(lambda work: forgetting.show_privacy(work, days, origin(body)))
            case "forget" if rest.casefold() in ("", "me"):
                turn.take(lambda work: forgetting.ask(work, origin(body)))
            case "" | "help":
                turn.take(lambda work: helping.show_help(work, rest, origin(body)))
            case _:
                turn.take(lambda work: helping.unknown_word(work, word, origin(body)))


def _in_channel(body: Body) -> bool:
    return str(body.get("channel_name")) not in ("directmessage", "mpdm")


def _ask(work: Work, text: str, body: Body) -> None:
    _learn(work, body)
    answers.ask(work, question(text, None), command_place(body))


def _learn(work: Work, body: Body) -> None:
    """A command tells by the way whether its channel is private."""
    if _in_channel(body):
        private = str(body.get("channel_name")) == "privategroup"
        channels.learn(work, str(body.get("channel_id", "")), private)
