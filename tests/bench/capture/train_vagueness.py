"""Fits the small model behind bot/workshop/splitting/vagueness.py and writes its numbers into the package.

Trained on vagueness.txt and on the tune half of the marked-up answers only; the hold-out half judges. The model is a
logistic regression (L2, strength by cross-validation) over the sentence's vector and features of form; a second one
over form alone serves where the encoder is missing. Thresholds are the lowest that keep the precision
named below out of fold. Run `nice python -m tests.bench.capture.train_vagueness` after editing the examples.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bot.meaning.encoder import load_encoder
from bot.workshop.splitting.vagueness import MODEL_FILE, SCALE, form

HERE = Path(__file__).parent
PRECISION = {"form": 0.87, "meaning": 0.92}


def examples(*names: str) -> tuple[list[tuple[str, str]], np.ndarray]:
    """(text, facet) pairs and whether each is vague."""
    said: list[tuple[str, str]] = []
    vague: list[bool] = []
    if "vagueness" in names:
        for line in (HERE / "vagueness.txt").read_text(encoding="utf-8").splitlines():
            if line[:2] in {"V ", "C "}:
                facet, _, text = line[2:].partition(": ")
                said.append((text, facet))
                vague.append(line[0] == "V")
    for name in set(names) - {"vagueness"}:
        for record in json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")):
            if record["kind"] == "answer":
                said.append((record["text"], record["facet_asked"]))
                vague.append(record["vague"])
    return said, np.array(vague)


def fitted(x: np.ndarray, y: np.ndarray, precision: float, strengths: tuple[float, ...]) -> dict[str, object]:
    """Coefficients, intercept and threshold of the best regression of y on x."""
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    best: tuple[float, float, np.ndarray] | None = None
    for c in strengths:
        p = cross_val_predict(LogisticRegression(C=c, max_iter=3000), x, y, cv=folds, method="predict_proba")[
            :, 1
        ]
        loss = float(-np.mean(np.log(np.where(y, p, 1 - p))))
        if best is None or loss < best[0]:
            best = (loss, c, p)
    assert best is not None
    loss, c, p = best
    threshold = 0.9
    for t in np.arange(0.3, 0.95, 0.01):
        taken = p >= t
        if taken.any() and y[taken].mean() >= precision:
            threshold = float(t)
            break
    taken = p >= threshold
    print(
        f"C {c}, log loss {loss:.3f}, threshold {threshold:.2f}, precision {y[taken].mean():.3f}, recall "
        f"{taken[y].mean():.3f}"
    )
    model = LogisticRegression(C=c, max_iter=3000).fit(x, y)
    return {
        "coefficients": [round(float(v), 4) for v in model.coef_[0]],
        "intercept": round(float(model.intercept_[0]), 4),
        "threshold": round(threshold, 3),
    }


def main() -> None:
    """Fits both models and writes them."""
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("the sentence encoder is needed for training")
    said, y = examples("vagueness", "tune")
    shape = np.array([form(text, facet) for text, facet in said])
    vectors = encoder.encode([text for text, _ in said]) * SCALE
    models = {
        "form": fitted(shape, y, PRECISION["form"], (0.03, 0.1, 0.3, 1.0, 3.0)),
        "meaning": fitted(np.hstack([vectors, shape]), y, PRECISION["meaning"], (0.03, 0.1, 0.3, 1.0, 3.0)),
    }
    MODEL_FILE.write_text(json.dumps(models) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
