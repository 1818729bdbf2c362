"""`python -m tests.bench.segmenting`: quality and CPU time of Dramatis beside what people use instead, in one run.

--quick      one seed of a few recipes, 30 seconds for each method on each survey
--limit 300  CPU seconds a method may take for one survey; where it takes longer it is counted as late, not scored
--seeds 5-7  which seeds (default 0-1)
--methods    comma-separated names
--rows 100000,1000000   only the time of large files against pandas.read_csv
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
    parser.add_argument("--rows", default="")
    parser.add_argument("--limit", type=int, default=0)
    args = parser.parse_args()
    if args.rows:
        for rows in args.rows.split(","):
            large(int(rows))
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
    for what in ("ari", "k", "cpu"):
        if what in results:
            print(f"\n{what}")
            print(
                results.pivot_table(index="recipe", columns="method", values=what, sort=False)
                .round(2)
                .to_string()
            )


def large(rows: int) -> None:
    """CPU time of encoding, fitting and placing a large survey, against pandas reading the same answers from CSV."""
    import resource
    import tempfile
    from dataclasses import replace
    from pathlib import Path

    from bot.survey.segmenting import segment

    recipe = replace(RECIPES["four kinds"], n=rows, scales=12)
    survey, truth = make(recipe, 1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.csv"
        survey.answers.to_csv(path, index=False)
        started = time.process_time()
        pd.read_csv(path)
        read = time.process_time() - started
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = segment(survey)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    small, _ = make(replace(recipe, n=2_500), 1)
    fit = segment(small).seconds
    result = score(truth, found.assignments)
    print(
        f"{rows:,} rows: read_csv {read:.2f} s, segment {found.seconds:.2f} s (of it {fit:.2f} s whatever the size), "
        f"rest {max(found.seconds - fit, 0) / read:.1f} x read_csv, ARI {result['ari']:.3f}, "
        f"peak {after:.0f} MB (was {before:.0f})"
    )


if __name__ == "__main__":
    main()
