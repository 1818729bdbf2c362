"""A product manager asks in a channel, in direct messages and by the command, and goes on from the answer."""

from __future__ import annotations

import pytest

from tests.slack.asking.conftest import Asking

CHANNEL = "#general"


def test_a_mention_in_a_channel_is_answered_in_its_thread_with_the_lines(asking: Asking) -> None:
    tomas = asking.person("tomas")
    asked = tomas.say(CHANNEL, "@Dramatis which persona edits photos without internet?")
    answer = tomas.wait_for_message(CHANNEL, "Robin", thread=asked, button="Not right")
    assert "Edits photos on trains without wifi" in answer.everything
    assert "Robin" in answer.text.split(".")[0], "the answer leads with one sentence"
    assert "Otto" not in answer.everything
    tomas.press(answer, "Show")
    card = tomas.wait_for(lambda: [m for m in tomas.ephemerals(CHANNEL) if "Challenge" in m.buttons])[-1]
    assert "Robin" in card.everything


def test_a_further_mention_in_the_thread_keeps_the_context(asking: Asking) -> None:
    amina = asking.person("amina")
    asked = amina.say(CHANNEL, "@Dramatis what does Robin need most?")
    amina.wait_for_message(CHANNEL, "What Robin needs most", thread=asked)
    amina.say(CHANNEL, "@Dramatis and Marta?", asked)
    answer = amina.wait_for_message(CHANNEL, "What Marta needs most", thread=asked)
    assert "Understood as" in answer.everything


def test_a_question_in_direct_messages_is_answered_there_and_ask_more_goes_on(asking: Asking) -> None:
    priya = asking.person("priya")
    priya.tell_bot("who needs shared albums?")
    answer = priya.wait_for_bot("Marta", button="Ask more")
    assert "Needs shared albums for the whole team" in answer.everything
    priya.press(answer, "Ask more")
    priya.wait_for_modal("who needs shared albums?")
    assert not priya.submit(question="and who hates it?")
    further = priya.wait_for_bot("shared albums", after=answer)
    assert "hates" in further.everything, "the question typed in the window is said with its answer"


def test_ask_by_command_is_seen_by_one_and_can_be_shared(asking: Asking) -> None:
    jonas = asking.person("jonas")
    jonas.command(CHANNEL, "/persona ask who has clients that pay late?")
    answer = jonas.wait_for_message(CHANNEL, "Clients pay 60 days late", button="Share to channel")
    assert answer.ephemeral
    jonas.press(answer, "Share to channel")
    tomas = asking.person("tomas")
    shared = tomas.wait_for_message(CHANNEL, "who has clients that pay late?")
    assert not shared.ephemeral
    assert "Clients pay 60 days late" in shared.everything


def test_not_right_takes_the_line_out_of_this_answer_and_of_the_same_question_later(asking: Asking) -> None:
    tomas = asking.person("tomas")
    asked = tomas.say(CHANNEL, "@Dramatis who has a laptop that dies?")
    answer = tomas.wait_for_message(
        CHANNEL, "Their laptop dies at weddings", thread=asked, button="Not right"
    )
    tomas.press(answer, "Not right")
    modal = tomas.wait_for_modal("Which of these do not answer it?")
    chosen = next(
        option["value"]
        for block in modal.blocks
        if block["type"] == "input"
        for option in block["element"]["options"]
        if "laptop" in option["text"]["text"]
    )
    assert not tomas.submit(**{"wrong:0": [chosen]})

    def changed() -> bool:
        now = tomas.message(CHANNEL, answer.ts).everything
        return "Their laptop dies at weddings" not in now

    tomas.wait_for(changed, 10, "the answer shown anew")
    again = tomas.say(CHANNEL, "@Dramatis Who has a laptop that dies")
    later = tomas.wait_for_message(CHANNEL, thread=again, button="Ask the team")
    assert "Their laptop dies at weddings" not in later.everything


def test_other_kinds_of_questions_are_answered_too(asking: Asking) -> None:
    amina = asking.person("amina")
    for question, words in (
        ("which assumptions are riskiest?", "riskiest first"),
        ("what do we not know about Marta?", "No line on:"),
        ("compare Robin and Marta on needs", "side by side"),
        ("how many people need shared albums?", "Nobody has counted"),
    ):
        amina.command(CHANNEL, f"/persona ask {question}")
        answer = amina.wait_for_message(CHANNEL, words, button="Ask the team")
        assert answer.ephemeral
        assert "Not right" not in answer.buttons or "counted" in words


def test_what_nobody_says_is_said_so_and_kept_as_a_gap(asking: Asking) -> None:
    priya, jonas = asking.person("priya"), asking.person("jonas")
    asked = priya.say(CHANNEL, "@Dramatis who sells insurance in Brazil?")
    answer = priya.wait_for_message(CHANNEL, "None of the", thread=asked, button="Ask the team")
    assert "says anything about" in answer.everything
    jonas.command(CHANNEL, "/persona ask which persona sells insurance in Brazil?")
    jonas.wait_for_message(CHANNEL, "Asked 2 times so far", button="Share to channel")
    jonas.command(CHANNEL, "/persona gaps")
    gaps = jonas.wait_for_message(CHANNEL, "What nobody's lines answer")
    assert "who sells insurance in Brazil?" in gaps.everything
    assert "asked 2 times" in gaps.everything
    assert "Priya" not in gaps.everything


def test_a_persona_of_a_private_channel_never_leaks_into_a_public_one(asking: Asking) -> None:
    amina = asking.person("amina")  # she made it, and still it is not told where others read
    question = "who needs the archive on microfilm?"
    asked = amina.say(CHANNEL, f"@Dramatis {question}")
    public = amina.wait_for_message(CHANNEL, thread=asked, button="Ask the team")
    assert "Otto" not in public.everything
    assert "Needs the archive" not in public.everything
    amina.tell_bot(question)
    assert "Needs the archive on microfilm" in amina.wait_for_bot("Otto", button="Not right").everything
    amina.command(CHANNEL, f"/persona ask {question}")
    mine = amina.wait_for_message(CHANNEL, "Otto", button="Share to channel")
    amina.press(mine, "Share to channel")
    shared = asking.person("tomas").wait_for_message(CHANNEL, question, after=mine)
    assert "Otto" not in shared.everything
    tomas = asking.person("tomas")
    tomas.tell_bot(question)
    assert "Otto" not in tomas.wait_for_bot("None of the", button="Ask the team").everything


def test_nothing_of_a_workshop_that_is_not_revealed_is_used(asking: Asking) -> None:
    from tests.slack.personas.conftest import publish

    publish(
        asking.stage,
        said={"tomas": ["Lives on a barge", "Needs a waterproof keyboard", "Moss everywhere"]},
        subject="barge people",
        published=False,
    )
    amina = asking.person("amina")
    amina.tell_bot("who needs a waterproof keyboard?")
    answer = amina.wait_for_bot("waterproof keyboard", button="Ask the team")
    assert "None of the" in answer.everything
    assert "Needs a waterproof keyboard" not in answer.everything


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("@Dramatis", "Ask in a few words"),
        ("@Dramatis " + "x" * 9_900, "too long to be one question"),
        ("@Dramatis ???", "Ask in a few words"),
        ("@Dramatis who?", "Ask in a few words"),
    ],
)
def test_odd_questions_get_one_honest_sentence(asking: Asking, typed: str, words: str) -> None:
    jonas = asking.person("jonas")
    asked = jonas.say(CHANNEL, typed)
    assert words in jonas.wait_for_message(CHANNEL, words, thread=asked).text


def test_a_call_to_the_whole_channel_in_a_question_calls_nobody(asking: Asking) -> None:
    jonas = asking.person("jonas")
    asked = jonas.say(CHANNEL, f"<@{jonas.bot}> <!channel> who knows *&lt;script&gt;* or .*(a+)+$?", raw=True)
    answer = jonas.wait_for_message(CHANNEL, thread=asked, button="Ask the team")
    assert "<!channel>" not in str(answer.raw)


def test_help_typed_in_direct_messages_shows_help(asking: Asking) -> None:
    tomas = asking.person("tomas")
    tomas.tell_bot("help")
    assert "/persona gaps" in tomas.wait_for_bot("What you can do").everything
    tomas.tell_bot("help words")
    assert "verdict" in tomas.wait_for_bot("The words Dramatis uses").everything


def test_a_gap_that_names_a_hidden_persona_is_listed_for_the_asker_alone(asking: Asking) -> None:
    amina, tomas = asking.person("amina"), asking.person("tomas")
    amina.tell_bot("who sells insurance to Otto in Brazil?")
    amina.wait_for_bot("None of the", button="Ask the team")
    amina.command(CHANNEL, "/persona gaps")
    assert "insurance to Otto" in amina.wait_for_message(CHANNEL, "What nobody's lines answer").everything
    tomas.tell_bot("who flies a kite?")
    tomas.wait_for_bot("None of the", button="Ask the team")
    tomas.command(CHANNEL, "/persona gaps")
    listed = tomas.wait_for_message(CHANNEL, "who flies a kite?", button="Ask the team")
    assert "Otto" not in listed.everything


def test_a_greeting_is_no_question_and_no_gap(asking: Asking) -> None:
    amina = asking.person("amina")
    asked = amina.say(CHANNEL, "@Dramatis hello, good morning!")
    amina.wait_for_message(CHANNEL, "Ask in a few words", thread=asked)
    amina.command(CHANNEL, "/persona gaps")
    assert "hello" not in amina.wait_for_message(CHANNEL, "gap").everything
