"""How a persona looks, against golden files and the Block Kit rules. GOLDEN=write writes the files anew."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.facets import FACETS, Lens
from bot.messages import Sentence, to_json
from bot.nouns import Attribution, Ballot, Change, Choice, Evidence, HowKnown, Line, Persona, Picture, Verdict
from bot.personas.cards import by_line
from bot.personas.messages import History
from bot.personas.notes import Captured, Doubted, HandedOver, HowToTest, lines_window
from bot.personas.nouns import Doubt
from bot.pictures.drawn import CHOICES, alt_text, draw
from bot.workshop.messages import literal
from handlers.slack.deliver.rendered import RenderContext
from handlers.slack.views import kit, persona_windows
from handlers.slack.views.rendering import look, render
from handlers.use_cases.personas import card, cards
from playground.blockkit.inspection import errors
from tests.bot.personas.cast import NOON, line, persona, voice

HERE = Path(__file__).parent / "golden"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "slack"
CONTEXT = RenderContext(file_id=lambda handle: "F0LEAF" if handle == "picture:leaf" else None)

LONG_WORDS = {
    "german": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzende"[
        :60
    ],
    "finnish": "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"[:60],
}
HOSTILE = [
    "<!channel> <!here> <@U0AMINA>",
    "<script>alert('x')</script> & <b>bold</b>",
    "x" * 3000,
    "\u202eright to left \u05d0\u05d1\u05d2 مرحبا",
    "🦄" * 120,
    "*bold* _it_ ~no~ `code` > quote\n\n• bullet",
]


def robin(**more: Any) -> Persona:
    """A persona with a supported, a contradicted, a doubted and a pinned line."""
    proof = Evidence(
        "Spring survey", Verdict.SUPPORTED, "61 % say so (54 to 68 %)", 0.61, 0.54, 0.68, 122, 200
    )
    against = replace(proof, verdict=Verdict.CONTRADICTED, words="12 % say so (8 to 17 %)")
    lines = (
        line("l1", "traits", "28 to 40, live in cities", "U1", "U2", agree=4, asked=5),
        line(
            "l2",
            "needs",
            "edits photos on trains without wifi",
            "U1",
            "U2",
            "U3",
            agree=5,
            asked=5,
            evidence=(proof,),
        ),
        line("l3", "needs", "sends previews the same evening", "U2", agree=2, no=1, asked=5),
        line("l4", "pains", "loses half a day each month chasing invoices", "U1", agree=3, no=2, asked=5),
        line("l5", "pains", "their laptop dies at weddings", "U3", agree=1, asked=5, evidence=(against,)),
        line("l6", "goals", "wants to be booked by word of mouth", "U1", agree=3, dont_know=2, asked=5),
        line("l7", "quote", "“I live in my inbox”", "U2", agree=1, asked=5),
        line("l8", "tools", "an old iPhone and a spreadsheet", "U2", agree=1, asked=5, dropped=True),
    )
    return persona(*lines, pins=("l4",), picture=Picture(drawn="leaf"), **more)


DOUBTS = (Doubt("l4", "U3", "Once a quarter, from what I hear in support", NOON),)
HISTORY = (
    Change(NOON + timedelta(hours=3), "", "challenged a line", "loses half a day", "Once a quarter"),
    Change(NOON + timedelta(hours=2), "U0AMINA", "handed it over", "<@U0AMINA>", "<@U0TOMAS>"),
    Change(NOON + timedelta(hours=1), "U0AMINA", "reworded a line", "loses invoices", "loses half a day"),
    Change(NOON, "U0AMINA", "published", after="Robin, 8 lines"),
)


@pytest.fixture
def doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards.life, "doubts", lambda *_: DOUBTS)
    monkeypatch.setattr(cards.interviews, "quotes_of", lambda *_: ())


def everything(who: Persona, lens: Lens | None = None) -> list[Any]:
    nowhere: Any = type("Look", (), {"session": None, "workspace": "T1"})()
    return list(cards.everything_of(nowhere, who, lens, shareable=True))


def payload(message: Any) -> dict[str, Any]:
    shown = look(message, CONTEXT)
    return {"text": shown.text, "blocks": shown.blocks}


def check(found: dict[str, Any], surface: str = "message") -> None:
    """Slack would take it: by the playground's rules, and by the shared validator where that is."""
    assert not errors(found, surface)
    if surface == "message":
        assert found["text"].strip()
    if SHARED.exists():
        pytest.importorskip("jsonschema")
        if str(SHARED) not in sys.path:
            sys.path.append(str(SHARED))
        import validate_blocks  # type: ignore[import-not-found]

        wrong = [item for item in validate_blocks.validate(found, surface) if item.severity == "ERROR"]
        assert not wrong


def golden(name: str, found: dict[str, Any]) -> None:
    """Compares with the golden file."""
    path = HERE / f"{name}.json"
    text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(text)


def test_the_card() -> None:
    found = payload(card.card(robin(), doubts=by_line(DOUBTS)))
    check(found)
    golden("card", found)


def test_a_retired_card_points_to_what_it_was_merged_into() -> None:
    found = payload(card.card(robin(active=False, merged_into="p2"), merged_into="Kim & <Co>"))
    check(found)
    golden("card_retired", found)


@pytest.mark.usefixtures("doubts")
def test_everything() -> None:
    (message,) = everything(robin())
    found = payload(message)
    check(found)
    golden("everything", found)
    assert "U3" not in json.dumps(found)  # counts only


@pytest.mark.usefixtures("doubts")
def test_with_names_a_doubt_has_its_author() -> None:
    (message,) = everything(robin(attribution=Attribution.NAMED))
    assert {"type": "user", "user_id": "U3"} in [
        run for block in payload(message)["blocks"] for run in _runs(block)
    ]


@pytest.mark.usefixtures("doubts")
@pytest.mark.parametrize("lens", list(Lens))
def test_each_lens_says_what_is_not_known(lens: Lens) -> None:
    parts = [payload(message) for message in everything(robin(), lens)]
    for found in parts:
        check(found)
    spoken = " ".join(found["text"] for found in parts)
    assert "not known yet" in spoken or lens is Lens.PRODUCT


def test_history() -> None:
    found = payload(History("p1", "Robin", HISTORY, more=3))
    check(found)
    golden("history", found)


def _runs(thing: Any) -> list[Any]:
    if isinstance(thing, list):
        return [run for item in thing for run in _runs(item)]
    if isinstance(thing, dict):
        return [thing, *[run for value in thing.values() for run in _runs(value)]]
    return []


@pytest.mark.usefixtures("doubts")
@pytest.mark.parametrize("words", [*HOSTILE, *LONG_WORDS.values()])
def test_any_words_stay_words_and_within_limits(words: str) -> None:
    said = voice("U1", words, HowKnown.GUT)
    lines = tuple(
        Line(f"h{n}", facet, words, said.polarity, (said,), agree=2, no=1, asked=6)
        for n, facet in enumerate(FACETS)
    )
    name, role = words[:60], words[:120]
    who = persona(*lines, name=name, role=role)
    doubt = by_line([Doubt("h0", "U3", words[:500], NOON)])
    shown = [
        card.card(who, True, doubt, merged_into=name),
        *everything(who),
        History("p1", who.title, (Change(NOON, "U1", "reworded a line", words, words),)),
        Doubted("p1", name, words, words[:500]),
        Captured("c1", words[:300], "Needs", name, "U1"),
        HandedOver("p1", name, "U1"),
        HowToTest("p1", name, words[:300], words, (words, "Yes", "No")),
    ]
    for message in shown:
        found = payload(message)
        check(found)
        for run in _runs(found["blocks"]):
            if run.get("type") == "mrkdwn":
                assert "<!" not in run["text"]
                assert "<script" not in run["text"]
                assert "<@U0AMINA>" not in run["text"] or run["text"].startswith("Owner")
            assert run.get("type") != "broadcast"


@pytest.mark.parametrize("words", [*HOSTILE, *LONG_WORDS.values()])
def test_windows_take_any_words(words: str) -> None:
    said = voice("U1", words)
    lines = tuple(
        Line(f"h{facet}{n}", facet, words, said.polarity, (said,), agree=2, asked=6)
        for facet in FACETS
        for n in range(8)
    )
    who = persona(*lines, name=words[:60], role=words[:120], picture=Picture(file="F1", alt=words[:200]))
    below = {"persona": who.id, "channel": "C1", "page": 0}
    views = [
        persona_windows.about(who, "C1"),
        look(lines_window(who, "C1", 0, words)).view,
        persona_windows.reword(who, who.lines[0], below, "V1"),
        persona_windows.challenge(who, "C1"),
        persona_windows.add(who, None),
        persona_windows.mark(who, who.standing, Ballot("U1", {lines[0].id: Choice.NO}), "C1", 1),
        persona_windows.split(who, "C1"),
        persona_windows.merge(who, [who], "C1"),
        persona_windows.changed_mind("w1", (), who.standing, {}, 0),
        persona_windows.capture([who], words, "U1", "C1"),
    ]
    for view in views:
        assert view is not None
        check(view, "modal")


@pytest.mark.parametrize("key", [key for key, _ in CHOICES])
def test_drawn_pictures_are_small_png_of_one_kind(key: str) -> None:
    data = draw(key)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) < 20_000
    assert data == draw(key)
    assert alt_text(key).startswith("Drawing of")


def test_what_is_read_out_begins_with_what_is_to_be_seen() -> None:
    """Who speaks to their machine says the words that they see (WCAG 2.5.3)."""
    for hint, spoken in (
        ("Show Robin", "Show Robin"),
        ("I doubt this: Robin", "Show: I doubt this: Robin"),
        ("show Robin", "show Robin"),
    ):
        assert kit.button("Show", "persona.show", hint=hint)["accessibility_label"] == spoken
    assert "accessibility_label" not in kit.button("Show", "persona.show")


def test_a_sentence_shows_people_s_signs_as_they_wrote_them_and_makes_no_mention_of_them() -> None:
    title = literal("R&D <@U0AMINA>")
    told = render(to_json(Sentence(f"{title} is <@U0PRIYA>'s now, not R&D's.")), CONTEXT)
    assert told.text == "R&amp;D &lt;@U0AMINA&gt; is <@U0PRIYA>'s now, not R&amp;D's."
