"""A benchmark plan's numbers from what a team answers: one record in, one record out. The twin of docs/model/plan/plan.js.

Held to tests/vectors/plan/plan.json. The inputs are the calculator's fields and those of docs/data/plan.yml, with the price
row's label, dates and source; percentages arrive as percentages, an unknown number as None. USD unless a name says otherwise.
Words stand in docs/data/plan-template.yml: warnings and gaps are ids here.
"""

from __future__ import annotations

import math
from typing import Any

from ..calculator import DAYS, calculate, in_batch, lane_parts
from ..cost import saved
from ..sample_size import zero_failures_sample
from ..value import payback, payback_fading
from .cases import cases, flip
from .dates import day
from .detail import detail
from .samples import LINES, cost_sample, late_chance, loss_sample, quality_sample, stake
from .schedule import DRY, SLOTS, canaries, large_canary, quota, sizes, stages, submissions

Record = dict[str, Any]
LIST_RISE = 1.2  # a ceiling reckons with list prices a fifth higher
NO_HIT = 1e-9  # percent: caching left on and nothing found, where 0 means that it is left off


def plan(x: Record) -> Record:
    """The plan, or {"valid": False, "because": id} when there is nothing to compare."""
    found = calculate(x)
    if not found["valid"]:
        return {"valid": False, "because": found["because"]}
    if not found["lanes"]:
        return {"valid": False, "because": "the deadline is no longer than the reserve for the live fallback"}
    p95_h = x["measured_p95_h"] if x["measured_p95_h"] is not None else found["p95_h"]
    given = x["measured_p95_h"] is not None
    arms = samples(x, found)
    leave = submissions(x, p95_h)
    runs = canaries(x)
    cost = money(x, arms, runs["days"], leave["rows"])
    split = quota(x, leave["rows"], p95_h, cost["sizes"][2])
    dates = stages(x, runs["days"], [x["price_due"], x["price_ends"], x["promotion_ends"]])
    effort = x["build_hours"] * x["hourly_usd"] + cost["likely"]
    out = {
        "valid": True,
        "p95_h": p95_h,
        "p95_measured": given,
        "realtime_1000": found["realtime_1000"],
        "batch_1000": found["likely_1000"],
        "batch_1000_low": found["low_1000"],
        "batch_1000_high": found["high_1000"],
        "saving": found["saved_likely"],
        "month": found["saved_month"],
        "written_1000": in_batch(x, NO_HIT, "batch_write") * 1000,
        "late": found["late"],
        "hedge_h": found["hedge_after_h"],
        "lateness": found["lateness"],
        "stake": {
            **stake((found["realtime_1000"] - found["likely_1000"]) / 1000, x["late_usd"]),
            "month": found["saved_month"] - LINES["late"] * x["late_usd"] * x["requests_per_day"] * DAYS,
        },
        "chance": late_chance(runs["batches"]),
        "arms": arms,
        "lines": LINES,
        "rows": max(arm["rows"] for arm in arms),
        "loss_clean": zero_failures_sample(LINES["loss"], 0.95)["n"],
        "submit": leave,
        "canaries": runs,
        "cost": cost,
        "quota": split,
        "dates": dates,
        "cases": cases(x, effort, found),
        "flip_zero": flip(x, 0),
        "flip_line": flip(x, LINES["saving"]),
        "effort": effort,
        "payback": payback(effort, found["saved_month"], x["operations_usd"]),
        "payback_falling": payback_fading(effort, found["saved_month"], x["operations_usd"], x["yearly_fall"] / 100),
    }
    out = {**out, "warnings": standing(warnings(x, out)), "gaps": standing(gaps(x, out))}
    return {**out, "detail": detail(x, found, out)}


def samples(x: Record, found: Record) -> list[Record]:
    """Per arm: the expected saving, the rows for each claim it answers (None where it answers none), and the most of them."""
    available = x["requests_per_day"] * max(x["window_days"], 0)
    paired = x["paired"] == "yes"
    correlation = x["correlation"] / 100 if paired else 0.0
    live, batch = x["unusable_realtime"] / 100, x["unusable_batch"] / 100
    good = x["quality"] / 100 if x["quality"] is not None else None
    differing = x["discordant"] / 100 if x["discordant"] is not None else None
    primed = saved(found["realtime_1000"] / 1000, in_batch(x, x["hit_high"], "batch_write"))
    off_peak = x["off_peak_off"] / 100
    expected = [("batch", found["saved_likely"], batch), ("primed", primed, batch), ("flex", found["saved_flex"], live)]
    if x.get("flex") is False:
        expected = [row for row in expected if row[0] != "flex"]
    if x["shared"] <= 0 or x["hit_high"] == x["hit_likely"]:
        expected = [row for row in expected if row[0] != "primed"]
    if off_peak > 0:
        expected.append(("off-peak", off_peak, live))
    quality = quality_sample(good, differing, paired, available)
    out = [
        {
            "id": "again",
            "saving": 0.0,
            "cost": None,
            "loss": None,
            "quality": quality,
            "rows": quality["n"] if quality["valid"] else 0,
        }
    ]
    for name, saving, unusable in expected:
        claims = {
            "cost": cost_sample(x["cv"], x["skew"], correlation, saving, available),
            "loss": loss_sample(live, unusable, available),
            "quality": quality if name in ("batch", "primed") else None,
        }
        rows = max(claim["n"] if claim and claim["valid"] else 0 for claim in claims.values())
        out.append({"id": name, "saving": saving, **claims, "rows": rows})
    return out


def money(x: Record, arms: list[Record], days: int, production_rows: float) -> Record:
    """What the plan costs: at the likely prices and hits, and at most (worst hits, list prices a fifth higher, every batch row
    of an arm sent live once more).

    The canaries take what the arms leave of `ceiling_usd`: the large one is the largest step that still fits.
    """
    live = lane_parts(x, "price", x["hit_realtime"], "price_write")["total"]
    likely = lane_parts(x, "batch", x["hit_likely"], "batch_write")["total"]
    flex = lane_parts(x, "batch", x["hit_realtime"], "batch_write")["total"]
    primed = lane_parts(x, "batch", x["hit_high"], "batch_write")["total"]
    worst = max(likely, primed, lane_parts(x, "batch", x["hit_low"], "batch_write")["total"])
    each = {
        "again": live,
        "batch": likely,
        "primed": primed,
        "flex": flex,
        "off-peak": live * (1 - x["off_peak_off"] / 100),
    }
    rows = {arm["id"]: arm["rows"] for arm in arms}
    scored = rows["again"] + sum(
        arm["quality"]["n"] for arm in arms if arm["quality"] and arm["quality"]["valid"]
    )  # the logged answers too
    arms_usd = sum(each[name] * count for name, count in rows.items())
    arms_most = LIST_RISE * sum(
        (live if name in ("again", "off-peak") else max(worst, each[name]) + live) * count
        for name, count in rows.items()
    )
    score = scored * x["score_usd"]
    dry = DRY * (live + likely)
    dry_most = LIST_RISE * DRY * (live + worst)
    per_row = LIST_RISE * worst
    left = x["ceiling_usd"] - arms_most - score - dry_most
    affordable = left / (SLOTS * days * per_row) if per_row > 0 else math.inf
    three = sizes(large_canary(production_rows, affordable))
    canary_rows = SLOTS * days * sum(three)
    return {
        "sizes": three,
        "canary_rows": canary_rows,
        "dry": dry,
        "arms": arms_usd,
        "canaries": canary_rows * likely,
        "score": score,
        "scored": scored,
        "likely": dry + arms_usd + canary_rows * likely + score,
        "most": dry_most + arms_most + canary_rows * per_row + score,
        "smaller": three[2] < production_rows / 2.5,  # not even the step below a production batch
    }


def standing(rows: list[tuple[str, bool]]) -> list[str]:
    return [name for name, stands in rows if stands]


def warnings(x: Record, made: Record) -> list[tuple[str, bool]]:
    """What should stop a signature until somebody has answered for it: each warning there is, and whether it stands."""
    batch = [arm for arm in made["arms"] if arm["id"] in ("batch", "primed")]
    return [
        ("months", made["cost"]["most"] > 3 * (made["month"] - x["operations_usd"])),
        ("ceiling", made["cost"]["most"] > x["ceiling_usd"]),
        ("weekend", not made["canaries"]["weekend"]),
        ("short", made["canaries"]["short"]),
        ("p95", x["deadline_h"] < made["p95_h"]),
        ("collect", not made["submit"]["fits"]),
        ("personal", x["personal"] == "yes" and not x["approval"]),
        ("late-cost", made["month"] > 0 and made["stake"]["share"] < LINES["late"]),
        ("below", all(arm["saving"] < LINES["saving"] for arm in batch)),
        ("storm", not made["quota"]["enough"]),
        ("cap", made["quota"]["cap_known"] and made["quota"]["cap_left"] < 0),
        ("promotion", _within(x["promotion_ends"], x["start"], made["dates"]["decided"])),
        ("due", bool(x["price_due"]) and day(x["price_due"]) <= day(made["dates"]["decided"])),
        ("ends", _within(x["price_ends"], x["start"], made["dates"]["decided"])),
    ]


def _within(date: str, first: str, last: str) -> bool:
    return bool(date) and day(first) <= day(date) <= day(last)


def gaps(x: Record, made: Record) -> list[tuple[str, bool]]:
    """What may not be known yet: each gap there is, and whether it stands."""
    because = {
        claim["because"]
        for arm in made["arms"]
        for claim in (arm["cost"], arm["loss"], arm["quality"])
        if claim and not claim["valid"]
    }
    return [
        ("owner", not x["owner"]),
        ("waits", not x["waits"]),
        ("personal-unknown", x["personal"] == "unknown"),
        ("source", not x["price_source"]),
        ("promotion-date", x["promotion_off"] > 0 and not x["promotion_ends"]),
        ("p95-prior", not made["p95_measured"]),
        *((name, name in because) for name in ("spread", "on-the-line", "expected-to-fail", "quality", "too-few")),
        (
            "pairs",
            any(
                arm["quality"] and arm["quality"]["valid"] and arm["quality"]["by"] == "shares" for arm in made["arms"]
            ),
        ),
        ("heavy", any(arm["cost"] and arm["cost"]["valid"] and arm["cost"]["heavy"] for arm in made["arms"])),
        ("size", made["cost"]["smaller"]),
        ("no-cap", not made["quota"]["cap_known"]),
        ("assumed", bool(x["assumed"])),
    ]
