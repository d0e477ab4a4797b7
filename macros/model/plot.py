"""Where the marks of a chart stand: shares of the plot -> SVG coordinates. The twin of docs/model/plot.js.

A share runs from 0 to 1, from the plot's upper left corner. Marks live in a square of 1,000 that stretches with the
plot; all that must not stretch (words, dots, rules) is placed in percent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = Sequence[float]


def percent_at(share: float) -> str:
    """0.1234 as "12.34%": two decimals at most, halves up."""
    hundredths = math.floor(share * 10_000 + 0.5)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"


def _place(point: Point) -> str:
    return " ".join(str(math.floor(value * 1000 + 0.5)) for value in point)


def path_d(points: Sequence[Point]) -> str:
    """The `d` of a line through the points; empty without any."""
    return "M" + "L".join(map(_place, points)) if points else ""


def area_d(points: Sequence[Point]) -> str:
    """The points closed down to the plot's floor."""
    return path_d([(points[0][0], 1.0), *points, (points[-1][0], 1.0)]) + "Z" if points else ""


def band_d(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """The ground between two lines."""
    return path_d([*upper, *reversed(lower)]) + "Z" if upper else ""


def steps(values: Sequence[float], top: float) -> list[list[float]]:
    """One flat stretch for each value, `top` being the value at the upper edge."""
    out = []
    for index, value in enumerate(values):
        height = 1 - value / top
        out += [[index / len(values), height], [(index + 1) / len(values), height]]
    return out


def across(values: Sequence[float]) -> list[list[float]]:
    """A point for each value, in the middle of as many columns; the plot reaches from the least, or 0, to the most."""
    floor, top = min([0.0, *values]), max([0.0, *values])
    span = top - floor or 1.0
    return [[(index + 0.5) / len(values), 1 - (value - floor) / span] for index, value in enumerate(values)]


def nice_top(value: float) -> float:
    """The least round number at or above `value`, for the upper edge of a plot; 1 when nothing is drawn."""
    if value <= 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(value))
    return next(factor * unit for factor in (1.2, 1.5, 1.8, 2.4, 3, 3.6, 4.5, 6, 7.5, 9, 12) if factor * unit >= value)
