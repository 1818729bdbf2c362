"""Personas are split and merged; voices and votes go with their lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.errors import NotAllowed, OutOfDate
from bot.nouns import Attribution
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import edit, shape, words
from storage import personas
from tests.slack.personas.conftest import AMINA, PRIYA, TOMAS, Cast


def test_lines_split_off_become_a_persona_with_their_voices(cast: Cast) -> None:
    amina, jonas = cast.person("amina"), cast.person("jonas")
    doubted = next(line for line in cast.now().lines if line.text == TOMAS[2])
    with cast.unit(jonas.id) as work:
        words.challenge(work, cast.persona, None, doubted.id, "never seen", Origin())
    amina.choose(cast.card(), "persona.more", "Split")
    amina.wait_for_modal("Which lines go")
    assert not amina.submit(lines=[TOMAS[2], AMINA[2]], role="Photographer with a worn-out laptop")
    new = amina.wait_for_message("#general", "worn-out laptop", button="Everything")
    assert "Their laptop dies at weddings" in new.everything
    amina.wait_for(lambda: "laptop dies" not in cast.card().everything)
    assert "never seen" not in cast.card().everything
    with cast.unit(amina.id) as work:
        found = next(
            p
            for p in personas.visible_personas(work.session, work.workspace, amina.id)
            if "worn-out" in p.role and p.id != cast.persona
        )
        counted = next(line for line in found.lines if line.text == TOMAS[2])
    assert (counted.agree, counted.no, counted.asked) == (1, 1, 3)
    with cast.unit(jonas.id) as work:  # the mark moved with the line
        _, _, mine = words.ballot(work, found.id, None)
    assert mine.marks[counted.id] == "no"
    assert cast.history()[0][1] == "split off another persona"


def test_a_split_leaves_at_least_one_line(cast: Cast) -> None:
    amina = cast.person("amina")
    amina.choose(cast.card(), "persona.more", "Split")
    amina.wait_for_modal("Which lines go")
    errors = amina.submit(lines=[line.text for line in cast.now().standing], role="All of them")
    assert "at least one" in errors["lines"]
    amina.close()


def test_two_personas_become_one_and_the_other_points_to_it(make: Callable[..., Cast]) -> None:
    kept = make(name="Kai Nakamura", attribution=Attribution.NAMED)
    other = make(name="Lou Bernard", subject="wedding planners", said={"amina": AMINA, "priya": PRIYA})
    amina = kept.person("amina")
    amina.choose(kept.card(), "persona.more", "Merge with another")
    amina.wait_for_modal("Which persona is taken in?")
    assert not amina.submit(other=other.persona)
    amina.wait_for(lambda: "went on in" in other.card().everything)
    assert "Kai Nakamura" in other.card().everything
    after = kept.now()
    edits = next(line for line in after.lines if line.text.casefold() == TOMAS[1])
    # Amina said it in both workshops: one voice; Priya was asked, and did not say it
    assert [v.person for v in edits.voices] == [amina.id, kept.person("tomas").id]
    assert (edits.agree, edits.asked) == (2, 3)
    assert any(line.text == PRIYA[1] for line in after.lines)
    assert after.attribution is Attribution.COUNTS  # what Priya was promised holds
    amina.choose(other.card(), "persona.more", "Restore")
    amina.wait_for(lambda: other.now().active)
    amina.wait_for(lambda: "went on in" not in other.card().everything)


def test_only_who_may_change_both_can_merge_them(make: Callable[..., Cast]) -> None:
    kept, other = make(name="Sasha Ivanova"), make(name="Yuki Tanaka")
    tomas = kept.person("tomas")
    with pytest.raises(NotAllowed), kept.unit(tomas.id) as work:
        shape.merge(work, kept.persona, None, other.persona, Origin())
    assert other.now().active


def test_a_retired_persona_stays_as_it_is(cast: Cast) -> None:
    amina = cast.person("amina")
    with cast.unit(amina.id) as work:
        edit.retire(work, cast.persona, Origin())
    with pytest.raises(OutOfDate, match="retired"), cast.unit(amina.id) as work:
        words.ready_to_doubt(work, cast.persona, None)


def test_nothing_of_a_private_channel_comes_into_a_public_persona(make: Callable[..., Cast]) -> None:
    public = make(name="Toni Ricci")
    private = make(name="Val Horvat", channel="#research", said={"amina": AMINA, "priya": PRIYA})
    amina = public.person("amina")
    with public.unit(amina.id) as work:
        _, others = shape.ready_to_merge(work, public.persona, None)
    assert private.persona not in [p.id for p in others]
    with pytest.raises(NotAllowed, match="private channel"), public.unit(amina.id) as work:
        shape.merge(work, public.persona, None, private.persona, Origin())
