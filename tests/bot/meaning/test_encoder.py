"""The encoder gives the published model's figures, whatever the batch, and only from the published files."""

from __future__ import annotations

import numpy as np
import pytest

from bot.meaning import encoder as module
from bot.meaning.encoder import Encoder, load_encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load_encoder()
    if found is None:
        pytest.skip("the encoder's files are not installed")
    return found


def test_similarities_are_those_published_for_the_model(encoder: Encoder) -> None:
    vectors = encoder.encode(
        [
            "That is a happy person",
            "That is a happy dog",
            "That is a very happy person",
            "Today is a sunny day",
        ]
    )
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert vectors[1:] @ vectors[0] == pytest.approx([0.695, 0.943, 0.257], abs=6e-4)


def test_a_sentence_has_the_same_vector_alone_and_in_any_batch(encoder: Encoder) -> None:
    texts = [f"Edits {number} photos on trains" + " and on ferries" * (number % 7) for number in range(40)]
    batch = encoder.encode(texts)
    for index in (0, 17, 39):
        assert batch[index] == pytest.approx(encoder.encode([texts[index]])[0], abs=5e-6)
    assert encoder.encode(texts[::-1])[::-1] == pytest.approx(batch, abs=5e-6)


def test_the_same_call_gives_the_same_bytes_and_equal_texts_equal_rows(encoder: Encoder) -> None:
    texts = ["offline mode", "works without wifi", "offline mode"]
    first, second = encoder.encode(texts), encoder.encode(texts)
    assert first.tobytes() == second.tobytes()
    assert first[0].tobytes() == first[2].tobytes()


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "x" * 10_000, "日本語のテキスト", "🧑‍🚀", "\ud83d", "[CLS] [SEP]"]
)
def test_any_text_has_a_finite_unit_vector(encoder: Encoder, text: str) -> None:
    vector = encoder.encode([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_no_texts_have_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_files_that_are_not_the_published_ones_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WEIGHTS_SHA256", "0" * 64)
    assert module._load.__wrapped__() is None


def test_without_the_package_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "a-package-nobody-has")
    assert module._load.__wrapped__() is None


def test_the_package_is_never_imported() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from bot.meaning.encoder import load_encoder; load_encoder();"
        "sys.exit(any(name.startswith('gt_all') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
