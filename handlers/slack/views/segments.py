"""How segments look beside their cards: two segmentations crossed, how widespread needs are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.survey.segments.messages import CrossTable, NeedsTable
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import RenderContext, Rendered, renders, renders_with

COLUMNS = 20
ROWS = 100
_CELL = 120
_ONE_LINE = 16
_HIDDEN = (
    "“Not shown” stands where there are one to four people, or where a number would give such a group away."
)


@renders(CrossTable)
def cross_table(message: CrossTable) -> Rendered:
    """The sentence first, then the table: rows are segments of the first, cells people and their share of the row."""
    head = f"*Compared:* {esc(message.first)}, with {esc(message.second)}\n{esc(message.agreement)}"
    blocks: list[Block] = [kit.section(head)]
    if message.rows:
        blocks.append(table(("", *_numbers(message.columns)), message.rows))
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
    if message.chart is not None:
        file = context.file_id(message.chart.handle)
        if file is not None:
            alt = cut(message.chart.alt, 2000)
            blocks.append({"type": "image", "slack_file": {"id": file}, "alt_text": alt})
    head = ["Need", "All", *_numbers(message.segments)]
    head += ["Importance"] * message.rated + ["People"] * message.counted
    blocks.append(table(head, message.rows))
    if message.segments:
        blocks.append(kit.context(f"*Columns:* {_legend(message.segments)}"))
    speaks = f" The shares speak for {message.speaks_for}." if message.speaks_for else ""
    rated = " Importance is the mean answer, from 0 to 100." if message.rated else ""
    blocks.append(
        kit.context(f"Share that has the need, with its 95 % interval. – too few answered.{rated}{speaks}")
    )
    if message.why:
        blocks.append(kit.context(esc(f"How many people that is: not known. {message.why}")))
    told = "; ".join(f"{row[0]} {row[1]}" for row in message.rows[:10])
    return Rendered(f"{title} in {message.name}: {told}", blocks)


def _numbers(names: Sequence[str]) -> list[str]:
    """Heads of columns as narrow as their cells: "1" of "1. Studio owners"."""
    return [name.partition(".")[0] for name in names]


def _legend(names: Sequence[str]) -> str:
    return " · ".join(esc(cut(name, 100)) for name in names)


def _in_one_line(cell: str) -> str:
    """A cell of numbers that does not break: "76 · 35 %", "45 % (39–51 %)"."""
    if len(cell) > _ONE_LINE:
        return cell
    return cell.replace(" ", kit.NO_BREAK).replace("–", f"–{kit.JOINER}" if len(cell) > 1 else "–")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table of plain words, its first column wrapped, numbers to the right and in one line."""
    lines = [head, *rows][:ROWS]
    cells = [
        [
            {"type": "raw_text", "text": cut(cell if not at else _in_one_line(cell), _CELL) or " "}
            for at, cell in enumerate(line[:COLUMNS])
        ]
        for line in lines
    ]
    settings = [{"is_wrapped": True}, *({"align": "right"} for _ in head[1:COLUMNS])]
    return {"type": "table", "rows": cells, "column_settings": settings}
