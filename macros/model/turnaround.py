"""How long a batch answer takes, and whether it is in time. Minutes throughout; the twin of docs/model/turnaround.js.

A lognormal through a published median and 90th percentile, with an incident switch. A prior, not a promise: past the
measured percentiles the curve is extrapolated, and incidents of days are not on it.
"""

from __future__ import annotations

import math

from . import normal
from .records import Curve, Minutes, Refused


def fitted(median: float, p90: float) -> Curve | Refused:
    """{median, sigma} of the lognormal through both; a p90 stated as "at most" gives the largest sigma it allows."""
    if median <= 0 or p90 < median:
        return {"valid": False, "because": "p90-below-median"}
    return {"valid": True, "median": median, "sigma": math.log(p90 / median) / normal.quantile(0.9)}


def done_by(minutes: float, curve: Curve) -> float:
    """Share of batches that are back within `minutes`. sigma 0: all take exactly the median."""
    if minutes <= 0:
        return 0.0
    if curve["sigma"] <= 0:
        return 1.0 if minutes >= curve["median"] else 0.0
    return normal.cdf(math.log(minutes / curve["median"]) / curve["sigma"])


def percentile(share: float, curve: Curve) -> float:
    """Minutes by which `share` of batches are back."""
    return curve["median"] * math.exp(curve["sigma"] * normal.quantile(share))


def on_time(
    deadline: float, curve: Curve, collecting: float, polling: float, incident_chance: float, incident: float
) -> float:
    """P(an answer is there within `deadline` of its request).

    It waits `collecting` minutes for its batch to leave, the turnaround, and half a `polling` interval. With
    probability `incident_chance` an incident adds `incident` minutes.
    """
    left = deadline - collecting - polling / 2
    return (1 - incident_chance) * done_by(left, curve) + incident_chance * done_by(left - incident, curve)


def latest_hedge(deadline: float, realtime: float, reserve: float) -> Minutes | Refused:
    """Minutes after the request at which missing rows must go live: the deadline less the live run and a reserve."""
    at = deadline - realtime - reserve
    if at <= 0:
        return {"valid": False, "because": "deadline-below-live-run"}
    return {"valid": True, "minutes": at}
