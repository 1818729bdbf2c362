"""A few hundred forged payloads on every surface there is: `make fuzz` sends many thousands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.messages import Sentence, to_json
from handlers.slack.views.rendering import RenderContext, render
from tests.fuzz.slack.__main__ import fuzz, prepared
from tests.fuzz.slack.surfaces import surfaces


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_whatever_is_pressed_sent_or_typed_is_no_defect_and_calls_nobody(tmp_path: Path) -> None:
    sent, found = fuzz(prepared(tmp_path, story=False), seed=11, count=320, until=time.monotonic() + 300)
    assert [finding.what for finding in found] == []
    assert sent >= 320


def test_every_kind_of_surface_is_known_to_the_fuzzer() -> None:
    known = surfaces()
    assert {"segments.export", "persona.challenge"} <= set(known.actions)
    assert {"survey.give", "workshop.apart"} <= set(known.views)
    assert {"new_workshop", "capture"} <= set(known.shortcuts)
    assert {"file_shared", "app_mention"} <= set(known.events)
    assert {"show", "ask", "new"} <= set(known.commands)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("There is no persona called “<!channel>”.", "There is no persona called “&lt;!channel&gt;”."),
        ("<@U0AMINA001> owns “R&B <b>”.", "<@U0AMINA001> owns “R&amp;B &lt;b&gt;”."),
        (
            "Post it in <#C0GENERAL1>, not <https://evil.example|here>.",
            "Post it in <#C0GENERAL1>, not &lt;https://evil.example|here&gt;.",
        ),
        ("<!subteam^S1> <!here> <@U1|x>", "&lt;!subteam^S1&gt; &lt;!here&gt; &lt;@U1|x&gt;"),
    ],
)
def test_a_sentence_that_quotes_people_calls_and_links_nothing(said: str, shown: str) -> None:
    rendered = render(to_json(Sentence(said)), RenderContext())
    assert rendered.text == shown
    assert rendered.blocks is not None
    assert rendered.blocks[0]["text"]["text"] == shown
