"""`python -m tests.fuzz.reading --count 10000`: nothing but SurveyRefused may come out, whatever the bytes.

`--engine mutations` (default) breaks whole exports of every format; `hypothesis` makes tables of nasty cells;
`atheris` lets
libFuzzer choose what is broken and how. The first defect is printed with its file saved beside, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path

from bot.errors import SurveyRefused
from bot.survey.reading import Limits, to_json
from bot.survey.reading.pipeline import read_unguarded
from tests.bench.reading import scoring
from tests.bench.reading.questionnaires import ALL
from tests.fuzz.reading.mutations import many, mutated

_LIMITS = Limits(file_bytes=5_000_000, unpacked_bytes=60_000_000)


def seeds() -> dict[str, bytes]:
    """One small export of every format: name → bytes."""
    found: dict[str, bytes] = {}
    questionnaire = ALL[0]
    questionnaire.people = 24
    with tempfile.TemporaryDirectory() as folder:
        for name, data, _ in scoring.files(questionnaire):
            if not isinstance(data, bytes):
                path = Path(folder) / name
                data(path)
                data = path.read_bytes()
            found[name] = data
    return found


def one(name: str, data: bytes) -> None:
    """Reads one file; any error but SurveyRefused is a defect."""
    with suppress(SurveyRefused):
        to_json(read_unguarded(data, name, _LIMITS))


def _mutations(count: int, seed: int) -> int:
    started = time.monotonic()
    for index, (name, data) in enumerate(many(seeds(), count, seed)):
        before = time.monotonic()
        try:
            one(name, data)
        except Exception:
            Path("fuzz-defect-" + name).write_bytes(data)
            traceback.print_exc()
            print(f"defect in file {index} made from {name}, saved as fuzz-defect-{name}")
            return 1
        if time.monotonic() - before > 10:
            print(f"file {index} made from {name} took {time.monotonic() - before:.0f} s")
            return 1
    print(f"{count} broken files: only refusals and readings, {time.monotonic() - started:.0f} s")
    return 0


def _hypothesis(count: int) -> int:
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    cell = st.one_of(
        st.text(max_size=12),
        st.sampled_from(["", "-99", "1", "5", "yes", "Other", "a, b", "2024-01-01", "=1", "a@b.cc"]),
    )
    table = st.lists(st.lists(cell, min_size=1, max_size=6), min_size=1, max_size=12)

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(
        table,
        st.sampled_from([",", ";", "\t", "|"]),
        st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis"]),
    )
    def check(rows: list[list[str]], mark: str, encoding: str) -> None:
        one("x.csv", "\n".join(mark.join(row) for row in rows).encode(encoding, "replace"))

    check()
    print(f"{count} made tables: only refusals and readings")
    return 0


def _atheris(count: int) -> int:
    import atheris

    prefix = "bot.survey.reading."
    for name in [name for name in sys.modules if name.startswith(prefix)]:
        del sys.modules[name]  # to be imported again, with the counters libFuzzer steers by
    with atheris.instrument_imports(include=["bot.survey.reading"]):
        fresh = importlib.import_module(prefix + "pipeline")

    whole = seeds()
    names = sorted(whole)

    def check(data: bytes) -> None:
        random_ = random.Random(data)
        name = random_.choice(names)
        broken = data if random_.random() < 0.1 else mutated(whole[name], random_)
        with suppress(SurveyRefused):
            fresh.read_unguarded(broken, name, _LIMITS)

    atheris.Setup([sys.argv[0], f"-runs={count}", "-max_len=64", "-timeout=60"], check)
    atheris.Fuzz()
    return 0


def main() -> int:
    """Runs one engine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("mutations", "hypothesis", "atheris"), default="mutations")
    arguments = parser.parse_args()
    if arguments.engine == "hypothesis":
        return _hypothesis(arguments.count)
    if arguments.engine == "atheris":
        return _atheris(arguments.count)
    return _mutations(arguments.count, arguments.seed)


if __name__ == "__main__":
    sys.exit(main())
