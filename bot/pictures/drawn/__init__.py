"""A small set of drawn pictures for personas: friendly shapes with a face, no people, so nobody's looks are guessed.

shapes.py   what there is to choose from: key, label, shape, colours
drawing.py  a shape as PNG bytes, by distance fields in numpy; the same bytes every time
"""

from __future__ import annotations

from bot.pictures.drawn.shapes import SHAPES, Shape

__all__ = ["CHOICES", "SHAPES", "Shape", "alt_text", "draw"]

CHOICES: tuple[tuple[str, str], ...] = tuple((key, shape.label) for key, shape in SHAPES.items())
"""(key, label) of every picture, for menus."""


def alt_text(key: str) -> str:
    """What a screen reader says of a drawn picture; empty for a key that is not in the set."""
    shape = SHAPES.get(key)
    return f"Drawing of {shape.told}" if shape else ""


def draw(key: str, size: int = 256) -> bytes:
    """A picture of the set as PNG, `size` pixels square. Raises KeyError for an unknown key."""
    from bot.pictures.drawn.drawing import png

    return png(SHAPES[key], size)
