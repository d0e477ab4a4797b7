"""SVG marks whose words do not stretch: paths live in a square of 1000 that fills the plot, all else is placed in percent.

Positions are shares of the plot, 0 to 1 from its upper left corner. Looks are classes of the lesson-figure component.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

_MARK = Markup('<path class="{}" d="{}"/>')
_TEXT = Markup('<text class="{}" x="{}%" y="{}%" dx="{}" dy="{}" text-anchor="{}">{}</text>')
_DOT = Markup('<circle class="{}" cx="{}%" cy="{}%" r="{}"/>')
_BAR = Markup('<rect class="{}" x="{}%" y="{}%" width="{}%" height="{}"/>')
_LINK = Markup('<a href="{}">{}</a>')
_LINE = Markup('<line class="{}" x1="{}%" y1="{}%" x2="{}%" y2="{}%"/>')

BOLD = Markup("{} <b>{}</b>.")  # what a figure draws, and the one number that matters


def link(address: str, words: str) -> Markup:
    return _LINK.format(address, words)


def _percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".")


def _point(x: float, y: float) -> str:
    return f"{x * 1000:.0f} {y * 1000:.0f}"


def path(points: Sequence[tuple[float, float]], kind: str) -> Markup:
    """A line through the points."""
    return _MARK.format(kind, "M" + "L".join(_point(x, y) for x, y in points))


def area(points: Sequence[tuple[float, float]], kind: str) -> Markup:
    """The points closed down to the plot's floor."""
    outline = [(points[0][0], 1.0), *points, (points[-1][0], 1.0)]
    return _MARK.format(kind, "M" + "L".join(_point(x, y) for x, y in outline) + "Z")


def steps(values: Sequence[float], top: float) -> list[tuple[float, float]]:
    """One flat stretch for each value, `top` being the value at the upper edge."""
    out = []
    for index, value in enumerate(values):
        height = 1 - value / top
        out += [(index / len(values), height), ((index + 1) / len(values), height)]
    return out


def text(x: float, y: float, words: str, kind: str = "", *, dx: str = "0", dy: str = "0", anchor: str = "start") -> Markup:
    return _TEXT.format(kind, _percent(x), _percent(y), dx, dy, anchor, words)


def dot(x: float, y: float, radius: float, kind: str) -> Markup:
    return _DOT.format(kind, _percent(x), _percent(y), f"{radius:.3g}")


def bar(y: float, width: float, height: int, kind: str) -> Markup:
    """From the left edge, `height` in pixels."""
    return _BAR.format(kind, 0, _percent(y), _percent(width), height)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return _LINE.format(kind, _percent(x1), _percent(y1), _percent(x2), _percent(y2))
