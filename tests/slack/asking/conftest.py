"""A stage with personas to ask about: Robin and Marta for everybody, and one of a private channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from playground.client import Person
from tests.scenarios.stage import Stage
from tests.slack.personas.conftest import Cast, publish

ROBIN = {
    "amina": [
        "28 to 40, live in Berlin",
        "Edits photos on trains without wifi",
        "Loses half a day chasing invoices",
    ],
    "tomas": [
        "Two of three have children under ten",
        "Has to work offline at weddings",
        "Their laptop dies at weddings",
    ],
}
MARTA = {
    "amina": [
        "Runs a studio with six employees",
        "Needs shared albums for the whole team",
        "Clients pay 60 days late",
    ],
    "priya": ["Mostly in small towns", "Wants to book rooms by phone", "Nobody answers on Sundays"],
}
HIDDEN = {
    "amina": [
        "Retired professors in Lisbon",
        "Needs the archive on microfilm",
        "Hates subscription prices above 40 euros",
    ],
    "priya": ["Over 65, live alone", "Wants a printed manual", "Cannot read small letters"],
}


@dataclass
class Asking:
    """The stage and its three personas."""

    stage: Stage
    robin: Cast
    marta: Cast
    hidden: Cast

    def person(self, name: str) -> Person:
        """Somebody to play."""
        return self.stage.person(name)


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """All stories of a file play on it; what Slack would have refused fails them."""
    stage = Stage(tmp_path_factory.mktemp("asking"))
    yield Asking(
        stage,
        publish(stage, said=ROBIN),
        publish(stage, said=MARTA, name="Marta", role="Studio owner", subject="studio owners"),
        publish(stage, said=HIDDEN, channel="#research", name="Otto", role="Archivist", subject="archivists"),
    )
    problems = stage.admin.problems()
    refused = [call for call in stage.admin.calls() if call.get("error") == "invalid_blocks"]
    stage.close()
    assert not problems
    assert not refused
