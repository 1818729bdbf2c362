"""What asking remembers: vectors by their text, judgements, gaps, what was asked; and who may see which persona."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import NotFound, OutOfDate
from bot.nouns import Line, Persona, Polarity, Purpose, Voice
from storage import asking, personas, workshops
from storage.asking import Asked, Gap, Judgement, TeamAnswer, TeamQuestion
from storage.store import Store

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
HOME = "T1"


def persona(key: str, channel: str = "C1", private: bool = False, active: bool = True) -> Persona:
    voice = Voice("U1", f"s{key}", f"{key} edits on trains", Polarity.POS)
    lines = (
        Line(f"l{key}", "needs", f"{key} edits on trains", Polarity.POS, (voice,), agree=1, asked=1),
        Line(f"d{key}", "needs", f"{key} was dropped", Polarity.POS, dropped=True),
    )
    return Persona(
        key,
        "p",
        None,
        key.title(),
        "role",
        Purpose.WHOLE,
        "U1",
        channel,
        private,
        lines,
        NOW,
        NOW,
        active=active,
    )


def seen(store: Store, person: str | None, channel: str | None) -> set[str]:
    with store.reading() as session:
        return {one.persona for one in asking.in_sight(session, HOME, person, channel)}


def test_a_channel_is_told_of_public_personas_and_its_own_whoever_asks(store: Store) -> None:
    with store.writing(HOME) as session:
        for one in (
            persona("open"),
            persona("secret", "C9", private=True),
            persona("gone", active=False),
        ):
            personas.save_persona(session, HOME, one)
        personas.save_persona(session, "T2", persona("foreign"))
        personas.let_see(session, HOME, "secret", ["U1"])
    assert seen(store, None, "C1") == {"open"}
    assert seen(store, None, "C9") == {"open", "secret"}
    assert seen(store, "U1", None) == {"open", "secret"}
    assert seen(store, "U2", "C1") == {"open"}
    assert seen(store, "U2", "C9") == {"open", "secret"}


def test_a_persona_looks_changed_when_it_or_its_lines_changed(store: Store) -> None:
    from dataclasses import replace

    one = persona("open")
    with store.writing(HOME) as session:
        personas.save_persona(session, HOME, one)
    with store.reading() as session:
        before = asking.in_sight(session, HOME, None, None)
    with store.writing(HOME) as session:
        personas.save_persona(session, HOME, replace(one, lines=one.lines[:1]))
    with store.reading() as session:
        after = asking.in_sight(session, HOME, None, None)
        members = asking.cast(session, HOME, ["open"])
    assert before != after
    assert [line.id for line in members[0].lines] == ["lopen"], "dropped lines are not told"


def test_vectors_are_kept_by_text_and_forgotten_with_it(store: Store) -> None:
    name, other = asking.digest("open edits on trains", "m"), asking.digest("taken back", "m")
    with store.writing(HOME) as session:
        personas.save_persona(session, HOME, persona("open"))
        asking.keep_vectors(session, HOME, {name: b"1" * 8, other: b"2" * 8})
        asking.keep_vectors(session, HOME, {name: b"3" * 8})
        assert asking.vectors(session, HOME, [name, other, "x"]) == {name: b"1" * 8, other: b"2" * 8}
        assert asking.vectors(session, "T2", [name]) == {}
        assert asking.forget_vectors(session, HOME, "m") == 1
        assert asking.vectors(session, HOME, [name, other]) == {name: b"1" * 8}


def test_the_newest_judgement_of_a_pair_stands(store: Store) -> None:
    with store.writing(HOME) as session:
        asking.keep_judgement(session, HOME, Judgement("who?", "l1", False, "U1", NOW, b"v"))
        asking.keep_judgement(session, HOME, Judgement("who?", "l1", True, "U2", NOW + timedelta(hours=1)))
        asking.keep_judgement(session, HOME, Judgement("who?", "l2", False, "U1", NOW))
        found = {judged.line: judged.right for judged in asking.judgements(session, HOME)}
        assert asking.judgements(session, "T2") == ()
    assert found == {"l1": True, "l2": False}


def test_gaps_are_listed_by_how_often_they_were_asked_and_stay_in_their_channel(store: Store) -> None:
    with store.writing(HOME) as session:
        once = Gap("g1", "", "who sails?", "sail", 1, NOW, NOW, b"v")
        asking.keep_gap(session, HOME, once)
        asking.keep_gap(session, HOME, Gap("g2", "", "who rows?", "row", 1, NOW, NOW))
        asking.keep_gap(session, HOME, Gap("g3", "C9", "who dives?", "dive", 9, NOW, NOW))
        asking.keep_gap(session, HOME, asking.asked_again(once, NOW + timedelta(days=1)))
        assert [gap.id for gap in asking.gaps(session, HOME, [""])] == ["g1", "g2"]
        assert [gap.id for gap in asking.gaps(session, HOME, ["", "C9"])] == ["g3", "g1", "g2"]
        assert asking.get_gap(session, HOME, "g1").times == 2
        with pytest.raises(NotFound):
            asking.get_gap(session, "T2", "g1")


def asked(key: str, at: datetime, conversation: str = "C1:1.2") -> Asked:
    return Asked(key, "U1", "thread", "C1", "1.2", conversation, f"{key}?", (("open", ("l1", "l2")),), at)


def test_the_last_question_of_a_conversation_is_found_and_old_ones_are_forgotten(store: Store) -> None:
    later = NOW + timedelta(minutes=5)
    with store.writing(HOME) as session:
        asking.keep_asked(session, HOME, asked("a", NOW))
        asking.keep_asked(session, HOME, asked("b", later))
        asking.keep_asked(session, HOME, asked("c", later, "dm:U1"))
        last = asking.last_asked(session, HOME, "C1:1.2", NOW)
        assert last == asked("b", later)
        assert asking.last_asked(session, HOME, "C1:1.2", later + timedelta(seconds=1)) is None
        assert asking.last_asked(session, "T2", "C1:1.2", NOW) is None
        asking.keep_asked(session, HOME, asked("d", NOW + timedelta(days=91)))
        with pytest.raises(OutOfDate):
            asking.get_asked(session, HOME, "a")


def test_a_question_to_the_team_is_answered_by_those_who_were_asked(store: Store) -> None:
    with store.writing(HOME) as session:
        question = TeamQuestion("q", "open", "Does it float?", "U1", NOW)
        asking.add_team_question(session, HOME, question, ["U2", "U3"])
        assert asking.get_team_question(session, HOME, "q") == question
        asking.save_team_answer(session, HOME, TeamAnswer("q", "U2", "It does", "seen", "waiting"))
        assert asking.get_team_answer(session, HOME, "q", "U2").text == "It does"
        assert asking.get_team_answer(session, HOME, "q", "U3").state == "open"
        with pytest.raises(NotFound):
            asking.get_team_answer(session, HOME, "q", "U4")


def test_a_channel_nobody_told_of_is_taken_for_private(store: Store) -> None:
    with store.writing(HOME) as session:
        workshops.keep_channel(session, HOME, "C1", private=False)
        workshops.keep_channel(session, HOME, "C9", private=True)
        assert not asking.is_private(session, HOME, "C1")
        assert asking.is_private(session, HOME, "C9")
        assert asking.is_private(session, HOME, "C5")
