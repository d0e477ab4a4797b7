"""Two figures of sections 3 and 4: turnaround against a deadline, and what the running workload costs in each case."""

from __future__ import annotations

import math
from typing import Any

from ...evidence import measured, read_records
from ...model.cost import break_even_hit
from ...prices import workloads

LAST = 24 * 60 * 2  # minutes at the right edge
TICKS = (1, 10, 60, 480, 1440)  # minutes that the axis names


def _x(minutes: float) -> float:
    """The place of a time on the logarithmic scale."""
    return math.log(minutes) / math.log(LAST)


def _along(start: float, stop: float) -> list[tuple[float, float]]:
    grid = [start * (stop / start) ** (i / 40) for i in range(41)]
    return [(_x(minutes), 1 - measured.done_within(minutes)) for minutes in grid]


def turnaround() -> dict[str, Any]:
    seen, curve = read_records.turnaround()["measured"], measured.turnaround()
    hours = workloads.given()["deadline_hours"]
    median, known, due = curve["median"], seen["p90_minutes_at_most"], hours * 60

    def known_as(minutes: float) -> str:
        return "measured" if minutes in (median, known) else "fitted" if minutes < known else "beyond"

    return {
        "hours": hours,
        "late": 1 - measured.done_within(due),
        "median": median,
        "sigma": curve["sigma"],
        "last": LAST,
        "fitted": _along(1, known),
        "beyond": _along(known, LAST),
        "at": {"median": _x(median), "known": _x(known), "due": _x(due)},
        "ticks": [{"minutes": minutes, "x": _x(minutes)} for minutes in TICKS],
        "rows": [
            {"minutes": minutes, "back": measured.done_within(minutes), "known": known_as(minutes)}
            for minutes in (median, 30, 60, due, 480, 1440)
        ],
        "source": seen,
    }


def running_workload() -> dict[str, Any]:
    cost, lanes = workloads.cached_workload(), workloads.cached_lanes()
    widest = workloads.cached_day("hour", 0) / 0.8  # the dearest that a reader can set leaves room for its words
    return {
        "given": workloads.given()["caching"],
        "priced": workloads.running_row(),
        "cost": cost,
        "saved": {case: 1 - value / cost["realtime"] for case, value in cost.items()},
        "even": break_even_hit(lanes["tokens"], lanes["hour"], cost["realtime"] / lanes["requests"])["hit"],
        "widest": widest,
        "control": {
            "requests": lanes["requests"],
            "tokens": lanes["tokens"],
            "low": lanes["short"],
            "hour": lanes["hour"],
            "realtime": cost["realtime"],
            "widest": widest,
        },
    }
