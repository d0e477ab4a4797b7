"""Measurements in `docs/data/`, read for figures and sentences: fleets, a week of demand, turnaround, the cached workload."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from typing import Any

import yaml

from .model.cost import Caching, Shape, usd_per_request
from .model.demand import utilisation
from .model.turnaround import Turnaround
from .render import ROOT

DATA = ROOT / "docs/data"


@dataclass(frozen=True)
class Fleet:
    """`used` is mean demand ÷ busiest hour (u), a share of 1."""

    name: str
    used: float
    source: str
    as_of: str


@functools.cache
def read(name: str) -> dict[str, Any]:
    """A file of `docs/data/`."""
    return dict(yaml.safe_load((DATA / name).read_text(encoding="utf-8")))


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
            row["mean_over_peak"] if "mean_over_peak" in row else utilisation(week(row["column"])),
            row["source"],
            str(row["as_of"]),
        )
        for row in read("evidence.yml")["fleets"]
    )


@functools.cache
def turnaround() -> Turnaround:
    measured = read("turnaround.yml")["measured"]
    return Turnaround.fitted(measured["median_minutes"], measured["p90_minutes_at_most"])


@functools.cache
def cached_workload() -> dict[str, float]:
    """USD a day of the running workload: realtime with its cache, the naive half of it, and batch with caches that hit or miss."""
    example = read("workloads.yml")["caching"]
    work = next(w for w in read("workloads.yml")["workloads"] if w["id"] == example["workload"])
    shape = Shape(work["shared_tokens"], work["unique_tokens"], work["output_tokens"])

    def day(caching: Caching, tier: float) -> float:
        return float(work["requests_per_day"] * usd_per_request(shape, example["price_in"], example["price_out"], caching, tier))

    def cached(hit: float, write: str) -> Caching:
        return Caching(hit / 100, example["read"], example[write])

    low, high, half = example["batch_low_hit_percent"], example["batch_high_hit_percent"], example["batch_price"]
    realtime = day(cached(example["realtime_hit_percent"], "write"), 1)
    return {
        "realtime": realtime,
        "naive": realtime * half,
        "uncached": day(Caching(), half),
        "low": day(cached(low, "write"), half),
        "hour": day(cached(low, "write_one_hour"), half),
        "high": day(cached(high, "write"), half),
    }
