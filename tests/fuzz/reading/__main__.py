"""`python -m tests.fuzz.reading --count 10000`: nothing but SurveyRefused may come out, whatever the bytes.

`--engine mutations` (default) breaks whole exports of every format; `tables` makes tables of nasty cells; `atheris` lets
libFuzzer choose what is broken and how. Each different defect is printed, its file saved beside, and
the exit code is 1.
"""

from __future__ import annotations

import importlib
import io
import random
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pandas as pd

from bot.errors import SurveyRefused
from bot.survey.reading import Limits, to_json
from bot.survey.reading.pipeline import read_unguarded
from tests.bench.reading import scoring
from tests.bench.reading.questionnaires import ALL
from tests.fuzz.budget import Budget, Findings, budget, parser
from tests.fuzz.reading.mutations import mutated, one_broken

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
    plain = next(name for name in found if name.endswith("_google.csv"))
    columns = pd.read_csv(io.BytesIO(found[plain]))
    parquet = io.BytesIO()
    columns.to_parquet(parquet)
    return found | {"plain.parquet": parquet.getvalue(), "plain.html": columns.to_html().encode()}


def one(name: str, data: bytes) -> None:
    """Reads one file; any error but SurveyRefused is a defect."""
    with suppress(SurveyRefused):
        to_json(read_unguarded(data, name, _LIMITS))


def _mutations(limits: Budget) -> int:
    findings = Findings("reading")
    whole = seeds()
    names = sorted(whole)
    tried = 0
    for index in limits.rounds():
        name, data = one_broken(whole, names, index, limits.seed)
        findings.attempt(name, data, lambda name=name, data=data: one(name, data))
        tried += 1
        if findings.enough:
            break
    return findings.told(f"{tried} broken files")


def _tables(limits: Budget) -> int:
    """Stops at the first defect, which Hypothesis makes as small as it can."""
    from hypothesis import HealthCheck, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    cell = st.one_of(
        st.text(max_size=12),
        st.sampled_from(["", "-99", "1", "5", "yes", "Other", "a, b", "2024-01-01", "=1", "a@b.cc"]),
    )
    tried = 0

    inputs = given(
        st.lists(st.lists(cell, min_size=1, max_size=6), min_size=1, max_size=12),
        st.sampled_from([",", ";", "\t", "|"]),
        st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis"]),
    )

    def check(rows: list[list[str]], mark: str, encoding: str) -> None:
        nonlocal tried
        tried += 1
        one("x.csv", "\n".join(mark.join(row) for row in rows).encode(encoding, "replace"))

    for index in limits.rounds() if limits.seconds else (0,):
        examples = 500 if limits.seconds else limits.count
        again = settings(
            max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None
        )
        seeded(limits.seed * 10_000 + index)(again(inputs(check)))()
    print(f"tables: {tried} made tables, 0 findings")
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
    arguments = parser(__doc__, 10_000)
    arguments.add_argument("--engine", choices=("mutations", "tables", "atheris"), default="mutations")
    given = arguments.parse_args()
    if given.engine == "atheris":
        return _atheris(given.count)
    return (_tables if given.engine == "tables" else _mutations)(budget(given))


if __name__ == "__main__":
    sys.exit(main())
