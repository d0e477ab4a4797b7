"""Everything the calculator shows, from everything a reader can set: one record in, one record out.

The twin of docs/model/calculator.js, held to tests/vectors/calculator.json. Fields and their units stand in
docs/data/calculator.yml; percentages arrive as percentages. USD unless a name says otherwise.
"""

from __future__ import annotations

from typing import Any

from .cost import break_even_hit, hedge_multiplier, largest_lateness_cost, request_parts, saved
from .turnaround import fitted, on_time, percentile
from .value import cadence, chain_h, hours_to_finish, payback, payback_fading, quota_tokens_per_hour

Record = dict[str, Any]
DAYS = 30
NO_ANSWER = {"valid": False, "because": "no-usable-answer"}


def prices(x: Record, lane: str, write: str) -> dict[str, float]:
    """One lane's prices as request_parts takes them; `write` names the field of the cache write."""
    return {
        "input": x[f"{lane}_in"],
        "cache_read": x[f"{lane}_read"],
        "cache_write": x[write],
        "output": x[f"{lane}_out"],
    }


def lane_parts(x: Record, lane: str, hit_percent: float, write: str) -> dict[str, float]:
    """USD of one request by component; at 0 hits caching is left off and the prefix is plain input."""
    price = prices(x, lane, write if hit_percent > 0 else f"{lane}_in")
    return request_parts(x, price, hit_percent / 100)


def in_batch(x: Record, hit_percent: float, write: str) -> float:
    """USD of one usable answer by batch: with its hedge, its waste and what comes back unusable."""
    batch = lane_parts(x, "batch", hit_percent, write)["total"]
    live = lane_parts(x, "price", x["hit_realtime"], "price_write")["total"]
    hedged, wasted, twice = x["hedged"] / 100, x["wasted"] / 100, x["billed_twice"] / 100
    part: float = hedge_multiplier(batch / live, hedged, wasted, twice) * live if live > 0 else batch
    return float(part / (1 - x["unusable_batch"] / 100))


def calculate(x: Record) -> Record:
    """The answer to one set of inputs; `valid` is false, with a reason, when nothing can be compared."""
    if x["unusable_realtime"] >= 100 or x["unusable_batch"] >= 100:
        return dict(NO_ANSWER)
    curve = fitted(x["median_min"], x["p90_min"])
    if not curve["valid"]:
        return curve
    live = lane_parts(x, "price", x["hit_realtime"], "price_write")["total"] / (1 - x["unusable_realtime"] / 100)
    likely = in_batch(x, x["hit_likely"], "batch_write")
    ends = [in_batch(x, x["hit_low"], "batch_write"), likely, in_batch(x, x["hit_high"], "batch_write")]
    low, high = min(ends), max(ends)
    hour = in_batch(x, x["hit_likely"], "batch_write_hour")
    # A middle lane answers in minutes, so it meets the cache as warm as realtime does.
    flex = lane_parts(x, "batch", x["hit_realtime"], "batch_write")["total"] / (1 - x["unusable_realtime"] / 100)
    naive = live * (
        x["batch_out"] / x["price_out"]
        if x["price_out"] > 0
        else x["batch_in"] / x["price_in"]
        if x["price_in"] > 0
        else 1
    )
    days = x["requests_per_day"]
    month = days * DAYS
    effort = x["build_hours"] * x["hourly_usd"]
    saving = (live - likely) * month
    return {
        "valid": True,
        "realtime_day": live * days,
        "low_day": low * days,
        "likely_day": likely * days,
        "high_day": high * days,
        "hour_day": hour * days,
        "flex_day": flex * days,
        "flex_1000": flex * 1000,
        "saved_flex": saved(live, flex),
        "naive_day": naive * days,
        "realtime_1000": live * 1000,
        "low_1000": low * 1000,
        "likely_1000": likely * 1000,
        "high_1000": high * 1000,
        "saved_most": saved(live, low),
        "saved_likely": saved(live, likely),
        "saved_least": saved(live, high),
        "saved_naive": saved(live, naive),
        "hour_more": -saved(live, hour),
        "saved_month": saving,
        "parts_realtime": lane_parts(x, "price", x["hit_realtime"], "price_write"),
        "parts_batch": lane_parts(x, "batch", x["hit_likely"], "batch_write"),
        **_time(x, curve, live - likely),
        "break_even": break_even_hit(x, prices(x, "price", "price_write"), likely),
        "quota": quota_tokens_per_hour(x["cap_tokens"], x["median_min"] / 60),
        "backfill": hours_to_finish(x["backfill_tokens"], x["limit_per_minute"], x["limit_used"] / 100),
        "backfill_batch": _backfill(x),
        "payback": payback(effort, saving, x["operations_usd"]),
        "payback_falling": payback_fading(effort, saving, x["operations_usd"], x["yearly_fall"] / 100),
    }


def _time(x: Record, curve: Record, saving: float) -> Record:
    """Whether the answers come in time, and what a late one may cost."""
    collect, chance, incident = x["collect_h"] * 60, x["incident_chance"] / 100, x["incident_h"] * 60
    one = x["deadline_h"] * 60 / x["chain"] if x["chain"] > 0 else 0.0  # calls in a row share the deadline
    in_time = on_time(one, curve, collect, x["polling_min"], chance, incident)
    p95 = percentile(0.95, curve) / 60
    return {
        "on_time": in_time,
        "late": 1 - in_time,
        "hedge_after_h": max(x["deadline_h"] - x["reserve_h"], 0.0),
        "lanes": x["deadline_h"] > x["reserve_h"],
        "lateness": largest_lateness_cost(saving, 1 - in_time),
        "net_saving": saving - (1 - in_time) * x["late_usd"],
        "cadence": cadence(x["deadline_h"], p95, x["reserve_h"]),
        "p95_h": p95,
        "chain_h": chain_h(x["chain"], x["median_min"] / 60),
    }


def _backfill(x: Record) -> Record:
    """Hours of the same backfill in batch, at the enqueued-token cap."""
    quota = quota_tokens_per_hour(x["cap_tokens"], x["median_min"] / 60)
    if not quota["valid"] or quota["tokens_per_hour"] <= 0:
        return {"valid": False, "because": "cap-lets-nothing-through"}
    return {"valid": True, "hours": x["backfill_tokens"] / quota["tokens_per_hour"]}


def verdict(found: Record) -> str:
    """Which of the printed sentences holds: invalid, live-only, saves, depends or dearer."""
    if not found["valid"]:
        return "invalid"
    if not found["lanes"]:
        return "live-only"
    if found["saved_least"] > 0:
        return "saves"
    return "depends" if found["saved_most"] > 0 else "dearer"


def punctual(x: Record, deadlines_h: list[float]) -> list[float]:
    """P(on time) for each deadline, all else as it stands."""
    out = []
    for hours in deadlines_h:
        found = calculate({**x, "deadline_h": hours})
        out.append(found["on_time"] if found["valid"] else 0.0)
    return out


# What moves the likely saving most: each input at two ends, the others as they stand.
SWINGS: tuple[tuple[str, str, float, float], ...] = (
    ("hit_likely", "to", 0, 98),
    ("batch_price", "times", 0.8, 1.5),
    ("output", "times", 0.5, 2),
    ("shared", "times", 0, 2),
    ("hedged", "to", 0, 10),
    ("unusable_batch", "to", 0, 10),
)


def swings(x: Record) -> list[Record]:
    """[{input, low, high}] the saved share with each input at either end, widest first."""
    out = []
    for name, how, least, most in SWINGS:
        ends = []
        for end in (least, most):
            moved = dict(x)
            names = ["batch_in", "batch_read", "batch_write", "batch_out"] if name == "batch_price" else [name]
            for field in names:
                moved[field] = end if how == "to" else x[field] * end
            found = calculate(moved)
            ends.append(found["saved_likely"] if found["valid"] else 0.0)
        out.append({"input": name, "low": min(ends), "high": max(ends)})
    return sorted(out, key=lambda row: row["low"] - row["high"])
