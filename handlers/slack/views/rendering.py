"""Which view shows which message: views register themselves here with `@renders(MessageClass)`.

A view that shows a file uploaded earlier, or links to an earlier post, registers with `@renders_with(cls)` and
gets the RenderContext as its second argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from bot.messages import Sentence, from_json
from handlers.slack.deliver.rendered import RenderContext, Rendered
from handlers.slack.views.kit import cut, esc, esc_sentence, section, unbroken

__all__ = ["RenderContext", "Rendered", "look", "render", "renders", "renders_with"]

M = TypeVar("M")
TEXT = 3000
_VIEWS: dict[type[Any], Callable[[Any, RenderContext], Rendered]] = {}
_NOWHERE = RenderContext()


def renders(cls: type[M]) -> Callable[[Callable[[M], Rendered]], Callable[[M], Rendered]]:
    """Decorator: this function shows messages of this class. Its `text` is escaped for it."""

    def register(view: Callable[[M], Rendered]) -> Callable[[M], Rendered]:
        _VIEWS[cls] = lambda value, _context: view(value)
        return view

    return register


def renders_with(
    cls: type[M],
) -> Callable[[Callable[[M, RenderContext], Rendered]], Callable[[M, RenderContext], Rendered]]:
    """The same for a view that gets the context too."""

    def register(view: Callable[[M, RenderContext], Rendered]) -> Callable[[M, RenderContext], Rendered]:
        _VIEWS[cls] = view
        return view

    return register


def render(message: str, context: RenderContext) -> Rendered:
    """The look of a stored message. Raises UnknownMessage or KeyError for one without a view: a defect."""
    value = from_json(message)
    if isinstance(value, Sentence):
        words = cut(esc_sentence(value.text), TEXT)
        return Rendered(words, unbroken([section(words)]))
    shown = look(value, context)
    return replace(shown, text=esc(cut(shown.text, TEXT)), blocks=unbroken(shown.blocks))


def is_shown(cls: type[Any]) -> bool:
    """Whether there is a way to show messages of this class."""
    return cls is Sentence or cls in _VIEWS


def look(value: Any, context: RenderContext = _NOWHERE) -> Rendered:
    """The look of a message value, its `text` not yet escaped."""
    return _VIEWS[type(value)](value, context)
