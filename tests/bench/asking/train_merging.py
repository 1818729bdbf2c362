"""Fits the model of bot/workshop/merging: `python -m tests.bench.asking.train_merging` writes its weights.json.

Deterministic; pairs of all products but those kept unseen, each seen in both orders. The printed table is
leave-one-product-out.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.meaning.encoder import Encoder, load_encoder
from bot.workshop.merging.relation import (
    SAFE,
    SURE,
    WEIGHTS,
    WORTH_ASKING,
    decided,
    guarded,
    relation_model_of,
    rows_of,
)
from tests.bench.asking.products import UNSEEN, Product, all_products

STRENGTH = 0.1
UNRELATED = 40  # unrelated pairs a product, beside about 55 written ones
KINDS = ("same", "contradict", "different")

Rows = NDArray[np.float64]


def unrelated(product: Product, encoder: Encoder) -> list[tuple[str, str, str]]:
    """Pairs of texts of this product that have little to do with each other, drawn with a fixed seed.

    The written pairs that differ are near on purpose: seen alone they would teach that unlike words speak for same.
    """
    texts = list(dict.fromkeys(text for a, b, _ in product.pairs for text in (a, b)))
    texts += [one.text for one in product.statements]
    vectors = encoder.encode(texts)
    random = np.random.default_rng(7)
    found: list[tuple[str, str, str]] = []
    while len(found) < UNRELATED:
        one, other = (int(value) for value in random.integers(0, len(texts), 2))
        if one != other and float(vectors[one] @ vectors[other]) < 0.45:
            found.append((texts[one], texts[other], "different"))
    return found


def fit(rows: Rows, labels: NDArray[np.intp]) -> dict[str, Any]:
    """The multinomial model as plain data."""
    mean, scale = rows.mean(0), rows.std(0)
    scale = np.where(scale < 1e-9, 1.0, scale)
    model = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-8).fit((rows - mean) / scale, labels)
    return {
        "mean": [round(float(value), 6) for value in mean],
        "scale": [round(float(value), 6) for value in scale],
        "coefficients": [[round(float(value), 5) for value in row] for row in model.coef_],
        "intercepts": [round(float(value), 5) for value in model.intercept_],
    }


def judged(labels: NDArray[np.intp], found: Rows) -> dict[str, float]:
    """Precision and recall of same by itself, of same when asked as well, contradictions merged, recall of contradict."""
    kinds = [decided(float(row[0]), float(row[1])) for row in found]
    same = np.array([kind == "same" for kind in kinds])
    opposed = np.array([kind == "contradict" for kind in kinds])
    asked = same | (found[:, 0] >= WORTH_ASKING)
    true_same, true_opposed = labels == 0, labels == 1
    return {
        "sP": float((same & true_same).sum() / max(1, same.sum())),
        "sR": float((same & true_same).sum() / max(1, true_same.sum())),
        "asked R": float((asked & true_same).sum() / max(1, true_same.sum())),
        "asked P": float((asked & true_same).sum() / max(1, asked.sum())),
        "bad": float((same & true_opposed).sum()),
        "cP": float((opposed & true_opposed).sum() / max(1, opposed.sum())),
        "cR": float((opposed & true_opposed).sum() / max(1, true_opposed.sum())),
        "acc": float(np.mean([KINDS[label] == kind for label, kind in zip(labels, kinds, strict=True)])),
    }


def train(products: list[Product], encoder: Encoder | None, judge: Encoder) -> dict[str, Any]:
    """The entry of weights.json for this encoder (None: words alone)."""
    loose = [unrelated(product, judge) for product in products]
    extra = [rows_of([(a, b) for a, b, _ in pairs], encoder) for pairs in loose]
    rows = [rows_of([(a, b) for a, b, _ in product.pairs], encoder) for product in products]
    swapped = [rows_of([(b, a) for a, b, _ in product.pairs], encoder) for product in products]
    labels = [np.array([KINDS.index(kind) for *_, kind in product.pairs], np.intp) for product in products]
    found = []
    for out in range(len(products)):
        used = [place for place in range(len(products)) if place != out]
        stacked = np.concatenate([block[place] for block in (rows, swapped, extra) for place in used])
        apart = np.full(UNRELATED * len(used), KINDS.index("different"), np.intp)
        twice = np.concatenate([labels[place] for place in used] * 2 + [apart])
        found.append(guarded(relation_model_of(fit(stacked, twice)).probabilities(rows[out]), rows[out]))
    print(f"left out (merge from {SURE}, contradict below {SAFE}, ask from {WORTH_ASKING})")
    for name, label, row in [
        *zip((product.name for product in products), labels, found, strict=True),
        ("all", np.concatenate(labels), np.concatenate(found)),
    ]:
        print(f"{name:<11}", " ".join(f"{key} {value:5.2f}" for key, value in judged(label, row).items()))
    apart = np.full(UNRELATED * len(products), KINDS.index("different"), np.intp)
    return fit(np.concatenate(rows + swapped + extra), np.concatenate([*labels * 2, apart]))


def main() -> None:
    """Fit both models and write the weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dry", action="store_true", help="print only")
    options = arguments.parse_args()
    products = [product for product in all_products() if product.name not in UNSEEN]
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("the encoder's files are needed to train")
    weights = {"meaning": train(products, encoder, encoder), "words": train(products, None, encoder)}
    if not options.dry:
        WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
