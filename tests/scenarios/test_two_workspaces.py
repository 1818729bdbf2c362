"""Two workspaces on one database never see each other, whatever ids one of them gets hold of."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.settings import Settings
from playground.client import Person
from tests.scenarios.stage import Stage, answer_all, start_workshop

ANSWERS = ["28 to 40, live in Berlin", "Edits photos on trains", "Loses half a day chasing unpaid invoices"]
OTHER = "T0OTHER001"


class OtherStage(Stage):
    """The bot of a second workspace on the same database."""

    def settings(self) -> Settings:
        """The token of the other workspace."""
        made = self.admin.add_team(OTHER, "Otherwhere", "otherwhere")
        self.admin.add_user("olga", "Olga Other", team=OTHER)
        token = super().settings().slack_bot_token
        assert token is not None
        return super().settings().model_copy(update={"slack_bot_token": type(token)(made["bot_token"])})


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Stage, OtherStage]]:
    """Two bots, two Slacks, one database."""
    one = Stage(tmp_path)
    other = OtherStage(tmp_path, database_url=one.database_url)
    yield one, other
    other.close()
    one.close()


def test_nothing_of_one_workspace_is_seen_or_touched_from_the_other(
    both: tuple[Stage, OtherStage], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    one, other = both
    amina = one.person("amina")
    invitation = start_workshop(amina, extras=["short"])
    answer_all(amina, invitation, ANSWERS)
    workshop = invitation.element("workshop.join")[1]["value"]
    done = amina.wait_for_bot("Thank you, that is everything")
    seat = done.element("seat.change")[0]["block_id"].split(":")[1]
    amina.wait_for_bot("1 joined, 1 done", button="Reveal")
    shown = _settled(amina)

    olga = Person(other.playground.url, OTHER, "olga")
    olga.tell_bot("help")
    place = olga.wait_for_bot("")
    for action, value in [
        ("workshop.join", workshop),
        ("workshop.manage", workshop),
        ("workshop.take_over", workshop),
        ("workshop.reveal", workshop),
        ("workshop.more", f"close:{workshop}"),
        ("workshop.vote", workshop),
        ("workshop.publish", workshop),
        ("workshop.changed_mind", workshop),
        ("seat.continue", seat),
        ("seat.skip", f"{seat}:0"),
        ("seat.how.seen", f"{seat}:needs"),
        ("seat.how_lines", f"{seat}:needs"),
    ]:
        _press(olga, place, action, value)
    assert _settled(amina) == shown

    amina.press(amina.wait_for_bot("1 joined, 1 done", button="Reveal"), "Reveal")
    amina.press(
        amina.wait_for_message("#general", "The reveal of", button="Make the persona"), "Make the persona"
    )
    amina.wait_for_modal("Make the persona")
    assert not amina.submit(role="Wedding photographer", name="Robin")
    card = amina.wait_for_message("#general", "Robin", button="Everything")
    persona = card.element("Everything")[1]
    _press(olga, place, persona["action_id"], persona["value"])
    olga.open_home()
    assert "Robin" not in olga.wait_for_home("Welcome").everything
    olga.tell_bot("Which persona edits photos on trains?")
    olga.wait_for_bot("", after=place)
    seen = str([m.raw for m in olga.read_bot()]) + str(olga.see())
    for words in ("Robin", *ANSWERS[:1], ANSWERS[2]):
        assert words not in seen
    assert "defect" not in caplog.text
    assert not other.admin.problems()


def _settled(person: Person) -> list[str]:
    """What the DM holds, once nothing has changed for a moment."""
    seen: list[str] = []
    while seen != (seen := [m.everything for m in person.read_bot()]):
        time.sleep(0.25)
    return seen


def _press(person: Person, place: object, action: str, value: str) -> None:
    """A press with an id of the other workspace; one sentence is the answer."""
    before = {m.ts for m in person.read_bot()}
    element = {
        "type": "button",
        "action_id": action,
        "value": value,
        "text": {"type": "plain_text", "text": "x"},
    }
    person.do(
        "press",
        channel=place.channel,  # type: ignore[attr-defined]
        ts=place.ts,  # type: ignore[attr-defined]
        block_id="b",
        action_id=action,
        element=element,
    )
    person.wait_for(
        lambda: [m for m in person.read_bot() if m.ts not in before], what=f"an answer to {action}"
    )
    new = [m.text for m in person.read_bot() if m.ts not in before]
    assert len(new) == 1, new
    assert "went wrong" not in new[0], new
