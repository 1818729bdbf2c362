"""Prints how well and how fast asking and merging are, beside BM25 in the same run: `python -m tests.bench.asking`.

Judged on the products no model was trained on, and on the shared example where it is there; timed on catalogues of
1,000 and 20,000 lines put together from all products' lines with changed words.
"""

from __future__ import annotations

import math
import resource
import statistics
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.asking.ask import ask
from bot.asking.index import Index, build
from bot.asking.nouns import AskLine, Personas
from bot.asking.search import find_parts
from bot.meaning.encoder import Encoder, load_encoder
from bot.meaning.words import content, normalise, stem, words
from bot.workshop.merging import relate_many
from bot.workshop.merging.relation import WORTH_ASKING
from tests.bench.asking.products import UNSEEN, Product, all_products, read_shared
from tests.bench.asking.train import lines_of

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "ask"
COLUMNS = ("P@1", "sR", "sP", "top3", "aP", "aR", "aF1")


def bm25(index: Index, question: str) -> list[tuple[int, float]]:
    """Rows by BM25 (k1 1.2, b 0.75) on stems, best first: the baseline."""
    lengths = [max(1, len(read.stems)) for read in index.reads]
    mean = sum(lengths) / max(1, len(lengths))
    scores: dict[int, float] = {}
    for term in dict.fromkeys(stem(word) for word in content(words(normalise(question)))):
        for row in index.postings.get(term, ()):
            weight = index.weight(term) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * lengths[row] / mean))
            scores[int(row)] = scores.get(int(row), 0.0) + weight
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def judged(product: Product, answers: list[tuple[list[str], list[str], list[str]]]) -> list[float]:
    """The judge's figures from (personas, ids shown, first three ids) for each question."""
    owner = {one.id: one.persona for one in product.statements}
    right = recall = precision = top = 0.0
    answered = hit = false = missed = 0
    for (_, relevant), (personas, ids, first) in zip(product.questions, answers, strict=True):
        if not relevant:
            hit += not ids
            missed += bool(ids)
            continue
        answered += 1
        false += not ids
        top += any(key in relevant for key in first)
        if ids:
            right += personas[0] in {owner[key] for key in relevant}
            recall += len(set(ids) & relevant) / len(relevant)
            precision += len(set(ids) & relevant) / len(set(ids))
    n = max(1, answered)
    a_precision, a_recall = hit / max(1, hit + false), hit / max(1, hit + missed)
    f1 = 2 * a_precision * a_recall / max(1e-9, a_precision + a_recall)
    return [right / n, recall / n, precision / n, top / n, a_precision, a_recall, f1]


def answers_of(
    index: Index, product: Product, encoder: Encoder | None
) -> list[tuple[list[str], list[str], list[str]]]:
    """What asking answers to every question of a product."""
    out = []
    for question, _ in product.questions:
        answer = ask(index, question, encoder)
        personas = answer.personas if isinstance(answer, Personas) else ()
        found = find_parts(index, question, encoder)
        out.append(
            (
                [one.name for one in personas],
                [hit.line.id for one in personas for hit in one.lines],
                [index.lines[row].id for row in found.rows[:3]],
            )
        )
    return out


def baseline_of(index: Index, product: Product) -> list[tuple[list[str], list[str], list[str]]]:
    """What BM25 answers: the best line and those within 80 % of it; nothing where no word is shared."""
    out = []
    for question, _ in product.questions:
        ranked = bm25(index, question)
        shown = [row for row, score in ranked if score >= 0.8 * ranked[0][1]]
        out.append(
            (
                [index.lines[row].name for row in shown],
                [index.lines[row].id for row in shown],
                [index.lines[row].id for row, _ in ranked[:3]],
            )
        )
    return out


def merging_of(product: Product, encoder: Encoder | None) -> str:
    """Precision and recall of merging, contradictions merged, recall of merged or asked."""
    found = relate_many([(a, b) for a, b, _ in product.pairs], encoder)
    kinds = [kind for *_, kind in product.pairs]
    merged = [relation.kind == "same" for relation in found]
    asked = [one.kind == "same" or one.p_same >= WORTH_ASKING for one in found]
    true = [kind == "same" for kind in kinds]
    both = sum(a and b for a, b in zip(merged, true, strict=True))
    either = sum(a and b for a, b in zip(asked, true, strict=True))
    bad = sum(a and kind == "contradict" for a, kind in zip(merged, kinds, strict=True))
    return (
        f"precision {both / max(1, sum(merged)):.2f} recall {both / max(1, sum(true)):.2f} "
        f"contradictions merged {bad} merged or asked {either / max(1, sum(true)):.2f}"
    )


def many_lines(products: list[Product], lines: int, personas: int) -> list[AskLine]:
    """A catalogue of this size: the products' lines, each with a number so that no two are equal."""
    pool = [line for product in products for line in lines_of(product)]
    return [
        AskLine(
            f"s{number}",
            f"p{number % personas}",
            f"Persona {number % personas}",
            "",
            pool[number % len(pool)].facet,
            pool[number % len(pool)].text
            + (f" in branch {number // len(pool)}" if number >= len(pool) else ""),
            pool[number % len(pool)].polarity,
        )
        for number in range(lines)
    ]


def timed(products: list[Product], lines: int, personas: int, encoder: Encoder | None) -> str:
    """Median and 95th percentile of one answer, beside BM25 on the same index, in milliseconds of processor time."""
    catalogue = many_lines(products, lines, personas)
    random = np.random.default_rng(3)
    started = time.perf_counter()
    if encoder is not None and lines > 5_000:  # time needs no true vectors, and making 20,000 takes a minute
        vectors = random.normal(size=(lines, 384)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        catalogue = [
            replace(line, vector=row.tobytes()) for line, row in zip(catalogue, vectors, strict=True)
        ]
    index = build(catalogue, encoder)
    built = time.perf_counter() - started
    questions = [question for product in products for question, _ in product.questions][
        :: max(1, math.ceil(600 / 100))
    ]
    times, base = [], []
    for question in questions:
        start = time.process_time()  # one thread: what else runs on the machine does not count
        ask(index, question, encoder)
        times.append((time.process_time() - start) * 1000)
        start = time.process_time()
        bm25(index, question)
        base.append((time.process_time() - start) * 1000)
    return (
        f"{lines:>6,} lines, {personas:>5,} personas: median {statistics.median(times):6.1f} ms, "
        f"95 % {sorted(times)[int(len(times) * 0.95)]:6.1f} ms (BM25 {statistics.median(base):5.1f} ms), "
        f"built in {built:.1f} s"
    )


def main() -> None:
    """Print quality, then time."""
    started = time.perf_counter()
    encoder = load_encoder()
    cold = time.perf_counter() - started
    products = all_products()
    judges = [product for product in products if product.name in UNSEEN]
    judges += [read_shared(path) for path in sorted(SHARED.glob("product_*.json"))]
    print(f"{'asking':<28}", " ".join(f"{name:>5}" for name in COLUMNS))
    for product in judges:
        lines = lines_of(product)
        words_alone, meaning = build(lines, None), build(lines, encoder)
        for name, answers in (
            ("BM25", baseline_of(words_alone, product)),
            ("words alone", answers_of(words_alone, product, None)),
            ("with encoder", answers_of(meaning, product, encoder)),
        ):
            print(
                f"{product.name:<14}{name:<14}",
                " ".join(f"{value:5.2f}" for value in judged(product, answers)),
            )
    print("merging")
    for product in judges:
        print(f"{product.name:<14}{'with encoder':<14}", merging_of(product, encoder))
    print("time")
    print(f"encoder read in {cold:.2f} s")
    print(timed(products, 1_000, 50, encoder))
    print(timed(products, 20_000, 1_000, encoder))
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
