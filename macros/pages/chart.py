"""SVG marks whose words do not stretch: paths live in a square of 1000 that fills the plot, all else is placed in percent.

Positions are shares of the plot, 0 to 1 from its upper left corner. Looks are classes of the lesson-figure component.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..model import plot

_MARK = Markup('<path class="{}" d="{}"/>')
_TEXT = Markup('<text class="{}" x="{}" y="{}" dx="{}" dy="{}" text-anchor="{}">{}</text>')
_DOT = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>')
_BAR = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>')
_LINK = Markup('<a href="{}">{}</a>')
_LINE = Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>')

BOLD = Markup("{} <b>{}</b>.")  # what a figure draws, and the one number that matters


def link(address: str, words: str) -> Markup:
    return _LINK.format(address, words)


def path(points: Sequence[plot.Point], kind: str) -> Markup:
    """A line through the points."""
    return _MARK.format(kind, plot.path_d(points))


def area(points: Sequence[plot.Point], kind: str) -> Markup:
    """The points closed down to the plot's floor."""
    return _MARK.format(kind, plot.area_d(points))


def band(upper: Sequence[plot.Point], lower: Sequence[plot.Point], kind: str) -> Markup:
    """The ground between two lines."""
    return _MARK.format(kind, plot.band_d(upper, lower))


def text(
    x: float, y: float, words: str, kind: str = "", *, dx: str = "0", dy: str = "0", anchor: str = "start"
) -> Markup:
    return _TEXT.format(kind, plot.percent_at(x), plot.percent_at(y), dx, dy, anchor, words)


def dot(x: float, y: float, radius: float, kind: str) -> Markup:
    return _DOT.format(kind, plot.percent_at(x), plot.percent_at(y), f"{radius:.3g}")


def bar(y: float, width: float, height: int, kind: str) -> Markup:
    """From the left edge, `height` in pixels."""
    return _BAR.format(kind, 0, plot.percent_at(y), plot.percent_at(width), height)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return _LINE.format(kind, plot.percent_at(x1), plot.percent_at(y1), plot.percent_at(x2), plot.percent_at(y2))
