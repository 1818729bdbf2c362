"""The drawn set: one entry for each picture. Another entry here is another picture to choose from."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Shape:
    """A picture. `outline` names a distance field of drawing.py; `told` finishes "Drawing of …"."""

    label: str
    told: str
    outline: str
    ground: Colour
    body: Colour
    ink: Colour = (38, 45, 66)
    smile: float = 1.0
    """How wide the mouth is; 0 draws a small round one."""


SHAPES: dict[str, Shape] = {
    "pebble": Shape("Pebble", "a smiling blue pebble", "pebble", (222, 235, 247), (107, 158, 211)),
    "leaf": Shape("Leaf", "a smiling green leaf", "leaf", (229, 243, 226), (112, 178, 104), smile=0.8),
    "drop": Shape(
        "Drop", "a drop of water with wide eyes", "drop", (224, 242, 243), (67, 170, 178), smile=0.0
    ),
    "sun": Shape("Sun", "a smiling yellow sun", "sun", (255, 244, 214), (246, 190, 66), smile=1.2),
    "cloud": Shape("Cloud", "a calm violet cloud", "cloud", (238, 232, 247), (158, 132, 207), smile=0.7),
    "star": Shape("Star", "a smiling orange star", "star", (253, 235, 221), (238, 141, 79), smile=0.9),
    "tile": Shape("Tile", "a red tile with wide eyes", "tile", (250, 228, 229), (214, 100, 110), smile=0.0),
    "hill": Shape("Hill", "a smiling olive hill", "hill", (241, 241, 218), (155, 160, 73), smile=1.1),
}
