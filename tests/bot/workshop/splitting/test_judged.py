"""The judge's figures on marked-up answers: the shared development set and this project's own hold-out half."""

from __future__ import annotations

import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.meaning.encoder import load_encoder
from bot.workshop.splitting import Vagueness, split
from bot.workshop.splitting.vagueness import EncoderVagueness
from tests.bench.capture.make_gold import gold

ROOT = Path(__file__).resolve().parents[4]
SHARED = ROOT.parent / "shared" / "data" / "capture"
OWN = ROOT / "tests" / "bench" / "capture"


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    path = SHARED / "judge_capture.py"
    if not path.is_file():
        pytest.skip("the judge of splitting is not beside this checkout")
    spec = importlib.util.spec_from_file_location("judge_capture", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Remembered:
    """An encoder that has encoded all the texts of a set in one call, which is much faster than one by one."""

    def __init__(self, encoder: Any, texts: list[str]) -> None:
        self._vectors = dict(zip(texts, encoder.encode(texts), strict=True))

    def encode(self, texts: list[str]) -> list[Any]:
        return [self._vectors[text] for text in texts]


def figures(judge: ModuleType, path: Path, vagueness: Vagueness | None) -> dict[str, float]:
    records = json.loads(path.read_text(encoding="utf-8"))
    answers: list[dict[str, Any]] = []
    times = []
    for record in records:
        start = time.perf_counter()
        said = split(record["text"], record["facet_asked"], vagueness)
        times.append((time.perf_counter() - start) * 1000)
        statements = [{"text": p.text, "facet": p.facet, "polarity": p.polarity} for p in said.pieces]
        answers.append({"kind": str(said.kind), "vague": said.vague, "statements": statements})
    result: dict[str, float] = judge.score(records, answers, times)[0]
    return result


@pytest.mark.parametrize(
    ("path", "boundary", "multi"),
    [(SHARED / "capture_dev.json", 0.97, 0.95), (OWN / "holdout.json", 0.95, 0.90)],
    ids=["development", "hold-out"],
)
def test_answers_are_cut_as_a_careful_person_would(
    judge: ModuleType, path: Path, boundary: float, multi: float
) -> None:
    if not path.is_file():
        pytest.skip("this set of answers is not here")
    m = figures(judge, path, None)
    assert m["boundary_f1"] >= boundary
    assert m["exact_multi"] >= multi
    assert m["exact_trap"] >= 0.90
    assert m["lost"] <= 0.001
    assert m["invented"] == 0
    assert m["repeated"] <= 0.01
    assert m["kind"] >= 0.985
    assert m["false_nonanswer"] == 0
    assert m["neg_f1"] >= 0.85
    assert m["facet"] >= 0.975


@pytest.mark.parametrize(
    ("path", "f1", "precision"),
    [(SHARED / "capture_dev.json", 0.80, 0.85), (OWN / "holdout.json", 0.72, 0.70)],
    ids=["development", "hold-out"],
)
def test_vague_answers_are_found_by_meaning(
    judge: ModuleType, path: Path, f1: float, precision: float
) -> None:
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("the sentence encoder is not installed")
    if not path.is_file():
        pytest.skip("this set of answers is not here")
    texts = [record["text"] for record in json.loads(path.read_text(encoding="utf-8"))]
    vagueness = EncoderVagueness(Remembered(encoder, texts))  # type: ignore[arg-type]
    m = figures(judge, path, vagueness)
    assert m["vague_f1"] >= f1
    assert m["vague_precision"] >= precision


@pytest.mark.parametrize("name", ["tune", "holdout"])
def test_the_marked_up_answers_and_their_json_agree(name: str) -> None:
    assert json.loads((OWN / f"{name}.json").read_text(encoding="utf-8")) == gold(OWN / f"{name}.txt")
