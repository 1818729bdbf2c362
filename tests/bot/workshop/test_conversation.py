"""The conversation as a state machine: stories first, then what holds for every sequence of events."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nouns import AnswerState, HowKnown
from bot.workshop.conversation import (
    ChangeAnswer,
    Close,
    Conversation,
    Deleted,
    DontKnow,
    Edited,
    Event,
    Finish,
    GoBack,
    Knows,
    Pause,
    Phase,
    Resume,
    Said,
    Skip,
    Step,
    TurnKind,
    open_first,
    step,
    turn_message,
)
from bot.workshop.splitting import Split, split

SCRIPT = ("traits", "needs", "pains")


class Platitudes:
    """Finds two answers vague, whatever the engine behind the real thing thinks."""

    def is_vague(self, text: str, facet: str) -> bool | None:
        return text in ("busy people", "everyone")


def taken(text: str, facet: str) -> Split:
    return split(text, facet, Platitudes())


class Talk:
    """A conversation that remembers its steps, so that a test reads as a story."""

    def __init__(self, script: tuple[str, ...] = SCRIPT) -> None:
        self._ids = itertools.count(1)
        self._ts = itertools.count(1)
        self.last: Step = open_first("s1", "freelance photographers", script)

    @property
    def now(self) -> Conversation:
        return self.last.conversation

    def do(self, event: Event) -> Step:
        self.last = step(self.now, event, taken, lambda: f"id{next(self._ids)}")
        return self.last

    def say(self, text: str, before_open: bool = False) -> str:
        ts = f"{next(self._ts)}.000100"
        self.do(Said(ts, text, before_open))
        return ts

    def press(self, button: Callable[[int], Event]) -> Step:
        return self.do(button(self.now.open_turn))

    @property
    def asks(self) -> str | None:
        return self.now.turns[-1].asks


def texts(talk: Talk, facet: str) -> list[str]:
    answer = talk.now.answer(facet)
    return [statement.text for statement in answer.statements] if answer else []


def test_three_answers_lead_to_the_summary_and_done() -> None:
    talk = Talk()
    talk.say("28 to 40, live in Berlin")
    assert talk.asks == "needs"
    talk.say("Edits photos on trains without wifi")
    talk.say("Loses half a day each month chasing unpaid invoices")
    assert talk.now.phase is Phase.SUMMARY
    talk.press(Finish)
    assert talk.now.finished
    assert texts(talk, "needs") == ["Edits photos on trains without wifi"]


def test_a_stakeholder_who_pauses_is_asked_the_same_question_again() -> None:
    talk = Talk()
    talk.say("28 to 40, live in Berlin")
    talk.press(Pause)
    assert talk.now.phase is Phase.PAUSED
    talk.do(Resume())
    assert talk.now.phase is Phase.ASKING
    assert talk.asks == "needs"
    assert talk.now.turns[-1].kind is TurnKind.QUESTION


def test_typing_while_paused_answers_the_open_question() -> None:
    talk = Talk()
    talk.press(Pause)
    talk.say("28 to 40, live in Berlin")
    assert texts(talk, "traits")
    assert talk.asks == "needs"


def test_a_vague_answer_gets_one_follow_up_and_is_then_taken_as_it_is() -> None:
    talk = Talk()
    talk.say("busy people")
    assert talk.now.turns[-1].kind is TurnKind.PROBE
    talk.say("everyone")
    assert talk.asks == "needs"
    assert texts(talk, "traits") == ["busy people", "everyone"]


def followed_up() -> tuple[Talk, str, str]:
    """Somebody was vague, was asked once more, and said what one could see."""
    talk = Talk()
    vague = talk.say("busy people")
    better = talk.say("They answer mails at midnight")
    return talk, vague, better


def test_what_says_more_takes_the_place_of_the_vague_words_which_stay_readable() -> None:
    talk, _, _ = followed_up()
    answer = talk.now.answer("traits")
    assert answer is not None
    assert answer.text == "busy people\nThey answer mails at midnight"
    assert texts(talk, "traits") == ["They answer mails at midnight"]
    heard = turn_message(talk.now, talk.now.open_turn).heard
    assert heard is not None
    assert heard.instead_of == "busy people"
    assert turn_message(talk.now, talk.now.open_turn - 1).heard is None, "not above the words themselves"


def test_vague_words_that_are_edited_to_say_more_stand_beside_the_others_and_give_way_again() -> None:
    talk, vague, _ = followed_up()
    talk.do(Edited(vague, "Nurses on night shifts"))
    assert texts(talk, "traits") == ["Nurses on night shifts", "They answer mails at midnight"]
    assert talk.now.gave_way("traits") == ""
    talk.do(Edited(vague, "everyone"))
    assert texts(talk, "traits") == ["They answer mails at midnight"]
    assert talk.now.gave_way("traits") == "everyone"


def test_vague_words_stand_again_where_nothing_better_is_left() -> None:
    talk, _, better = followed_up()
    talk.do(Edited(better, "everyone"))
    assert texts(talk, "traits") == ["busy people", "everyone"]
    talk.do(Edited(better, "They answer mails at midnight"))
    assert texts(talk, "traits") == ["They answer mails at midnight"]
    talk.do(Deleted(better))
    answer = talk.now.answer("traits")
    assert answer is not None
    assert answer.state is AnswerState.GIVEN
    assert texts(talk, "traits") == ["busy people"]


def test_back_after_a_follow_up_shows_what_stands_and_a_new_answer_takes_its_place() -> None:
    talk, vague, _ = followed_up()
    talk.press(GoBack)
    standing = turn_message(talk.now, talk.now.open_turn).standing
    assert standing is not None
    assert [s.text for s in standing.statements] == ["They answer mails at midnight"]
    talk.press(Skip)
    assert texts(talk, "traits") == ["They answer mails at midnight"]
    talk.press(GoBack)
    talk.say("28 to 40, live in Berlin")
    assert "They answer mails at midnight" not in texts(talk, "traits")
    talk.do(Edited(vague, "Nurses on night shifts"))
    answer = talk.now.answer("traits")
    assert answer is not None
    assert [source.text for source in answer.earlier] == [
        "Nurses on night shifts",
        "They answer mails at midnight",
    ]
    assert "Nurses on night shifts" not in texts(talk, "traits")


def test_leaving_a_vague_answer_so_keeps_it() -> None:
    talk = Talk()
    talk.say("busy people")
    talk.press(Skip)
    assert texts(talk, "traits") == ["busy people"]


def test_back_shows_the_answer_and_a_new_one_takes_its_place_but_the_old_words_are_kept() -> None:
    talk = Talk()
    talk.say("28 to 40, live in Berlin")
    talk.press(GoBack)
    assert talk.asks == "traits"
    talk.say("35 to 50, live in Hamburg")
    answer = talk.now.answer("traits")
    assert answer is not None
    assert [source.text for source in answer.earlier] == ["28 to 40, live in Berlin"]
    assert "Hamburg" in answer.text
    assert talk.asks == "needs"


def test_keep_it_after_back_changes_nothing() -> None:
    talk = Talk()
    talk.say("28 to 40, live in Berlin")
    before = talk.now.answers
    talk.press(GoBack)
    talk.press(Skip)
    assert talk.now.answers == before
    assert talk.asks == "needs"


def test_a_button_of_an_answered_message_says_so_and_changes_nothing() -> None:
    talk = Talk()
    talk.say("28 to 40, live in Berlin")
    before = talk.now
    stepped = talk.do(Skip(0))
    assert stepped.conversation == before
    assert stepped.notices


def test_words_sent_before_the_next_question_was_there_belong_to_the_answer_before() -> None:
    talk = Talk()
    talk.say("28 to 40, live in Berlin")
    talk.say("and about half have small children", before_open=True)
    assert talk.asks == "needs"
    assert any("children" in text for text in texts(talk, "traits"))


def test_dont_know_is_a_finding_and_the_next_question_comes() -> None:
    talk = Talk()
    talk.press(DontKnow)
    answer = talk.now.answer("traits")
    assert answer is not None
    assert answer.state is AnswerState.DONT_KNOW
    assert talk.asks == "needs"


def test_an_edited_message_changes_its_answer_and_keeps_how_unchanged_lines_are_known() -> None:
    talk = Talk()
    talk.say("28 to 40, live in Berlin")
    ts = talk.say("Sends previews the same evening; edits photos on trains")
    first = talk.now.answer("needs").statements[0]  # type: ignore[union-attr]
    talk.do(Knows("needs", HowKnown.SEEN, first.id))
    talk.do(Edited(ts, "Sends previews the same evening; edits photos in cafés"))
    statements = talk.now.answer("needs").statements  # type: ignore[union-attr]
    assert statements[0] == talk.now.answer("needs").statements[0]  # type: ignore[union-attr]
    assert statements[0].id == first.id
    assert statements[0].how is HowKnown.SEEN
    assert "cafés" in statements[1].text


def test_a_deleted_message_takes_its_statements_with_it() -> None:
    talk = Talk()
    ts = talk.say("28 to 40, live in Berlin")
    talk.do(Deleted(ts))
    answer = talk.now.answer("traits")
    assert answer is not None
    assert not answer.statements
    assert not answer.sources


def test_changing_an_answer_from_the_summary_leads_back_to_the_summary() -> None:
    talk = Talk()
    for text in ("28 to 40, live in Berlin", "Edits on trains without wifi", "Loses invoices every month"):
        talk.say(text)
    talk.do(ChangeAnswer("needs"))
    assert talk.asks == "needs"
    talk.say("Edits in cafés without power")
    assert talk.now.phase is Phase.SUMMARY
    assert texts(talk, "needs") == ["Edits in cafés without power"]


def test_changing_an_answer_after_done_stays_done() -> None:
    talk = Talk()
    for text in ("28 to 40, live in Berlin", "Edits on trains without wifi", "Loses invoices every month"):
        talk.say(text)
    talk.press(Finish)
    talk.do(ChangeAnswer("pains"))
    assert talk.now.finished
    talk.say("Loses invoices every week")
    assert talk.now.phase is Phase.DONE


def test_a_second_delivery_of_a_message_changes_nothing() -> None:
    talk = Talk()
    talk.do(Said("7.1", "28 to 40, live in Berlin"))
    before = talk.now
    assert talk.do(Said("7.1", "28 to 40, live in Berlin")) == Step(before)


@pytest.mark.parametrize(("text", "expected"), [("back", "traits"), ("pause", "needs")])
def test_commands_can_be_typed(text: str, expected: str) -> None:
    talk = Talk()
    talk.say("28 to 40, live in Berlin")
    talk.say(text)
    assert talk.asks == expected


WORDS = st.sampled_from(
    [
        "Edits photos on trains without wifi",
        "busy people",
        "idk",
        "skip",
        "back",
        "help",
        "🙂",
        "what do you mean?",
        "They never read manuals, and they hate logins",
        "€30 a month; up to 500 a year",
    ]
)
FACETS = st.sampled_from([*SCRIPT, "unheard_of"])
TURNS = st.integers(0, 12)


@st.composite
def events(draw: st.DrawFn) -> list[tuple[str, object]]:
    return draw(
        st.lists(
            st.one_of(
                st.tuples(st.just("say"), st.tuples(WORDS, st.booleans())),
                st.tuples(st.just("edit"), st.tuples(st.integers(0, 30), WORDS)),
                st.tuples(st.just("delete"), st.integers(0, 30)),
                st.tuples(
                    st.sampled_from(["skip", "dont_know", "back", "pause", "finish"]), st.none() | TURNS
                ),
                st.tuples(st.just("resume"), st.none()),
                st.tuples(st.just("change"), FACETS),
                st.tuples(st.just("knows"), st.tuples(FACETS, st.sampled_from(list(HowKnown)))),
                st.tuples(st.just("close"), st.none()),
            ),
            max_size=30,
        )
    )


PRESSES = {"skip": Skip, "dont_know": DontKnow, "back": GoBack, "pause": Pause, "finish": Finish}


@settings(max_examples=150, deadline=None)
@given(events())
def test_whatever_happens_no_words_are_lost_and_there_is_always_something_to_do_next(
    story: list[tuple[str, object]],
) -> None:
    talk = Talk()
    sent: dict[str, str] = {}
    for what, arg in story:
        before = talk.now
        if what == "say":
            text, early = arg  # type: ignore[misc]
            kind = split(text, talk.now.facet).kind
            ts = talk.say(text, early)
            if kind == "answer" and before.phase is not Phase.CLOSED:
                sent[ts] = text
        elif what == "edit" and sent:
            place, text = arg  # type: ignore[misc]
            ts = list(sent)[place % len(sent)]
            talk.do(Edited(ts, text))
            if before.phase is not Phase.CLOSED:
                sent[ts] = text
        elif what == "delete" and sent:
            ts = list(sent)[arg % len(sent)]  # type: ignore[operator]
            talk.do(Deleted(ts))
            if before.phase is not Phase.CLOSED:
                sent.pop(ts)
        elif what in PRESSES:
            talk.do(PRESSES[what](talk.now.open_turn if arg is None else arg))  # type: ignore[arg-type]
        elif what == "resume":
            talk.do(Resume())
        elif what == "change":
            talk.do(ChangeAnswer(arg))  # type: ignore[arg-type]
        elif what == "knows":
            talk.do(Knows(*arg))  # type: ignore[misc]
        elif what == "close":
            talk.do(Close())
        now = talk.now
        for ts, text in sent.items():
            assert _words(now, ts) == text
        assert len({answer.facet for answer in now.answers}) == len(now.answers)
        assert now.turns
        if now.phase is not Phase.CLOSED:
            assert (now.turns[-1].kind in (TurnKind.QUESTION, TurnKind.PROBE)) == (now.phase is Phase.ASKING)
        for number in range(len(now.turns)):
            message = turn_message(now, number)
            assert message.open == (number == now.open_turn and now.phase is not Phase.CLOSED)


def _words(conversation: Conversation, ts: str) -> str | None:
    for answer in conversation.answers:
        for source in (*answer.sources, *answer.earlier):
            if source.ts == ts:
                return source.text
    return None
