"""Measurements in `docs/data/`, read for figures and sentences: fleets, a week of demand, turnaround, the cached workload."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass

from .files.data import DATA, read
from .model.cost import Record, lane_price, request_parts
from .model.demand import utilisation
from .model.turnaround import done_by, fitted


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
def cached_lanes() -> Record:
    """The running workload's tokens and requests, and the prices of its lanes by what a cache write costs there.

    `live` and `short` write for five minutes, `hour` for an hour, `plain` sends the prefix without caching.
    """
    example = read("workloads.yml")["caching"]
    work = next(w for w in read("workloads.yml")["workloads"] if w["id"] == example["workload"])
    unit = example["price_in"]

    def lane(write: float, ratio: float) -> dict[str, float]:
        listed = {"input": unit, "cache_read": unit * example["read"], "cache_write": unit * write, "output": example["price_out"]}
        return lane_price(listed, ratio, "multiply")

    short, hour, batch = example["write"], example["write_one_hour"], example["batch_price"]
    return {
        "tokens": {"shared": work["shared_tokens"], "unique": work["unique_tokens"], "output": work["output_tokens"]},
        "requests": work["requests_per_day"],
        "live": lane(short, 1),
        "short": lane(short, batch),
        "hour": lane(hour, batch),
        "plain": lane(1, batch),
    }


def cached_day(lane: str, hit_percent: float) -> float:
    """USD a day of the running workload in one of its lanes."""
    given = cached_lanes()
    return float(request_parts(given["tokens"], given[lane], hit_percent / 100)["total"] * given["requests"])


@functools.cache
def cached_workload() -> dict[str, float]:
    """USD a day of the running workload: realtime with its cache, the naive half of it, and batch with caches that hit or miss."""
    example = read("workloads.yml")["caching"]
    low, high = example["batch_low_hit_percent"], example["batch_high_hit_percent"]
    realtime = cached_day("live", example["realtime_hit_percent"])
    return {
        "realtime": realtime,
        "naive": realtime * example["batch_price"],
        "uncached": cached_day("plain", 0),
        "low": cached_day("short", low),
        "hour": cached_day("hour", low),
        "high": cached_day("short", high),
    }
