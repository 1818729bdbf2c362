"""Exports of a segmentation: assignments by row number as CSV, and the whole as Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from bot.nouns import SMALL_GROUP
from bot.phrases import interval_words, percent
from bot.survey.kept import KeptSurvey
from bot.survey.segmenting.result import QuestionProfile, Segmentation
from bot.survey.segments.needs import asks_importance, needs_rows
from bot.survey.segments.telling import too_small


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


def markdown(
    kept: KeptSurvey, result: Segmentation, quotes: Mapping[int, Sequence[str]] | None = None
) -> str:
    """The whole for a wiki: verdict, segments with what sets them apart, needs, questions to ask, all shares.

    `quotes`: by segment, those that were approved.
    """
    lines = [f"# Segments in {_plain(kept.name)}", "", _plain(result.reason), ""]
    lines += [f"{result.respondents:,} respondents, {len(result.questions_used)} questions used.", ""]
    if result.segments:
        rows = [
            (f"{s.id}. {s.name}", percent(s.share), interval_words(*s.share_interval), percent(s.stability))
            for s in result.segments
        ]
        lines += _table(("Segment", "Share", "95 % interval", "Comes back"), rows)
    for s in result.segments:
        lines += [f"## {s.id}. {_plain(s.name)}", ""]
        if too_small(result, s):
            lines += [f"Fewer than {SMALL_GROUP} people stand on one side, so no shares are given.", ""]
            continue
        for d in s.distinctive:
            tested = f", p {d.p_adjusted:.3f} (Holm)" if d.p_adjusted is not None else ""
            lines.append(
                f"- {_plain(d.text or d.question)}: {_plain(d.option)} – {percent(d.share)},"
                f" others {percent(d.others)}{tested}"
            )
        lines.append("")
        lines += [f"> {_plain(quote)}\n" for quote in (quotes or {}).get(s.id, ())]
    if not result.segments and result.continuum is not None and result.continuum.lines:
        lines += ["People differ along:", ""]
        lines += [
            f"- {_plain(c.text)}: {_plain(c.low)} … {_plain(c.high)}"
            for c in result.continuum.lines[0].carriers
        ]
        lines.append("")
    letters = tuple(f"Segment {s.id}" for s in result.segments)
    needs = needs_rows(result)
    if needs:
        rated = ("Importance (0–100)",) if asks_importance(result) else ()
        lines += ["## Needs", "", *_table(("Need", "Everybody", *letters, *rated), needs)]
    if result.segments and result.telling:
        lines += ["## Ask these to tell them apart", ""]
        lines += [
            f"{at}. {_plain(q.text or q.question)} – with those before it {percent(q.accuracy)} of people placed rightly"
            for at, q in enumerate(result.telling, start=1)
        ]
        lines.append("")
    shares = [row for profile in result.questions for row in profile_rows(result, profile)]
    if shares:
        lines += ["## All answers", "", *_table(("Question", "Answer", "Everybody", *letters), shares)]
    lines += [f"- {_plain(note)}" for note in result.notes]
    return "\n".join(lines).rstrip() + "\n"


def profile_rows(result: Segmentation, profile: QuestionProfile) -> list[tuple[str, ...]]:
    """A row for each answer to a question: question, answer, everybody's share and each segment's, with intervals; "–"
    where fewer than five answered."""
    hidden = [profile.answered[0] < SMALL_GROUP]
    hidden += [too_small(result, s) or profile.answered[s.id] < SMALL_GROUP for s in result.segments]
    rows = []
    for at, option in enumerate(profile.options):
        shares = [profile.overall[at], *(shares[at] for shares in profile.segments[: len(result.segments)])]
        told = [
            "–" if small else f"{percent(share.share)} ({interval_words(share.low, share.high)})"
            for share, small in zip(shares, hidden, strict=True)
        ]
        rows.append((profile.text if at == 0 else "", option, *told))
    return rows


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    lines += [f"| {' | '.join(_plain(cell) for cell in row)} |" for row in rows]
    return [*lines, ""]


def _plain(text: str) -> str:
    """Words of the file in Markdown: one line, no table bars, no links or tags of their own."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
