"""What a record of demand says about its shape: peaks, burstiness, daily and weekly rhythm.

The twin of docs/model/shape.js.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

Record = dict[str, Any]
EMPTY = {"valid": False, "because": "record-empty"}
FLAT = {"valid": False, "because": "record-flat"}


def utilisation_of(demand: Sequence[float]) -> Record:
    """u = mean ÷ peak of the windows, a share of 1."""
    if not demand or max(demand) <= 0:
        return dict(EMPTY)
    return {"valid": True, "used": sum(demand) / len(demand) / max(demand)}


def peak_to_mean(demand: list[float]) -> Record:
    """Busiest window ÷ mean window; state the window's length beside it."""
    if not demand or sum(demand) <= 0:
        return dict(EMPTY)
    return {"valid": True, "ratio": max(demand) * len(demand) / sum(demand)}


def discount_of(latency_factor: float, used: float) -> float:
    """1 − f·u: how much cheaper a token is on a fleet without latency target and without idle hours.

    f is throughput under the latency target ÷ best throughput, u the used share of capacity, both shares of 1.
    """
    return 1 - latency_factor * used


def provisioned(demand: list[float], percentile: float, headroom: float) -> Record:
    """Capacity at a percentile of the windows (0 to 1, linear between order statistics) plus headroom."""
    if not demand:
        return dict(EMPTY)
    if not 0 <= percentile <= 1:
        return {"valid": False, "because": "percentile-outside"}
    ordered = sorted(demand)
    place = percentile * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    value = ordered[below] + (place - below) * (ordered[above] - ordered[below])
    return {"valid": True, "capacity": value * (1 + headroom)}


def index_of_dispersion(counts: list[float]) -> Record:
    """Variance ÷ mean of counts per window: 1 for Poisson arrivals, more for bursts."""
    mean = sum(counts) / len(counts) if counts else 0.0
    if mean <= 0:
        return dict(EMPTY)
    return {"valid": True, "index": sum((count - mean) ** 2 for count in counts) / len(counts) / mean}


def gap_cv(timestamps_s: list[float]) -> Record:
    """Standard deviation ÷ mean of the gaps between arrivals: 1 for Poisson arrivals."""
    ordered = sorted(timestamps_s)
    gaps = [b - a for a, b in itertools.pairwise(ordered)]
    mean = sum(gaps) / len(gaps) if gaps else 0.0
    if mean <= 0:
        return dict(EMPTY)
    return {"valid": True, "cv": math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) / mean}


def autocorrelation(series: list[float], lag: float) -> Record:
    """Correlation of the series with itself `lag` whole windows later, against its overall mean and variance."""
    if lag != math.floor(lag):
        return {"valid": False, "because": "lag-not-whole"}
    lag = int(lag)
    if lag < 0 or lag >= len(series):
        return {"valid": False, "because": "record-below-lag"}
    mean = sum(series) / len(series)
    spread = sum((value - mean) ** 2 for value in series)
    if spread <= 0:
        return dict(FLAT)
    both = sum((series[i] - mean) * (series[i + lag] - mean) for i in range(len(series) - lag))
    return {"valid": True, "correlation": both / spread}


def rebin(counts: list[float], factor: float) -> list[float]:
    """Counts of `factor` windows together, part of a window dropped; an incomplete last group is left out."""
    factor = math.floor(factor)
    whole = len(counts) // factor if factor > 0 else 0
    return [sum(counts[i * factor : (i + 1) * factor]) for i in range(whole)]
