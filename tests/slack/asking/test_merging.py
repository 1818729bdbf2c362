"""Where the bot is not sure the facilitator decides in one window; what was merged wrongly is taken apart for good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.nouns import Line
from bot.workshop.forms import Publish
from handlers.use_cases.origin import Origin
from handlers.use_cases.workshops import lines as workshops_lines
from handlers.use_cases.workshops import publishing
from playground.client import Person
from playground.client.seen import Message, View
from storage import personas as kept
from storage import workshops as kept_workshops
from tests.scenarios.stage import CHANNEL, Stage, answer_all, start_workshop
from tests.slack.personas.conftest import Cast, publish

SAID = {
    "amina": ["Lives in Berlin", "Edits photos on trains without wifi", "Chases late payments"],
    "tomas": ["They live in Berlin", "Has a dog at home", "Customers pay late"],
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One stage for the file; what Slack would have refused fails it."""
    made = Stage(tmp_path_factory.mktemp("merging"))
    yield made
    problems = made.admin.problems()
    refused = [call for call in made.admin.calls() if call.get("error") == "invalid_blocks"]
    made.close()
    assert not problems
    assert not refused


def lines(cast: Cast) -> tuple[Line, ...]:
    with cast.unit("") as work:
        return kept.lines_of(work.session, work.workspace, [cast.workshop]).get(cast.workshop, ())


def pairs(cast: Cast, relation: str) -> tuple[tuple[str, str], ...]:
    with cast.unit("") as work:
        return kept_workshops.pairs(work.session, work.workspace, cast.workshop, relation)


def make_doubtful(cast: Cast, one: str, other: str) -> None:
    """The bot is not sure about these two lines, whatever the model of today thinks of them."""
    by_text = {line.text: line.id for line in lines(cast)}
    with cast.unit("") as work:
        kept_workshops.set_pairs(
            work.session, work.workspace, cast.workshop, "doubtful", [(by_text[one], by_text[other])]
        )


def panel(person: Person, subject: str, button: str) -> Message:
    return person.wait_for_bot(f"Your workshop on {subject}", button=button)


def refreshed(cast: Cast) -> None:
    """The panel as it should look now."""
    from handlers.use_cases.workshops.posts import show_progress

    with cast.unit(cast.person("amina").id) as work:
        show_progress(work, kept_workshops.get_workshop(work.session, work.workspace, cast.workshop))


def only_pair(view: View) -> str:
    return next(
        str(block["block_id"]) for block in view.blocks if block.get("block_id", "").startswith("pair:")
    )


def test_pairs_are_decided_in_one_window_and_voices_stay(stage: Stage) -> None:
    cast = publish(stage, said=SAID, published=False, subject="night editors")
    one, other = "Chases late payments", "Customers pay late"
    if {one, other} <= {line.text for line in lines(cast)}:
        make_doubtful(cast, one, other)
    refreshed(cast)
    amina = stage.person("amina")
    amina.press(panel(amina, "night editors", "Same or not? (1)"), "Same or not? (1)")
    window = amina.wait_for_modal("Same or not?")
    assert one in window.everything
    assert other in window.everything
    assert "Tomas" not in window.everything
    assert not amina.submit(**{only_pair(window): "same"})
    merged = amina.wait_for(
        lambda: [line for line in lines(cast) if {v.text for v in line.voices} == {one, other}], 10
    )
    assert merged[0].agree == 2
    assert merged[0].asked == 2
    reveal = amina.wait_for_message(CHANNEL, "The reveal of night editors")
    amina.wait_for_message(CHANNEL, merged[0].text, thread=reveal)
    amina.wait_for(
        lambda: "Same or not" not in str(panel(amina, "night editors", "Make the persona").buttons), 10
    )


def test_what_is_different_is_never_asked_again_and_never_merged(stage: Stage) -> None:
    cast = publish(stage, said=SAID, published=False, subject="day editors")
    one, other = "Chases late payments", "Customers pay late"
    make_doubtful(cast, one, other)
    refreshed(cast)
    amina = stage.person("amina")
    amina.press(panel(amina, "day editors", "Same or not? (1)"), "Same or not? (1)")
    window = amina.wait_for_modal("Same or not?")
    assert not amina.submit(**{only_pair(window): "different"})
    amina.wait_for(lambda: pairs(cast, "apart"))
    texts = {line.text for line in lines(cast)}
    assert {one, other} <= texts
    assert not [
        p
        for p in pairs(cast, "doubtful")
        if set(p) <= {li.id for li in lines(cast) if li.text in (one, other)}
    ]


def test_merged_lines_are_taken_apart_for_good_and_counts_follow(stage: Stage) -> None:
    cast = publish(stage, said=SAID, published=False, subject="evening editors")
    together = [line for line in lines(cast) if len({v.text for v in line.voices}) > 1]
    line = together[0]
    refreshed(cast)
    amina = stage.person("amina")
    amina.press(panel(amina, "evening editors", "Take merged lines apart"), "Take merged lines apart")
    amina.wait_for_modal("Each wording becomes a line of its own again")
    assert not amina.submit()
    amina.wait_for_modal("Choose at least one line.")
    assert not amina.submit(**{f"apart:{line.id}": ["apart"]})
    amina.wait_for_bot("1 line is taken apart")
    wordings = {voice.text for voice in line.voices}
    apart = {one.text: one for one in lines(cast) if one.text in wordings}
    assert set(apart) == wordings
    assert all(one.agree == 1 and len(one.voices) == 1 for one in apart.values())
    with cast.unit(amina.id) as work:
        again = workshops_lines.put_together(
            work, kept_workshops.get_workshop(work.session, work.workspace, cast.workshop)
        )
    assert wordings <= {one.text for one in again}, "putting the lines together anew keeps them apart"


def test_during_the_vote_a_decision_changes_what_is_voted_on_and_marks_follow(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    invitation = start_workshop(amina, subject="weekend editors", asked=[amina.id, tomas.id])
    answer_all(amina, invitation, SAID["amina"])
    answer_all(tomas, invitation, SAID["tomas"])
    amina.press(amina.wait_for_bot("2 of 2 joined, 2 done", button="Start the vote"), "Start the vote")
    call = amina.wait_for_bot("The answers on weekend editors are in", button="Vote")
    workshop = call.element("Vote")[1]["value"]
    cast = Cast(stage, "", workshop, CHANNEL)
    make_doubtful(cast, "Chases late payments", "Customers pay late")
    amina.press(call, "Vote")
    window = amina.wait_for_modal("Customers pay late")
    marked = next(line.id for line in lines(cast) if line.text == "Customers pay late")
    before = len(window.inputs)
    assert not amina.submit(**{f"mark:{marked}": "agree"})
    amina.wait_for_bot("You marked 1 of", button="Change my marks")
    refreshed(cast)
    amina.press(panel(amina, "weekend editors", "Same or not? (1)"), "Same or not? (1)")
    pair = amina.wait_for_modal("Same or not?")
    assert not amina.submit(**{only_pair(pair): "same"})
    amina.wait_for_bot(f"You marked 1 of {before - 1}", button="Change my marks")
    amina.press(panel(amina, "weekend editors", "Reveal"), "Reveal")
    reveal = amina.wait_for_message(CHANNEL, "The reveal of weekend editors")
    amina.wait_for_message(CHANNEL, "2 of 2 asked agree", thread=reveal)
    with_both = [one for one in lines(cast) if len(one.voices) == 2 and "late" in one.text]
    assert with_both[0].agree == 2


def test_only_the_facilitator_decides_and_not_after_the_persona_is_made(stage: Stage) -> None:
    cast = publish(stage, said=SAID, published=False, subject="morning editors")
    from bot.errors import NotAllowed, OutOfDate
    from handlers.use_cases.workshops import merging

    with pytest.raises(NotAllowed), cast.unit(stage.person("tomas").id) as work:
        merging.mergeds(work, cast.workshop)
    with cast.unit(stage.person("amina").id) as work:
        publishing.publish(work, cast.workshop, Publish("Kim", "Editor"), Origin())
    with pytest.raises(OutOfDate), cast.unit(stage.person("amina").id) as work:
        merging.decide(work, cast.workshop, (), ())
