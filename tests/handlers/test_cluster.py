"""A survey in parts, in one process and on two workers of a local Dask cluster: the same segments, whoever dies."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bot.errors import BadInput, SurveyRefused
from bot.survey.parts.answers import survey_of
from bot.survey.reading import read_survey, read_survey_file
from bot.survey.segmenting import segment
from handlers.children import starting
from handlers.children.cluster import Cluster
from handlers.children.starting import Interrupted
from tests import inside
from tests.scenarios.stage import Stage
from tests.slack.surveys import exports
from tests.slack.surveys.test_segments import sought
from tests.slack.surveys.test_surveys import dropped

SIZE = 9_000


def told(survey: Any) -> dict[str, Any]:
    """The segments of a survey as JSON, without the time they took."""
    return {key: value for key, value in segment(survey).to_json().items() if key != "seconds"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One survey as CSV and as Parquet in several row groups."""
    folder = tmp_path_factory.mktemp("parts")
    data = exports.with_texts(400)
    (folder / "a.csv").write_bytes(data)
    frame = pd.read_csv(folder / "a.csv")
    frame.to_parquet(folder / "a.parquet", row_group_size=90)
    return {"csv": folder / "a.csv", "parquet": folder / "a.parquet"}


@pytest.fixture(scope="module")
def whole(files: dict[str, Path]) -> dict[str, Any]:
    """What one process finds in the whole file."""
    return told(read_survey_file(files["csv"]))


@pytest.fixture(scope="module")
def address() -> Iterator[Any]:
    """A scheduler with two workers, each a process."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
    ) as cluster:
        yield cluster


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_parts_give_the_segments_of_the_whole(
    files: dict[str, Path], whole: dict[str, Any], kind: str
) -> None:
    survey = survey_of(files[kind], size=SIZE)
    assert survey.respondents == 400
    assert told(survey) == whole


def test_a_parquet_file_is_read_as_its_csv(files: dict[str, Path]) -> None:
    csv = read_survey_file(files["csv"])
    parquet = read_survey(files["parquet"].read_bytes(), "a.parquet")
    assert parquet.questions == csv.questions
    pd.testing.assert_frame_equal(parquet.answers, csv.answers)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_two_workers_find_the_same_even_when_one_is_killed(
    files: dict[str, Path], whole: dict[str, Any], address: Any
) -> None:
    with Cluster(address.scheduler_address) as cluster:
        survey = survey_of(files["csv"], cluster, SIZE)
        assert told(survey) == whole
        pids = cluster.client.run(os.getpid)
        os.kill(next(iter(pids.values())), signal.SIGKILL)
        assert told(survey) == whole, "what the dead worker held is made again"


def _children(cluster: Any) -> dict[int, int]:
    """Process id of each child that works on a survey → that of the worker that started it."""
    workers = set(cluster.client.run(os.getpid).values())
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if b"handlers.children.child" in (place / "cmdline").read_bytes():
                parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
                if parent in workers:
                    found[int(place.name)] = parent
        except OSError:
            continue
    return found


def _soon(condition: Any, seconds: float = 60) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


READ = {"do": "read", "name": "survey.csv", "limit": 100_000_000}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_who_stops_a_job_leaves_no_process_at_work(address: Any) -> None:
    head, _, rows = exports.with_segments(1_000).partition(b"\n")
    data = head + b"\n" + 150 * rows  # work for much longer than the wait below
    with Cluster(address.scheduler_address) as cluster, ThreadPoolExecutor(1) as pool:
        stopped = threading.Event()
        job = pool.submit(cluster.work, READ, data, 300, wanted=lambda: not stopped.is_set())
        assert _soon(lambda: _children(cluster))
        stopped.set()
        with pytest.raises(Interrupted):
            job.result(60)
        assert _soon(lambda: not _children(cluster), 10)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_a_worker_killed_in_the_middle_of_a_job_changes_nothing(address: Any) -> None:
    data = exports.with_segments(3_000)
    with Cluster(address.scheduler_address) as cluster, ThreadPoolExecutor(1) as pool:
        job = pool.submit(cluster.work, READ, data, 300)
        (worker,) = _soon(lambda: _children(cluster)).values()
        os.kill(worker, signal.SIGKILL)
        assert job.result(200).head == starting.work(READ, data, 300).head


@pytest.mark.slow
def test_where_the_scheduler_cannot_be_reached_segments_are_sought_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(starting, "work", inside.work)
    monkeypatch.setattr("handlers.children.cluster.CONNECT_SECONDS", 0.5)
    monkeypatch.setenv("DRAMATIS_DASK", "tcp://127.0.0.1:9")
    stage = Stage(tmp_path)
    try:
        amina = stage.person("amina")
        sought(amina, dropped(amina, exports.with_segments()), "There are 3 segments here")
    finally:
        stage.close()
    assert "segments are sought here, not on the cluster" in caplog.text


def test_a_scheduler_that_is_not_there_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.children.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(BadInput, match="cannot be reached"):
        Cluster("tcp://127.0.0.1:9")


@pytest.mark.slow
def test_a_whole_job_runs_at_a_worker_in_a_process_of_its_own(address: Any) -> None:
    heard: list[str] = []
    with Cluster(address.scheduler_address) as cluster:
        read = cluster.work(READ, exports.with_segments(300), 60)
        wish = {"do": "segment", "corrections": {}, "title": "a.csv", "bases": [], "k": None}
        task = {**wish, "understood": read.head["understood"]}
        found = cluster.work(task, read.parts[0], 200, lambda share, words: heard.append(words))
    assert json.loads(found.parts[0])["k"] == 3
    assert "Drawing the charts" in heard


@pytest.mark.slow
def test_what_a_worker_refuses_comes_back_as_a_refusal(address: Any) -> None:
    with Cluster(address.scheduler_address) as cluster, pytest.raises(SurveyRefused) as caught:
        cluster.work(READ, b"", 60)
    assert caught.value.reason == "empty"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_segments_asked_for_in_slack_are_sought_by_the_cluster(
    tmp_path: Path, address: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    work = Cluster.work

    def noted(self: Cluster, task: dict[str, Any], *rest: Any) -> Any:
        asked.append(task["do"])
        return work(self, task, *rest)

    monkeypatch.setattr(Cluster, "work", noted)
    monkeypatch.setattr(
        starting, "work", inside.work
    )  # what the bot itself does; the worker has a process of its own
    monkeypatch.setenv("DRAMATIS_DASK", address.scheduler_address)
    stage = Stage(tmp_path)
    try:
        amina = stage.person("amina")
        sought(amina, dropped(amina, exports.with_segments()), "There are 3 segments here")
        assert asked == ["segment"]
    finally:
        stage.close()


@pytest.mark.slow
def test_the_command_line_gives_the_same_with_a_cluster(files: dict[str, Path], address: Any) -> None:
    from typer.testing import CliRunner

    from handlers.cli.main import app

    def ran(*more: str) -> dict[str, Any]:
        done = CliRunner().invoke(app, ["segment", str(files["csv"]), "--json", *more])
        assert done.exit_code == 0, done.output
        found: dict[str, Any] = json.loads(done.stdout)
        return {key: value for key, value in found.items() if key != "seconds"}

    assert ran("--dask", address.scheduler_address) == ran()
