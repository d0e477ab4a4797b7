"""The calculator's picture as the build prints it: cost a day by cache hits in batch.

cost-calculator-chart.js moves its marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from ..model import lanes
from ..model.records import Inputs
from ..pages.render import render

HITS = (0, 0.25, 0.5, 0.75, 1)  # the rows of the table that says the same
HOUR_LABEL, SHORT_LABEL = 0.12, 0.85  # how far along its line each label stands


def _along(ends: Sequence[Any], share: float) -> float:
    return float(ends[0] + (ends[1] - ends[0]) * share)


def _on(line: Sequence[Sequence[float]], share: float) -> tuple[float, float]:
    """The place on a straight line that starts at 0 and ends at 1."""
    return share, _along([line[0][1], line[1][1]], share)


def cost_by_hits(inputs: Inputs) -> Markup:
    """The figure, drawn for the calculator's inputs."""
    at, usd = lanes.places(inputs), lanes.by_hits(inputs)
    likely = inputs["hit_likely"] / 100
    drawn = render(
        "lesson-figure",
        "figures/cost-by-hits",
        id="cost-by-hits",
        at=at,
        even=at["even"] or (0.0, 0.0),
        hour=at["hour"] or at["short"],
        label_at={"hour": _on(at["hour"] or at["short"], HOUR_LABEL), "short": _on(at["short"], SHORT_LABEL)},
        hits={"realtime": inputs["hit_realtime"] / 100, "likely": likely},
        cost={"realtime": usd["realtime"], "off": usd["off"], "likely": _along(usd["short"], likely)},
        rows=[
            {
                "hits": hits,
                "short": _along(usd["short"], hits),
                "hour": None if usd["hour"] is None else _along(usd["hour"], hits),
            }
            for hits in HITS
        ],
    )
    return Markup(drawn)  # noqa: S704 - our own template
