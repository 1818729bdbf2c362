"""`python -m tests.bench.segmenting`: quality and CPU time of Dramatis beside what people use instead, in one run; then
the time and memory of surveys from a thousand rows to a million, against pandas reading the same answers.

--quick      one seed of a few recipes, 30 seconds for each method on each survey
--limit 300  CPU seconds a method may take for one survey; where it takes longer it is counted as late, not scored
--seeds 5-7  which seeds (default 0-1)
--methods    comma-separated names
--rows 1000,1000000   these sizes (default 1,000 to 1,000,000); 0: none
--only-rows  only the sizes
"""

from __future__ import annotations

import argparse
import os
import signal
import time
from collections.abc import Callable
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

from tests.bench.segmenting.peers import METHODS, quiet  # noqa: E402
from tests.bench.segmenting.surveys import NOTHING, RECIPES, SEGMENTS, make  # noqa: E402

QUICK = ("four kinds", "a small kind of 5 %", "three kinds, 300 people", "independent", "a skewed degree")
SLOW_ROWS = 2_000


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seeds", default="0-1")
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--rows", default="1000,10000,100000,1000000")
    parser.add_argument("--only-rows", action="store_true")
    parser.add_argument("--limit", type=int, default=0)
    args = parser.parse_args()
    sizes = [int(rows) for rows in args.rows.split(",") if int(rows)]
    if args.only_rows:
        large(sizes)
        return
    low, _, high = args.seeds.partition("-")
    seeds = [0] if args.quick else range(int(low), int(high or low) + 1)
    methods = args.methods.split(",")
    limit = args.limit or (30 if args.quick else 300)
    rows = []
    for recipe in QUICK if args.quick else RECIPES:
        for seed in seeds:
            survey, truth = make(RECIPES[recipe], seed)
            for method in methods:
                if method == "stepmix" and survey.respondents > SLOW_ROWS:
                    continue
                started = time.process_time()
                labels, reached = within(limit, lambda: quiet(METHODS[method], survey))  # noqa: B023
                rows.append(
                    {
                        "method": method,
                        "recipe": recipe,
                        "seed": seed,
                        "n": survey.respondents,
                        "cpu": time.process_time() - started,
                        "late": float(not reached),
                        **(score(truth, labels) if reached else {}),
                    }
                )
    report(pd.DataFrame(rows))
    large(sizes)


class Late(BaseException):
    """A method took too long. No Exception, so that no method takes it for one of its own."""


def within(seconds: int, work: Callable[[], Any]) -> tuple[Any, bool]:
    """What `work` returns and True, or None and False where it takes longer: `seconds` of CPU time, or four times as
    many on the clock (looked at between its Python steps)."""

    def stop(*_: object) -> None:
        raise Late

    before = {one: signal.signal(one, stop) for one in (signal.SIGALRM, signal.SIGPROF)}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(4 * seconds)
    try:
        return work(), True
    except Late:
        return None, False
    finally:
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for one, handler in before.items():
            signal.signal(one, handler)


def score(truth: np.ndarray | None, labels: np.ndarray | None) -> dict[str, float]:
    """ARI, error in k, recall of the smallest true segment in its best match (0 where most of that are others)."""
    from sklearn.metrics import adjusted_rand_score

    found = 1 if labels is None else len(np.unique(labels[labels > -1]))
    if truth is None:
        return {"k": found, "false": float(found > 1)}
    given = np.zeros(len(truth)) if labels is None else np.asarray(labels)
    small = truth == np.bincount(truth).argmin()
    best, recall = 0.0, 0.0
    for one in np.unique(given):
        member = given == one
        both = (small & member).sum()
        jaccard = both / (small | member).sum()
        if jaccard > best:
            best, recall = jaccard, both / small.sum() if both / member.sum() >= 0.5 else 0.0
    return {
        "k": found,
        "ari": float(adjusted_rand_score(truth, given)),
        "exact": float(found == len(np.unique(truth))),
        "smallest": float(recall),
    }


def report(results: pd.DataFrame) -> None:
    """Print a table by method and one by recipe."""
    table = []
    for method, mine in results.groupby("method", sort=False):
        some, none = mine[mine.recipe.isin(SEGMENTS)], mine[mine.recipe.isin(NOTHING)]
        table.append(
            {
                "method": method,
                "runs": len(mine),
                "ARI": some.get("ari", pd.Series(dtype=float)).mean(),
                "k exact": some.get("exact", pd.Series(dtype=float)).mean(),
                "smallest found": some.get("smallest", pd.Series(dtype=float)).mean(),
                "false segments": none.get("false", pd.Series(dtype=float)).mean(),
                "late": mine.late.sum(),
                "CPU s, 1,000": mine[mine.n == 1_000].cpu.median(),
                "CPU s, 10,000": mine[mine.n == 10_000].cpu.median(),
            }
        )
    print(pd.DataFrame(table).round(3).to_string(index=False))
    beside(results)
    for what in ("ari", "k", "cpu"):
        if what in results:
            print(f"\n{what}")
            print(
                results.pivot_table(index="recipe", columns="method", values=what, sort=False)
                .round(2)
                .to_string()
            )


def beside(results: pd.DataFrame) -> None:
    """Print how Dramatis stands to each of the others on the surveys both were scored on. Where the other was late, its
    time is the limit, and the ratio a lower bound."""
    ours = results[results.method == "dramatis"].set_index(["recipe", "seed"])
    table = []
    for method, theirs in results[results.method != "dramatis"].groupby("method", sort=False):
        both = ours.join(theirs.set_index(["recipe", "seed"]), suffixes=("", "_other"), how="inner")
        scored = both[both.late_other == 0]
        table.append(
            {
                "dramatis against": method,
                "surveys": len(both),
                "scored": len(scored),
                **{
                    title: scored[name].mean() / max(scored[f"{name}_other"].mean(), 1e-9)
                    for title, name in (("ARI x", "ari"), ("smallest found x", "smallest"))
                    if name in scored
                },
                "times as fast (median)": (both.cpu_other / both.cpu).median(),
            }
        )
    if table and len(ours):
        print("\n" + pd.DataFrame(table).round(2).to_string(index=False))


MEASURED = """
import pickle, resource, sys, time
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
if sys.argv[1] == "read":
    import pandas
    pandas.read_csv(sys.argv[3])
    started = time.process_time()
    pandas.read_csv(sys.argv[2])
    print(time.process_time() - started, peak())
else:
    from bot.survey.segmenting import segment
    with open(sys.argv[3], "rb") as file:
        small = pickle.load(file)
    segment(small)
    fit = segment(small).seconds
    with open(sys.argv[2], "rb") as file:
        survey = pickle.load(file)
    found = segment(survey)
    with open(sys.argv[4], "wb") as file:
        pickle.dump((found.assignments, found.seconds, fit), file)
    print(found.seconds, peak())
"""


def child(*arguments: str) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of a process of its own (both without what starting it costs in time)."""
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments], check=True, capture_output=True, text=True
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def large(sizes: list[int]) -> None:
    """CPU time and memory of finding segments and placing everybody, against pandas reading the same answers from CSV.

    20 questions, one thread, each measurement in a process of its own that has segmented a small survey before. The fit
    takes as long for a million respondents as for 2,500: that constant, as it is for 2,500, is shown beside.
    """
    import pickle
    import tempfile
    from dataclasses import replace
    from pathlib import Path

    recipe = replace(RECIPES["four kinds"], scales=12)
    table = []
    with tempfile.TemporaryDirectory() as folder:
        csv, survey_file, small_file, out = (
            str(Path(folder) / n) for n in ("a.csv", "a.pkl", "b.pkl", "c.pkl")
        )
        small_csv = str(Path(folder) / "b.csv")
        small, _ = make(replace(recipe, n=2_500), 1)
        small.answers.to_csv(small_csv, index=False)
        Path(small_file).write_bytes(pickle.dumps(small))
        for rows in sizes:
            survey, truth = make(replace(recipe, n=rows), 1)
            survey.answers.to_csv(csv, index=False)
            Path(survey_file).write_bytes(pickle.dumps(survey))
            del survey
            read, _ = child("read", csv, small_csv)
            seconds, peak = child("segment", survey_file, small_file, out)
            assignments, _, fit = pickle.loads(Path(out).read_bytes())
            table.append(
                {
                    "rows": f"{rows:,}",
                    "CPU s": seconds,
                    "fit of 2,500, s": fit,
                    "read_csv s": read,
                    "x read_csv": seconds / read,
                    "x without the fit": max(seconds - fit, 0.0) / read,
                    "peak MB": peak,
                    "ARI": score(truth, assignments)["ari"],
                }
            )
    if table:
        print("\n" + pd.DataFrame(table).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
