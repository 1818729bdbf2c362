"""A survey in parts, in one process and on two workers of a local Dask cluster: the same segments, whoever dies."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bot.errors import BadInput, SurveyRefused
from bot.survey.parts.answers import survey_of
from bot.survey.reading import read_survey, read_survey_file
from bot.survey.segmenting import segment
from handlers.surveys.cluster import Cluster
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


def test_a_scheduler_that_is_not_there_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.surveys.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(BadInput, match="cannot be reached"):
        Cluster("tcp://127.0.0.1:9")


@pytest.mark.slow
def test_a_whole_job_runs_at_a_worker_in_a_process_of_its_own(address: Any) -> None:
    heard: list[str] = []
    task = {"do": "read", "name": "survey.csv", "limit": 100_000_000}
    with Cluster(address.scheduler_address) as cluster:
        read = cluster.work(task, exports.with_segments(300), 60)
        wish = {"do": "segment", "corrections": {}, "title": "a.csv", "bases": [], "k": None}
        task = {**wish, "understood": read.head["understood"]}
        found = cluster.work(task, read.parts[0], 200, lambda share, words: heard.append(words))
    assert json.loads(found.parts[0])["k"] == 3
    assert "Drawing the charts" in heard


@pytest.mark.slow
def test_what_a_worker_refuses_comes_back_as_a_refusal(address: Any) -> None:
    task = {"do": "read", "name": "survey.csv", "limit": 100_000_000}
    with Cluster(address.scheduler_address) as cluster, pytest.raises(SurveyRefused) as caught:
        cluster.work(task, b"", 60)
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
