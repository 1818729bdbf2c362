"""The slash command `/persona`: its first word chooses what happens. What help and the docs list is `COMMANDS` in
bot/words.py."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from handlers.slack.listen import digests
from handlers.slack.listen.asking import command_place
from handlers.slack.listen.channels import channel_of, in_channel, learn
from handlers.slack.listen.interviews import open_give as open_interview
from handlers.slack.listen.market import open_market
from handlers.slack.listen.parsing import App, Body, Turn, WebClient, open_window, origin
from handlers.slack.listen.surveys import open_give
from handlers.slack.listen.testing import give_questionnaire, open_test_by_name
from handlers.slack.listen.texts import question
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
                window = workshop_windows.new_workshop(rest[:80], product, channel_of(body))
                open_window(turn, client, body, window)
                turn.take(lambda work: learn(work, body))
            case "customers":
                turn.take(lambda work: customers.ask(work, origin(body), in_channel(body)))
            case "example":
                example.read_ahead()
                turn.take(lambda work: example.load(work, origin(body), in_channel(body)))
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
                open_give(turn, client, body, channel_of(body))
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
                digests.command(turn, client, body, rest)
            case "market":
                open_market(turn, client, body, rest)
            case "privacy":
                days = turn.turns.services.retention_days
                turn.take(lambda work: forgetting.show_privacy(work, days, origin(body)))
            case "forget" if rest.casefold() in ("", "me"):
                turn.take(lambda work: forgetting.ask(work, origin(body)))
            case "" | "help":
                turn.take(lambda work: helping.show_help(work, rest, origin(body)))
            case _:
                turn.take(lambda work: helping.unknown_word(work, word, origin(body)))


def _ask(work: Work, text: str, body: Body) -> None:
    learn(work, body)
    answers.ask(work, question(text, None), command_place(body))
