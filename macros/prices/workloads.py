"""The lesson's workloads, and what the running one costs in each of its lanes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..files.paths import ROOT
from ..files.read_declared import values
from ..model.cost import request_parts
from ..model.records import Price
from .declared import WORKLOADS
from .rows import rows


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
def running_row() -> dict[str, Any]:
    """The row of the book that the running workload is told at, as the calculator takes it."""
    wanted = given()["caching"]["row"]
    return next(row for row in rows() if row["id"] == wanted)


@functools.cache
def opening() -> dict[str, Any]:
    """What calculator and plan open with, by their fields: the running workload at the prices of its row."""
    hits, tokens = given()["caching"], cached_lanes()["tokens"]
    return {
        "requests_per_day": cached_lanes()["requests"],
        **tokens,
        "hit_realtime": hits["realtime_hit_percent"],
        "hit_low": hits["batch_low_hit_percent"],
        "hit_likely": hits["batch_assumed_hit_percent"],
        "hit_high": hits["batch_high_hit_percent"],
        **running_row()["set"],
    }


@functools.cache
def cached_lanes() -> dict[str, Any]:
    """The running workload's tokens and requests, and the prices of its lanes by what a cache write costs there.

    `live` and `short` write for five minutes, `hour` for an hour, `plain` sends the prefix without caching.
    """
    work = next(w for w in given()["workloads"] if w["id"] == given()["caching"]["workload"])
    prices = running_row()["set"]
    return {
        "tokens": {"shared": work["shared_tokens"], "unique": work["unique_tokens"], "output": work["output_tokens"]},
        "requests": work["requests_per_day"],
        "live": _lane(prices, "price", "price_write"),
        "short": _lane(prices, "batch", "batch_write"),
        "hour": _lane(prices, "batch", "batch_write_hour"),
        "plain": _lane(prices, "batch", "batch_in"),
    }


def cached_day(lane: str, hit_percent: float) -> float:
    """USD a day of the running workload in one of its lanes."""
    given = cached_lanes()
    return float(request_parts(given["tokens"], given[lane], hit_percent / 100)["total"] * given["requests"])


@functools.cache
def smaller() -> tuple[str, float]:
    """The cheapest model of the running row's vendor, and USD a day of the running workload in realtime there."""
    own, lanes = running_row(), cached_lanes()
    hit = given()["caching"]["realtime_hit_percent"] / 100

    def day(row: dict[str, Any]) -> float:
        price = _lane(row["set"], "price", "price_write")
        return float(request_parts(lanes["tokens"], price, hit)["total"] * lanes["requests"])

    others = [row for row in rows() if row["vendor"] == own["vendor"] and not row["old"]]
    least = min(others, key=day)
    return least["name"], day(least)


def _lane(prices: dict[str, float], name: str, write: str) -> Price:
    return {
        "input": prices[f"{name}_in"],
        "cache_read": prices[f"{name}_read"],
        "cache_write": prices[write],
        "output": prices[f"{name}_out"],
    }


@functools.cache
def cached_workload() -> dict[str, float]:
    """USD a day of the running workload: realtime with its cache, half of it, and batch whose caches hit or miss.

    `flex`: batch prices met by a cache as warm as realtime's. `quarter`: a quarter off every component, at the assumed
    hits.
    """
    hits = given()["caching"]
    low, high = hits["batch_low_hit_percent"], hits["batch_high_hit_percent"]
    realtime = cached_day("live", hits["realtime_hit_percent"])
    lanes = cached_lanes()
    return {
        "realtime": realtime,
        "naive": realtime * lanes["plain"]["output"] / lanes["live"]["output"],
        "uncached": cached_day("plain", 0),
        "missed": cached_day("short", 0),
        "low": cached_day("short", low),
        "hour": cached_day("hour", low),
        "assumed": cached_day("short", hits["batch_assumed_hit_percent"]),
        "high": cached_day("short", high),
        "flex": cached_day("short", hits["realtime_hit_percent"]),
        "quarter": 0.75 * cached_day("live", hits["batch_assumed_hit_percent"]),
    }
