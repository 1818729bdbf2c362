"""Personas are taken away as files: by command, from Everything and from the list; only what one may see, to oneself."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.nouns import Attribution
from playground.client import Person
from playground.client.seen import Message
from tests.slack.personas.conftest import AMINA, TOMAS, Cast
from tests.slack.personas.test_words import open_everything


def sent(who: Person, cast: Cast, ending: str, known: set[str]) -> tuple[str, bytes]:
    """(name, bytes) of the file that came into somebody's direct messages."""

    def look() -> tuple[str, bytes] | None:
        for message in who.read_bot():
            for file in message.raw.get("files") or []:
                if file["name"].endswith(ending) and file["id"] not in known:
                    known.add(file["id"])
                    return file["name"], cast.stage.playground.play.world.bytes[file["id"]]
        return None

    found: tuple[str, bytes] = who.wait_for(look, 20.0, f"a {ending} file")
    return found


def known_to(who: Person) -> set[str]:
    """The files that are there already."""
    return {file["id"] for message in who.read_bot() for file in message.raw.get("files") or []}


def test_a_name_and_a_format_give_a_file_to_the_one_who_asks_alone(make: Callable[..., Cast]) -> None:
    cast = make(role="Pilot of drones")
    priya, jonas = cast.person("priya"), cast.person("jonas")
    known, others = known_to(priya), known_to(jonas)
    cast.card(jonas)
    posts = len(jonas.read(cast.channel))
    for words, ending in [("", ".html"), (" as markdown", ".md"), (" as PNG", ".png"), (" as csv", ".csv")]:
        priya.command(cast.channel, f"/persona export pilot of drones{words}")
        name, data = sent(priya, cast, ending, known)
        assert name == f"robin{ending}"
        assert AMINA[1].encode() in data or ending == ".png"
        for person in ("amina", "tomas"):
            assert cast.person(person).id.encode() not in data
    assert known_to(jonas) == others
    assert len(jonas.read(cast.channel)) == posts


def test_everything_and_the_list_have_a_menu_to_export(cast: Cast) -> None:
    priya = cast.person("priya")
    known = known_to(priya)
    shown = open_everything(priya, cast)
    assert isinstance(shown, Message)
    priya.choose(shown, "persona.export", "Data that reads back in (JSON)")
    name, data = sent(priya, cast, ".json", known)
    assert name == "robin.json"
    texts = {line["text"] for line in json.loads(data)["personas"][0]["statements"]}
    assert TOMAS[2] in texts
    priya.command(cast.channel, "/persona list")
    listed = priya.wait_for(
        lambda: next(
            (
                m
                for m in reversed(priya.ephemerals(cast.channel))
                if "persona.export" in str(m.raw) and "Show" in m.buttons
            ),
            None,
        )
    )
    priya.choose(listed, "persona.export", "A page to print (HTML)")
    name, data = sent(priya, cast, ".html", known)
    assert name.startswith("personas")
    assert b"Robin" in data


def test_names_leave_only_where_they_were_agreed_to(make: Callable[..., Cast]) -> None:
    cast = make(attribution=Attribution.NAMED, name="Noa Levi")
    jonas = cast.person("jonas")
    known = known_to(jonas)
    jonas.command(cast.channel, "/persona export Noa Levi as json")
    _, data = sent(jonas, cast, ".json", known)
    people = {v["person"] for line in json.loads(data)["personas"][0]["statements"] for v in line["voices"]}
    assert len(people) == 2
    assert not any(person.startswith("U0") or person == "Somebody" for person in people)


def test_a_persona_of_a_private_channel_leaves_only_for_those_who_may_see_it(
    make: Callable[..., Cast],
) -> None:
    hidden = make(channel="#research", name="Secret Sasha")
    outsider = next(
        hidden.person(who) for who in ("jonas", "priya") if not _sees(hidden.person(who), hidden.channel)
    )
    outsider.command("#general", "/persona export Secret Sasha")
    outsider.wait_for(
        lambda: any("no persona called" in m.everything for m in outsider.ephemerals("#general"))
    )
    known = known_to(outsider)
    outsider.command("#general", "/persona export all as json")
    _, data = sent(outsider, hidden, ".json", known)
    assert b"Secret Sasha" not in data
    amina = hidden.person("amina")
    known = known_to(amina)
    amina.command("#general", "/persona export all as json")
    _, data = sent(amina, hidden, ".json", known)
    assert b"Secret Sasha" in data


def test_an_unknown_format_is_said_and_nothing_is_sent(cast: Cast) -> None:
    priya = cast.person("priya")
    priya.command(cast.channel, "/persona export Robin as docx")
    priya.wait_for(
        lambda: any("I can export as html" in m.everything for m in priya.ephemerals(cast.channel))
    )


def test_a_menu_of_something_else_changes_nothing(cast: Cast) -> None:
    priya = cast.person("priya")
    shown = open_everything(priya, cast)
    assert isinstance(shown, Message)
    before = known_to(priya)
    element = {
        "type": "button",
        "action_id": "persona.export",
        "value": "nobody:html",
        "text": {"type": "plain_text", "text": "x"},
    }
    priya.do(
        "press", channel=shown.channel, ts=shown.ts, block_id="b", action_id="persona.export", element=element
    )
    priya.wait_for(lambda: any("not there any more" in m.everything for m in priya.ephemerals(cast.channel)))
    assert known_to(priya) == before


def _sees(who: Person, channel: str) -> bool:
    try:
        who.read(channel)
    except Exception:
        return False
    return True


pytestmark = pytest.mark.timeout(120)
