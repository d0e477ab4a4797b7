"""Measurements read for figures and sentences: fleets, a week of demand, turnaround, the cached workload."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from ..files.read_table import columns
from ..model.records import Curve
from ..model.shape import utilisation_of
from ..model.turnaround import done_by, fitted
from . import read_records
from .declared import WEEK


@dataclass(frozen=True)
class Fleet:
    """`used` is mean demand ÷ busiest hour (u), a share of 1; `used_10` by the busiest ten minutes, where known."""

    name: str
    used: float
    used_10: float | None
    source: str
    as_of: str


def week(column: str) -> tuple[float, ...]:
    """168 hourly rates of one service, requests a minute."""
    return columns(WEEK)[column]


def latency_factor() -> float:
    """f: throughput under the latency target ÷ best throughput."""
    return float(read_records.evidence()["latency_factor"]["value"])


def interactive_factor() -> float:
    """The same where the first token must come at once."""
    return float(read_records.evidence()["latency_factor"]["interactive"]["value"])


def published_use() -> float:
    """The one occupancy that a provider has published: machines at work on average ÷ at the day's peak."""
    day = read_records.evidence()["published"]["deepseek"]
    return float(day["nodes"] / day["peak_nodes"])


@functools.cache
def fleets() -> tuple[Fleet, ...]:
    return tuple(
        Fleet(
            row["name"],
            row["mean_over_peak"] if "mean_over_peak" in row else utilisation_of(week(row["column"]))["used"],
            row.get("mean_over_peak_10_min"),
            row["source"],
            str(row["as_of"]),
        )
        for row in read_records.evidence()["fleets"]
    )


@functools.cache
def turnaround() -> Curve:
    """The curve through the published percentiles: median (minutes) and sigma."""
    measured = read_records.turnaround()["measured"]
    curve = fitted(measured["median_minutes"], measured["p90_minutes_at_most"])
    if not curve["valid"]:
        raise ValueError(f"docs/data/turnaround.yml: {curve['because']}")
    return curve


def done_within(minutes: float) -> float:
    """Share of batches back within `minutes`, on that curve."""
    return done_by(minutes, turnaround())
