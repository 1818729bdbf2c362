"""Segmentations with given assignments, for stories that need no method."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.survey.segmenting.result import Need, QuestionProfile, Segment, Segmentation, Share, Verdict


def segmentation(assignments: Sequence[int], needs: Sequence[tuple[str, float]] = ()) -> Segmentation:
    """Segments 1 to the largest number; 0 is without one."""
    labels = np.array(assignments, dtype=np.int8)
    k = int(labels.max(initial=0))
    sizes = [int((labels == number).sum()) for number in range(1, k + 1)]
    segments = tuple(
        Segment(number, f"Kind {number}", size, size / len(labels), (0.1, 0.9), 0.9, 0.9, (), (), ())
        for number, size in enumerate(sizes, start=1)
    )
    share = Share(0.5, 0.4, 0.6)
    profile = QuestionProfile(
        "Q1",
        "What do you need?",
        "needs",
        True,
        ("Offline",),
        (share,),
        ((share,),) * k,
        (len(labels), *sizes),
    )
    told = tuple(Need("Q1", need, Share(s, s - 0.1, s + 0.1), (share,) * k) for need, s in needs)
    return Segmentation(
        len(labels), ("Q1",), None, Verdict.NATURAL, "Because.", None, k, segments, labels,
        np.full(len(labels), 0.9, dtype=np.float32), 0.0, None, (profile,), told, (), 50.0, -1.0, None,
    )  # fmt: skip
