"""What the child process does about interviews and feedback files: bytes and words in, masked words and counts out.

Names are masked before anything leaves this process; the file itself never does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from bot.evidence.interviews.transcript import Transcript
    from bot.nouns import Line

MOST_ROWS = 20_000  # of a feedback file that are looked at; of more a sample


class Way(Protocol):
    """The way back to the parent."""

    def send(self, what: dict[str, Any], *parts: bytes) -> None:
        """One frame."""

    def progress(self, share: float, words: str) -> None:
        """How far it is."""


def interview(task: dict[str, Any], data: bytes, way: Way) -> None:
    """Reads an interview: answers with its masked quotes."""
    from bot.evidence.interviews.transcript import read_transcript

    tell_transcript(read_transcript(data, task["name"]), way)


def tell_transcript(transcript: Transcript, way: Way) -> None:
    """Answers with the quotes of a transcript."""
    from bot.evidence.interviews.quotes import quotes_of

    read = {
        "quotes": [quote.to_json() for quote in quotes_of(transcript)],
        "people": len(transcript.participants),
        "note": transcript.note,
    }
    way.send({"interview": True, "conversation": transcript.is_conversation}, _bytes(read))


def compare(task: dict[str, Any], data: bytes, way: Way) -> None:
    """Compares quotes with lines: answers with matches and what could become lines."""
    from bot.evidence.interviews.comparing import compare as find
    from bot.evidence.interviews.quotes import Quote, propose_lines
    from bot.meaning.encoder import load_encoder

    given = json.loads(data)
    quotes = [Quote.from_json(quote) for quote in given["quotes"]]
    matches = find(quotes, lines_of(given["lines"]), load_encoder())
    proposed = [[line.facet, line.quote.to_json()] for line in propose_lines(quotes, matches)]
    way.send({}, _bytes({"matches": [match.to_json() for match in matches], "proposed": proposed}))


def feedback(task: dict[str, Any], data: bytes, way: Way) -> None:
    """Reads a feedback file: answers with its themes and their chart."""
    from bot.evidence.feedback.kept import FeedbackAbout, numbered
    from bot.evidence.feedback.opening import feedback_frame
    from bot.evidence.feedback.reading import read_feedback
    from bot.evidence.feedback.telling import themes_chart
    from bot.evidence.feedback.themes import find_themes, match_themes, require_themes
    from bot.meaning.encoder import load_encoder
    from bot.survey.reading import Limits

    frame = feedback_frame(data, task["name"], Limits(file_bytes=task["limit"]))
    del data
    rows = len(frame)
    if rows > MOST_ROWS:
        frame = frame.sample(MOST_ROWS, random_state=0).sort_index()
    read = read_feedback(frame)
    del frame
    way.progress(0.3, "Looking for themes")
    encoder = load_encoder()
    themes = require_themes(find_themes(read, encoder.encode if encoder is not None else None))
    way.progress(0.8, "Comparing with personas")
    lines = lines_of(task.get("lines", ()))
    of = {line["id"]: line["persona"] for line in task.get("lines", ())}

    def similar(first: list[str], second: list[str]) -> Any:
        assert encoder is not None
        return encoder.encode(first) @ encoder.encode(second).T

    matches = match_themes(themes, lines, similar if encoder is not None else None) if lines else ()
    about = FeedbackAbout(
        rows,
        read.left_out,
        max(theme.of for theme in themes),
        read.text_column,
        read.date_column,
        read.rating_column,
        read.rating_range,
        numbered(themes, matches, of),
    )
    chart = themes_chart(themes, task["name"])
    found = {"about": about.to_json(), "themes": [theme.to_json() for theme in themes]}
    way.send({"feedback": True, "alt": chart.alt}, _bytes(found), chart.png)


def lines_of(given: Sequence[dict[str, str]]) -> list[Line]:
    """Lines to compare with, from their ids and texts."""
    from bot.nouns import Line, Polarity

    return [Line(line["id"], "needs", line["text"], Polarity.POS) for line in given]


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
