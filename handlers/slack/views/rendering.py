"""Which view shows which message: views register themselves here with `@renders(MessageClass)`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from bot.messages import Sentence, from_json
from handlers.slack.deliver.rendered import RenderContext, Rendered
from handlers.slack.views.kit import cut, esc, section

__all__ = ["Rendered", "render", "renders"]

M = TypeVar("M")
TEXT = 3000
_VIEWS: dict[type[Any], Callable[[Any], Rendered]] = {}


def renders(cls: type[M]) -> Callable[[Callable[[M], Rendered]], Callable[[M], Rendered]]:
    """Decorator: this function shows messages of this class. Its `text` is escaped for it."""

    def register(view: Callable[[M], Rendered]) -> Callable[[M], Rendered]:
        _VIEWS[cls] = view
        return view

    return register


def render(message: str, _context: RenderContext) -> Rendered:
    """The look of a stored message. Raises UnknownMessage or KeyError for one without a view: a defect."""
    value = from_json(message)
    if isinstance(value, Sentence):
        return Rendered(cut(value.text, TEXT), [section(value.text)])
    shown = look(value)
    return replace(shown, text=esc(cut(shown.text, TEXT)))


def look(value: Any) -> Rendered:
    """The look of a message value, its `text` not yet escaped."""
    return _VIEWS[type(value)](value)
