"""The facilitator's windows about merged lines: same or not, and taking apart. Only wordings, never who said them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nouns import Line, Workshop
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut

SAME, DIFFERENT = "same", "different"
LINES = 40


def doubtful(workshop: Workshop, pairs: Sequence[tuple[Line, Line]]) -> Block:
    """Pairs of lines that may say the same; what is left open is asked again."""
    options = [kit.option("Same", SAME), kit.option("Different", DIFFERENT)]
    blocks: list[Block] = [
        kit.context(
            "“Same” makes one line of the two and keeps every voice. “Different” keeps them apart for good."
        )
    ]
    for one, other in pairs:
        blocks.append(
            kit.holding(
                f"{cut(one.text, 400)}\n↔ {cut(other.text, 400)}",
                f"pair:{one.id}:{other.id}",
                {"type": "radio_buttons", "options": options},
            )
        )
    return kit.modal("workshop.doubtful", "Same or not?", blocks, submit="Save", meta=workshop.id)


def apart(workshop: Workshop, lines: Sequence[tuple[Line, Sequence[str]]], note: str = "") -> Block:
    """Lines made of several wordings, each with them. `note`: what is to be mended."""
    option = kit.option("Take apart", "apart")
    blocks: list[Block] = [
        *kit.noted(note),
        kit.context("Each wording becomes a line of its own again, with its voice, and is not merged again."),
    ]
    for line, wordings in lines[:LINES]:
        blocks.append(
            kit.holding(
                f"{cut(line.text, 400)}\nAlso put as: {cut(' · '.join(wordings[1:]), 1500)}",
                f"apart:{line.id}",
                {"type": "checkboxes", "options": [option]},
            )
        )
    return kit.modal("workshop.apart", "Take merged lines apart", blocks, submit="Save", meta=workshop.id)
