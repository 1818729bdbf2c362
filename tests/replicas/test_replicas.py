"""Three replicas on a real PostgreSQL, killed under load: nothing lost, nothing doubled inside, order kept."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.databases import drop, postgres_server, postgres_url
from tests.replicas.crowd import PIECES, Crowd
from tests.replicas.fleet import Fleet
from tests.replicas.storm import storm


@pytest.fixture(scope="module")
def postgres() -> Iterator[Any]:
    with postgres_server() as server:
        yield server


@pytest.fixture
def empty_url(postgres: Any) -> Iterator[str]:
    """The address of a database without tables."""
    url = postgres_url(postgres, migrated=False)
    yield url
    drop(postgres, url)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(600)
def test_replicas_die_every_few_seconds_and_nobody_notices(
    empty_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends: list[int] = []

    def look(fleet: Fleet, crowd: Crowd) -> None:
        tokens = [t for team in crowd.teams for t in fleet.playground.play.world.teams[team].tokens]
        assert len(tokens) == len(crowd.teams)
        app = fleet.playground.play.world.app
        secrets = [*tokens, fleet.key, app.client_secret, app.app_token, *PIECES]
        dump = _dump(crowd)
        assert crowd.teams[0] in dump
        for secret in secrets[: -len(PIECES)]:
            assert secret not in dump, "a dump of the database yields a token"
        deadline = time.monotonic() + 60
        while not all(replica.is_ready() for replica in fleet.replicas) and time.monotonic() < deadline:
            time.sleep(0.1)
        ends.extend(replica.stop() for replica in fleet.replicas)
        logs = fleet.logs()
        assert '"message"' in logs
        for secret in secrets:
            assert secret not in logs, "a secret or somebody's words stand in a log"
        assert not re.search(r"a defect|Traceback", logs), logs[-3000:]

    tally = storm(tmp_path, empty_url, seconds=20, look=look)
    with capsys.disabled():
        print(f"\nthree replicas, 20 s, {tally.kills} kills:\n{tally}")
    assert tally.holds(), str(tally)
    assert tally.kills >= 3
    assert tally.sent >= 60
    assert tally.events >= tally.sent
    assert ends == [0, 0, 0], "a polite end is one"


def _dump(crowd: Crowd) -> str:
    """Every row of every table, as text."""
    with crowd.store.reading() as session:
        tables = sa.inspect(session.connection()).get_table_names()
        rows = [session.execute(sa.text(f'SELECT * FROM "{table}"')).all() for table in tables]
    return repr(rows)
