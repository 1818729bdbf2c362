"""Every chart with made-up values, for the tests and for looking at: `python -m tests.bot.pictures.gallery FOLDER`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import numpy as np

from bot.nouns import Level, Verdict
from bot.personas.market.chart import chart_of
from bot.personas.market.market import Exclusion, Market, Reason
from bot.pictures.charts.card import CardLine, persona_card
from bot.pictures.charts.evidence import (
    NeedSpread,
    Rung,
    ThemeCourse,
    evidence_ladder,
    needs_by_segment,
    themes_over_time,
)
from bot.pictures.charts.segments import ProfileRow, SizedSegment, continuum, profile_heat_map, segment_sizes
from bot.pictures.charts.style import Chart, Look

SEGMENTS = (
    "Offline editors with tight evenings",
    "Studio owners",
    "Hobby photographers who print a lot at home",
)
LINES = [
    ("Needs", "edits photos on trains without wifi", Verdict.SUPPORTED, 0.47, 0.37, 0.58),
    (
        "Needs",
        "has to send a preview the same evening, even from the car park",
        Verdict.MIXED,
        0.4,
        0.3,
        0.5,
    ),
    ("Pains", "loses half a day each month chasing unpaid invoices", Verdict.CONTRADICTED, 0.12, 0.07, 0.19),
    ("Tools", "Lightroom on a MacBook", Verdict.TOO_FEW, None, None, None),
    ("Objections", "does not want another login", Verdict.UNTESTED, None, None, None),
]
WORDS = {
    Verdict.SUPPORTED: "41 of 87 say so (37–58 %); 12 % of the others",
    Verdict.MIXED: "35 of 87 say so (30–50 %)",
    Verdict.CONTRADICTED: "12 of 100 say so (7–19 %)",
}


# fmt: off
def everything(look: Look) -> dict[str, Chart]:
    rng = np.random.default_rng(0)
    market = Market(
        1_200_000, "photographers", "Chamber of crafts", date(2024, 5, 1),
        (
            Exclusion("locked in with a rival", Reason.COMPETITOR, share=0.3),
            Exclusion("no German", Reason.LANGUAGE, count=120_000),
        ),
    )  # fmt: skip
    months = [date(2023 + (m // 12), m % 12 + 1, 1) for m in range(14)]
    up = tuple((month, 3 + 2 * i, 60 + i) for i, month in enumerate(months))
    flat = tuple((month, int(rng.poisson(9)), 60 if i != 5 else 0) for i, month in enumerate(months))
    down = tuple((month, 31 - 2 * i, 60) for i, month in enumerate(months))
    rows = [
        ProfileRow("What do you need most?", "Working offline", (0.71, 0.22, 0.1)),
        ProfileRow("What do you need most?", "Sharing albums with clients", (0.41, 0.62, 0.15)),
        ProfileRow("Which devices do you use?", "MacBook", (0.8, 0.55, None)),
        ProfileRow(
            "Which devices do you use?",
            "A very old Windows computer that is shared with the family",
            (0.05, 0.2, 0.5),
        ),
        ProfileRow("How important is speed? (very or quite)", "Important", (0.9, 0.88, 0.86)),
    ]
    return {
        "sizes": segment_sizes(
            [SizedSegment(name, s, s - 0.04, s + 0.045) for name, s in zip(SEGMENTS, (0.31, 0.52, 0.17), strict=True)],
            "Three kinds of customers, by share", look,
        ),
        "heat": profile_heat_map(rows, SEGMENTS, "What sets the segments apart", look),
        "continuum": continuum(
            list(rng.normal(size=900)), "does everything by hand, trusts paper", "automates what can be automated",
            ["I trust the cloud with my photos", "I like to try new software before others do"],
            "One scale, not segments", look,
        ),
        "ladder": evidence_ladder(
            "Kim", Level.QUALITATIVE,
            [Rung(text, verdict, *share, WORDS.get(verdict, "")) for _, text, verdict, *share in LINES],
            "For a statistical persona: a link to a segment found in a survey.", look,
        ),
        "needs": needs_by_segment(
            [
                NeedSpread("Working offline", ((0.71, 0.64, 0.77), (0.22, 0.17, 0.28), (0.1, 0.06, 0.17))),
                NeedSpread(
                    "Sharing albums with clients before the night is over",
                    ((0.41, 0.34, 0.48), (0.62, 0.55, 0.68), None),
                ),
            ],
            SEGMENTS, "Needs by segment", look,
        ),
        "funnel": chart_of(market, "The market for a photo tool", look),
        "themes": themes_over_time(
            [ThemeCourse("sync, photos, phone", up, "rising"), ThemeCourse("invoices, hidden, every", flat, "steady"),
             ThemeCourse("support, great, chat", down, "falling")],
            "What reviews talk about", look,
        ),
        "card": persona_card(
            "Kim", "Freelance wedding photographer", Level.QUALITATIVE,
            [CardLine(facet, text, verdict, WORDS.get(verdict, "")) for facet, text, verdict, *_ in LINES],
            "Rests on interviews; how many people are like this is not known.", "about 223,000 photographers", look,
        ),
    }  # fmt: skip


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for look in Look:
        for name, chart in everything(look).items():
            (folder / f"{name}-{look.value}.png").write_bytes(chart.png)
            print(name, chart.width, chart.height, len(chart.png), chart.alt)
