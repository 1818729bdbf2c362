"""Texts as people type them, and as nobody should: made from real sentences, seeded."""

from __future__ import annotations

import random
import re
from pathlib import Path

from tests.fuzz.slack.forging import NASTY, SENTENCES

_CAPTURE = Path(__file__).parents[2] / "bench" / "capture" / "tune.txt"
_ODD = (
    *(
        "\u200b",
        "\u202e",
        "\u0301",
        "\xa0",
        "\ufeff",
        "\x00",
        "\ud83d",
        "ß",
        "İ",
        "ﬁ",
        "世界",
        "שלום",
        "नमस्ते",
        "👩‍👩‍👧",
        "…",
    ),
    *(
        "—",
        "’",
        "“",
        "\n",
        "\n- ",
        "\n1. ",
        "\t",
        ";",
        ":",
        "?",
        "!",
        ",",
        "/",
        "&amp;",
        "<@U1|x>",
        "<http://x.y|z>",
    ),
    *(
        ":smile:",
        "*",
        "_",
        "`",
        "```",
        "~",
        ">",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\\",
        "%",
        "$1",
        "€",
        "1/0",
        "1e400",
    ),
    *(
        "not ",
        "never ",
        "no ",
        "without ",
        "but ",
        "and ",
        "or ",
        "n't ",
        "who needs ",
        "compare ",
        "skip ",
        "idk ",
    ),
    *(
        "10-20",
        "3,5",
        "1.000.000",
        "½",
        "٣",
        "Ⅳ",
        "0x10",
        "2026-02-30",
        "25:61",
        "http://a.b/c?d=e",
        "a@b.cc",
    ),
)


def sentences() -> tuple[str, ...]:
    """Answers from the capture bench without its marks, and what else people send."""
    told = [
        re.sub(r"\{neg\}|\|\?|\|\|", "", line.partition(":")[2]).strip()
        for line in _CAPTURE.read_text(encoding="utf-8").splitlines()
        if ":" in line and not line.startswith("#")
    ]
    nasty = [text for text in NASTY if isinstance(text, str) and text]
    return (*told, *SENTENCES, *nasty)


def typed(whole: tuple[str, ...], random_: random.Random) -> str:
    """One text of at most 4,000 characters, the most that Slack sends of one message."""
    text = " ".join(random_.choice(whole) for _ in range(random_.choice((1, 1, 1, 2, 4))))
    for _ in range(random_.choice((0, 1, 2, 4, 12))):
        at = random_.randrange(len(text) + 1)
        end = at + random_.choice((0, 1, 3, 20))
        kind = random_.randrange(8)
        if kind <= 3:
            text = text[:at] + random_.choice(_ODD) + text[end:]
        elif kind == 4:
            text = text[:at] + text[at:end] * random_.choice((2, 5, 100)) + text[end:]
        elif kind == 5:
            text = text[:at] + text[at:end].swapcase() + text[end:]
        elif kind == 6:
            words = text.split(" ")
            random_.shuffle(words)
            text = " ".join(words)
        else:
            text = text[:at] if random_.random() < 0.5 else text[at:]
    return text[:4_000]
