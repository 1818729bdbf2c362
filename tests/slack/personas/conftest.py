"""A stage with a published persona, made by the use cases, so that stories begin where they get interesting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.nouns import Attribution, Persona
from bot.workshop.conversation import Finish, Said
from bot.workshop.forms import NewWorkshop, Publish
from handlers.use_cases import channels
from handlers.use_cases.origin import Origin
from handlers.use_cases.workshops import publishing, reveals, running, seats
from playground.client import Person
from playground.client.seen import Message
from storage import personas as kept
from storage import seats as kept_seats
from storage.queue import find_post
from tests.scenarios.stage import Stage

AMINA = [
    "28 to 40, live in Berlin",
    "Edits photos on trains without wifi",
    "Loses half a day chasing invoices",
]
TOMAS = [
    "Two of three have children under ten",
    "edits photos on trains without wifi",
    "Their laptop dies at weddings",
]
PRIYA = ["Mostly women in their thirties", "Sends previews the same evening", "Nobody answers on Sundays"]
CHANNELS = {"#general": "C0GENERAL1", "#design": "C0DESIGN01", "#research": "C0RESEARCH"}


@dataclass
class Cast:
    """A published persona on a stage, and its people. `channel` is the name of where it was made."""

    stage: Stage
    persona: str
    workshop: str
    channel: str

    def person(self, name: str) -> Person:
        """Somebody to play."""
        return self.stage.person(name)

    def card(self, who: Person | None = None, words: str = "") -> Message:
        """The card in the channel as it looks now, once it is there and has these words."""
        reader = who or self.person("amina")

        def look() -> Message | None:
            with self.unit("") as work:
                post = find_post(work.session, work.workspace, f"persona:{self.persona}:card")
            if post is None or post.ts is None:
                return None
            shown = next((m for m in reader.read(self.channel) if m.ts == post.ts), None)
            return shown if shown is not None and words.lower() in shown.everything.lower() else None

        found: Message = reader.wait_for(look, 15.0, f"the card with {words!r}")
        return found

    def now(self) -> Persona:
        """The persona as it is stored."""
        with self.unit("") as work:
            return kept.any_persona(work.session, work.workspace, self.persona)

    def history(self) -> list[tuple[str, str, str, str]]:
        """(person, what, before, after), newest first."""
        with self.unit("") as work:
            changes = kept.history(work.session, work.workspace, self.persona)
            return [(c.person, c.what, c.before, c.after) for c in changes]

    def unit(self, person: str) -> Any:
        """A unit of work in the name of a person."""
        return self.stage.running.transport.services.unit("T0PLAYGRND", person)


def publish(
    stage: Stage,
    attribution: Attribution = Attribution.COUNTS,
    channel: str = "#general",
    name: str = "Robin",
    role: str = "Wedding photographer on the road",
    drawn: str | None = None,
    subject: str = "freelance photographers",
    said: dict[str, list[str]] | None = None,
    published: bool = True,
) -> Cast:
    """Amina runs a short workshop without a vote; those in `said` answer; she reveals and (if wanted) publishes."""
    said = said or {"amina": AMINA, "tomas": TOMAS}
    people = {who: stage.person(who).id for who in said}
    form = NewWorkshop(
        subject,
        "Lumen",
        CHANNELS[channel],
        attribution=attribution,
        asked=tuple(people.values()),
        vote=False,
        short=True,
    )
    services = stage.running.transport.services
    amina = stage.person("amina").id
    with services.unit("T0PLAYGRND", amina) as work:
        channels.learn(work, CHANNELS[channel], private=channel == "#research")
        workshop = running.start(work, form).id
    clock = 1
    for who, texts in said.items():
        with services.unit("T0PLAYGRND", people[who]) as work:
            seats.join(work, workshop, Origin())
            seat = kept_seats.seat_of(work.session, work.workspace, workshop, people[who]) or ""
            for text in texts:
                seats.take(work, seat, Said(f"{clock}.000100", text))
                clock += 1
            open_turn = kept_seats.load_conversation(work.session, work.workspace, seat).open_turn
            seats.take(work, seat, Finish(open_turn))
    with services.unit("T0PLAYGRND", amina) as work:
        reveals.show_reveal(work, workshop)
        made = Publish(name, role, drawn=drawn)
        persona = publishing.publish(work, workshop, made, Origin()) if published else ""
    return Cast(stage, persona, workshop, channel)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The bot on the playground, for all stories of a file; what Slack would have refused fails them."""
    made = Stage(tmp_path_factory.mktemp("stage"))
    yield made
    problems = made.admin.problems()
    refused = [call for call in made.admin.calls() if call.get("error") == "invalid_blocks"]
    made.close()
    assert not problems
    assert not refused


@pytest.fixture
def cast(stage: Stage) -> Cast:
    """Robin, made by Amina and Tomas in #general, counts only."""
    return publish(stage)


@pytest.fixture
def make(stage: Stage) -> Callable[..., Cast]:
    """Makes further personas on the stage."""
    return lambda **how: publish(stage, **how)
