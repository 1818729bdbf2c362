"""`python -m tests.bench.segmenting.through_cli`: `dramatis segment FILE --json` on CSV files in several dressings.

The same survey is written as different tools write it and goes through the command, so that what reading costs shows
beside the estimator called directly on the typed answers. Where the shared bench lies beside the project its surveys are
taken too, and its prototype runs on the very same answers.

--seeds 5-6       which seeds (default 50)
--source own|shared|both
--recipes A,B     names of recipes (default all)
--dress A,B       names of dressings (default all); "as it is" is the shared bench's own table
--peer            the direct call (own surveys) or the prototype (shared surveys) in the same run
--small           only recipes up to 2,000 people
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from handlers.cli.main import app  # noqa: E402
from tests.bench.segmenting.__main__ import score  # noqa: E402
from tests.bench.segmenting.dressing import DRESSINGS, Asked, Dressed, asked_in, asked_in_frame  # noqa: E402
from tests.bench.segmenting.peers import ours, quiet  # noqa: E402
from tests.bench.segmenting.surveys import RECIPES, make  # noqa: E402

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "bench"
AS_IT_IS = "as it is"


def command(path: Path, *options: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, the JSON object on standard output, and what went to standard error."""
    result = CliRunner().invoke(app, ["segment", str(path), "--json", *options])
    return result.exit_code, json.loads(result.stdout), result.stderr


def labels_in(answer: dict[str, Any]) -> np.ndarray | None:
    """Labels (n,) with -1 for null, or None where there are no segments."""
    if answer["k"] < 2:
        return None
    return np.array([-1 if a is None else a for a in answer["assignments"]])


def through(path: Path, truth: np.ndarray | None, people: int, again: bool) -> dict[str, Any]:
    """Figures of one file sent through the command."""
    started, wall = time.process_time(), time.perf_counter()
    code, answer, _ = command(path)
    cpu = time.process_time() - started
    if code:
        raise SystemExit(f"{path}: {answer}")
    same = True
    if again:
        answer2 = command(path)[1]
        same = {**answer, "seconds": 0} == {**answer2, "seconds": 0}
    given = labels_in(answer)
    return {
        "cpu": cpu,
        "wall": time.perf_counter() - wall if not again else np.nan,
        "used": len(answer["questions_used"]),
        "gap": answer["gap"],
        "rows right": float(len(answer["assignments"]) == people == answer["respondents"]),
        "same again": float(same),
        "nulls": 0.0 if given is None else float((given < 0).mean()),
        **score(truth, given),
    }


def surveys(source: str, seeds: range, only: list[str], small: bool) -> Iterator[tuple[Any, ...]]:
    """(source, recipe, seed, questions asked, table as it is or None, truth, what the peer is given)."""
    if source in ("own", "both"):
        for recipe, how in RECIPES.items():
            if (only and recipe not in only) or (small and how.n > 2_000):
                continue
            for seed in seeds:
                survey, truth = make(how, seed)
                yield "own", recipe, seed, asked_in(survey), None, truth, survey
    if source in ("shared", "both") and SHARED.is_dir():
        sys.path.insert(0, str(SHARED))
        bench = importlib.import_module("bench")
        for recipe in bench.SCEN:
            if (only and recipe not in only) or (small and bench.SCEN[recipe].get("n", 0) > 2_000):
                continue
            for seed in seeds:
                frame, truth = bench.make(recipe, seed)
                yield "shared", recipe, seed, asked_in_frame(frame), frame, truth, frame


def peer(source: str, given: Any, truth: np.ndarray | None) -> dict[str, Any]:
    """The direct call for own surveys, the shared prototype for the shared ones."""
    started = time.process_time()
    if source == "own":
        labels = ours(given)
    else:
        labels = quiet(importlib.import_module("proto").segment, given)
    return {"cpu": time.process_time() - started, **score(truth, labels)}


def main() -> None:
    """Run and print; a line for each file as it comes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", default="50")
    parser.add_argument("--source", default="both", choices=["own", "shared", "both"])
    parser.add_argument("--recipes", default="")
    parser.add_argument("--dress", default="")
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--again", action="store_true", help="Run each file twice: the same result?")
    args = parser.parse_args()
    low, _, high = args.seeds.partition("-")
    only = [r for r in args.recipes.split(",") if r] if "|" not in args.recipes else args.recipes.split("|")
    wanted = [d for d in args.dress.split(",") if d]
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.csv"
        for source, recipe, seed, asked, frame, truth, given in surveys(
            args.source, range(int(low), int(high or low) + 1), only, args.small
        ):
            about = {"source": source, "recipe": recipe, "seed": seed}
            for dress in [AS_IT_IS, *DRESSINGS]:
                if (wanted and dress not in wanted) or (dress == AS_IT_IS and frame is None):
                    continue
                _dressed(dress, asked, frame, seed).write(path)
                people = _answered(path, asked)
                kept = None if truth is None else truth[people]
                row = {**about, "dress": dress, **through(path, kept, int(people.sum()), args.again)}
                rows.append(row)
                _tell(row)
            if args.peer:
                row = {
                    **about,
                    "dress": "direct" if source == "own" else "prototype",
                    **peer(source, given, truth),
                }
                rows.append(row)
                _tell(row)
    report(pd.DataFrame(rows))


def _answered(path: Path, asked: list[Asked]) -> np.ndarray:
    """Respondents with any cell filled: blank rows are no respondents."""
    filled = np.column_stack(
        [~np.isnan(one.values).reshape(len(one.values), -1).all(axis=1) for one in asked]
    )
    return np.asarray(filled.any(axis=1))


def _dressed(dress: str, asked: list[Asked], frame: pd.DataFrame | None, seed: int) -> Dressed:
    if dress == AS_IT_IS:
        assert frame is not None
        return Dressed({str(name): column for name, column in frame.items()})
    return DRESSINGS[dress](asked, np.random.default_rng([seed, 3]))


def _tell(row: dict[str, Any]) -> None:
    shown = {k: round(v, 2) if isinstance(v, float) else v for k, v in row.items()}
    print(
        "  ".join(f"{k}={v}" for k, v in shown.items() if k not in ("wall", "rows right", "same again")),
        flush=True,
    )


def report(results: pd.DataFrame) -> None:
    """A table by source and dressing."""
    table = []
    for (source, dress), mine in results.groupby(["source", "dress"], sort=False):
        some = mine[mine["ari"].notna()] if "ari" in mine else mine[:0]
        none = mine[mine["false"].notna()] if "false" in mine else mine[:0]
        table.append(
            {
                "source": source,
                "dress": dress,
                "files": len(mine),
                **{
                    title: some[name].mean() if name in some else np.nan
                    for title, name in (("ARI", "ari"), ("k exact", "exact"), ("smallest", "smallest"))
                },
                "false": none["false"].mean() if "false" in none else np.nan,
                "rows right": mine["rows right"].min() if "rows right" in mine else np.nan,
                "same again": mine["same again"].min() if "same again" in mine else np.nan,
                "cpu": mine["cpu"].median(),
            }
        )
    print(pd.DataFrame(table).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
