""" "I changed my mind": words and marks change after the reveal, with their counts, in the reveal and on the card."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.errors import NotAllowed
from bot.nouns import Attribution, Line
from handlers.use_cases.origin import Origin
from handlers.use_cases.workshops import minds
from playground.client import Person
from playground.client.seen import View
from tests.slack.personas.conftest import AMINA, TOMAS, Cast


def line(cast: Cast, text: str) -> Line:
    return next(item for item in cast.now().lines if item.text == text)


def field(window: View, words: str) -> str:
    """The block of one's own statement that reads so."""
    return next(b for b, e in window.inputs.items() if e.get("initial_value") == words)


def open_mind(who: Person, cast: Cast) -> View:
    with cast.unit("") as work:
        from storage.queue import find_post

        post = find_post(work.session, work.workspace, f"workshop:{cast.workshop}:reveal")
        assert post is not None
    head = next(m for m in who.read(cast.channel) if m.ts == post.ts)
    who.press(head, "I changed my mind")
    window: View = who.wait_for_modal("I changed my mind")
    return window


def test_a_statement_is_withdrawn_and_a_line_nobody_else_holds_is_dropped(make: Callable[..., Cast]) -> None:
    cast = make(name="Eden Haddad")
    tomas = cast.person("tomas")
    cast.card()
    window = open_mind(tomas, cast)
    assert AMINA[2] in window.everything  # others' lines are there to be marked
    assert not tomas.submit(**{field(window, TOMAS[2]): ""})
    tomas.wait_for(lambda: line(cast, TOMAS[2]).dropped)
    assert cast.history()[0] == ("", "changed their mind", TOMAS[2], "")
    tomas.wait_for(lambda: "laptop dies" not in cast.card(tomas).everything)
    assert line(cast, AMINA[1]).agree == 2  # what Amina said too stands untouched


def test_with_names_the_history_names_who_changed_their_mind(make: Callable[..., Cast]) -> None:
    cast = make(name="Dana Novak", attribution=Attribution.NAMED)
    tomas = cast.person("tomas")
    cast.card()
    window = open_mind(tomas, cast)
    assert not tomas.submit(**{field(window, TOMAS[2]): "Their phone dies at weddings"})
    tomas.wait_for(lambda: cast.history()[0][1] == "changed their mind")
    assert cast.history()[0] == (tomas.id, "changed their mind", TOMAS[2], "Their phone dies at weddings")
    changed = line(cast, "Their phone dies at weddings")
    assert [voice.text for voice in changed.voices] == ["Their phone dies at weddings"]


def test_a_mark_is_changed_in_the_reveal_and_on_the_card(make: Callable[..., Cast]) -> None:
    cast = make(name="Mika Virtanen")
    tomas = cast.person("tomas")
    cast.card()
    window = open_mind(tomas, cast)
    block = next(block for block, words in window.labels.items() if words == AMINA[2])
    assert not tomas.submit(**{block: "no"})
    tomas.wait_for(lambda: line(cast, AMINA[2]).no == 1)
    assert cast.history()[0] == ("", "changed their mind about a line", AMINA[2], "")
    # and opening it again shows the mark
    again = open_mind(tomas, cast)
    assert again.inputs[block]["initial_option"]["value"] == "no"
    tomas.close()


def test_one_who_says_it_otherwise_joins_the_line_that_says_so(make: Callable[..., Cast]) -> None:
    cast = make(name="Gael Ferreira")
    tomas = cast.person("tomas")
    with cast.unit(tomas.id) as work:
        mind = minds.own_mind(work, cast.workshop)
        mine = next(s for s in mind.statements if s.text == TOMAS[2])
        minds.change_mind(work, cast.workshop, {mine.id: AMINA[2].upper()}, {}, Origin())
    joined = line(cast, AMINA[2])
    assert (joined.agree, len(joined.voices)) == (2, 2)
    assert line(cast, TOMAS[2]).dropped


def test_who_held_no_seat_is_told_of_challenge(cast: Cast) -> None:
    jonas = cast.person("jonas")
    with pytest.raises(NotAllowed, match="Challenge"), cast.unit(jonas.id) as work:
        minds.own_mind(work, cast.workshop)


def test_who_said_it_twice_and_withdraws_one_still_says_it(make: Callable[..., Cast]) -> None:
    twice = ["28 to 40, live in Berlin", "Edits photos on trains. edits photos on trains", AMINA[2]]
    cast = make(name="Bao Tran", said={"amina": twice, "tomas": TOMAS})
    amina = cast.person("amina")
    with cast.unit(amina.id) as work:
        mind = minds.own_mind(work, cast.workshop)
        both = [s for s in mind.statements if s.text.casefold() == "edits photos on trains"]
        assert len(both) == 2
        minds.change_mind(work, cast.workshop, {both[0].id: ""}, {}, Origin())
        assert [s.id for s in minds.own_mind(work, cast.workshop).statements if s in both] == [both[1].id]
    held = next(item for item in cast.now().standing if item.text.casefold() == "edits photos on trains")
    assert [voice.statement for voice in held.voices] == [both[1].id]
    assert held.agree == 1


def test_lines_that_say_nothing_are_left_out_when_the_persona_is_made(make: Callable[..., Cast]) -> None:
    cast = make(subject="tree nurseries", published=False)
    amina = cast.person("amina")
    head = amina.wait_for_message(cast.channel, "The reveal: tree nurseries", button="Make the persona")
    amina.press(head, "Make the persona")
    window = amina.wait_for_modal("Make the persona")
    offered = [option for group in window.inputs["left_out"]["option_groups"] for option in group["options"]]
    assert "left_out" in amina.submit(role="owner", left_out=[option["value"] for option in offered])
    unwanted = next(option for option in offered if "laptop dies" in option["text"]["text"])
    assert not amina.submit(role="owner of a tree nursery", left_out=[unwanted["value"]])
    card = amina.wait_for_message(cast.channel, "owner of a tree nursery", button="Everything")
    amina.press(card, "Everything")
    everything = amina.wait_for_message(cast.channel, "Edits photos on trains", after=card.ts)
    assert "laptop dies" not in everything.everything
    amina.press(card, "History")
    amina.wait_for_message(cast.channel, "dropped a line", after=everything.ts)


def test_before_publishing_the_reveal_itself_is_put_right(make: Callable[..., Cast]) -> None:
    cast = make(subject="tree nurseries", published=False)
    tomas = cast.person("tomas")
    head = tomas.wait_for_message(cast.channel, "The reveal: tree nurseries", button="I changed my mind")
    tomas.wait_for_message(cast.channel, "laptop dies", thread=head)
    tomas.press(head, "I changed my mind")
    window = tomas.wait_for_modal("I changed my mind")
    assert not tomas.submit(**{field(window, TOMAS[2]): ""})
    tomas.wait_for(
        lambda: all("laptop dies" not in m.everything for m in tomas.read(cast.channel, thread=head.ts))
    )
