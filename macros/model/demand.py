"""A traffic shape and what it asks of a fleet: mean, peak and the share of machine time that is used.

Demand is a list of rates over windows of equal length (any unit); capacity is in the same unit.
"""

from __future__ import annotations

from collections.abc import Sequence


def utilisation(demand: Sequence[float], capacity: float | None = None) -> float:
    """Mean demand ÷ capacity (the busiest window unless given). Raises ValueError on no demand or no capacity."""
    if not demand:
        raise ValueError("demand holds no window")
    room = max(demand) if capacity is None else capacity
    if room <= 0:
        raise ValueError("capacity must be above zero")
    return sum(demand) / len(demand) / room


def discount(latency_factor: float, used: float) -> float:
    """1 − f·u: how much cheaper a token is on a fleet without latency target and without idle hours.

    f is throughput under the latency target ÷ best throughput, u is mean demand ÷ capacity, both shares of 1.
    """
    return 1 - latency_factor * used
