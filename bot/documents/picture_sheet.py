"""The sheet of pixels that pictures are drawn on: letters, bars, marks, and the PNG in the end.

Why one scale: at 72 dots an inch a point is a pixel, so every place and size here is in pixels of
a sheet 1080 wide, y downwards, and what fits was measured with the letters that are drawn. The
library's object interface alone is used, nothing of it that is shared between threads is set but
the two fonts, and nothing depends on how the machine is configured.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import Any, Literal

from bot.catalogue.files import data_folder
from bot.documents.pictures import PicturesNotInstalled

try:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import LineCollection
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties, findfont, fontManager
    from matplotlib.ft2font import FT2Font
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox
except ModuleNotFoundError as missing:
    raise PicturesNotInstalled from missing

Side = Literal["left", "center", "right"]

WIDTH = 1080
MARGIN = 30
INNER = WIDTH - 2 * MARGIN
DOTS_AN_INCH = 72
#: Sizes of letters; the smallest can still be read on a phone that shows the sheet 400 wide.
HEADING, BODY, SMALL = 44, 30, 26
#: From one line of letters to the next: room for Thai marks above and below.
LEADING = 1.5

# Colours that people with any kind of colour vision tell apart (Okabe and Ito, 2008), and greys.
INK, SOFT, RULE, PAPER = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"
BLUE, PALE_BLUE, ORANGE, VERMILION, GREEN = "#0072b2", "#cfe6f5", "#e69f00", "#d55e00", "#009e73"
PURPLE = "#aa4499"
#: Vermilion darkened until letters in it stand out from white (more than 5 to 1).
RUST = "#b34700"

_FONT_FILES = ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf")
#: The second comes with the library and has letters of other scripts that a title may quote.
_FAMILIES = ["Sarabun", "DejaVu Sans"]
_MISSING = "□"
#: Controls and what is no letter at all; fonts hold some of them and would draw a blank.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
#: Marks and pictographs (flags): without them a text can still be read.
_NOT_MISSED = frozenset({"Mn", "Me", "Mc", "So", "Sk"})
_ELLIPSIS = "…"
_LEADING_VOWELS = "เแโใไ"
_FOLLOWING = "ำะาๅๆฯ"


@cache
def _families() -> list[str]:
    """Make the shipped fonts known to the library, once."""
    for name in _FONT_FILES:
        fontManager.addfont(data_folder() / "fonts" / name)
    return _FAMILIES


@cache
def _letters() -> frozenset[str]:
    """Return every letter that can be drawn."""
    files = [findfont(FontProperties(family=family)) for family in _families()]
    return frozenset(chr(code) for file in files for code in FT2Font(file).get_charmap())


def drawable(text: str) -> str:
    """Return the text in one line: a box for a letter no font has, nothing for a pictograph."""
    letters = _letters()
    shown = []
    for letter in " ".join(text.split()):
        category = unicodedata.category(letter)
        if letter in letters and category not in _UNSEEN:
            shown.append(letter)
        elif category not in _UNSEEN | _NOT_MISSED:
            shown.append(_MISSING)
    return " ".join("".join(shown).split())


@cache
def _font(size: int, *, bold: bool) -> FontProperties:
    return FontProperties(family=_families(), size=size, weight="bold" if bold else "normal")


class Sheet:
    """A white sheet that grows downwards; `png` cuts it off below the last thing drawn."""

    def __init__(self) -> None:
        self._figure = Figure(dpi=DOTS_AN_INCH, facecolor=PAPER)
        # The library has no types for what draws.
        self._canvas: Any = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_autoscale_on(False)
        self._axes.set_xlim(0, WIDTH)
        self._texts: list[Text] = []

    # -- letters --------------------------------------------------------------------------------

    def width_of(self, text: str, size: int = BODY, *, bold: bool = False) -> float:
        """Return how wide a text is drawn, in pixels."""
        renderer = self._canvas.get_renderer()
        font = _font(size, bold=bold)
        width, _, _ = renderer.get_text_width_height_descent(drawable(text), font, ismath=False)
        return float(width)

    def fitted(self, text: str, width: float, size: int = BODY, *, bold: bool = False) -> str:
        """Return the text, cut where it is wider, but never between a letter and its marks."""
        text = drawable(text)
        if self.width_of(text, size, bold=bold) <= width:
            return text
        ends = range(len(text))
        kept = bisect_right(
            ends, width, key=lambda end: self.width_of(text[:end] + _ELLIPSIS, size, bold=bold)
        )
        end = max(kept - 1, 0)
        while end and not _may_cut(text, end):
            end -= 1
        return text[:end].rstrip() + _ELLIPSIS

    def lines_of(
        self,
        parts: Iterable[str],
        separator: str,
        width: float,
        size: int = BODY,
        *,
        bold: bool = False,
    ) -> list[str]:
        """Return the parts set into lines of a width, broken between parts only.

        A part that is wider than a line has a line of its own and is cut.
        """
        lines: list[str] = []
        for part in filter(None, parts):
            longer = f"{lines[-1]}{separator}{part}" if lines else part
            if lines and self.width_of(longer, size, bold=bold) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
        return [self.fitted(line, width, size, bold=bold) for line in lines]

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: int = BODY,
        *,
        bold: bool = False,
        colour: str = INK,
        side: Side = "left",
    ) -> None:
        """Write one line with its baseline at y; `side` of it stands at x."""
        self._texts.append(
            self._axes.text(
                x,
                y,
                drawable(text),
                fontproperties=_font(size, bold=bold),
                color=colour,
                horizontalalignment=side,
                verticalalignment="baseline",
                parse_math=False,
                zorder=5,
            )
        )

    # -- shapes ---------------------------------------------------------------------------------

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        edge: str = "",
        hatch: str = "",
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle from its upper left corner; `hatch` in the colour of the edge."""
        self._axes.add_patch(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=fill,
                edgecolor=edge or "none",
                hatch=hatch or None,
                hatch_linewidth=3,
                linewidth=2 if edge else 0,
                linestyle=(0, (4, 3)) if dashed else "-",
                zorder=2,
            )
        )

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        width: float = 2,
        *,
        above: bool = False,
    ) -> None:
        """Draw a straight line under everything else, or `above` the boxes and dashed."""
        xs, ys = zip(start, end, strict=True)
        line = Line2D(xs, ys, color=colour, linewidth=width, zorder=3 if above else 1)
        if above:
            line.set_linestyle((0, (1.5, 0.8)))
        self._axes.add_line(line)

    def grid(
        self, xs: Iterable[float], upper: float, lower: float, colour: str, width: float = 1
    ) -> None:
        """Draw upright lines side by side under everything else.

        As one thing: drawn one by one, the months of ten rows cost as much as all the rest.
        """
        lines = [((x, upper), (x, lower)) for x in xs]
        self._axes.add_collection(
            LineCollection(lines, colors=colour, linewidths=width, zorder=1), autolim=False
        )

    def mark(self, x: float, y: float, shape: str, colour: str, size: float = 24) -> None:
        """Draw a mark around a point: "D" a diamond, "v" and ">" triangles, "s" a square."""
        self._axes.add_line(
            Line2D(
                [x],
                [y],
                marker=shape,
                markersize=size,
                markerfacecolor=colour,
                markeredgecolor=PAPER,
                markeredgewidth=2,
                linestyle="none",
                clip_on=False,
                zorder=4,
            )
        )

    # -- the picture ----------------------------------------------------------------------------

    def png(self, height: float) -> bytes:
        """Return the sheet down to a height as a PNG file; it is empty afterwards."""
        self._cut(height)
        file = BytesIO()
        self._canvas.print_png(file, metadata={"Software": None})
        # The library's objects hold one another and the pixels; cleared, they let the pixels go
        # now and not at some later collection of garbage: some ten megabytes a picture.
        self._texts.clear()
        self._figure.clear()
        self._canvas = FigureCanvasAgg(self._figure)
        return file.getvalue()

    def text_boxes(self, height: float) -> list[tuple[str, Bbox]]:
        """Return each text with the rectangle it takes, in pixels with y upwards."""
        self._cut(height)
        renderer = self._canvas.get_renderer()
        return [(text.get_text(), text.get_window_extent(renderer)) for text in self._texts]

    def _cut(self, height: float) -> None:
        height = round(height)
        self._figure.set_size_inches(WIDTH / DOTS_AN_INCH, height / DOTS_AN_INCH)
        self._axes.set_ylim(height, 0)


def _may_cut(text: str, end: int) -> bool:
    """Return whether a text may be cut before a place without tearing a letter from its marks."""
    following, last = text[end], text[end - 1]
    is_mark = unicodedata.combining(following) or unicodedata.category(following) == "Mn"
    return not is_mark and following not in _FOLLOWING and last not in _LEADING_VOWELS
