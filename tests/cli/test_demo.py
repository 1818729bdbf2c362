"""`dramatis demo` tells the whole story, and fails with one sentence where the card does not arrive."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handlers.cli.demo import story, words
from handlers.cli.demo.story import StoryBroken
from handlers.cli.demo.telling import Teller, parts_of


def test_a_list_is_told_whole_with_each_item_on_a_line() -> None:
    card = "Robin, baker. Proto persona; it may be wrong. Needs: bakes (2 of 2; agree). Pains: a; b. c; d."
    assert parts_of(card) == (
        "Robin, baker. Proto persona; it may be wrong.",
        ("Needs: bakes (2 of 2", "agree)", "Pains: a", "b. c", "d"),
    )
    assert parts_of("Two found. A: 1; B: 2 (3 %). And more.") == (
        "Two found.",
        ("A: 1", "B: 2 (3 %)", "And more"),
    )
    assert parts_of("Nothing to list") == ("", ("Nothing to list",))


def test_a_word_is_explained_where_it_is_first_seen() -> None:
    class Robin:
        name = "Robin"

    printed: list[str] = []
    teller = Teller(printed.append, {})
    for _ in range(2):
        teller.saw(Robin(), "here", "1 mixed.")  # type: ignore[arg-type]
    assert [line.strip()[:11] for line in printed] == ["Robin sees ", "(Supported:", "Robin sees "]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_demo_plays_the_story_to_the_card(tmp_path: Path) -> None:
    code = "from handlers.cli.main import run; run()"
    root = Path(__file__).resolve().parents[2]
    played = subprocess.run(
        [sys.executable, "-c", code, "demo"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    for person in ("Amina Diallo", "Tomás Herrera", "Priya Raman", "Jonas Lindqvist"):
        assert f"{person} sees" in played.stdout
    for words_ in (
        "One thing more",
        "is not finished",
        "People disagree",
        words.NAME,
        "does not say anything about",
        "Priya Raman presses Compare, and sets the two against each other",
        "Tomás Herrera sees on the segment's card: “",
        "contradicted",
        "It is a statistical persona",
        "Quiet since",
        "Qualitative persona",
        "not known yet",
        "50,000 can be served",
        "Who shows the tell-tale traits is",
        "invoices, unpaid, chasing",
    ):
        assert words_ in played.stdout.replace("\n      ", " ")
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_without_a_card_the_demo_fails_with_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story.Story, "_kinds", lambda self: None)
    monkeypatch.setattr(story.Story, "_start", lambda self, shown: None)
    monkeypatch.setattr(story.Story, "_answers", lambda self, invitation: None)
    monkeypatch.setattr(story, "PATIENCE", 0.5)
    with pytest.raises(StoryBroken, match=r"^The story stopped: a message with '4 of 4 joined") as told:
        story.play(True, lambda line: None)
    assert "\n" not in str(told.value)
