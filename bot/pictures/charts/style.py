"""One look for all charts, and the sheet they are drawn on: one column, as wide as a phone, as long as it takes.

Sizes are in inches and points on a sheet 5 inches wide; shown 360 pixels wide on a phone, 11 points are 11 pixels.
Colours are Okabe & Ito's (2008), which people with any colour vision tell apart; nothing is told by colour alone.
Each sheet has its own background, so that it reads the same in light and dark surroundings.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 5.0
DPI = 220
MARGIN = 0.28
INNER = WIDTH - 2 * MARGIN
LONGEST = 40.0  # inches; Slack shows nothing longer well


class Look(StrEnum):
    """Light or dark; light is what is posted, since nobody knows how a reader has set Slack."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Colours:
    """The colours of a look. `sequence`: categories, in order; `low`, `high`: the ends of a heat map."""

    paper: str
    ink: str
    faint: str
    rule: str
    track: str
    main: str
    good: str
    bad: str
    mixed: str
    sequence: tuple[str, ...]
    low: str
    high: str


COLOURS = {
    Look.LIGHT: Colours(
        paper="#ffffff",
        ink="#1d1c1d",
        faint="#5c5b5d",
        rule="#d0d0d3",
        track="#eeeef0",
        main="#0072b2",
        good="#00805c",
        bad="#c04a00",
        mixed="#8a6d00",
        sequence=("#0072b2", "#d55e00", "#009e73", "#b0568c", "#8a6d00", "#2f8fc4", "#444444"),
        low="#f2f6fa",
        high="#004f80",
    ),
    Look.DARK: Colours(
        paper="#1a1d21",
        ink="#f1f1f2",
        faint="#b4b6b9",
        rule="#4a4d52",
        track="#2e3136",
        main="#56b4e9",
        good="#2fc79a",
        bad="#ff8a3d",
        mixed="#f0e442",
        sequence=("#56b4e9", "#e69f00", "#2fc79a", "#d88ab8", "#f0e442", "#8fa8ff", "#cccccc"),
        low="#22282f",
        high="#7cc8f5",
    ),
}
MARKS = ("o", "s", "^", "D", "v", "P", "X")


@dataclass(frozen=True)
class Chart:
    """A picture as a file: PNG bytes, what it shows in words, and its size in pixels."""

    png: bytes
    alt: str
    width: int
    height: int


@lru_cache(maxsize=1)
def _renderer() -> Any:
    """A renderer that measures text; drawing never happens on it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    canvas: Any = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=72))
    return canvas.get_renderer()


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text in inches."""
    from matplotlib.font_manager import FontProperties

    if not text.strip():
        return 0.0
    # Measured large, since hinting at 72 dots an inch would round each letter to whole pixels.
    font = FontProperties(family="DejaVu Sans", size=10 * size, weight="bold" if bold else "normal")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # letters the font lacks are drawn as boxes; no warning for each
        width, _, _ = _renderer().get_text_width_height_descent(text, font, False)
    return float(width) / 720


def plain(text: str) -> str:
    """A text as it can be drawn: one line, no control characters, and no dollar sign taken for mathematics."""
    text = "".join(c for c in text if unicodedata.category(c)[0] != "C" or c in "\t\n ")
    return re.sub(r"\s+", " ", text).strip()


def wrap(text: str, width: float, size: float, bold: bool = False, most: int = 2) -> list[str]:
    """A text in at most `most` lines of at most `width` inches; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = plain(text)
    while rest:
        last = len(lines) == most - 1
        cut = _fitting(rest, width, size, bold)
        if cut >= len(rest):
            lines.append(rest)
            break
        if last:
            while cut > 1 and text_width(rest[:cut].rstrip() + "…", size, bold) > width:
                cut -= 1
            lines.append(rest[:cut].rstrip(" ,.;:") + "…")
            break
        space = rest.rfind(" ", 1, cut + 1)
        cut = space if space > 0 else cut
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return lines or [""]


def _fitting(text: str, width: float, size: float, bold: bool) -> int:
    """How many characters of a text fit (at least one)."""
    low, high = 1, min(len(text), 400)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle], size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return low


class Sheet:
    """A sheet that is filled from the top; `y` is where the next thing goes, in inches from the upper edge."""

    def __init__(self, look: Look = Look.LIGHT) -> None:
        self.colours = COLOURS[look]
        self.y = MARGIN
        self._drawings: list[Callable[[Axes], None]] = []

    def text(
        self,
        text: str,
        x: float = 0.0,
        *,
        y: float | None = None,
        size: float = 11,
        bold: bool = False,
        colour: str | None = None,
        width: float | None = None,
        most: int = 2,
        align: str = "left",
        struck: bool = False,
    ) -> float:
        """Writes a text at `x` inches from the margin, wrapped; gives its height, moves down where no `y` is given."""
        ink = colour or self.colours.ink
        step = size * 1.32 / 72
        room = {"left": INNER - x, "right": x, "center": 2 * min(x, INNER - x)}[align]
        lines = wrap(text, room if width is None else width, size, bold, most)
        top = self.y if y is None else y
        for place, line in enumerate(lines):
            self._line_of_text(line, MARGIN + x, top + place * step, size, bold, ink, align, struck)
        if y is None:
            self.y += step * len(lines)
        return step * len(lines)

    def _line_of_text(
        self, line: str, x: float, y: float, size: float, bold: bool, ink: str, align: str, struck: bool
    ) -> None:
        def draw(axes: Axes) -> None:
            axes.text(
                x,
                y + size * 0.98 / 72,
                line,
                fontsize=size,
                fontweight="bold" if bold else "normal",
                fontfamily="DejaVu Sans",
                color=ink,
                ha=align,
                va="baseline",
                parse_math=False,
            )
            if struck:
                end = x + text_width(line, size, bold)
                axes.plot([x, end], [y + size * 0.66 / 72] * 2, color=ink, lw=0.9, solid_capstyle="butt")

        self._drawings.append(draw)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        radius: float = 0.03,
        edge: str | None = None,
    ) -> None:
        """A rectangle with round corners, `x` inches from the margin."""

        def draw(axes: Axes) -> None:
            from matplotlib.patches import FancyBboxPatch, Rectangle

            if width <= 2 * radius or height <= 2 * radius:
                axes.add_patch(Rectangle((MARGIN + x, y), max(width, 0.01), height, color=colour, lw=0))
                return
            axes.add_patch(
                FancyBboxPatch(
                    (MARGIN + x + radius, y + radius),
                    width - 2 * radius,
                    height - 2 * radius,
                    boxstyle=f"round,pad={radius},rounding_size={radius}",
                    facecolor=colour,
                    edgecolor=edge or "none",
                    lw=1.0 if edge else 0,
                )
            )

        self._drawings.append(draw)

    def path(
        self, xs: list[float], ys: list[float], colour: str, width: float = 1.6, dashed: bool = False
    ) -> None:
        """A line through points."""
        shifted = [MARGIN + x for x in xs]

        def draw(axes: Axes) -> None:
            axes.plot(
                shifted,
                ys,
                color=colour,
                lw=width,
                solid_capstyle="round",
                linestyle=(0, (3, 3)) if dashed else "-",
            )

        self._drawings.append(draw)

    def area(self, xs: list[float], ys: list[float], base: float, colour: str) -> None:
        """The area between points and a base line."""
        shifted = [MARGIN + x for x in xs]

        def draw(axes: Axes) -> None:
            axes.fill_between(shifted, ys, base, color=colour, lw=0)

        self._drawings.append(draw)

    def mark(
        self, x: float, y: float, colour: str, shape: str = "o", size: float = 7, hollow: bool = False
    ) -> None:
        """A mark of a shape."""
        paper = self.colours.paper

        def draw(axes: Axes) -> None:
            axes.plot(
                [MARGIN + x],
                [y],
                marker=shape,
                ms=size,
                mec=colour,
                mfc=paper if hollow else colour,
                mew=1.5,
                ls="none",
            )

        self._drawings.append(draw)

    def whisker(self, low: float, high: float, y: float, colour: str, cap: float = 0.05) -> None:
        """An interval from `low` to `high` (inches), with caps."""
        self.path([low, high], [y, y], colour, 1.5)
        for end in (low, high):
            self.path([end, end], [y - cap, y + cap], colour, 1.5)

    def gap(self, inches: float) -> None:
        """Leaves room."""
        self.y += inches

    def heading(self, title: str, below: str = "") -> None:
        """The title, and a sentence below it."""
        self.text(title, size=14, bold=True, most=3)
        if below:
            self.gap(0.03)
            self.text(below, size=10.5, colour=self.colours.faint, most=4)
        self.gap(0.14)

    def note(self, text: str) -> None:
        """A small sentence at the end."""
        self.gap(0.1)
        self.text(text, size=9.5, colour=self.colours.faint, most=4)

    def chart(self, alt: str) -> Chart:
        """The finished picture."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        _renderer()
        height = min(self.y + MARGIN * 0.8, LONGEST)
        figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=self.colours.paper)
        canvas: Any = FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        for draw in self._drawings:
            draw(axes)
        out = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            canvas.print_png(out, metadata={"Software": None})
        return Chart(out.getvalue(), plain(alt), round(WIDTH * DPI), round(height * DPI))


def between(first: str, second: str, part: float) -> str:
    """The colour a part (0 to 1) of the way from one to the other."""
    part = min(max(part, 0.0), 1.0)
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour (relative luminance, WCAG 2)."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return "#111111" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.185 else "#ffffff"
