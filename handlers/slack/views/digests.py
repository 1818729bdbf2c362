"""How a digest looks: its items, the quiet line with the question whether to go on, the list, the window."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.digest.messages import LENS_NAMES, Digest, DigestList, Item, Quiet, Quote
from bot.digest.nouns import Subscription
from bot.digest.rhythm import WEEK, WEEKDAYS
from bot.facets import Lens
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import RenderContext, Rendered, renders, renders_with

WORDS = 900
QUESTION = "Shall I go on with it?"
ALL_PRODUCTS = "-"


@renders_with(Digest)
def digest(message: Digest, context: RenderContext) -> Rendered:
    """The post: at most three items, each with its button; its title leads to the card."""
    blocks: list[Block] = [kit.header(message.heading)]
    if message.late:
        blocks.append(kit.context(esc(message.late)))
    for place, item in enumerate(message.items):
        if place:
            blocks.append(kit.DIVIDER)
        blocks += _item(item, context)
    if message.foot:
        blocks.append(kit.context(message.foot))
    spoken = " ".join(_spoken(item) for item in message.items)
    late = f"{message.late} " if message.late else ""
    return Rendered(f"{message.heading}. {late}{spoken}", blocks)


def _item(item: Item, context: RenderContext) -> list[Block]:
    address = context.link(f"persona:{item.persona}:card") if item.persona else None
    title = ""
    if item.title:
        name = esc(cut(" ".join(item.title.split()), 150))
        title = f" · <{address}|{name}>" if address else f" · *{name}*"
    head = f"*{item.heading}*{title}\n{esc(cut(item.words, WORDS))}"
    buttons = [
        kit.button(button.label, button.action, button.value, hint=_hint(button.label, item))
        for button in item.buttons
    ]
    shows = any(button.action == "persona.show" for button in item.buttons)
    if item.persona and address is None and not shows:
        buttons.append(kit.button("Show", "persona.show", item.persona, hint=f"Show {item.title}"))
    alone = buttons[0] if len(buttons) == 1 else None
    blocks = [kit.section(head, accessory=alone)]
    if item.quotes:
        blocks.append(kit.rich(kit.bullets([_quote(quote) for quote in item.quotes])))
    if alone is None:
        blocks.append(kit.actions(buttons))
    if item.settles:
        blocks.append(kit.context(f"<@{item.settles}> can settle it."))
    return blocks


def _hint(label: str, item: Item) -> str:
    return f"{label}: {item.title}" if item.title else label


def _quote(quote: Quote) -> list[Block]:
    runs = [kit.text(f"{cut(quote.before, 80)}: ", bold=True)] if quote.before else []
    runs.append(kit.text(cut(quote.text, kit.SHOWN)))
    if quote.note:
        runs.append(kit.text(f"\n{cut(quote.note, 400)}", italic=True))
    return runs


def _spoken(item: Item) -> str:
    about = f", {item.title}" if item.title else ""
    quotes = "; ".join(
        f"{quote.before + ': ' if quote.before else ''}{quote.text}{f' ({quote.note})' if quote.note else ''}"
        for quote in item.quotes
    )
    return f"{item.heading}{about}: {item.words}{f' {quotes}.' if quotes else ''}"


@renders(Quiet)
def quiet(message: Quiet) -> Rendered:
    """One line; after some of them the question whether to go on, later its answer."""
    words = message.words
    if message.asks:
        words += f" That was the case {message.count} times in a row. {QUESTION}"
    blocks: list[Block] = [kit.section(words)]
    if message.late:
        blocks.append(kit.context(message.late))
    if message.answer:
        blocks.append(kit.context(message.answer))
    if message.asks:
        about = f"{message.subscription}:{message.count}:{message.period}"
        buttons = [
            kit.button(label, f"digest.{word}", about)
            for label, word in (("Go on", "go_on"), ("Pause it", "pause"), ("Stop it", "stop"))
        ]
        blocks.append(kit.actions(buttons))
    return Rendered(
        _read_out(" ".join(part for part in (message.late, words, message.answer) if part)), blocks
    )


@renders(DigestList)
def listed(message: DigestList) -> Rendered:
    """The digests somebody may see, each with its channel."""
    rows = [f"<#{row.channel}>  {row.words}" for row in message.rows]
    blocks: list[Block] = [kit.header("Digests")]
    for start in range(0, len(rows), 10):
        blocks.append(kit.section("\n".join(rows[start : start + 10])))
    return Rendered(_read_out(f"Digests: {'; '.join(rows)}"), blocks)


def _read_out(words: str) -> str:
    """Where markup is not drawn (notifications, screen readers), nobody is named by an id."""
    return re.sub(r"<#[^>]*>", "a channel", re.sub(r"<@[^>]*>", "somebody", words))


def window(
    channel: str,
    private: bool,
    zone: str,
    products: Sequence[tuple[str, str]],
    known: Subscription | None,
    product: str,
    lens: Lens,
    told: Sequence[str],
) -> Block:
    """Days, hour, product and lens of a channel's digest. `told`: what there is already, as mrkdwn."""
    days = [kit.option(f"{name}s", str(day)) for day, name in enumerate(WEEK)]
    chosen = known.rhythm.days if known else WEEKDAYS[:1]
    minute = known.rhythm.minute if known else 540
    lenses = [kit.option(name.capitalize(), lens) for lens, name in LENS_NAMES.items()]
    blocks: list[Block] = [kit.section(words) for words in told[:5]]
    blocks += [
        kit.field(
            "On which days?",
            "days",
            {
                "type": "checkboxes",
                "options": days,
                "initial_options": [option for option in days if int(option["value"]) in chosen],
            },
        ),
        kit.field(
            "At which hour?",
            "time",
            {"type": "timepicker", "initial_time": f"{minute // 60:02d}:{minute % 60:02d}"},
            hint=f"In the time zone {zone.replace('_', ' ')}, also when the clocks change.",
        ),
    ]
    if len(products) > 1:
        names = [
            kit.option("All products", ALL_PRODUCTS),
            *(kit.option(name, key) for key, name in products[:98]),
        ]
        blocks.append(
            kit.field(
                "About which product?", "product", kit.choice("static_select", names, product or ALL_PRODUCTS)
            )
        )
    blocks.append(
        kit.field(
            "Which team reads it?",
            "lens",
            kit.choice("static_select", lenses, known.lens if known else lens),
            hint="Where there is room, one item shows a persona as this team needs it.",
        )
    )
    meta = kit.travels(channel=channel, private=private, zone=zone)
    return kit.modal("digest.set", "Digest", blocks, submit="Save", meta=meta)
