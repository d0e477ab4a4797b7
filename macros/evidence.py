"""Measurements in `docs/data/`, read for figures and sentences: fleets, a week of demand, turnaround, the cached workload."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from typing import Any

import yaml

from .model.cost import Record, lane_price, request_parts
from .model.demand import utilisation
from .model.turnaround import done_by, fitted
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
def turnaround() -> Record:
    """The curve through the published percentiles: median (minutes) and sigma."""
    measured = read("turnaround.yml")["measured"]
    return fitted(measured["median_minutes"], measured["p90_minutes_at_most"])


def done_within(minutes: float) -> float:
    """Share of batches back within `minutes`, on that curve."""
    return done_by(minutes, turnaround())


@functools.cache
def cached_workload() -> dict[str, float]:
    """USD a day of the running workload: realtime with its cache, the naive half of it, and batch with caches that hit or miss."""
    example = read("workloads.yml")["caching"]
    work = next(w for w in read("workloads.yml")["workloads"] if w["id"] == example["workload"])
    tokens = {"shared": work["shared_tokens"], "unique": work["unique_tokens"], "output": work["output_tokens"]}
    unit = example["price_in"]

    def day(hit_percent: float, write: float, ratio: float) -> float:
        listed = {"input": unit, "cache_read": unit * example["read"], "cache_write": unit * write, "output": example["price_out"]}
        one = request_parts(tokens, lane_price(listed, ratio, "multiply"), hit_percent / 100)["total"]
        return float(work["requests_per_day"] * one)

    low, high, half = example["batch_low_hit_percent"], example["batch_high_hit_percent"], example["batch_price"]
    short, hour = example["write"], example["write_one_hour"]
    realtime = day(example["realtime_hit_percent"], short, 1)
    return {
        "realtime": realtime,
        "naive": realtime * half,
        "uncached": day(0, 1, half),
        "low": day(low, short, half),
        "hour": day(low, hour, half),
        "high": day(high, short, half),
    }
