"""Tables in a narrow thread: said once what all rows say, and intervals where the chart does not show them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.survey.messages import ShownChart
from bot.survey.segments.messages import NeedsTable
from handlers.slack.views import kit
from handlers.slack.views.rendering import RenderContext, look

IMPORTANT = "Very important or Extremely important"
NEEDS = NeedsTable(
    "riders.csv",
    ("1. Commuters", "2. Tourists"),
    (
        (f"Light frame ({IMPORTANT})", "41 % (36–47 %)", "88 %", "1 %"),
        (f"Bell ({IMPORTANT})", "20 % (16–25 %)", "2 %", "–"),
    ),
)


def shown(message: NeedsTable, drawn: str | None) -> tuple[dict[str, Any], str]:
    """The table and everything under it."""
    rendered = look(message, RenderContext(lambda _handle: drawn))
    table = next(block for block in rendered.blocks if block["type"] == "table")
    notes = [e["text"] for b in rendered.blocks if b["type"] == "context" for e in b["elements"]]
    return table, " ".join(notes)


def cells(table: dict[str, Any]) -> list[list[str]]:
    return [
        [cell["text"].replace(kit.NO_BREAK, " ").replace(kit.JOINER, "") for cell in row]
        for row in table["rows"]
    ]


def test_answers_that_count_for_every_need_are_said_once() -> None:
    table, notes = shown(NEEDS, None)
    assert cells(table)[1] == ["Light frame", "41 % (36–47 %)", "88 %", "1 %"]
    assert f"Share that has the need ({IMPORTANT}), with its 95 % interval." in notes


def test_where_the_answers_differ_each_need_keeps_its_own() -> None:
    mixed = NeedsTable("riders.csv", (), (NEEDS.rows[0][:2], ("Bell (rank 1)", "20 % (16–25 %)")))
    assert [row[0] for row in cells(shown(mixed, None)[0])[1:]] == [
        f"Light frame ({IMPORTANT})",
        "Bell (rank 1)",
    ]


def test_the_interval_is_left_to_a_chart_that_is_there() -> None:
    charted = NeedsTable("riders.csv", NEEDS.segments, NEEDS.rows, ShownChart("h", "needs", "a chart"))
    assert cells(shown(charted, "F1")[0])[1][1] == "41 %"
    assert "the chart shows how sure it is" in shown(charted, "F1")[1]
    assert cells(shown(charted, None)[0])[1][1] == "41 % (36–47 %)", "it could not be drawn"


@pytest.mark.parametrize(
    ("cell", "breaks"), [("41 % (36–47 %)", 1), ("76 · 35 %", 0), ("585 (532 to 639)", 1)]
)
def test_a_cell_breaks_before_its_interval_only(cell: str, breaks: int) -> None:
    table = kit.table(("Need", "All"), [("Bell", cell)])
    assert table["rows"][1][1]["text"].count(" ") == breaks
    assert bool(table["column_settings"][1].get("is_wrapped")) == bool(breaks)
