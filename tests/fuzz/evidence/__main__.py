"""`python -m tests.fuzz.evidence --count 2000`: whatever the bytes, an interview or a table of reviews is read or refused
with a sentence; names and addresses that stand whole in what was read are masked in what comes out.
"""

from __future__ import annotations

import io
import random
import sys
from contextlib import suppress

from bot.errors import DramatisError
from bot.evidence.feedback.opening import feedback_frame
from bot.evidence.feedback.reading import read_feedback
from bot.evidence.feedback.themes import find_themes, require_themes
from bot.evidence.interviews.quotes import quotes_of
from bot.evidence.interviews.transcript import Transcript, read_transcript
from bot.survey.reading.limits import Limits
from tests.bot.evidence import documents
from tests.bot.evidence.reviews import reviews
from tests.fuzz.budget import Findings, budget, parser
from tests.fuzz.reading.mutations import mutated

_LIMITS = Limits(file_bytes=5_000_000, unpacked_bytes=60_000_000)
ADDRESS = "jonas@weber.de"


def interviews() -> dict[str, bytes]:
    """One interview of every shape: name → bytes."""
    return {
        "talk.txt": documents.as_text(),
        "timed.txt": documents.as_timed(),
        "headings.txt": documents.as_headings(),
        "numbered.txt": documents.as_speaker_numbers(),
        "talk.md": documents.as_markdown(),
        "talk.vtt": documents.as_vtt(),
        "zoom.vtt": documents.as_zoom_vtt(),
        "talk.srt": documents.as_srt(),
        "talk.docx": documents.as_docx(),
    }


def tables() -> dict[str, bytes]:
    """Reviews as stores and help desks export them: name → bytes."""
    frame, _ = reviews(60)
    book, parquet = io.BytesIO(), io.BytesIO()
    frame.to_excel(book, index=False)
    frame.to_parquet(parquet)
    return {
        "reviews.csv": frame.to_csv(index=False).encode(),
        "reviews.tsv": frame.to_csv(index=False, sep="\t").encode("utf-16"),
        "reviews.xlsx": book.getvalue(),
        "reviews.parquet": parquet.getvalue(),
    }


def read_interview(name: str, data: bytes) -> None:
    """All that a dropped interview goes through before lines are compared."""
    with suppress(DramatisError):
        transcript = read_transcript(data, name)
        assert Transcript.from_json(transcript.to_json()) == transcript
        said = " ".join(quote.text for quote in quotes_of(transcript))
        assert ADDRESS not in said, "an address was kept"


def read_table(name: str, data: bytes) -> None:
    """All that dropped reviews go through before lines are compared."""
    with suppress(DramatisError):
        feedback = read_feedback(feedback_frame(data, name, _LIMITS))
        require_themes(find_themes(feedback))


def main() -> int:
    """Breaks one file after the other."""
    limits = budget(parser(__doc__, 2_000).parse_args())
    findings = Findings("evidence")
    spoken, written = interviews(), tables()
    names = [*spoken, *written]
    tried = 0
    for name, data in written.items():
        read_table(name, data)  # what is imported only now would count as slow
    for index in limits.rounds():
        random_ = random.Random(f"{limits.seed}-{index}")
        name = names[index % len(names)]
        read, whole = (read_interview, spoken[name]) if name in spoken else (read_table, written[name])
        data = mutated(whole, random_)
        findings.attempt(name, data, lambda read=read, name=name, data=data: read(name, data))
        tried += 1
        if findings.enough:
            break
    return findings.told(f"{tried} broken files")


if __name__ == "__main__":
    sys.exit(main())
