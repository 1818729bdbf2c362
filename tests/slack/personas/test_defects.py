"""What a defect of ours keeps from being shown is owned up to."""

from __future__ import annotations

import pytest

from bot.personas.messages import History
from handlers.slack.views import rendering
from tests.scenarios.stage import CHANNEL
from tests.slack.personas.conftest import Cast


def test_an_answer_that_cannot_be_shown_is_owned_up_to_with_its_number(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomas = cast.person("tomas")
    card = cast.card(tomas)
    monkeypatch.delitem(rendering._VIEWS, History)
    tomas.press(card, "History")
    told = tomas.wait_for_bot("could not be shown")
    assert "give this number" in told.text
    assert not [m for m in tomas.ephemerals(CHANNEL) if "KeyError" in m.everything]
