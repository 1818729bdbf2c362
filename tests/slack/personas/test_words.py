"""What anybody in sight says of a persona: challenges, what they know, marks; shown with counts or with names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.errors import NotFound
from bot.nouns import Attribution, Choice
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import cards, words
from playground.client import Person
from tests.slack.personas.conftest import AMINA, PRIYA, TOMAS, Cast


def open_everything(who: Person, cast: Cast) -> object:
    """Presses Everything on the card; gives the answer only they see."""
    before = [m.ts for m in who.read(cast.channel) if m.ephemeral]
    who.press(cast.card(who), "Everything")

    def look() -> object:
        new = [m for m in who.read(cast.channel) if m.ephemeral and m.ts not in before]
        return new[-1] if new else None

    return who.wait_for(look)


def challenge(who: Person, cast: Cast, line: str, why: str) -> None:
    who.press(cast.card(who), "Challenge")
    who.wait_for_modal("I doubt this")
    assert not who.submit(line=line, why=why)


def test_a_challenge_counts_as_a_no_is_shown_with_its_reason_and_the_owner_is_told(cast: Cast) -> None:
    amina, jonas = cast.person("amina"), cast.person("jonas")
    challenge(jonas, cast, TOMAS[2], "I have never seen one without a power bank")
    told = amina.wait_for_bot("doubts a line of", button="Show the card")
    assert "power bank" in told.everything
    assert jonas.id not in told.everything
    line = next(line for line in cast.now().lines if line.text == TOMAS[2])
    assert (line.agree, line.no, line.asked) == (1, 1, 3)
    everything = open_everything(amina, cast)
    assert "power bank" in everything.everything  # type: ignore[attr-defined]
    assert jonas.id not in str(everything.raw)  # type: ignore[attr-defined]
    assert ("", "challenged a line", TOMAS[2], "I have never seen one without a power bank") in cast.history()
    amina.wait_for(lambda: "doubted" in cast.card().everything)


def test_with_names_agreed_to_a_challenge_has_its_author(make: Callable[..., Cast]) -> None:
    cast = make(attribution=Attribution.NAMED, name="Noa Levi")
    amina, jonas = cast.person("amina"), cast.person("jonas")
    challenge(jonas, cast, TOMAS[2], "Not what I hear in support")
    amina.wait_for_bot(f"<@{jonas.id}> doubts a line of *Noa Levi*")
    assert cast.history()[0][0] == jonas.id


def test_marks_go_on_after_publication_and_agreeing_ends_a_doubt(cast: Cast) -> None:
    jonas = cast.person("jonas")
    challenge(jonas, cast, AMINA[2], "Once a year, perhaps")
    jonas.wait_for(
        lambda: "doubted" in cast.card(jonas).everything or cast.history()[0][1] == "challenged a line"
    )
    everything = open_everything(jonas, cast)
    jonas.press(everything, "Agree or not")  # type: ignore[arg-type]
    window = jonas.wait_for_modal("Agree or not")
    line = next(line for line in cast.now().lines if line.text == AMINA[2])
    element = window.inputs[f"mark:{line.id}"]
    assert element["initial_option"]["value"] == "no"
    assert not jonas.submit(**{f"mark:{line.id}": "agree"})
    jonas.wait_for(lambda: cast.history()[0][1] == "took a challenge back")
    after = next(item for item in cast.now().lines if item.id == line.id)
    assert (after.agree, after.no, after.asked) == (2, 0, 3)
    assert "Once a year" not in open_everything(jonas, cast).everything  # type: ignore[attr-defined]


def test_small_groups_with_counts_only_are_not_split_in_numbers(cast: Cast) -> None:
    tomas = cast.person("tomas")
    shown = open_everything(tomas, cast).everything  # type: ignore[attr-defined]
    assert "2 of 2 asked agree" in shown  # all of them: nobody is split off
    assert "1 of 2" not in shown
    challenge(tomas, cast, AMINA[2], "Not the ones I talk to")
    tomas.wait_for(lambda: cast.history()[0][1] == "challenged a line")
    shown = open_everything(tomas, cast).everything  # type: ignore[attr-defined]
    assert "2 asked, not of one mind" in shown
    assert "1 says no" not in shown


def test_what_somebody_adds_becomes_a_new_line_or_a_voice(cast: Cast) -> None:
    priya = cast.person("priya")
    priya.press(cast.card(priya), "Add what I know")
    priya.wait_for_modal("Add what I know")
    assert not priya.submit(facet="needs", text="Sends previews the same evening", how="seen")
    priya.wait_for(lambda: any(line.text == "Sends previews the same evening" for line in cast.now().lines))
    assert cast.history()[0] == ("", "added a line", "", "Sends previews the same evening")
    priya.press(cast.card(priya), "Add what I know")
    priya.wait_for_modal("Add what I know")
    assert not priya.submit(facet="needs", text="edits photos on trains without wifi", how="data")
    priya.wait_for(lambda: cast.history()[0][1] == "said so too")
    line = next(line for line in cast.now().lines if line.text.casefold() == TOMAS[1])
    assert {voice.person for voice in line.voices} == {cast.person(n).id for n in ("amina", "tomas", "priya")}
    assert (line.agree, line.asked) == (3, 3)
    priya.press(cast.card(priya), "Add what I know")
    priya.wait_for_modal("Add what I know")
    assert not priya.submit(facet="needs", text="Edits photos on trains without wifi", how="gut")
    priya.wait_for_bot("You have said that already")


def test_hostile_words_stay_words(cast: Cast) -> None:
    priya = cast.person("priya")
    hostile = (
        "<!channel> *bold* <https://evil.example|click> <script>alert(1)</script> \u202eright to left 🦄🦄"
    )
    with cast.unit(priya.id) as work:
        form = words.Knowledge("quote", hostile, None)
        words.add(work, cast.persona, None, form, Origin())
        line = next(line for line in cast_lines(work, cast) if "script" in line.text)
        words.challenge(work, cast.persona, None, line.id, hostile, Origin())
    shown = open_everything(priya, cast)
    runs = [r for r in _runs(shown.raw["blocks"]) if "script" in r.get("text", "")]  # type: ignore[attr-defined]
    assert runs
    assert all(run["type"] == "text" for run in runs)
    assert "<!channel>" not in shown.text  # type: ignore[attr-defined]


def cast_lines(work: object, cast: Cast) -> tuple:  # type: ignore[type-arg]
    from storage import personas

    return personas.any_persona(work.session, work.workspace, cast.persona).lines  # type: ignore[attr-defined]


def _runs(thing: object) -> list[dict[str, str]]:
    if isinstance(thing, list):
        return [run for item in thing for run in _runs(item)]
    if isinstance(thing, dict):
        own = [thing] if thing.get("type") in ("text", "user", "link", "broadcast", "mrkdwn") else []
        return own + [run for value in thing.values() for run in _runs(value)]
    return []


def test_three_thousand_characters_are_refused_in_the_window(cast: Cast) -> None:
    priya = cast.person("priya")
    priya.press(cast.card(priya), "Challenge")
    priya.wait_for_modal("I doubt this")
    assert priya.submit(line=AMINA[2], why="x" * 3000)
    priya.close()


def test_a_lens_is_asked_for_by_name(make: Callable[..., Cast]) -> None:
    cast = make(name="Remy Dubois")
    amina = cast.person("amina")
    amina.command("#design", "/persona show remy dubois as marketing")
    shown = amina.wait_for_message("#design", "Remy Dubois for marketing")
    assert shown.ephemeral
    above, parted, below = shown.everything.rpartition("Also known")
    assert parted, "what another team looks for follows, set apart"
    asked_for = above.rpartition("Remy Dubois for marketing")[2]
    assert "28 to 40" in asked_for
    assert "laptop dies" not in asked_for
    assert "laptop dies" in below
    amina.command("#design", "/persona show Remy")
    amina.wait_for_message("#design", "Remy Dubois", button="Share to channel")


def test_everything_can_be_shared_to_a_channel(cast: Cast) -> None:
    tomas, jonas = cast.person("tomas"), cast.person("jonas")
    everything = open_everything(tomas, cast)
    tomas.press(everything, "Share to channel")  # type: ignore[arg-type]

    def shared() -> object:
        found = [m for m in jonas.read("#general") if "laptop dies" in m.everything and not m.ephemeral]
        return [m for m in found if m.ts > cast.card(jonas).ts and "Everything" not in m.buttons]

    assert jonas.wait_for(shared)


def test_a_persona_of_a_private_channel_is_seen_there_and_by_its_people_only(
    make: Callable[..., Cast],
) -> None:
    cast = make(name="Secret", channel="#research", said={"amina": AMINA, "priya": PRIYA})
    tomas, priya = cast.person("tomas"), cast.person("priya")
    with pytest.raises(NotFound, match="cannot see it"), cast.unit(tomas.id) as work:
        cards.show_one(work, cast.persona, Origin())
    with cast.unit(priya.id) as work:
        cards.show_one(work, cast.persona, Origin())
    with pytest.raises(NotFound, match="private channel"), cast.unit(priya.id) as work:
        cards.share(work, cast.persona, "C0GENERAL1")


def test_marks_by_use_case_refuse_unknown_lines(cast: Cast) -> None:
    jonas = cast.person("jonas")
    with cast.unit(jonas.id) as work:
        words.mark(work, cast.persona, None, {"nothing": Choice.AGREE})
    assert cast.history()[0][1] == "published"


def test_the_next_action_gives_the_question_that_would_test_the_line(cast: Cast) -> None:
    tomas = cast.person("tomas")
    tomas.press(cast.card(tomas), "Test it")
    shown = tomas.wait_for_message(cast.channel, "To test “")
    assert shown.ephemeral
    assert "survey" in shown.everything
