"""Draws a shape: distance fields on a grid, edges softened over one pixel, written as PNG without any picture library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np

from bot.pictures.drawn.shapes import Colour, Shape

Field = Any
"""An array of float64, one number a pixel."""
# Distance fields take x to the right and y upwards, both within -1 … 1, and give a number below 0 inside the shape.
Outline = Callable[[Field, Field], Field]


def _circle(x: Field, y: Field, cx: float, cy: float, radius: float) -> Field:
    return np.hypot(x - cx, y - cy) - radius


def _box(x: Field, y: Field, half: float, corner: float) -> Field:
    dx, dy = np.abs(x) - half + corner, np.abs(y) - half + corner
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return outside + np.minimum(np.maximum(dx, dy), 0) - corner


def _pebble(x: Field, y: Field) -> Field:
    angle = np.arctan2(y, x)
    return np.hypot(x, y * 1.12) - 0.62 - 0.04 * np.sin(2 * angle + 0.6) - 0.025 * np.cos(3 * angle)


def _leaf(x: Field, y: Field) -> Field:
    turned_x, turned_y = (x + y) / 2**0.5, (y - x) / 2**0.5
    return np.maximum(_circle(turned_x, turned_y, 0, 0.42, 0.86), _circle(turned_x, turned_y, 0, -0.42, 0.86))


def _drop(x: Field, y: Field) -> Field:
    reach = np.clip((y + 0.15) / 0.95, 0, 1)
    half = 0.55 * (1 - reach**1.3)
    tip = np.where(y > -0.15, np.abs(x) - half, np.hypot(x, y + 0.15) - 0.55)
    return np.maximum(tip, y - 0.78)


def _sun(x: Field, y: Field) -> Field:
    angle = np.arctan2(y, x)
    return np.hypot(x, y) - 0.6 - 0.07 * np.cos(12 * angle)


def _cloud(x: Field, y: Field) -> Field:
    puffs = [
        (-0.42, -0.12, 0.32),
        (0.42, -0.12, 0.32),
        (-0.16, 0.16, 0.4),
        (0.22, 0.1, 0.36),
        (0, -0.16, 0.36),
    ]
    return np.minimum.reduce([_circle(x, y, *puff) for puff in puffs])


def _star(x: Field, y: Field) -> Field:
    angle = np.arctan2(x, y)
    return np.hypot(x, y) - 0.58 - 0.13 * np.cos(5 * angle)


def _tile(x: Field, y: Field) -> Field:
    return _box(x, y, 0.58, 0.2)


def _hill(x: Field, y: Field) -> Field:
    top = 0.55 * np.exp(-((x + 0.12) ** 2) / 0.32) + 0.22 * np.exp(-((x - 0.6) ** 2) / 0.08) - 0.2
    return np.maximum(np.maximum(y - top, -0.62 - y), np.abs(x) - 0.86)


OUTLINES: dict[str, Outline] = {
    "pebble": _pebble,
    "leaf": _leaf,
    "drop": _drop,
    "sun": _sun,
    "cloud": _cloud,
    "star": _star,
    "tile": _tile,
    "hill": _hill,
}


def png(shape: Shape, size: int) -> bytes:
    """The picture of a shape as PNG, `size` × `size` pixels, RGB."""
    edge = (np.arange(size) + 0.5) / size * 2 - 1
    x, y = np.meshgrid(edge, -edge)
    pixel = 2 / size
    canvas = np.empty((size, size, 3))
    canvas[:] = shape.ground
    _paint(canvas, OUTLINES[shape.outline](x, y), shape.body, pixel)
    for side in (-1, 1):
        _paint(canvas, _circle(x, y, side * 0.19, 0.06, 0.062), shape.ink, pixel)
        _paint(canvas, _circle(x, y, side * 0.19 + 0.02, 0.08, 0.018), (255, 255, 255), pixel)
    _paint(canvas, _mouth(x, y, shape.smile), shape.ink, pixel)
    return _encode(np.clip(np.rint(canvas), 0, 255).astype(np.uint8))


def _mouth(x: Field, y: Field, smile: float) -> Field:
    if not smile:
        return _circle(x, y, 0, -0.13, 0.045)
    radius = 0.17 * smile
    arc = np.abs(_circle(x, y, 0, -0.05, radius)) - 0.022
    return np.maximum(arc, y + 0.05 + radius * 0.35)


def _paint(canvas: Field, field: Field, colour: Colour, pixel: float) -> None:
    """Lays a colour over the canvas where the field is below 0."""
    cover = np.clip(0.5 - field / pixel, 0, 1)[..., None]
    canvas += (np.array(colour, dtype=np.float64) - canvas) * cover


def _encode(image: Any) -> bytes:
    """RGB rows as a PNG file (PNG specification, section 11: IHDR, IDAT, IEND)."""
    height, width, _ = image.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), image.reshape(height, width * 3)], axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
