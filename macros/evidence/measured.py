"""Measurements in `docs/data/`, read for figures and sentences: fleets, a week of demand, turnaround, the cached workload."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass

from ..files.data import DATA, read
from ..model.cost import Record
from ..model.shape import utilisation_of
from ..model.turnaround import done_by, fitted


@dataclass(frozen=True)
class Fleet:
    """`used` is mean demand ÷ busiest hour (u), a share of 1."""

    name: str
    used: float
    source: str
    as_of: str


@functools.cache
def week(column: str) -> tuple[float, ...]:
    """168 hourly rates of one service, requests a minute."""
    with (DATA / read("evidence.yml")["demand"]["file"]).open(encoding="utf-8", newline="") as file:
        return tuple(float(row[column]) for row in csv.DictReader(file))


def latency_factor() -> float:
    """f: throughput under the latency target ÷ best throughput."""
    return float(read("evidence.yml")["latency_factor"]["value"])


@functools.cache
def fleets() -> tuple[Fleet, ...]:
    return tuple(
        Fleet(
            row["name"],
            row["mean_over_peak"] if "mean_over_peak" in row else utilisation_of(week(row["column"]))["used"],
            row["source"],
            str(row["as_of"]),
        )
        for row in read("evidence.yml")["fleets"]
    )


@functools.cache
def turnaround() -> Record:
    """The curve through the published percentiles: median (minutes) and sigma."""
    measured = read("turnaround.yml")["measured"]
    return fitted(measured["median_minutes"], measured["p90_minutes_at_most"])


def done_within(minutes: float) -> float:
    """Share of batches back within `minutes`, on that curve."""
    return done_by(minutes, turnaround())
