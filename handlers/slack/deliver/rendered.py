"""What a message looks like for Slack, and what a renderer may ask of earlier posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Rendered:
    """A message as Slack takes it. `text` says the same as the blocks, for notifications and screen readers.

    `view` for the Home tab and modals; `prompts` for suggested prompts: [{"title", "message"}, …], up to four.
    """

    text: str = ""
    blocks: list[dict[str, Any]] | None = None
    view: dict[str, Any] | None = None
    prompts: list[dict[str, str]] | None = None
    prompts_title: str | None = None


@dataclass(frozen=True)
class RenderContext:
    """What is known of earlier posts. `file_id(handle)` is the id of a file uploaded earlier under that handle, or None;
    `link(handle)` the address of an earlier post in a channel, or None."""

    file_id: Callable[[str], str | None] = field(default=lambda handle: None)
    link: Callable[[str], str | None] = field(default=lambda handle: None)


# (message as stored, context) → what Slack gets. Raises for messages it does not know.
Render = Callable[[str, RenderContext], Rendered]
