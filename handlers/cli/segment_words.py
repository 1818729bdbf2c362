"""What `dramatis segment` says in a terminal: the verdict, the segments, what tells them apart, needs, a cross table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.survey.segmenting.result import Need, Segment, Segmentation

MOST_NEEDS = 12
NEEDS_OF_A_SEGMENT = 3
APART = 5
WIDE = 60


def as_text(result: Segmentation, against: Segmentation | None = None) -> str:
    """The result as a person reads it; with a second segmentation of the survey, the cross table of the two."""
    from bot.survey.segments.needs import needs_of

    needs = needs_of(result)
    lines = [f"Verdict: {result.verdict.value}", result.reason, ""]
    if result.segments:
        lines += [*_sizes(result), ""]
        for segment in result.segments:
            lines += [*_portrait(segment, needs), ""]
        if result.unsure_share is not None:
            lines += [
                f"{result.unsure_share:.0%} of the people could as well belong elsewhere (under 70% sure).",
                "",
            ]
        lines += _telling(result)
    elif result.continuum is not None and result.continuum.lines:
        lines += ["People differ along:"]
        for number, line in enumerate(result.continuum.lines, start=1):
            carried = "; ".join(
                f"{_asked(c.question, c.text)} ({c.low} … {c.high})" for c in line.carriers[:3]
            )
            lines.append(f"  {number}. {carried}")
        lines.append("")
    lines += _needs(result, needs)
    if result.suggested_k and not result.segments:
        lines += [f"To have a split all the same: --k {result.suggested_k}", ""]
    if against is not None:
        lines += [*_crossed(result, against), ""]
    lines += result.notes
    return "\n".join(lines).rstrip()


def _asked(question: str, text: str) -> str:
    """The id of a question and its words, where it has any."""
    from bot.phrases import shortened

    return question if text in ("", question) else f"{question} {shortened(text, WIDE)}"


def _columns(rows: Sequence[Sequence[str]], left: int = 0) -> list[str]:
    """Rows as aligned lines: numbers to the right; the last column, words, as it is. `left`: of the first so many columns
    words too."""
    wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    return [
        "  ".join(
            [
                *(
                    cell.ljust(wide[i]) if i < left else cell.rjust(wide[i])
                    for i, cell in enumerate(row[:-1])
                ),
                row[-1],
            ]
        ).rstrip()
        for row in rows
    ]


def _sizes(result: Segmentation) -> list[str]:
    rows = [("", "people", "share", "95% interval", "comes back", "name")]
    for s in result.segments:
        low, high = s.share_interval
        rows.append(
            (
                str(s.id),
                str(s.size),
                f"{s.share:.0%}",
                f"{low:.0%} to {high:.0%}",
                f"{s.stability:.0%}",
                s.name,
            )
        )
    return _columns(rows)


def _portrait(segment: Segment, needs: Sequence[Need]) -> list[str]:
    lines = [f"{segment.id}  {segment.name}"]
    for one in segment.distinctive[:APART]:
        tested = "" if one.p_adjusted is None else f", p {one.p_adjusted:.3f} adjusted"
        lines.append(
            f"   {one.share:4.0%} against {one.others:4.0%}  {_asked(one.question, one.text)}: {one.option}{tested}"
        )
    shares = [(need.segments[segment.id - 1], need.need) for need in needs]
    known = [(share.share, words) for share, words in shares if share is not None]
    for number, (share, words) in enumerate(sorted(known, key=lambda one: -one[0])[:NEEDS_OF_A_SEGMENT]):
        lines.append(f"   {'needs most' if not number else '':10}  {share:4.0%}  {words}")
    return lines


def _telling(result: Segmentation) -> list[str]:
    if not result.telling:
        return []
    rows = [
        (str(number), f"{one.accuracy:.0%}", _asked(one.question, one.text))
        for number, one in enumerate(result.telling, start=1)
    ]
    head = (
        "Ask these, in this order, to tell the segments apart; beside each, how often one is right by then:"
    )
    return [head, *_columns(rows), ""]


def _needs(result: Segmentation, needs: Sequence[Need]) -> list[str]:
    """How widespread each need is, the most widespread first, and in each segment."""
    if not needs:
        return []
    head = ("everybody", "95% interval", *(f"in {s.id}" for s in result.segments), "need")
    rows = [head]
    for need in needs[:MOST_NEEDS]:
        overall = need.overall
        told = (f"{overall.share:.0%}", f"{overall.low:.0%} to {overall.high:.0%}")
        rows.append((*told, *("–" if s is None else f"{s.share:.0%}" for s in need.segments), need.need))
    more = len(needs) - MOST_NEEDS
    return [
        "How widespread each need is:",
        *_columns(rows),
        *([f"and {more} more, which --json has"] if more > 0 else []),
        "",
    ]


def _crossed(first: Segmentation, second: Segmentation) -> list[str]:
    """Who of the first is where in the second, in people and shares of the row."""
    from bot.survey.segments.crossing import cell_words, crossed

    named = [f"by {one.base}" if one.base else "by all questions" for one in (first, second)]
    for words, one in zip(named, (first, second), strict=True):
        if not one.segments:
            return [f"Nothing to set against each other: {words}, {one.reason[:1].lower()}{one.reason[1:]}"]
    crossing = crossed(first, second)
    head = (named[0], *(f"in {s.id}" for s in second.segments), "")
    rows: list[tuple[str, ...]] = [head]
    for name, cells in crossing.rows:
        told = (
            ["not shown"] * len(second.segments) if cells is None else [cell_words(*cell) for cell in cells]
        )
        rows.append((name, *told, ""))
    return [
        f"Set against the segments {named[1]}. {crossing.agreement}",
        *(f"  {name}" for name in crossing.columns),
        "",
        *_columns(rows, left=1),
    ]
