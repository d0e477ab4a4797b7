"""How much smaller a fleet can be when a share of its work may wait. The twin of docs/model/deferral.js.

Demand is work per window, windows of equal length; capacity is work per window too. Of each window's demand the share
`share` is deferred: it may be served in its own window or in any of the next `delay` windows; the rest is served at
once. The record repeats: after the last window comes the first, as one week follows another; a record cut off at its
end would have to serve its last busy evening at once, and that edge would decide the whole fleet. Part of a window of
`delay` buys nothing and is dropped; a delay below zero is none.
"""

from __future__ import annotations

import math
from typing import Any

Record = dict[str, Any]


def least_capacity(demand: list[float], share: float, delay: float) -> float:
    """The least constant capacity, by intervals.

    For every stretch of windows: the live work inside plus the deferred work that arrives and falls due inside,
    divided by its length. The largest such quotient is needed, and enough (earliest deadline first serves it).
    """
    n = len(demand)
    if not n:
        return 0.0
    whole = max(math.floor(delay), 0)
    twice = demand + demand
    most = sum(demand) / n  # over many repetitions all of the work is inside
    # A stretch longer than the record adds at most the record's whole work to a shorter one: its quotient lies no
    # higher than the shorter one's or the mean.
    for start in range(n):
        work = 0.0
        for length in range(1, n + 1):
            work += (1 - share) * twice[start + length - 1]
            if length > whole:
                work += share * twice[start + length - 1 - whole]
            if work > most * length:
                most = work / length
    return most


def served(demand: list[float], share: float, delay: float, capacity: float) -> Record:
    """What runs in each window at `capacity`, earliest deadline first: `live`, `waited` and `late`.

    `waited` is deferred work in the window where it runs. Live work goes first; what exceeds the capacity, and
    deferred work past its window, is counted as late. It starts with nothing waiting and runs the record once: work
    due after the end may still be waiting there, neither served nor late.
    """
    n = len(demand)
    whole = max(math.floor(delay), 0)
    queue: list[list[float]] = []  # [due window, work], in order of arrival and so of deadline
    live, waited = [], []
    late = 0.0
    for window in range(n):
        now = (1 - share) * demand[window]
        room = capacity - now
        if room < 0:
            late += -room
        live.append(min(now, capacity))
        room = max(room, 0.0)
        if demand[window] > 0 and share > 0:
            queue.append([window + whole, share * demand[window]])
        done = 0.0
        while queue and room > 0:
            part = min(queue[0][1], room)
            queue[0][1] -= part
            room -= part
            done += part
            if queue[0][1] <= 0:
                queue.pop(0)
        while queue and queue[0][0] <= window:
            late += queue.pop(0)[1]
        waited.append(done)
    return {"live": live, "waited": waited, "late": late}


def least_capacity_edf(demand: list[float], share: float, delay: float) -> float:
    """The same by bisection on the simulation: the least capacity that leaves nothing late."""
    if not demand:
        return 0.0
    low, high = sum(demand) / len(demand), max(demand)
    slack = 1e-11 * (sum(demand) or 1.0)
    for _ in range(60):
        middle = (low + high) / 2
        if served(demand * 3, share, delay, middle)["late"] > slack:
            low = middle
        else:
            high = middle
    return high


def unlimited_capacity(demand: list[float], share: float) -> float:
    """With time without end: max(mean, (1 − s) · peak)."""
    if not demand:
        return 0.0
    return max(sum(demand) / len(demand), (1 - share) * max(demand))


def knee(demand: list[float]) -> float:
    """The share beyond which deferring more saves nothing even with time without end: 1 − mean ÷ peak."""
    peak = max(demand) if demand else 0.0
    return 1 - sum(demand) / len(demand) / peak if peak > 0 else 0.0


def fleet_saved(demand: list[float], share: float, delay: float) -> float:
    """1 − least capacity ÷ peak."""
    peak = max(demand) if demand else 0.0
    return 1 - least_capacity(demand, share, delay) / peak if peak > 0 else 0.0
