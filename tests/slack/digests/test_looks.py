"""How a rich, a quiet and an empty week look, against golden files and Block Kit. GOLDEN=write writes the files anew."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digest.choosing import choose
from bot.digest.messages import Digest, DigestList, Listed, Quiet
from bot.digest.nouns import OpenGap, Seen
from bot.facets import Lens
from bot.messages import from_json, to_json
from bot.nouns import Change, HowKnown, Verdict
from handlers.slack.deliver.rendered import RenderContext
from handlers.slack.views import digests as views
from handlers.slack.views.rendering import look, render
from playground.blockkit.inspection import errors
from tests.bot.digest.test_choosing import SURVEY, guessed, robin, wish
from tests.bot.personas.cast import NOON, line, voice
from tests.slack.personas.test_looks import HOSTILE, LONG_WORDS, check

HERE = Path(__file__).parent / "golden"
LINKED = RenderContext(link=lambda handle: f"https://lumen.slack.com/archives/C1/{handle.split(':')[1]}")
UNLINKED = RenderContext()
FOOT = "Mondays at 9:00 (Europe/Berlin). `/persona digest` changes it."


def week(seen: Seen, late: str = "", **more: Any) -> Digest | Quiet:
    """The message of a week as it is queued, read back from its row."""
    chosen = choose(seen, wish(**more), NOON)
    made: Digest | Quiet = (
        Digest("s1", "Persona digest about Lumen", chosen.items, late, FOOT)
        if chosen.items
        else Quiet("s1", chosen.quiet, late)
    )
    back: Digest | Quiet = from_json(to_json(made))
    assert back == made
    return back


def rich() -> Seen:
    """Data came in, a question stayed open, answers leaned on a guess."""
    against = replace(SURVEY, verdict=Verdict.CONTRADICTED, words="12 % say so (8 to 17 %)", at=NOON)
    tested = line(
        "l9", "pains", "their laptop dies at weddings", "U1", "U2", agree=4, asked=6, evidence=(against,)
    )
    first = robin(lines=(*robin().lines, tested), name="Robin Jansen")
    kim = robin(id="p2", name="Kim & Co")
    changes = {
        "p1": (Change(NOON, "U1", "reworded a line"), Change(NOON, "U2", "challenged a line")),
        "p2": (Change(NOON, "U1", "added a line"),),
    }
    gaps = (OpenGap("g1", "who needs a <dark> mode?", 3, NOON - timedelta(days=20), NOON),)
    return Seen((first, kim), changes, leaned={"l3": 4}, gaps=gaps)


def payload(message: Any, context: RenderContext = LINKED) -> dict[str, Any]:
    shown = look(message, context)
    return {"text": shown.text, "blocks": shown.blocks}


def golden(name: str, found: dict[str, Any]) -> None:
    """Compares with the golden file."""
    check(found)
    path = HERE / f"{name}.json"
    text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(text)


def test_a_rich_week() -> None:
    golden("rich", payload(week(rich())))


def test_a_rich_week_that_comes_late_to_personas_without_a_posted_card() -> None:
    found = payload(
        week(rich(), "Late: it was due on Monday 4 May at 9:00. The one before was missed."), UNLINKED
    )
    golden("rich_late_unlinked", found)
    labels = [button["text"]["text"] for button in _buttons(found["blocks"])]
    assert labels == ["Show", "Ask the team", "Test it", "Show"]


def test_a_week_in_which_nobody_touched_a_persona_for_long() -> None:
    old = robin(changed=NOON - timedelta(days=94))
    golden("still_true", payload(week(Seen((old,)))))


def test_the_first_week_through_the_eyes_of_sales() -> None:
    golden("first", payload(week(Seen((robin(),)), told=None)))


def test_a_quiet_week() -> None:
    found = payload(week(Seen((robin(),))))
    golden("quiet", found)
    assert len(found["blocks"]) == 1


def test_the_third_quiet_week_asks_whether_to_go_on() -> None:
    message = replace(week(Seen((robin(),))), asks=True, count=3, period="2026-05-04")  # type: ignore[call-arg]
    golden("quiet_question", payload(message))
    golden(
        "quiet_answered",
        payload(Quiet("s1", "3 digests in a row had nothing to tell.", answer="<@U1>: go on.")),
    )


def test_an_empty_week() -> None:
    found = payload(week(Seen(())))
    golden("empty", found)
    assert len(found["blocks"]) == 1


def test_the_list() -> None:
    rows = tuple(Listed(f"C{n}", "Mondays at 9:00 (UTC), set up by <@U1>. It is paused.") for n in range(30))
    check(payload(DigestList(rows)))


@pytest.mark.parametrize("words", [*HOSTILE, *LONG_WORDS.values()])
def test_any_words_stay_words_and_within_limits(words: str) -> None:
    said = tuple(voice(f"U{n}", words, HowKnown.GUT) for n in range(5))
    lines = tuple(
        replace(guessed(f"h{n}", facet, words, 5, 6), voices=said)
        for n, facet in enumerate(("needs", "needs", "decisions", "features"))
    )
    hostile = robin(lines=lines, name=words[:150], role=words, changed=NOON - timedelta(days=95))
    others = tuple(robin(id=f"p{n}", name=words[:150]) for n in range(2, 9))
    against = tuple(
        replace(one, evidence=(replace(SURVEY, verdict=Verdict.CONTRADICTED, source=words[:200], at=NOON),))
        for one in lines
    )
    tested = robin(id="p9", name=words[:150], lines=against)
    changes = {one.id: (Change(NOON, "U1", "reworded a line"),) for one in (*others, tested)}
    gaps = (OpenGap("g1", words[:1000], 2, NOON, NOON),)
    weeks = [
        Seen((hostile,)),
        Seen((tested, *others), changes, gaps=gaps),
        Seen((hostile,), leaned={"h0": 3}, gaps=gaps),
    ]
    for seen in weeks:
        for context in (LINKED, UNLINKED):
            message = week(seen)
            assert message.kind == "digest"
            found = payload(message, context)
            check(found)
            texts = [
                each for b in found["blocks"] for each in (b.get("text"), *b.get("elements", ())) if each
            ]
            marked = json.dumps([each["text"] for each in texts if each["type"] == "mrkdwn"])
            assert len(marked) > 100
            for call in ("<!channel>", "<!here>", "<@U0TOMAS>", "<script>"):
                assert call not in marked
            sent = render(to_json(message), context)
            assert "<!channel>" not in sent.text
            assert not errors({"text": sent.text, "blocks": sent.blocks}, "message")


@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_the_window(count: int) -> None:
    products = [(f"p{n}", "Lumen " * 12 if n else "Lumen") for n in range(count)]
    told = ["Mondays at 9:00 (UTC), set up by <@U1>. It is paused."] if count else []
    for known in (None, wish()):
        found = views.window(
            "C1", False, "America/Argentina/Buenos_Aires", products, known, "", Lens.SALES, told
        )
        check(found, "modal")


def _buttons(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for block in blocks:
        if block.get("accessory"):
            found.append(block["accessory"])
        if block["type"] == "actions":
            found += block["elements"]
    return found
