"""How help looks: what can be typed, and what the words mean."""

from __future__ import annotations

from bot.personas.messages import Help
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, esc
from handlers.slack.views.rendering import Rendered, renders


@renders(Help)
def help_page(message: Help) -> Rendered:
    """What can be typed, or what the words mean."""
    rows = [f"{kit.bold(left)}  {esc(right)}" for left, right in message.rows]
    blocks: list[Block] = [kit.header(message.topic)]
    for start in range(0, len(rows), 12):
        blocks.append(kit.section("\n".join(rows[start : start + 12])))
    return Rendered(
        f"{message.topic}: " + "; ".join(f"{left}: {right}" for left, right in message.rows), blocks
    )
