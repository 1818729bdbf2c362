"""`/persona privacy` and `/persona forget me`: asked first, then a person's words are in no table, file or log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from bot.nouns import FORGOTTEN, Attribution, Choice, HowKnown, Persona
from bot.personas.forms import Knowledge
from bot.workshop.conversation import Said
from bot.workshop.forms import NewWorkshop
from handlers.use_cases import erasure, forgetting
from handlers.use_cases.asking import answers, team
from handlers.use_cases.asking.answers import Place
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import capture, edit
from handlers.use_cases.personas import words as persona_words
from handlers.use_cases.workshops import customers, seats
from handlers.use_cases.workshops import running as workshops
from playground.client import Person
from storage import personas, queue
from storage import seats as kept_seats
from storage import workshops as kept_workshops
from storage.customers import RoundRow
from storage.forgetting import texts_of
from tests.databases import drop, postgres_server, postgres_url
from tests.scenarios.stage import Stage
from tests.slack.personas.conftest import AMINA, PRIYA, Cast, publish
from tests.traces import traces

HERE = Origin("C0GENERAL1")
MARK = "quokka"  # stands in everything Tomas writes, and nowhere else
TOMAS = [f"Two of three have {MARK}s under ten", AMINA[1], f"Their {MARK} laptop dies at weddings"]
PATIENCE = 30.0


@pytest.fixture(scope="module")
def postgres() -> Iterator[Any]:
    """One server for this file."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """A stage of its own on each kind of database."""
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    url = postgres_url(server) if server else None
    made = Stage(tmp_path, database_url=url)
    yield made
    problems = made.admin.problems()
    made.close()
    if server:
        drop(server, url)
    assert not problems


@dataclass
class Life:
    """Robin, on whom Tomas has said, doubted, marked, asked and answered in every way there is."""

    cast: Cast
    amina: Person
    tomas: Person

    def persona(self) -> Persona:
        return self.cast.now()


def live(stage: Stage, attribution: Attribution = Attribution.COUNTS) -> Life:
    """Everything Tomas can write."""
    cast = publish(stage, attribution, said={"amina": AMINA, "tomas": TOMAS, "priya": PRIYA})
    amina, tomas = stage.person("amina"), stage.person("tomas")
    line = next(line for line in cast.now().lines if line.text == AMINA[2])
    with cast.unit(tomas.id) as work:
        persona_words.challenge(
            work, cast.persona, HERE.channel, line.id, f"I never saw a {MARK} do so", HERE
        )
    with cast.unit(tomas.id) as work:
        persona_words.challenge(work, cast.persona, HERE.channel, line.id, f"Not even one {MARK}", HERE)
    with cast.unit(tomas.id) as work:
        known = Knowledge("goals", f"Wants a {MARK} as a mascot", HowKnown.GUT)
        persona_words.add(work, cast.persona, HERE.channel, known, HERE)
    with cast.unit(amina.id) as work:
        known = Knowledge("pains", f"Every {MARK} bites", HowKnown.TOLD)
        capture.capture(work, cast.persona, HERE.channel, tomas.id, known, HERE)
    first = cast.now().standing[0].id
    with cast.unit(tomas.id) as work:
        persona_words.mark(work, cast.persona, HERE.channel, {first: Choice.NO})
    with cast.unit(tomas.id) as work:
        customers.ask(work, HERE, True)
    with cast.unit(tomas.id) as work:
        round_ = work.session.exec(select(RoundRow.id)).one()
        customers.name(work, round_, [f"{MARK} breeders"])
    with cast.unit(tomas.id) as work:
        answers.ask(
            work, f"Which persona trains a {MARK} for the circus?", Place("only", "C0GENERAL1", origin=HERE)
        )
    with cast.unit(amina.id) as work:
        team.ask_team(work, cast.persona, HERE.channel, "Do they travel by night?", HERE)
    question = _one(cast, "team_question", "id")
    with cast.unit(tomas.id) as work:
        team.answer_team(work, question, f"Only with a {MARK}", "seen")
    with cast.unit(tomas.id) as work:
        team.ask_team(work, cast.persona, HERE.channel, f"Who feeds the {MARK}?", HERE)
    own = next(line for line in cast.now().lines if line.text == TOMAS[2])
    with cast.unit(amina.id) as work:  # a wording of Tomas is replaced: the history quotes it
        edit.reword_line(work, cast.persona, "C0GENERAL1", own.id, "Laptops die at weddings", None, 0)
    other = NewWorkshop(
        "shop owners", "Lumen", "C0GENERAL1", asked=(amina.id, tomas.id), vote=False, short=True
    )
    with cast.unit(amina.id) as work:
        running = workshops.start(work, other).id
    with cast.unit(tomas.id) as work:
        seats.join(work, running, Origin())
        seat = kept_seats.seat_of(work.session, work.workspace, running, tomas.id) or ""
        seats.take(work, seat, Said("99.000100", f"They own a {MARK} each"))
    return Life(cast, amina, tomas)


def _one(cast: Cast, table: str, column: str) -> str:
    with cast.unit("") as work:
        rows = work.session.execute(sa.select(SQLModel.metadata.tables[table].c[column])).scalars().all()
    (found,) = rows
    return str(found)


def settle(stage: Stage) -> None:
    """Waits until everything queued has been sent and done."""
    services = stage.running.transport.services

    def empty() -> bool:
        with services.store.reading() as session:
            now = services.now()
            return not any(queue.has_due(session, each, now + 10_000_000) for each in queue.Queue)

    stage.person("amina").wait_for(empty, PATIENCE, "empty queues")


def test_privacy_is_one_short_message_to_the_one_who_asks(fresh: Stage) -> None:
    jonas, amina = fresh.person("jonas"), fresh.person("amina")
    jonas.command("#general", "/persona privacy")
    shown = jonas.wait_for(lambda: next(iter(jonas.ephemerals("#general")), None))
    assert "180 days" in shown.everything
    assert len(shown.raw["text"]) < 700
    assert "Forget me" in shown.buttons
    assert not amina.ephemerals("#general")


def test_forgetting_asks_first_and_then_leaves_no_byte_of_the_persons_words(
    fresh: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    life = live(fresh)
    settle(fresh)
    store = fresh.running.transport.services.store
    assert traces(store, MARK)
    assert "doubts a line" in str(told_of(life.amina))
    tomas = life.tomas
    tomas.command("#general", "/persona forget me")
    asked = tomas.wait_for(
        lambda: next((m for m in tomas.ephemerals("#general") if "What you wrote goes" in m.everything), None)
    )
    assert traces(store, MARK)
    tomas.press(asked, "privacy.forget")
    tomas.wait_for(
        lambda: any("I have forgotten" in m.everything for m in tomas.ephemerals("#general")), PATIENCE
    )
    settle(fresh)
    fresh.admin.move_clock(120)
    tomas.wait_for(lambda: not traces(store, MARK), PATIENCE, "the bytes to be gone")
    assert MARK not in caplog.text
    assert MARK not in str([m.raw for m in life.amina.read("#general")])  # cards and reveal read anew
    assert MARK not in str([raw.get("blocks") for raw in told_of(tomas)])
    assert MARK not in str(told_of(life.amina))  # a challenge with its reason, a question to the team
    with life.cast.unit(tomas.id) as work:
        assert texts_of(work.session, work.workspace, tomas.id) == frozenset()


def told_of(owner: Person) -> list[Any]:
    """What the bot wrote to somebody alone."""
    return [m.raw for m in owner.read_bot() if m.raw.get("user") != owner.id]


def test_counts_stay_and_what_others_said_too_stays_in_their_words(fresh: Stage) -> None:
    life = live(fresh)
    before = {line.text: line for line in life.persona().lines}
    with life.cast.unit(life.tomas.id) as work:
        forgetting.forget_me(work, HERE)
    after = {line.text: line for line in life.persona().lines}
    assert "Laptops die at weddings" not in after  # only Tomas had said it, whatever the owner made of it
    assert set(after) < set(before)
    for text, line in after.items():
        counts = (line.agree, line.no, line.dont_know, line.asked)
        assert counts == (before[text].agree, before[text].no, before[text].dont_know, before[text].asked)
        assert all(voice.person != life.tomas.id for voice in line.voices)
    shared = after[AMINA[1]]
    with life.cast.unit(life.amina.id) as work:  # and they are what counting anew gives
        persona_words.mark(work, life.cast.persona, HERE.channel, {after[AMINA[2]].id: Choice.AGREE})
    assert next(line for line in life.persona().lines if line.id == shared.id).agree == shared.agree
    entries = life.cast.history()
    assert ("", forgetting.FORGOT, "", "") in entries
    assert not any(MARK in words for entry in entries for words in entry)


def test_nobody_is_named_by_a_stand_in(fresh: Stage) -> None:
    life = live(fresh, Attribution.NAMED)
    with life.cast.unit(life.tomas.id) as work:
        forgetting.forget_me(work, HERE)
    settle(fresh)
    with life.cast.unit(life.amina.id) as work:
        team.ask_team(work, life.cast.persona, HERE.channel, "And by day?", HERE)
    settle(fresh)
    for person in (life.amina, life.tomas, fresh.person("priya")):
        seen = str([m.raw for m in person.read("#general")]) + str([m.raw for m in person.read_bot()])
        assert FORGOTTEN not in seen
    fresh.admin.wait_for(lambda: not fresh.admin.undelivered())


def test_a_workshop_that_runs_goes_on_without_them_and_they_may_join_again(fresh: Stage) -> None:
    life = live(fresh)
    with life.cast.unit(life.tomas.id) as work:
        running = kept_running(work)
        forgetting.forget_me(work, HERE)
        assert kept_seats.seat_of(work.session, work.workspace, running, life.tomas.id) is None
    with life.cast.unit(life.tomas.id) as work:
        seats.join(work, running, Origin())
        assert kept_seats.seat_of(work.session, work.workspace, running, life.tomas.id)


def kept_running(work: Any) -> str:
    return kept_workshops.running_workshops(work.session, work.workspace)[0].id


def test_others_keep_every_word_and_the_owner_keeps_the_persona(fresh: Stage) -> None:
    life = live(fresh)
    with life.cast.unit(life.amina.id) as work:
        forgetting.ask(work, HERE)
        assert forgetting._owns(work) == ("Robin",)
        forgetting.forget_me(work, HERE)
    lines = life.persona().lines
    assert any(MARK in line.text for line in lines)
    assert life.persona().owner == life.amina.id
    assert all(voice.person != life.amina.id for line in lines for voice in line.voices)
    assert AMINA[2] not in {line.text for line in lines}


def test_who_never_wrote_anything_is_told_so(fresh: Stage) -> None:
    jonas = fresh.person("jonas")
    with publish(fresh).unit(jonas.id) as work:
        forgetting.forget_me(work, HERE)
    jonas.wait_for(lambda: any("nothing of yours" in m.everything for m in jonas.ephemerals("#general")))


def test_forgetting_in_one_workspace_leaves_another_alone(fresh: Stage) -> None:
    life = live(fresh)
    services = fresh.running.transport.services
    with services.unit("T9ELSEWHERE", life.tomas.id) as work:
        forgetting.forget_me(work, HERE)
    assert any(MARK in line.text for line in life.persona().lines)


def test_an_erased_workspace_leaves_no_byte_of_anybodys_words(fresh: Stage) -> None:
    life = live(fresh)
    settle(fresh)
    services = fresh.running.transport.services
    assert traces(services.store, MARK)
    with services.unit("T0PLAYGRND") as work:
        erasure.erase(work)
    fresh.admin.move_clock(120)
    life.tomas.wait_for(lambda: not traces(services.store, MARK), PATIENCE, "the bytes to be gone")
    for words in (AMINA[1], AMINA[2], "Robin"):
        assert not traces(services.store, words)
    with services.look("T0PLAYGRND", life.amina.id) as look:
        assert personas.visible_personas(look.session, look.workspace, life.amina.id) == ()
