"""Which items a digest has: news first, one of a kind, three at most; without news one quiet line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.digest.changes import NO_LONGER, STILL_TRUE
from bot.digest.choosing import ITEMS, STALE_AFTER, Chosen, choose
from bot.digest.messages import Kind
from bot.digest.nouns import Memory, OpenGap, Seen, State, Subscription
from bot.digest.rhythm import Rhythm
from bot.facets import FACETS, Lens
from bot.nouns import Attribution, Change, Evidence, HowKnown, Line, Persona, Verdict
from tests.bot.personas.cast import NOON, line, persona, voice

WEEK = timedelta(days=7)
BEFORE = NOON - WEEK
SURVEY = Evidence("Spring survey", Verdict.SUPPORTED, "61 % say so (54 to 68 %)", 0.61, 0.54, 0.68, 122, 200)


def wish(**more: Any) -> Subscription:
    """A weekly digest that was told a week ago."""
    made = Subscription(
        id="s1",
        channel="C1",
        product="",
        person="U0AMINA",
        rhythm=Rhythm((0,), 540, "Europe/Berlin"),
        lens=Lens.SALES,
        state=State.ACTIVE,
        created=BEFORE - WEEK,
        due=NOON,
        told=BEFORE,
    )
    return replace(made, **more)


def guessed(line_id: str, facet: str, text: str, agree: int, asked: int, **more: Any) -> Line:
    """A line held from gut feeling."""
    voices = tuple(voice(f"U{n}", text, HowKnown.GUT) for n in range(agree))
    return replace(line(line_id, facet, text), voices=voices, agree=agree, asked=asked, **more)


def robin(**more: Any) -> Persona:
    """A persona that was touched a month ago."""
    lines = (
        guessed("l1", "needs", "edits photos on trains without wifi", 5, 6),
        guessed("l2", "needs", "sends previews the same evening", 3, 6),
        guessed("l3", "decisions", "decides alone after a trial", 2, 6),
        line("l4", "traits", "28 to 40", "U1", agree=1, asked=6),
    )
    return replace(
        persona(*lines, changed=NOON - timedelta(days=30), created=NOON - timedelta(days=40)), **more
    )


def kinds(chosen: Chosen) -> list[Kind]:
    return [item.kind for item in chosen.items]


def test_a_week_without_news_is_one_line() -> None:
    chosen = choose(Seen((robin(),)), wish(), NOON)
    assert not chosen.items
    assert chosen.quiet.startswith("Quiet since ")
    assert "nothing changed on the persona here" in chosen.quiet


def test_without_personas_it_says_how_to_begin() -> None:
    for subscription in (wish(), wish(told=None)):
        chosen = choose(Seen(()), subscription, NOON)
        assert not chosen.items
        assert "/persona new" in chosen.quiet


def test_the_first_digest_shows_what_there_is() -> None:
    chosen = choose(Seen((robin(),)), wish(told=None), NOON)
    assert kinds(chosen) == [Kind.RISK, Kind.NEEDS, Kind.LENS]
    risk, needs, lens = chosen.items
    assert risk.buttons[0].label == "Test it"
    assert risk.buttons[0].value == "p1:l1"
    assert risk.settles == robin().owner
    assert [quote.text for quote in needs.quotes] == [
        "edits photos on trains without wifi",
        "sends previews the same evening",
    ]
    assert lens.quotes[0].before == FACETS["decisions"].label


def test_what_changed_comes_first_with_counted_words() -> None:
    changes = (
        Change(NOON, "U1", "reworded a line", "a", "b"),
        Change(NOON, "U1", "reworded a line", "c", "d"),
        Change(NOON, "U1", "challenged a line", "a"),
        Change(NOON, "U1", "moved a line up", "a"),
    )
    chosen = choose(Seen((robin(),), {"p1": changes}), wish(), NOON)
    assert chosen.items[0].kind is Kind.CHANGED
    assert chosen.items[0].words == "1 line challenged, 2 lines reworded."
    assert len(chosen.items) == ITEMS


def test_moving_and_pinning_is_no_news() -> None:
    changes = (Change(NOON, "U1", "moved a line up"), Change(NOON, "U1", "pinned a line to the card"))
    assert not choose(Seen((robin(),), {"p1": changes}), wish(), NOON).items


def test_data_that_contradicts_a_line_is_the_greatest_news() -> None:
    against = replace(SURVEY, verdict=Verdict.CONTRADICTED, words="12 % say so", at=NOON - timedelta(hours=1))
    told = replace(robin(), id="p2", name="Kim")
    tested = robin(
        lines=(guessed("l1", "needs", "edits on trains", 5, 6, evidence=(against,)), *robin().lines[1:])
    )
    seen = Seen((told, tested), {"p2": (Change(NOON, "U1", "reworded a line"),)})
    item = choose(seen, wish(), NOON).items[0]
    assert item.persona == "p1"
    assert item.words == "Data on 1 line. Also: Kim (1 line reworded)."
    assert item.quotes[0].text == "edits on trains"
    assert item.quotes[0].note == "contradicted: 12 % say so (Spring survey)"
    assert item.settles == tested.owner


def test_a_gap_that_was_asked_is_news_and_the_most_asked_is_shown() -> None:
    gaps = (
        OpenGap("g1", "who needs a dark mode?", 3, BEFORE - WEEK, NOON - timedelta(days=1)),
        OpenGap("g2", "who prints?", 9, BEFORE - WEEK, BEFORE - WEEK),
    )
    item = choose(Seen((robin(),), gaps=gaps), wish(), NOON).items[0]
    assert (item.kind, item.quotes[0].text) == (Kind.GAP, "who needs a dark mode?")
    assert "Asked 3 times" in item.words
    assert (item.buttons[0].action, item.buttons[0].value) == ("ask.team", "gap:g1")
    assert not choose(Seen((robin(),), gaps=gaps[1:]), wish(), NOON).items


def test_a_guess_that_answers_leaned_on_is_news() -> None:
    item = choose(Seen((robin(),), leaned={"l3": 4}), wish(), NOON).items[0]
    assert item.kind is Kind.RISK
    assert item.quotes[0].text == "decides alone after a trial"
    assert "4 answers leaned on it" in item.words


def test_what_is_tested_seen_or_only_one_persons_word_is_no_risk() -> None:
    lines = (
        guessed("l1", "needs", "tested", 5, 6, evidence=(SURVEY,)),
        replace(guessed("l2", "needs", "seen", 5, 6), voices=(voice("U1", "seen", HowKnown.SEEN),) * 5),
        guessed("l3", "needs", "one word", 1, 6),
        guessed("l4", "needs", "dropped", 6, 6, dropped=True),
    )
    chosen = choose(Seen((robin(lines=lines),)), wish(told=None), NOON)
    assert Kind.RISK not in kinds(chosen)


def test_ninety_days_untouched_is_asked_about_once_in_four_weeks() -> None:
    old = robin(changed=NOON - STALE_AFTER)
    chosen = choose(Seen((old,)), wish(), NOON)
    item = chosen.items[0]
    assert item.kind is Kind.STALE
    assert [button.action for button in item.buttons] == ["digest.still_yes", "digest.still_no"]
    assert "90 days ago" in item.words
    later = wish(told=NOON, memory=chosen.memory)
    for weeks, asked in ((1, False), (3, False), (4, True)):
        found = choose(Seen((old,)), later, NOON + weeks * WEEK)
        assert (Kind.STALE in kinds(found)) is asked
    touched = Seen((old,), touched={"p1": NOON - timedelta(days=3)})
    assert not choose(touched, wish(), NOON).items
    assert not choose(
        Seen((replace(old, changed=NOON - STALE_AFTER + timedelta(hours=1)),)), wish(), NOON
    ).items


def test_needs_say_how_they_were_last_time() -> None:
    first = choose(Seen((robin(),)), wish(told=None), NOON)
    counted = replace(robin().lines[0], evidence=(replace(SURVEY, at=BEFORE),))
    now = robin(lines=(counted, *robin().lines[1:]))
    second = choose(Seen((now,)), wish(memory=first.memory), NOON + WEEK)
    assert kinds(second)[0] is Kind.NEEDS
    assert second.items[0].quotes[0].note == (
        "61 % say so (54 to 68 %), Spring survey · last time: 5 of 6 asked agree"
    )


def test_small_groups_are_never_split_in_numbers() -> None:
    lines = (guessed("l1", "needs", "edits on trains", 2, 3), guessed("l2", "needs", "prints", 2, 4))
    chosen = choose(Seen((robin(lines=lines),)), wish(told=None), NOON)
    told = str(chosen.items)
    assert "2 of 3" not in told
    assert "2 of 4" not in told
    named = choose(Seen((robin(lines=lines, attribution=Attribution.NAMED),)), wish(told=None), NOON)
    assert "2 of 3" in str(named.items)


def test_who_has_left_settles_nothing() -> None:
    chosen = choose(Seen((robin(),), gone=frozenset({robin().owner})), wish(told=None), NOON)
    assert {item.settles for item in chosen.items} == {""}


def test_another_week_shows_other_things() -> None:
    """The same risky line, gap or persona is not shown week after week without anything new about it."""
    subscription, risks = wish(told=None), []
    for week in range(6):
        now = NOON + week * WEEK
        seen = Seen((robin(),), {"p1": (Change(now, "U1", "reworded a line"),)})
        chosen = choose(seen, subscription, now)
        risks += [item.quotes[0].text for item in chosen.items if item.kind is Kind.RISK]
        subscription = replace(subscription, told=now, memory=chosen.memory)
    assert len(risks) == len(set(risks)) == 3


def test_retired_personas_are_only_spoken_of_where_they_were_retired() -> None:
    retired = robin(active=False, changed=NOON - timedelta(days=400))
    assert not choose(Seen((retired,)), wish(), NOON).items
    chosen = choose(Seen((retired,), {"p1": (Change(NOON, "U1", "retired it"),)}), wish(), NOON)
    assert [item.words for item in chosen.items] == ["Retired."]


def test_every_kind_of_change_has_words() -> None:
    for what in (
        "published",
        "drafted it from a segment",
        STILL_TRUE,
        NO_LONGER,
        "something new",
        "said so too",
    ):
        for count in (1, 2, 5):
            changes = tuple(Change(NOON, "U1", what) for _ in range(count))
            words = choose(Seen((robin(),), {"p1": changes}), wish(), NOON).items[0].words
            assert "{}" not in words
            assert words.endswith(".")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(FACETS)),
            st.text(min_size=1, max_size=30),
            st.integers(0, 6),
            st.integers(0, 6),
            st.sampled_from([None, *HowKnown]),
            st.booleans(),
        ),
        max_size=12,
    ),
    st.booleans(),
    st.integers(0, 200),
    st.sampled_from(list(Lens)),
)
def test_whatever_there_is_nothing_is_invented(rows: list[Any], first: bool, age: int, lens: Lens) -> None:
    """At most three items, one of a kind; every quote is somebody's words; every card it leads to is in sight."""
    lines = tuple(
        replace(
            line(f"l{n}", facet, text),
            voices=(voice("U1", text, how),) * agree,
            agree=agree,
            asked=agree + no,
            no=no,
            evidence=(SURVEY,) if tested else (),
        )
        for n, (facet, text, agree, no, how, tested) in enumerate(rows)
    )
    seen = Seen((robin(lines=lines, changed=NOON - timedelta(days=age)),), leaned={"l0": 2})
    chosen = choose(seen, wish(told=None if first else BEFORE, lens=lens), NOON)
    assert len(chosen.items) <= ITEMS
    assert len(set(kinds(chosen))) == len(chosen.items)
    assert bool(chosen.items) != bool(chosen.quiet)
    texts = {one.text for one in lines}
    for item in chosen.items:
        assert {quote.text for quote in item.quotes} <= texts
        assert item.persona == "p1"
        assert len(item.buttons) == (2 if item.kind is Kind.STALE else 1)


def test_what_was_shown_long_ago_is_forgotten() -> None:
    memory = Memory({"risk:old": (NOON - timedelta(days=300)).date()})
    chosen = choose(Seen((robin(),)), wish(told=None, memory=memory), NOON)
    assert "risk:old" not in chosen.memory.shown
