"""How the naming of kinds of customers looks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.counts import people
from bot.workshop.customers import MOST, RoundPost
from bot.workshop.script import SUBJECT_LIMIT
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders

_EXAMPLES = ("freelance photographers", "small wedding studios", "picture editors at newspapers", "", "")


@renders(RoundPost)
def round_post(message: RoundPost) -> Rendered:
    """Blind: a count and a button. Shown: the kinds, each with a button that starts a workshop."""
    who = f"{people(message.people)} {'has' if message.people == 1 else 'have'}"
    if not message.shown:
        words = f"*Which kinds of customers have we?*\n<@{message.opener}> asks. Name up to {MOST}, in a few words each. "
        words += "Nobody sees what others named before it is shown."
        buttons = [
            kit.button("Name kinds", "customers.name", message.round, style="primary"),
            kit.button("Show", "customers.show", message.round),
        ]
        state = f"{who} named theirs." if message.people else "Nobody has named theirs yet."
        blocks: list[Block] = [kit.section(words), kit.context(state), kit.actions(buttons)]
        return Rendered(f"Which kinds of customers have we? Name up to {MOST}. {state}", blocks)
    blocks = [kit.section(f"*The kinds of customers we have*\n{who} named them, each alone.")]
    for place, kind in enumerate(message.kinds):
        words = f"{kit.bold(kind.name)} · named by {kind.people} of {message.people}"
        others = [word for word in kind.words if word != kind.name]
        if others:
            words += f"\nalso put as: {esc(cut(', '.join(others), 300))}"
        start = kit.button("Start a workshop", "customers.start", f"{message.round}:{place}", hint=kind.name)
        blocks.append(kit.section(words, accessory=start))
    spoken = ", ".join(f"{kind.name} ({kind.people} of {message.people})" for kind in message.kinds)
    return Rendered(f"The kinds of customers we have: {spoken}", blocks)


def name_kinds(round_id: str, before: Sequence[str]) -> Block:
    """The window with five inputs."""
    blocks = [
        kit.field(
            "Kinds of customers" if place == 0 else f"Another ({place + 1})",
            f"kind{place}",
            kit.words(_EXAMPLES[place], before[place] if place < len(before) else "", SUBJECT_LIMIT),
            optional=place > 0,
        )
        for place in range(MOST)
    ]
    return kit.modal("customers.name", "Kinds of customers", blocks, submit="Save", meta=round_id)
