"""The market: the message with its funnel, its history, and the window it is said in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.personas.market.form import (
    AMOUNT_LIMIT,
    MOST_ROWS,
    NAME_LIMIT,
    REASON_WORDS,
    SOURCE_LIMIT,
    UNIT_LIMIT,
    ExclusionRow,
    MarketForm,
)
from bot.personas.market.market import Reason
from bot.personas.market.messages import MarketHistory, MarketShown
from bot.workshop.forms import PRODUCT_LIMIT
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import RenderContext, Rendered, renders, renders_with

ROWS_AT_FIRST = 2


@renders_with(MarketShown)
def market(message: MarketShown, context: RenderContext) -> Rendered:
    """TAM, what is taken away and why, SAM; the people of each persona; where the numbers come from."""
    title = f"The market of {message.name}"
    blocks: list[Block] = [kit.header(title)]
    if message.tam:
        head = f"{kit.bold(message.tam)} {esc(message.unit)} might want it (TAM); "
        head += f"{kit.bold(message.sam)} can be served (SAM)."
    else:
        head = "How many might want it is *not known yet*."
    blocks.append(kit.section(head))
    if message.steps:
        lines = []
        for step in message.steps:
            reason = "" if step.reason in (step.name.casefold(), "other") else f" ({step.reason})"
            runs = [
                kit.text(f"− {step.taken} "),
                kit.text(cut(step.name, kit.SHOWN), bold=True),
                kit.text(reason),
            ]
            lines.append([*runs, kit.text(f", leaves {step.left}", italic=True)] if step.left else runs)
        blocks.append(kit.rich(kit.bullets(lines)))
    file = context.file_id(message.chart) if message.chart and message.tam else None
    if file is not None:
        blocks.append(kit.image(file, message.alt))
    if message.people:
        counted = [
            [kit.text(f"{cut(one.title, 120)}: ", bold=True), kit.text(one.words)] for one in message.people
        ]
        blocks.append(kit.rich(kit.line(kit.text("How many people", bold=True)), kit.bullets(counted)))
    source = f"Source: {esc(message.source)}" if message.source else "No source given"
    source += f", {message.known_on}" if message.known_on else ""
    said = (f"Said by <@{message.by}>" if message.by else "Said by somebody") + (
        f" · version {message.versions}" if message.versions > 1 else ""
    )
    only = "Only the people of this channel see it." if message.only_here else ""
    blocks.append(kit.context(source, said, only))
    if message.shareable:
        buttons = [kit.button("Edit", "market.edit", message.product)]
        if message.versions > 1:
            buttons.append(kit.button("History", "market.history", message.product))
        buttons.append(kit.button("Share to channel", "market.share", message.product))
        blocks.append(kit.actions(buttons))
    counted_words = " ".join(f"{one.title}: {one.words}" for one in message.people)
    known = f"{message.tam} {message.unit}, {message.sam} can be served." if message.tam else "Not known yet."
    taken = " ".join(f"Minus {step.taken}: {step.name}." for step in message.steps)
    return Rendered(f"{title}: {known} {taken} {source}. {counted_words}".strip(), blocks)


@renders(MarketHistory)
def history(message: MarketHistory) -> Rendered:
    """Who said what, newest first."""
    title = f"History of the market of {message.name}"
    rows = [
        [
            kit.moment(one.at),
            kit.text("  "),
            kit.user(one.person) if one.person else kit.text("Somebody"),
            kit.text(f"\n{cut(one.words, 600)}"),
        ]
        for one in message.versions
    ]
    blocks: list[Block] = [kit.header(title), kit.rich(kit.bullets(rows))]
    if message.more:
        blocks.append(kit.context(f"and {message.more} earlier"))
    return Rendered(f"{title}: " + "; ".join(one.words for one in message.versions[:10]), blocks)


def window(form: MarketForm, meta: Mapping[str, Any], rows: int = 0) -> Block:
    """The window: how many, where from, and who cannot be served. `meta`: product, channel; `rows`: exclusions shown."""
    shown = min(MOST_ROWS, max(rows, ROWS_AT_FIRST, len(form.rows)))
    known = bool(meta.get("product"))
    blocks: list[Block] = [
        kit.section(kit.bold(cut(form.product, 200)))
        if known
        else kit.field("Product", "product", kit.words("", form.product, PRODUCT_LIMIT)),
        kit.field(
            "How many might want it? (TAM)",
            "tam",
            kit.words("1.2 million", form.tam, AMOUNT_LIMIT),
            optional=True,
            hint="A number such as 85,000, 12k or 1.2 million. Leave it empty if nobody knows.",
        ),
        kit.field(
            "Of what?", "unit", kit.words("people, studios, companies", form.unit, UNIT_LIMIT), optional=True
        ),
        kit.field(
            "Where is the number from?",
            "source",
            kit.words("Chamber of crafts, yearly report", form.source, SOURCE_LIMIT),
            optional=True,
        ),
        kit.field("As of", "known_on", _date(form.known_on), optional=True),
        kit.DIVIDER,
        kit.section(
            "*Who can't be served, and why?* What is left is the market you can serve (SAM). "
            "A percentage is one of the TAM."
        ),
    ]
    for place in range(shown):
        row = form.rows[place] if place < len(form.rows) else ExclusionRow(_usual(place))
        blocks += _row(place, row)
    if shown < MOST_ROWS:
        blocks.append(kit.actions([kit.button("One more", "market.row", str(shown + 1))]))
    travels = kit.travels(**meta, rows=shown, name=form.product if known else None)
    return kit.modal("market.keep", "Market", blocks, submit="Keep", meta=travels)


def _row(place: int, row: ExclusionRow) -> list[Block]:
    reasons = [kit.option(words, reason) for reason, words in REASON_WORDS.items()]
    return [
        kit.field(
            f"{place + 1}. Reason",
            f"reason:{place}",
            kit.choice("static_select", reasons, row.reason),
            optional=True,
        ),
        kit.field(
            "Who is that?",
            f"name:{place}",
            kit.words("bound to a rival by contract", row.name, NAME_LIMIT),
            optional=True,
        ),
        kit.field(
            "How many?",
            f"amount:{place}",
            kit.words("30 % or 120,000", row.amount, AMOUNT_LIMIT),
            optional=True,
        ),
    ]


def _usual(place: int) -> Reason:
    reasons = list(Reason)
    return reasons[place] if place < len(reasons) else Reason.OTHER


def _date(known_on: str) -> Block:
    made: Block = {"type": "datepicker", "placeholder": kit.plain("Choose a date")}
    if known_on:
        made["initial_date"] = known_on
    return made
