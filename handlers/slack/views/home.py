"""How the home tab looks, and the prompts of the agent view."""

from __future__ import annotations

from bot.counts import many
from bot.home import WELCOME, Home, Prompts
from bot.nouns import Stage
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders

_STAGE = {Stage.ASKING: "answers are coming in", Stage.VOTING: "the vote is on", Stage.REVEALED: "revealed"}


@renders(Home)
def home(message: Home) -> Rendered:
    """Three lines for the newcomer; else what is open, what they run, whom they may see."""
    blocks: list[Block] = []
    if message.is_new:
        blocks += [kit.header("Welcome"), kit.section("\n".join(WELCOME))]
    new = kit.button("New workshop", "home.new", style="primary")
    blocks.append(kit.actions([new, kit.button("What the words mean", "home.words")]))
    if message.seats:
        blocks.append(kit.header("Your open conversations"))
        for seat in message.seats:
            left = f"{many(seat.left, 'question')} left"
            go_on = kit.button(
                "Continue", "seat.continue", seat.seat, style="primary", hint=f"Continue: {seat.subject}"
            )
            blocks.append(kit.section(f"{kit.bold(seat.subject)}\n{left}", accessory=go_on))
    if message.workshops:
        blocks.append(kit.header("Workshops you run"))
        for run in message.workshops:
            manage = kit.button("Manage", "workshop.manage", run.workshop, hint=f"Manage: {run.subject}")
            words = (
                f"{kit.bold(run.subject)} in <#{run.channel}>\n{_STAGE.get(run.stage, '')}. {run.progress}"
            )
            blocks.append(kit.section(words, accessory=manage))
    if message.personas:
        blocks.append(kit.header("Personas"))
        for persona in message.personas:
            lines = many(persona.lines, "line")
            role = f" · {esc(persona.role)}" if persona.role != persona.title else ""
            show = kit.button("Show", "persona.show", persona.persona, hint=f"Show {persona.title}")
            blocks.append(kit.section(f"{kit.bold(persona.title)}{role}\n{lines}", accessory=show))
        if message.more:
            blocks.append(kit.context(f"and {message.more} more; `/persona list` shows them all."))
    return Rendered("Dramatis", view={"type": "home", "blocks": blocks[:100]})


@renders(Prompts)
def prompts(message: Prompts) -> Rendered:
    """Up to four suggested prompts."""
    rows = [{"title": cut(title, 75), "message": cut(text, 500)} for title, text in message.prompts]
    return Rendered(prompts=rows, prompts_title="Ask the personas")
