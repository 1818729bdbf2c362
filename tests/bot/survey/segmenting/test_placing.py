"""A new respondent is put into a segment, from a model that was kept; and the command line that does it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from bot.errors import BadInput
from bot.survey.segmenting import Segmentation, segment
from bot.survey.segmenting.saved import SavedModel
from handlers.cli.main import app
from tests.bot.survey.segmenting.made import noise, survey_of, three_kinds


@pytest.fixture(scope="module")
def found() -> Segmentation:
    return segment(survey_of(three_kinds()[0]))


def answers_of(row: pd.Series) -> dict[str, object]:
    return {str(k): v for k, v in row.items()}


def test_a_respondent_told_again_lands_in_the_same_segment(found: Segmentation) -> None:
    frame, _ = three_kinds()
    model = SavedModel.from_json(json.loads(json.dumps(SavedModel.of(found).to_json())))
    for row in range(20):
        placed = model.place(answers_of(frame.iloc[row]))
        assert placed["segment"] == found.assignments[row]
        assert placed["probability"] == pytest.approx(float(found.probabilities[row]), abs=2e-3)
        assert placed["name"] == found.segments[placed["segment"] - 1].name


def test_no_answers_no_segment_and_wrong_answers_are_refused(found: Segmentation) -> None:
    model = SavedModel.of(found)
    assert model.place({})["segment"] is None
    with pytest.raises(BadInput, match="not formed with"):
        model.place({"Shoe size": 43})
    with pytest.raises(BadInput, match="none of the answers"):
        model.place({"R1": "a lot"})


@pytest.mark.parametrize(
    "junk", [None, [], {}, {"dramatis": "segments"}, {"dramatis": "segments", "model": {"format": 1}}]
)
def test_a_file_that_is_no_model_is_refused(junk: object) -> None:
    with pytest.raises(BadInput):
        SavedModel.from_json(junk)


def write(frame: pd.DataFrame, folder: Path) -> Path:
    path = folder / "survey.csv"
    frame.assign(Likes=frame["Likes"].map(";".join) if "Likes" in frame else None).to_csv(path, index=False)
    return path


def test_the_command_finds_segments_in_a_file_keeps_the_model_and_places(tmp_path: Path) -> None:
    frame, kind = three_kinds()
    path, model = write(frame, tmp_path), tmp_path / "model.json"
    done = CliRunner().invoke(app, ["segment", str(path), "--json", "--save", str(model)])
    assert done.exit_code == 0, done.output
    result = json.loads(done.stdout)
    contract = "respondents questions_used base verdict reason suggested_k k segments assignments probabilities seconds"
    assert set(contract.split()) <= set(result)
    assert result["verdict"] == "natural"
    assert len(result["assignments"]) == len(kind)
    asked = dict.fromkeys(result["questions_used"][:3], 5)
    placed = CliRunner().invoke(
        app, ["segment", "--model", str(model), "--place", json.dumps(asked), "--json"]
    )
    assert placed.exit_code == 0, placed.output
    assert len(json.loads(placed.stdout)["placements"]) == 1


def test_the_command_reads_well_without_json(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["segment", str(write(three_kinds()[0], tmp_path))])
    assert done.exit_code == 0, done.output
    assert "3 different kinds" in done.stdout
    assert "comes back" in done.stdout
    none = CliRunner().invoke(app, ["segment", str(write(noise(), tmp_path))])
    assert "No segments here" in none.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--k", "3"],
        ["nothing.csv"],
        ["--model", "nothing.json", "--place", "{}"],
        ["a.csv", "--place", "["],
    ],
)
def test_refusals_are_one_sentence(arguments: list[str]) -> None:
    done = CliRunner().invoke(app, ["segment", *arguments, "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"]["message"].endswith(".")


def test_chunks_and_joint_tables_change_nothing(found: Segmentation) -> None:
    assert found.placer is not None
    frame = pd.concat([three_kinds()[0]] * 150, ignore_index=True)
    chances, enough = found.placer.posterior(survey_of(frame).answers)
    assert enough.all()
    assert np.allclose(chances[:240], chances[-240:], atol=1e-6)
