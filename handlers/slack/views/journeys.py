"""The journey of a persona, and the window that puts what a view lacks to the team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.counts import many
from bot.nouns import Persona
from bot.personas.lacking import TICKED, Lacking
from bot.personas.messages import Journey
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.personas import full_line, spoken_line
from handlers.slack.views.rendering import Rendered, renders


@renders(Journey)
def journey(message: Journey) -> Rendered:
    """Every step in its order with its lines."""
    title = f"The journey of {message.title}"
    blocks: list[Block] = [kit.header(title)]
    spoken = []
    for number, step in enumerate(message.steps, start=1):
        head = kit.line(kit.text(f"{number}. {step.label}", bold=True))
        if step.lines:
            lines = [[kit.text(f"{line.label}: ", bold=True), *full_line(line)] for line in step.lines]
            blocks.append(kit.rich(head, kit.bullets(lines)))
            spoken.append(f"{step.label}: " + "; ".join(spoken_line(line) for line in step.lines))
        else:
            blocks.append(kit.rich(head, kit.line(kit.text("not known yet", italic=True))))
            spoken.append(f"{step.label}: not known yet")
    if message.more:
        blocks.append(kit.context(f"{many(message.more, 'more line')} under Everything"))
    if message.shareable:
        value = f"{message.persona}:journey"
        blocks.append(
            kit.actions(
                [
                    kit.button("Add what I know", "persona.add", f"{message.persona}:touchpoints"),
                    kit.button("Share to channel", "persona.share_all", value),
                ]
            )
        )
    return Rendered(f"{title}. {cut('. '.join(spoken), 2500)}", blocks)


def ask_team(meta: Mapping[str, Any], persona: Persona, wanted: Sequence[Lacking]) -> Block:
    """Which of the questions nobody has answered go to the team."""
    options = [kit.option(one.label, one.facet, one.question) for one in wanted[:10]]
    element: Block = {"type": "checkboxes", "options": options, "initial_options": options[:TICKED]}
    asked = "\n".join(f"•  *{one.label}*: {esc(one.question)}" for one in wanted[:10])
    blocks = [
        kit.section(
            f"Nobody has said anything on these about {kit.bold(cut(persona.title, 200))} yet:\n{asked}"
        ),
        kit.field("What do you want to ask?", "facets", element),
        kit.context(
            "Each question goes by direct message to everybody who took part in the persona's workshops. The owner "
            "confirms what is put on the persona; until then nobody else sees the answers."
        ),
    ]
    return kit.modal("persona.ask_team", "Ask the team", blocks, submit="Ask", meta=kit.travels(**meta))
