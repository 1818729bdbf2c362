"""Exports of a segmentation: assignments by row number as CSV, and the whole as Markdown."""

from __future__ import annotations

import csv
import io
import re

from bot.survey.kept import KeptSurvey
from bot.survey.segmenting.result import Segmentation
from bot.survey.segments.telling import SMALLEST, too_small
from bot.survey.testing.findings import interval_words, percent


def assignments_csv(result: Segmentation) -> str:
    """A line for each respondent: row number (1 = first response of the file), segment (empty: not placed), how sure."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["row", "segment", "probability"])
    for row, (segment, sure) in enumerate(
        zip(result.assignments, result.probabilities, strict=True), start=1
    ):
        placed = int(segment) > 0
        writer.writerow([row, int(segment) if placed else "", f"{float(sure):.3f}" if placed else ""])
    return buffer.getvalue()


def markdown(kept: KeptSurvey, result: Segmentation) -> str:
    """Verdict, segments and what sets them apart, for a wiki."""
    lines = [f"# Segments in {_plain(kept.name)}", "", result.reason, ""]
    lines += [f"{result.respondents:,} respondents, {len(result.questions_used)} questions used.", ""]
    if result.segments:
        lines += ["| Segment | Share | 95 % interval | Comes back |", "| --- | --- | --- | --- |"]
        for s in result.segments:
            interval = interval_words(*s.share_interval)
            lines.append(
                f"| {s.id}. {_plain(s.name)} | {percent(s.share)} | {interval} | {percent(s.stability)} |"
            )
        lines.append("")
    for s in result.segments:
        lines += [f"## {s.id}. {_plain(s.name)}", ""]
        if too_small(result, s):
            lines += [f"Fewer than {SMALLEST} people stand on one side, so no shares are given.", ""]
            continue
        for d in s.distinctive:
            lines.append(
                f"- {_plain(d.text or d.question)}: {_plain(d.option)} – {percent(d.share)}, others {percent(d.others)}"
            )
        lines.append("")
    if not result.segments and result.continuum is not None and result.continuum.lines:
        lines += ["People differ along:", ""]
        lines += [
            f"- {_plain(c.text)}: {_plain(c.low)} … {_plain(c.high)}"
            for c in result.continuum.lines[0].carriers
        ]
        lines.append("")
    lines += [f"- {note}" for note in result.notes]
    return "\n".join(lines).rstrip() + "\n"


def _plain(text: str) -> str:
    """Words of the file in Markdown: one line, no table bars, no links or tags of their own."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
