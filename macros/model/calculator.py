"""Everything the calculator shows, from everything a reader can set: one record in, one record out.

The twin of docs/model/calculator.js, held to tests/vectors/calculator.json. Fields and their units stand in
docs/data/calculator.yml; percentages arrive as percentages. USD unless a name says otherwise.
"""

from __future__ import annotations

import math
from typing import Literal

from .cost import break_even_hit, largest_lateness_cost, saved
from .records import Answer, Curve, Hours, Inputs, Lanes, Money, Refused, Swing, Time
from .request import caches, flex, has_time, in_batch, lane_parts, live, live_share, prices, timer_h
from .turnaround import fitted, on_time, percentile
from .value import cadence, chain_h, hours_to_finish, payback, payback_fading, quota_tokens_per_hour

DAYS = 30


def calculate(inputs: Inputs) -> Answer | Refused:
    """The answer to one set of inputs; `valid` is false, with a reason, when nothing can be compared."""
    if not all(math.isfinite(value) and value >= 0 for value in inputs.values() if isinstance(value, int | float)):
        return {"valid": False, "because": "no-number"}
    if inputs["unusable_realtime"] >= 100 or inputs["unusable_batch"] >= 100:
        return {"valid": False, "because": "no-usable-answer"}
    curve = fitted(inputs["median_min"], inputs["p90_min"])
    if not curve["valid"]:
        return curve
    usd = _lanes(inputs)
    month = inputs["requests_per_day"] * DAYS
    effort = inputs["build_hours"] * inputs["hourly_usd"]
    saving = (usd["realtime"] - usd["likely"]) * month
    running, fall = inputs["operations_usd"], inputs["yearly_fall"] / 100
    return {
        "valid": True,
        **_money(usd, inputs["requests_per_day"]),
        "saved_month": saving,
        "flex_better": usd["flex"] < usd["likely"],
        "cached": caches(inputs, "batch"),
        "too_short": inputs["caching"] != "none" and 0 < inputs["shared"] < inputs["cache_minimum"],
        "parts_realtime": lane_parts(inputs, "price", inputs["hit_realtime"], "price_write"),
        "parts_batch": lane_parts(inputs, "batch", inputs["hit_likely"], "batch_write"),
        **_time(inputs, curve),
        "break_even": break_even_hit(inputs, prices(inputs, "price", "price_write"), usd["likely"]),
        "quota": quota_tokens_per_hour(inputs["cap_tokens"], inputs["median_min"] / 60),
        "backfill": hours_to_finish(inputs["backfill_tokens"], inputs["limit_per_minute"], inputs["limit_used"] / 100),
        "backfill_batch": _backfill(inputs),
        "payback": payback(effort, saving, running),
        "payback_falling": payback_fading(effort, saving, running, fall),
    }


def _lanes(inputs: Inputs) -> Lanes:
    """USD of one usable answer by lane. `naive`: batch as its output price promises, with realtime's cache."""
    realtime, likely = live(inputs), in_batch(inputs, inputs["hit_likely"], "batch_write")
    by_hits = [
        in_batch(inputs, inputs["hit_low"], "batch_write"),
        likely,
        in_batch(inputs, inputs["hit_high"], "batch_write"),
    ]
    if inputs["price_out"] > 0:
        ratio = inputs["batch_out"] / inputs["price_out"]
    else:
        ratio = inputs["batch_in"] / inputs["price_in"] if inputs["price_in"] > 0 else 1
    sold = inputs["batch_write_hour"] is not None and caches(inputs, "batch")
    return {
        "realtime": realtime,
        "low": min(by_hits),
        "likely": likely,
        "high": max(by_hits),
        "uncached": in_batch({**inputs, "caching": "realtime"}, 0, "batch_write"),
        "hour": in_batch(inputs, inputs["hit_likely"], "batch_write_hour") if sold else None,
        "flex": flex(inputs),
        "naive": realtime * ratio,
    }


def _money(usd: Lanes, requests: float) -> Money:
    live_one = usd["realtime"]
    return {
        "realtime_day": live_one * requests,
        "low_day": usd["low"] * requests,
        "likely_day": usd["likely"] * requests,
        "high_day": usd["high"] * requests,
        "uncached_day": usd["uncached"] * requests,
        "hour_day": None if usd["hour"] is None else usd["hour"] * requests,
        "flex_day": usd["flex"] * requests,
        "naive_day": usd["naive"] * requests,
        "realtime_1000": live_one * 1000,
        "low_1000": usd["low"] * 1000,
        "likely_1000": usd["likely"] * 1000,
        "high_1000": usd["high"] * 1000,
        "flex_1000": usd["flex"] * 1000,
        "saved_flex": saved(live_one, usd["flex"]),
        "saved_most": saved(live_one, usd["low"]),
        "saved_likely": saved(live_one, usd["likely"]),
        "saved_least": saved(live_one, usd["high"]),
        "saved_uncached": saved(live_one, usd["uncached"]),
        "saved_naive": saved(live_one, usd["naive"]),
    }


def _time(inputs: Inputs, curve: Curve) -> Time:
    """Whether the answers come in time, and what a late one may cost.

    `late`, `lateness` and `net_saving` say what follows if nothing is sent live.
    """
    collect, incident = inputs["collect_h"] * 60, inputs["incident_h"] * 60
    # Calls in a row share the deadline.
    one = inputs["deadline_h"] * 60 / inputs["chain"] if inputs["chain"] > 0 else 0.0
    in_time = on_time(one, curve, collect, inputs["polling_min"], inputs["incident_chance"] / 100, incident)
    p95 = percentile(0.95, curve) / 60
    saving = live(inputs) - in_batch({**inputs, "hedged": 0.0}, inputs["hit_likely"], "batch_write")
    return {
        "on_time": in_time,
        "late": 1 - in_time,
        "hedge_after_h": timer_h(inputs),
        "hedged": live_share(inputs),
        "hedged_given": inputs["hedged"] is not None,
        "lanes": has_time(inputs),
        "lateness": largest_lateness_cost(saving, 1 - in_time),
        "net_saving": saving - (1 - in_time) * inputs["late_usd"],
        "cadence": cadence(inputs["deadline_h"], p95, inputs["reserve_h"]),
        "p95_h": p95,
        "chain_h": chain_h(inputs["chain"], inputs["median_min"] / 60),
    }


def _backfill(inputs: Inputs) -> Hours | Refused:
    """Hours of the same backfill in batch, at the enqueued-token cap."""
    quota = quota_tokens_per_hour(inputs["cap_tokens"], inputs["median_min"] / 60)
    if not quota["valid"] or quota["tokens_per_hour"] <= 0:
        return {"valid": False, "because": "cap-lets-nothing-through"}
    return {"valid": True, "hours": inputs["backfill_tokens"] / quota["tokens_per_hour"]}


def verdict(answer: Answer | Refused) -> str:
    """Which of the printed sentences holds: invalid, live-only, saves, depends or dearer."""
    if not answer["valid"]:
        return "invalid"
    if not answer["lanes"]:
        return "live-only"
    if answer["saved_least"] > 0:
        return "saves"
    return "depends" if answer["saved_most"] > 0 else "dearer"


def punctual(inputs: Inputs, deadlines_h: list[float]) -> list[float]:
    """P(on time) for each deadline, all else as it stands."""
    out = []
    for hours in deadlines_h:
        answer = calculate({**inputs, "deadline_h": hours})
        out.append(answer["on_time"] if answer["valid"] else 0.0)
    return out


Moved = Literal[
    "hit_likely",
    "hit_realtime",
    "batch_in",
    "batch_read",
    "batch_write",
    "batch_out",
    "output",
    "shared",
    "deadline_h",
    "unusable_batch",
]
# What moves the likely saving most: each input at two ends, the others as they stand.
SWINGS: tuple[tuple[str, tuple[Moved, ...], Literal["to", "times"], float, float], ...] = (
    ("hit_likely", ("hit_likely",), "to", 0, 98),
    ("hit_realtime", ("hit_realtime",), "to", 60, 99),
    ("batch_price", ("batch_in", "batch_read", "batch_write", "batch_out"), "times", 0.8, 1.5),
    ("output", ("output",), "times", 0.5, 2),
    ("shared", ("shared",), "times", 0, 2),
    ("deadline", ("deadline_h",), "times", 0.5, 3),
    ("unusable_batch", ("unusable_batch",), "to", 0, 10),
)


def swings(inputs: Inputs) -> list[Swing]:
    """The saved share with each input at either end, widest first."""
    out: list[Swing] = []
    for name, fields, how, least, most in SWINGS:
        ends = []
        for end in (least, most):
            moved = inputs.copy()
            for field in fields:
                moved[field] = end if how == "to" else inputs[field] * end
            answer = calculate(moved)
            ends.append(answer["saved_likely"] if answer["valid"] else 0.0)
        out.append({"input": name, "low": min(ends), "high": max(ends)})
    return sorted(out, key=lambda row: row["low"] - row["high"])
