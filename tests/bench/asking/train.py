"""Fits the models of bot/asking: `python -m tests.bench.asking.train` writes bot/asking/weights.json.

Deterministic. The line model is fitted on (question, candidate line) pairs of all products but those kept unseen.
The gate is fitted on probabilities that each product got from a line model fitted without it, and also sees every
answerable question once more with the lines that answer it taken away: then it has no answer. Near misses (questions
for a neighbour of what a line has) teach both models and are not judged. Cuts are chosen on those same left-out
probabilities. The printed table is leave-one-product-out throughout.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.asking.features import LINE_FEATURES, Candidates
from bot.asking.index import Index, build
from bot.asking.model import WEIGHTS, AskModel, Logistic, logistic_of
from bot.asking.nouns import AskLine
from bot.asking.question import Asked
from bot.asking.search import GATE_FEATURES, gate_features, look
from bot.facets import facet_of
from bot.meaning.encoder import Encoder, load_encoder
from tests.bench.asking.products import UNSEEN, Product, all_products, near_misses

STRENGTH_LINE = 0.1
STRENGTH_GATE = 0.1
SMALL = 0.3  # weight of an answerable question asked of a small catalogue
NEAR = 0.6  # weight of a question written as a near miss: taught, not judged
TAKEN_AWAY = 0.05  # weight of a question whose lines were taken away, beside one written to have no answer

RIGHT_AT_LEAST = 0.85  # P@1 that abstaining may not cost
LEASTS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
SHARES = (0.2, 0.3, 0.4, 0.5, 0.6)

Rows = NDArray[np.float64]


@dataclass
class Case:
    """One question with its candidates: `labels` 1 for lines that answer it; `weight` in fitting the gate."""

    product: str
    relevant: frozenset[str]
    asked: Asked
    found: Candidates
    labels: Rows
    ids: list[str]
    personas: list[str]
    answerable: bool
    weight: float = 1.0


def lines_of(product: Product) -> list[AskLine]:
    """The product's statements as lines."""
    return [
        AskLine(one.id, one.persona, one.persona, one.role, facet_of(one.facet) or "", one.text, one.polarity)
        for one in product.statements
    ]


def case_of(index: Index, product: str, text: str, relevant: frozenset[str], encoder: Encoder | None) -> Case:
    """A question looked at."""
    asked, found = look(index, text, encoder)
    ids = [index.lines[row].id for row in found.rows]
    return Case(
        product,
        relevant,
        asked,
        found,
        np.array([key in relevant for key in ids], float),
        ids,
        [index.lines[row].persona for row in found.rows],
        bool(relevant),
    )


def cases_of(product: Product, encoder: Encoder | None, taken_away: bool = True) -> list[Case]:
    """All questions of a product, and the answerable ones again without the lines that answer them."""
    index = build(lines_of(product), encoder)
    cases = [case_of(index, product.name, text, ids, encoder) for text, ids in product.questions]
    if taken_away:
        for text in near_misses().get(product.name, []):
            case = case_of(index, product.name, text, frozenset(), encoder)
            case.weight = NEAR
            cases.append(case)
        for text, ids in product.questions:
            if ids:
                case = case_of(index.without(ids), product.name, text, frozenset(), encoder)
                case.weight = TAKEN_AWAY
                cases.append(case)
        small = _small(product)
        index = build(lines_of(small), encoder)
        for text, ids in small.questions:
            case = case_of(index, product.name, text, ids, encoder)
            case.weight = SMALL if ids else TAKEN_AWAY
            cases.append(case)
    return cases


def _small(product: Product) -> Product:
    """The first persona's lines and half of the second's: a workspace in its first week."""
    first = list(dict.fromkeys(one.persona for one in product.statements))[:2]
    lines = [one for one in product.statements if one.persona == first[0]]
    lines += [one for one in product.statements if one.persona == first[1]][::2]
    kept = {one.id for one in lines}
    questions = [(text, ids & kept) for text, ids in product.questions]
    return Product(product.name, product.title, lines, questions, [])


def fit(names: tuple[str, ...], rows: Rows, labels: Rows, weights: Rows, strength: float) -> dict[str, Any]:
    """A logistic model with an L2 penalty on standardised features, as plain data."""
    mean, scale = rows.mean(0), rows.std(0)
    scale = np.where(scale < 1e-9, 1.0, scale)
    model = LogisticRegression(C=strength, max_iter=5000, tol=1e-8).fit(
        (rows - mean) / scale, labels, sample_weight=weights
    )
    return {
        "names": list(names),
        "mean": [round(float(value), 6) for value in mean],
        "scale": [round(float(value), 6) for value in scale],
        "coefficients": [round(float(value), 5) for value in model.coef_[0]],
        "intercept": round(float(model.intercept_[0]), 5),
    }


def fit_line(cases: list[Case]) -> dict[str, Any]:
    """The line model. Questions whose lines were taken away do not teach it: they hold no new pairs."""
    used = [case for case in cases if case.weight in (1.0, SMALL, NEAR) and len(case.ids)]
    rows = np.concatenate([case.found.features for case in used])
    labels = np.concatenate([case.labels for case in used])
    weights = np.concatenate([np.full(len(case.ids), case.weight) for case in used])
    return fit(LINE_FEATURES, rows, labels, weights, STRENGTH_LINE)


def fit_gate(cases: list[Case], scores: list[Rows]) -> dict[str, Any]:
    """The gate, from probabilities of lines."""
    rows = np.array(
        [gate_features(case.asked, case.found, score) for case, score in zip(cases, scores, strict=True)]
    )
    labels = np.array([case.answerable for case in cases], float)
    weights = np.array([case.weight for case in cases])
    return fit(GATE_FEATURES, rows, labels, weights, STRENGTH_GATE)


def left_out_scores(cases: list[Case]) -> list[Rows]:
    """Line probabilities of each case from a model fitted without its product."""
    models: dict[str, Logistic] = {}
    for name in sorted({case.product for case in cases}):
        models[name] = logistic_of(fit_line([case for case in cases if case.product != name]))
    return [models[case.product].probability(case.found.features) for case in cases]


def judged(
    cases: list[Case], scores: list[Rows], gates: Rows, model: tuple[float, float, float]
) -> dict[str, float]:
    """The judge's figures for written questions: P@1, sR, sP, top3, aP, aR, aF1."""
    gate, least, share = model
    total = dict.fromkeys(("P@1", "sR", "sP", "top3"), 0.0)
    answered = true_positive = false_positive = false_negative = 0
    for case, score, sure in zip(cases, scores, gates, strict=True):
        if case.weight != 1.0:
            continue
        order = np.argsort(-score, kind="stable") if len(score) else np.zeros(0, int)
        abstains = not len(order) or sure < gate
        if not case.answerable:
            true_positive += abstains
            false_negative += not abstains
            continue
        answered += 1
        false_positive += abstains
        total["top3"] += any(case.ids[place] in case.relevant for place in order[:3])
        if abstains:
            continue
        cut = max(min(least, score[order[0]]), share * score[order[0]])
        ids = {case.ids[place] for place in order if score[place] >= cut}
        persona = {case.personas[place] for place in range(len(case.ids)) if case.ids[place] in case.relevant}
        total["P@1"] += case.personas[order[0]] in persona
        total["sR"] += len(ids & case.relevant) / len(case.relevant)
        total["sP"] += len(ids & case.relevant) / len(ids)
    precision = true_positive / max(1, true_positive + false_positive)
    recall = true_positive / max(1, true_positive + false_negative)
    figures = {name: value / max(1, answered) for name, value in total.items()}
    return figures | {
        "aP": precision,
        "aR": recall,
        "aF1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def choose_cuts(cases: list[Case], scores: list[Rows], gates: Rows) -> tuple[float, float, float]:
    """The cuts, by means over products, so that none weighs more for its number of questions.

    Of the gates that leave P@1 at RIGHT_AT_LEAST or above the one with the best F1 of abstaining; then the cuts of
    lines with the best statement recall and precision.
    """
    names = sorted({case.product for case in cases})
    places = {name: [p for p, case in enumerate(cases) if case.product == name] for name in names}

    def mean(model: tuple[float, float, float]) -> dict[str, float]:
        figures = [
            judged([cases[p] for p in own], [scores[p] for p in own], gates[own], model)
            for own in places.values()
        ]
        return {key: float(np.mean([one[key] for one in figures])) for key in figures[0]}

    tried = {round(float(gate), 2): mean((float(gate), 0.1, 0.5)) for gate in np.arange(0.2, 0.8, 0.02)}
    right = {gate: one for gate, one in tried.items() if one["P@1"] >= RIGHT_AT_LEAST}
    # Words alone do not get there; then both weigh the same.
    gate = max(right or tried, key=lambda one: tried[one]["aF1"] + (0 if right else tried[one]["P@1"]))
    cuts = [(gate, least, share) for least in LEASTS for share in SHARES]
    return max(cuts, key=lambda one: mean(one)["sR"] + mean(one)["sP"])


def train(products: list[Product], encoder: Encoder | None, show: bool = True) -> dict[str, Any]:
    """The entry of weights.json for this encoder (None: words alone)."""
    cases = [case for product in products for case in cases_of(product, encoder)]
    scores = left_out_scores(cases)
    names = sorted({case.product for case in cases})
    gates = np.zeros(len(cases))
    for name in names:
        others = [place for place, case in enumerate(cases) if case.product != name]
        gate = logistic_of(fit_gate([cases[place] for place in others], [scores[place] for place in others]))
        for place, case in enumerate(cases):
            if case.product == name:
                gates[place] = gate.probability(gate_features(case.asked, case.found, scores[place])[None])[0]
    cuts = choose_cuts(cases, scores, gates)
    if show:
        print(
            "left out   ",
            " ".join(f"{key:>6}" for key in ("P@1", "sR", "sP", "top3", "aP", "aR", "aF1")),
            cuts,
        )
        for name in [*names, "all"]:
            places = [place for place, case in enumerate(cases) if name in (case.product, "all")]
            figures = judged([cases[p] for p in places], [scores[p] for p in places], gates[places], cuts)
            print(f"{name:<11}", " ".join(f"{value:6.2f}" for value in figures.values()))
    line = fit_line(cases)
    gate_data = fit_gate(cases, scores)
    return {"line": line, "answerable": gate_data, "gate": cuts[0], "least": cuts[1], "share": cuts[2]}


def model_of(entry: dict[str, Any]) -> AskModel:
    """For the bench: a model from a fresh entry."""
    return AskModel(
        logistic_of(entry["line"]),
        logistic_of(entry["answerable"]),
        entry["gate"],
        entry["least"],
        entry["share"],
    )


def main() -> None:
    """Fit both models and write the weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dry", action="store_true", help="print only")
    options = arguments.parse_args()
    products = [product for product in all_products() if product.name not in UNSEEN]
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("the encoder's files are needed to train")
    weights = {"meaning": train(products, encoder), "words": train(products, None)}
    if not options.dry:
        WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
