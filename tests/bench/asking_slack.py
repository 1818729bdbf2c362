"""How long an answer takes in the bot itself: `python -m tests.bench.asking_slack`.

A workspace of 50 personas and 1,000 lines on SQLite; questions are put by the use case, each in one transaction with all
it writes. The floor is the same transaction without asking. Printed: the first answer with vectors to be computed, the
first of a new process with vectors from the database, and the median and worst of 200 questions, beside the floor.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.facets import facet_of
from bot.nouns import Line, Persona, Polarity, Purpose, Voice
from handlers.use_cases import engine
from handlers.use_cases.asking import answers, cast
from handlers.use_cases.asking.answers import Place
from handlers.use_cases.work import Services, Work
from storage import personas as kept
from storage.store import Store
from tests.bench.asking.products import all_products

PERSONAS, LINES, QUESTIONS = 50, 20, 200
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def fill(services: Services) -> list[str]:
    """50 personas of 20 lines each, out of the products written for training; the questions to ask them."""
    products = all_products()
    texts = [one for product in products for one in product.statements]
    with services.unit("T1") as work:
        for number in range(PERSONAS):
            chosen = [texts[(number * LINES + k) % len(texts)] for k in range(LINES)]
            lines = tuple(
                Line(
                    f"l{number}-{k}",
                    facet_of(one.facet) or "needs",
                    f"{one.text}{'' if number * LINES + k < len(texts) else f' ({number})'}",
                    Polarity(one.polarity),
                    (Voice("U1", f"s{number}-{k}", one.text, Polarity(one.polarity)),),
                    agree=1,
                    asked=1,
                )
                for k, one in enumerate(chosen)
            )
            persona = Persona(
                f"p{number}",
                "p",
                None,
                f"Kim{number}",
                "role",
                Purpose.WHOLE,
                "U1",
                "C1",
                False,
                lines,
                NOW,
                NOW,
            )
            kept.save_persona(work.session, work.workspace, persona)
    return [question for product in products for question, _ in product.questions]


def timed(services: Services, use_case: Callable[[Work], object]) -> float:
    """Milliseconds of one unit of work."""
    start = time.perf_counter()
    with services.unit("T1", "U1") as work:
        use_case(work)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder)}/bench.sqlite3")
        store.migrate()
        services = Services(store, "bench")
        questions = fill(services)
        start = time.perf_counter()
        engine.encoder()
        print(f"encoder read                               {(time.perf_counter() - start) * 1000:8.0f} ms")
        place = Place("thread", "C1", "1.1")
        first = timed(services, lambda work: answers.ask(work, questions[0], place))
        print(f"first answer, {PERSONAS * LINES} vectors to compute        {first:8.0f} ms")
        cast.forget()
        again = timed(services, lambda work: answers.ask(work, questions[0], place))
        print(f"first answer of a process, vectors kept    {again:8.0f} ms")
        floor, taken = [], []
        for number in range(QUESTIONS):
            text = questions[number * 7 % len(questions)]
            where = Place("thread", "C1", f"{number}.1")
            floor.append(timed(services, lambda work: None))
            taken.append(timed(services, lambda work, text=text, where=where: answers.ask(work, text, where)))  # type: ignore[misc]
        print(f"median of {QUESTIONS} answers                      {statistics.median(taken):8.1f} ms")
        print(f"worst of twenty                            {statistics.quantiles(taken, n=20)[-1]:8.1f} ms")
        ratio = statistics.median(taken) / statistics.median(floor)
        print(
            f"an empty transaction                       {statistics.median(floor):8.1f} ms (ratio {ratio:.0f})"
        )
        store.close()


if __name__ == "__main__":
    main()
