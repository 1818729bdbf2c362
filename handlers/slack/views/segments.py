"""How segments look: the verdict with its charts, a card for each, two segmentations crossed, needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.counts import many
from bot.phrases import interval_words, percent
from bot.survey.messages import Apart, Drafted, Found, Seeking, SegmentCard, Sought, Targets
from bot.survey.segments.messages import CrossTable, NeedsTable
from bot.survey.segments.telling import HEADLINES
from bot.survey.segments.wishes import MOST_SEGMENTS
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import RenderContext, Rendered, renders, renders_with

_WORD = 160
_HIDDEN = (
    "“Not shown” stands where there are one to four people, or where a number would give such a group away."
)


@renders(Seeking)
def seeking(message: Seeking) -> Rendered:
    """What is being done, with a bar."""
    words = f"Looking for segments in {message.name}, {message.questions}: {message.words} …"
    head = f"*Looking for segments* in {esc(message.name)}, {esc(message.questions)}\n"
    head += f"{kit.bar(message.share)}  {esc(message.words)} …"
    return Rendered(words, [kit.section(head, accessory=kit.button("Stop", "segments.cancel", message.run))])


@renders(Sought)
def sought(message: Sought) -> Rendered:
    """It ended without a result."""
    return Rendered(
        f"Looking for segments in {message.name}: {message.sentence}",
        [kit.section(f"*Looking for segments* in {esc(message.name)}\n{message.sentence}")],
    )


@renders_with(Found)
def found(message: Found, context: RenderContext) -> Rendered:
    """The verdict first, with its reason; then charts; then what may be done."""
    headline = HEADLINES[message.verdict].format(k=message.k)
    blocks: list[Block] = [kit.header(headline), kit.section(esc(message.reason))]
    facts = [
        f"{many(message.respondents, 'response')} in {esc(message.name)}",
        f"{esc(message.questions)} ({message.used} used)",
    ]
    if message.unsure is not None:
        facts.append(f"{percent(message.unsure)} could as well belong elsewhere")
    if message.speaks_for:
        facts.append(f"speaks for {message.speaks_for}")
    blocks.append(kit.context(" · ".join(facts)))
    if message.degrees:
        blocks.append(kit.section("*What people differ along*"))
        lines = [
            (
                kit.text(f"{cut(d.question, _WORD)}: "),
                kit.text(f"{cut(d.low, 60)} … {cut(d.high, 60)}", italic=True),
            )
            for d in message.degrees
        ]
        blocks.append(kit.rich(kit.bullets(lines)))
    for chart in message.charts:
        file = context.file_id(chart.handle)
        if file is not None:
            blocks.append(kit.image(file, chart.alt))
    if message.telling:
        sure = (
            f" They place {percent(message.accuracy)} of people rightly."
            if message.accuracy is not None
            else ""
        )
        asked = "\n".join(f"•  {esc(cut(text, _WORD))}" for text in message.telling)
        blocks.append(kit.section(f"*Ask these to tell them apart.*{sure}\n{asked}"))
    if message.notes:
        blocks.append(kit.context("\n".join(esc(cut(note, 300)) for note in message.notes[:5])))
    buttons: list[Block] = []
    if message.split:
        buttons.append(
            kit.button(
                f"Split into {message.split} all the same", "segments.split", f"{message.run}:{message.split}"
            )
        )
    if message.k > 2:
        buttons.append(
            kit.button(
                "Fewer",
                "segments.fewer",
                f"{message.run}:{message.k - 1}",
                hint=f"split into {message.k - 1}",
            )
        )
    if 2 <= message.k < MOST_SEGMENTS:
        buttons.append(
            kit.button(
                "More", "segments.more", f"{message.run}:{message.k + 1}", hint=f"split into {message.k + 1}"
            )
        )
    buttons.append(kit.button("Worth and ideal customers", "value.count", message.run))
    buttons.append(kit.button("Other base", "survey.find", message.survey))
    if message.k:
        buttons.append(
            kit.button("Compare", "segments.compare", message.run, hint="Compare with other segments")
        )
    if message.can_place:
        buttons.append(
            kit.button("Place somebody", "segments.place", message.run, hint="which segment they belong to")
        )
    buttons.append(kit.button("Export", "segments.export", message.run))
    blocks.append(kit.actions(buttons))
    degrees = "; ".join(f"{d.question}: {d.low} … {d.high}" for d in message.degrees)
    charts = " ".join(chart.alt for chart in message.charts)
    return Rendered(f"{headline}. {message.reason} {degrees} {charts}", blocks)


@renders(SegmentCard)
def segment_card(message: SegmentCard) -> Rendered:
    """Name, share, stability, the three answers that set it apart most, and what can be made of it."""
    share = f"{percent(message.share)} of those surveyed ({interval_words(message.low, message.high)})"
    size = f", {many(message.size, 'response')}" if message.size is not None else ""
    stable = f"{percent(message.stability)} the same when the survey is drawn again"
    head = f"*{message.segment}. {esc(cut(message.name, 200))}*\n{share}{size} · {stable}"
    blocks: list[Block] = [kit.section(head)]
    if message.apart:
        blocks.append(kit.rich(kit.bullets([_apart(item) for item in message.apart])))
    elif message.hidden:
        blocks.append(
            kit.context("Fewer than five people stand on one side, so no shares of answers are shown.")
        )
    else:
        blocks.append(kit.context("No single answer sets them apart; it is the combination."))
    if message.typical:
        usual = " · ".join(f"{esc(cut(q, _WORD))} {esc(cut(answer, 100))}" for q, answer in message.typical)
        blocks.append(kit.context(f"Most of them: {usual}"))
    if message.quotes:
        blocks.append(kit.rich(*(kit.quote(f"“{quote}”") for quote in message.quotes)))
    value = f"{message.run}:{message.segment}"
    blocks.append(
        kit.actions(
            [
                kit.button("Draft persona", "segment.draft", value, style="primary"),
                kit.button(
                    "Start a workshop", "segment.workshop", value, hint="Start a workshop about this segment"
                ),
                kit.button("Link a persona", "segment.link", value),
                kit.button("Mark as target", "segment.target", value),
                kit.button("Profile", "segment.profile", value, hint="all answers of this segment"),
                kit.button("Quotes", "segment.quotes", value, hint="approve those of this segment"),
            ]
        )
    )
    told = "; ".join(
        f"{a.question}: {a.option} {percent(a.share)}, others {percent(a.others)}" for a in message.apart
    )
    said = " ".join(f"“{quote}”" for quote in message.quotes)
    return Rendered(
        f"Segment {message.segment}, “{message.name}”: {share}, {stable}. {told} {said}".rstrip(), blocks
    )


@renders(Targets)
def targets(message: Targets) -> Rendered:
    """The team's ratings as a small table."""
    head, *rows = message.rows[:20]
    blocks: list[Block] = [
        kit.section(f"*Segments as targets* in {esc(message.name)}, rated 1 to 5"),
        kit.table(head, rows),
    ]
    told = "; ".join(
        f"{row[0]}: fit {row[1]}, reach {row[2]}, value {row[3]}, sum {row[4]}" for row in message.rows[1:]
    )
    return Rendered(f"Segments as targets: {told}", blocks)


@renders(Drafted)
def drafted(message: Drafted) -> Rendered:
    """A persona was drafted; what the survey does not say."""
    lines = many(message.lines, "counted line")
    words = f"A persona is drafted from “{message.segment}”: {lines}, nobody's voice yet. Its card is in the channel."
    blanks = f" The survey says nothing about: {', '.join(message.blanks).lower()}." if message.blanks else ""
    return Rendered(
        words + blanks, [kit.section(esc(words)), *([kit.context(esc(blanks.strip()))] if blanks else [])]
    )


def _apart(item: Apart) -> list[Block]:
    return [
        kit.text(f"{percent(item.share)} ", bold=True),
        kit.text(f"{cut(item.option, _WORD)}"),
        kit.text(f" – {cut(item.question, _WORD)} (others {percent(item.others)})", italic=True),
    ]


@renders(CrossTable)
def cross_table(message: CrossTable) -> Rendered:
    """The sentence first, then the table: rows are segments of the first, cells people and their share of the row."""
    head = f"*Compared:* {esc(message.first)}, with {esc(message.second)}\n{esc(message.agreement)}"
    blocks: list[Block] = [kit.section(head)]
    if message.rows:
        blocks.append(kit.table(("", *_numbers(message.columns)), message.rows))
        blocks.append(
            kit.context(f"*Rows:* {esc(message.first)}. *Cells:* people, and their share of the row.")
        )
        blocks.append(kit.context(f"*Columns:* {_legend(message.columns)}"))
    if message.hides:
        blocks.append(kit.context(_HIDDEN))
    if message.kept_whole:
        names = ", ".join(esc(cut(name, 80)) for name in message.kept_whole)
        blocks.append(kit.context(f"Not split, since groups under five never are: {names}."))
    rows = "; ".join(
        f"{row[0]}: "
        + ", ".join(f"{name} {cell}" for name, cell in zip(message.columns, row[1:], strict=True))
        for row in message.rows
    )
    return Rendered(f"{message.first} compared with {message.second}. {message.agreement} {rows}", blocks)


@renders_with(NeedsTable)
def needs_table(message: NeedsTable, context: RenderContext) -> Rendered:
    """The chart, then every need with everybody's share and each segment's."""
    title = "How widespread each need is"
    order = f"\nRanked by {message.order}." if message.order else ""
    blocks: list[Block] = [kit.section(f"*{title}* in {esc(message.name)}{order}")]
    drawn = context.file_id(message.chart.handle) if message.chart is not None else None
    if message.chart is not None and drawn is not None:
        blocks.append(kit.image(drawn, message.chart.alt))
    head = ["Need", "All", *_numbers(message.segments)]
    head += ["Importance"] * message.rated + ["People"] * message.counted
    names, counted = _shared_answers([row[0] for row in message.rows])
    rows = [
        (name, row[1].partition(" (")[0] if drawn else row[1], *row[2:])
        for name, row in zip(names, message.rows, strict=True)
    ]
    blocks.append(kit.table(head, rows))
    if message.segments:
        blocks.append(kit.context(f"*Columns:* {_legend(message.segments)}"))
    speaks = f" The shares speak for {message.speaks_for}." if message.speaks_for else ""
    rated = " Importance is the mean answer, from 0 to 100." if message.rated else ""
    has = f"the need ({esc(counted)})" if counted else "the need"
    sure = "; the chart shows how sure it is" if drawn else ", with its 95 % interval"
    blocks.append(kit.context(f"Share that has {has}{sure}. – too few answered.{rated}{speaks}"))
    if message.why:
        blocks.append(kit.context(esc(f"How many people that is: not known. {message.why}")))
    told = "; ".join(f"{row[0]} {row[1]}" for row in message.rows[:10])
    return Rendered(f"{title} in {message.name}: {told}", blocks)


_ANSWERS = re.compile(r"^(?P<name>.+) \((?P<answers>[^()]+)\)$", re.S)


def _shared_answers(names: Sequence[str]) -> tuple[list[str], str]:
    """The names of needs without the answers that count as having them, where those are the same for all, and these."""
    found = [_ANSWERS.match(name) for name in names]
    shared = {match["answers"] for match in found if match}
    if len(names) < 2 or len(shared) != 1 or None in found:
        return list(names), ""
    return [match["name"] for match in found if match], shared.pop()


def _numbers(names: Sequence[str]) -> list[str]:
    """Heads of columns as narrow as their cells: "1" of "1. Studio owners"."""
    return [name.partition(".")[0] for name in names]


def _legend(names: Sequence[str]) -> str:
    return " · ".join(esc(cut(name, 100)) for name in names)
