"""Stories of what people type instead of an answer, and of answers that only look like it."""

from __future__ import annotations

import pytest

from bot.workshop.splitting import AnswerKind, split


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no idea, sorry", AnswerKind.DONT_KNOW),
        ("I really couldn't tell you", AnswerKind.DONT_KNOW),
        ("hard to say, ask the sales people", AnswerKind.DONT_KNOW),
        ("we never tracked that", AnswerKind.DONT_KNOW),
        ("Skip this one please", AnswerKind.SKIP),
        ("N/A", AnswerKind.SKIP),
        ("same answer as before", AnswerKind.SKIP),
        ("doesn't apply to them", AnswerKind.SKIP),
        ("👍👍", AnswerKind.EMPTY),
        ("hmm ok", AnswerKind.EMPTY),
        ("   ", AnswerKind.EMPTY),
        ("what do you mean by that?", AnswerKind.QUESTION_BACK),
        ("per shop or for the whole chain?", AnswerKind.QUESTION_BACK),
        ("needs of whom?", AnswerKind.QUESTION_BACK),
    ],
)
def test_what_is_no_answer_is_known_as_such(text: str, kind: AnswerKind) -> None:
    assert split(text, "needs").kind is kind


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("help", "help"),
        ("Go back please", "back"),
        ("undo", "undo"),
        ("can we pause? I have a call", "pause"),
        ("stop", "stop"),
        ("let me finish this tomorrow", "pause"),
        ("change my last answer", "edit"),
        ("start over", "restart"),
        ("/persona list", "/persona"),
    ],
)
def test_commands_are_named(text: str, command: str) -> None:
    assert split(text, "tools").kind is AnswerKind.COMMAND
    assert split(text, "tools").command == command


@pytest.mark.parametrize(
    "text",
    [
        "idk, maybe the aunt",
        "not sure but about 20 a week",
        "skip the queue at the counter",
        "pass the driving test",
        "next day delivery",
        "same day",
        "help from a neighbour",
        "back pain",
        "stop smoking",
        "pause the subscription in august",
        "restart the router",
        "undo in the editor",
        "edit photos on the train",
        "ok with cash only",
        "none of them drives",
        "no",
        "nothing",
        "if i had to guess the cook",
        'they ask "is it about me?"',
        "x-ray",
        "unknown callers",
        "no data on the phone abroad means they get lost",
        "end of the month",
        "continue where they left off",
        "leave early on fridays",
        "reset 30 passwords",
        "they don't know how to print",
    ],
)
def test_an_answer_is_never_thrown_away(text: str) -> None:
    assert split(text, "needs").kind is AnswerKind.ANSWER


def test_a_customers_question_is_an_objection_and_no_question_back() -> None:
    assert split("what if the battery dies?", "objections").kind is AnswerKind.ANSWER
    assert split("do you mean theirs or ours?", "objections").kind is AnswerKind.QUESTION_BACK
