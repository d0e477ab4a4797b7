"""The lesson's workloads, and what the running one costs in each of its lanes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..files.paths import ROOT
from ..files.read_declared import values
from ..model.cost import lane_price, request_parts
from ..model.records import Price
from .declared import WORKLOADS


@dataclass(frozen=True)
class Workload:
    """Tokens per request; `unusable` is the share of billed answers that is thrown away."""

    id: str
    name: str
    requests_per_day: int
    input_tokens: int
    output_tokens: int
    unusable: float


def given(root: Path = ROOT) -> dict[str, Any]:
    """All that the file holds: the workloads, the bet, and what the lesson counts with; Problems when it is broken."""
    return values(WORKLOADS, root)


@functools.cache
def workloads() -> dict[str, Workload]:
    return {
        w["id"]: Workload(
            w["id"],
            w["name"],
            w["requests_per_day"],
            w["shared_tokens"] + w["unique_tokens"],
            w["output_tokens"],
            w["unusable_percent"] / 100,
        )
        for w in given()["workloads"]
    }


@functools.cache
def cached_lanes() -> dict[str, Any]:
    """The running workload's tokens and requests, and the prices of its lanes by what a cache write costs there.

    `live` and `short` write for five minutes, `hour` for an hour, `plain` sends the prefix without caching.
    """
    example = given()["caching"]
    work = next(w for w in given()["workloads"] if w["id"] == example["workload"])
    unit = example["price_in"]

    def lane(write: float, ratio: float) -> Price:
        listed: Price = {
            "input": unit,
            "cache_read": unit * example["read"],
            "cache_write": unit * write,
            "output": example["price_out"],
        }
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
    """USD a day of the running workload: realtime with its cache, half of it, and batch whose caches hit or miss."""
    example = given()["caching"]
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
