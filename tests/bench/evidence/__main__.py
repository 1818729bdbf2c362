"""`python -m tests.bench.evidence [--quick]`: prints simulations and timings; exits 1 where a rate is out of bounds."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

import numpy as np

from bot.nouns import Line
from tests.bench.evidence import simulations as sim


def main() -> int:
    """Runs everything with fixed seeds and prints one line each."""
    quick = "--quick" in sys.argv
    runs = 100 if quick else 1_000
    rng = np.random.default_rng(20240)
    rates: list[sim.Rate] = []

    def told(rate: sim.Rate) -> None:
        rates.append(rate)
        print(rate, flush=True)

    print("Intervals, 95 % wanted on average")
    for rate in sim.coverage(rng, 20_000 if quick else 200_000):
        told(rate)
    print("\nVerdicts")
    for truth in (0.5, 0.25, 0.35):
        for n, share in ((100, 0.3), (400, 0.1), (1_000, 0.3)):
            told(sim.false_verdicts(rng, runs, n, share, truth))
    told(sim.false_verdicts(rng, runs, 400, 0.3, 0.5, weighted=True))
    told(sim.false_verdicts(rng, runs, 400, 0.3, 0.5, copied=0.5))
    for rate in sim.false_direction(rng, 2 * runs):
        told(rate)
    for line in sim.power(rng, runs // 20):
        print("power:", line, flush=True)
    told(sim.ideal_errors(rng, runs // 5))
    print("\nTimes (CPU seconds of this process)")
    timings()
    wrong = [rate for rate in rates if not rate.within]
    print(f"\n{len(rates) - len(wrong)} of {len(rates)} rates within bounds")
    return 1 if wrong else 0


def timings() -> None:
    """40 lines against 10,000 respondents; a 60-page transcript, by its parts and its whole way; needs and worth."""
    from bot.evidence.interviews.quotes import match_quotes, propose_lines, quotes_of
    from bot.evidence.interviews.transcript import read_transcript
    from bot.personas.value.report import value_report
    from bot.survey.segmenting.needs import asked_needs, rank_needs
    from bot.survey.testing.findings import check_lines

    rng = np.random.default_rng(1)
    survey = sim.ticks(rng.random((10_000, 40)) < 0.4)
    assignments = [int(one) for one in rng.integers(0, 4, 10_000)]
    lines, matches = sim.lines_of(40), sim.matches_of(40)
    _clock(
        "40 lines against 10,000 respondents",
        "0.3",
        lambda: check_lines(lines, matches, survey, assignments, 1),
    )
    text = _transcript(30_000)
    words = len(text.split())
    _clock(
        f"transcript of {words:,} words (60 pages of 500) into quotes",
        "3",
        lambda: quotes_of(read_transcript(text, "a.txt")),
    )
    quotes = quotes_of(read_transcript(text, "a.txt"))

    def match() -> None:
        propose_lines(quotes, match_quotes(quotes, lines))

    _clock(f"{len(quotes)} quotes against 40 lines by wording", "3", match)
    _whole_way(text, lines)
    survey, names = sim.needs_and_worth(rng, 10_000), {1: "A", 2: "B", 3: "C"}
    placed = [int(one) for one in rng.integers(1, 4, survey.respondents)]
    _clock(
        "40 needs of 10,000 respondents in three segments, with importance",
        "1",
        lambda: rank_needs(asked_needs(survey), survey, np.array(placed), 3),
    )
    _clock("worth and ideal customer of 10,000 respondents", "3", lambda: value_report(survey, placed, names))


def _whole_way(text: bytes, lines: list[Line]) -> None:
    """From the bytes of a file to what a person is asked: speakers, names, quotes, meaning; in this process and as the
    bot does it, in two processes of their own that load everything anew."""
    from bot.evidence.interviews.comparing import compare
    from bot.evidence.interviews.quotes import propose_lines, quotes_of
    from bot.evidence.interviews.transcript import read_transcript
    from bot.meaning.encoder import load_encoder
    from handlers.children import starting

    def way() -> None:
        quotes = quotes_of(read_transcript(text, "a.txt"))
        propose_lines(quotes, compare(quotes, lines, load_encoder()))

    _clock("the same transcript, whole way with the sentence encoder", "3", way)
    told = [{"id": line.id, "text": line.text} for line in lines]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    read = starting.work({"do": "interview", "name": "a.txt"}, text, 60)
    quotes = json.loads(read.parts[0])["quotes"]
    starting.work({"do": "compare"}, json.dumps({"quotes": quotes, "lines": told}).encode(), 60)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{'the same in two child processes':<66} {spent:6.3f} s  ({clock:.1f} s on the clock)", flush=True)


def _clock(what: str, wanted: str, run: Callable[[], object]) -> None:
    run()
    times = []
    for _ in range(3):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    print(f"{what:<66} {min(times):6.3f} s  wanted {wanted}", flush=True)


def _transcript(words: int) -> bytes:
    rng = np.random.default_rng(2)
    stems = [
        f"{a}{b}"
        for a in ("photo", "sync", "invoice", "train", "album", "client", "night")
        for b in ("", "s", "ing", "ed")
    ]
    turns, said = [], 0
    while said < words:
        turns.append("Ruth Becker: What do you think about that, Jonas?")
        sentences = [" ".join(rng.choice(stems, 14)).capitalize() + "." for _ in range(6)]
        turns.append("Jonas Weber: " + " ".join(sentences))
        said += 8 + 6 * 14
    return "\n\n".join(turns).encode()


if __name__ == "__main__":
    sys.exit(main())
