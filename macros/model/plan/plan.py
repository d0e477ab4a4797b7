"""A benchmark plan's numbers from what a team answers: one record in, one record out. Twin of docs/model/plan/plan.js.

Held to tests/vectors/plan/plan.json. The answers are the calculator's fields and those of docs/data/plan.yml, with the
price row's label, dates and source; percentages arrive as percentages, an unknown number as None. USD unless a name
says otherwise. Words stand in docs/data/plan-template.yml: warnings and gaps are ids here.
"""

from __future__ import annotations

import math

from ..calculator import DAYS, calculate
from ..cost import saved
from ..records import Answer, Refused
from ..request import in_batch, lane_parts, live_cost, live_share, timer_h
from ..sample_size import zero_failures_sample
from ..turnaround import fitted, percentile
from ..value import payback, payback_fading
from .cases import cases, flip
from .detail import detail
from .records import Answers, Arm, Claims, Cost, Drafted, Paid, Plan, Prices, Worked
from .samples import LEAST_BATCHES, LINES, cost_sample, incidents, late_chance, loss_sample, quality_sample, stake
from .schedule import DRY, SLOTS, canaries, large_canary, quota, sizes, stages, submissions
from .unsigned import gaps, warnings

LIST_RISE = 1.2  # a ceiling reckons with list prices a fifth higher
LIVE, BY_BATCH = ("again", "off-peak"), ("batch", "primed")  # arms whose rows are never, and always, a batch's
ENDS = (0, 100)  # percent of hits


def plan(answers: Answers) -> Plan | Refused:
    """The plan, or why there is nothing to compare."""
    answers = paced(answers)
    answer = calculate(answers)
    if not answer["valid"]:
        return {"valid": False, "because": answer["because"]}
    if not timer_h(answers):
        return {"valid": False, "because": "deadline-within-reserve"}
    if not answer["lanes"]:
        return {"valid": False, "because": "no-time-to-collect"}
    measured = answers["measured_p95_h"]
    p95_h = measured if measured is not None else answer["p95_h"]
    arms = samples(answers, answer)
    submit = submissions(answers, p95_h)
    runs = canaries(answers)
    cost = money(answers, arms, runs["days"], submit["rows"])
    due = [answers["price_due"], answers["price_ends"], answers["promotion_ends"], answers["price_changes"]]
    worked: Worked = {
        "valid": True,
        "p95_h": p95_h,
        "p95_measured": measured is not None,
        **_prices(answers, answer),
        "chance": late_chance(runs["batches"]),
        "incidents": incidents(runs["days"], answers["incident_h"], answers["incident_chance"] / 100),
        "least_batches": LEAST_BATCHES,
        "arms": arms,
        "lines": LINES,
        "rows": max(arm["rows"] for arm in arms),
        "loss_clean": zero_failures_sample(LINES["loss"], 0.95)["n"],
        "submit": submit,
        "canaries": runs,
        "cost": cost,
        "quota": quota(answers, submit["rows"], p95_h, cost["sizes"][2]),
        "dates": stages(answers, runs["days"], due),
        **_paid(answers, answer, cost["likely"]),
    }
    drafted: Drafted = {**worked, "warnings": warnings(answers, worked), "gaps": gaps(answers, worked)}
    return {**drafted, "detail": detail(answers, answer, drafted)}


def paced(answers: Answers) -> Answers:
    """The answers with the collecting time cut to what the deadline allows: what goes live follows from it."""
    curve = fitted(answers["median_min"], answers["p90_min"])
    if not curve["valid"]:
        return answers
    measured = answers["measured_p95_h"]
    every = submissions(answers, measured if measured is not None else percentile(0.95, curve) / 60)
    return {**answers, "collect_h": every["every_h"]} if every["cut"] else answers


def _prices(answers: Answers, answer: Answer) -> Prices:
    """What the calculator says of the plan's prices, and what late answers may cost."""
    uncached: Answers = {**answers, "caching": "realtime"}
    saving, month = (answer["realtime_1000"] - answer["likely_1000"]) / 1000, answer["saved_month"]
    return {
        "realtime_1000": answer["realtime_1000"],
        "batch_1000": answer["likely_1000"],
        "batch_1000_low": answer["low_1000"],
        "batch_1000_high": answer["high_1000"],
        "saving": answer["saved_likely"],
        "month": month,
        "written_1000": in_batch(answers, 0, "batch_write") * 1000,
        "uncached_1000": in_batch(uncached, 0, "batch_write") * 1000,
        "late": answer["late"],
        "hedged": answer["hedged"],
        "hedged_given": answer["hedged_given"],
        "too_short": answer["too_short"],
        "hedge_h": answer["hedge_after_h"],
        "lateness": answer["lateness"],
        "stake": {
            **stake(saving, answers["late_usd"]),
            "month": month - LINES["late"] * answers["late_usd"] * answers["requests_per_day"] * DAYS,
        },
    }


def _paid(answers: Answers, answer: Answer, test_usd: float) -> Paid:
    """Whether building and testing come back, at today's prices and at others."""
    effort = answers["build_hours"] * answers["hourly_usd"] + test_usd
    month, running = answer["saved_month"], answers["operations_usd"]
    return {
        "cases": cases(answers, effort, answer),
        "flip_zero": flip(answers, 0),
        "flip_line": flip(answers, LINES["saving"]),
        "effort": effort,
        "payback": payback(effort, month, running),
        "payback_falling": payback_fading(effort, month, running, answers["yearly_fall"] / 100),
    }


def samples(answers: Answers, answer: Answer) -> list[Arm]:
    """Per arm: the expected saving, the rows for each claim it answers, and the most of them."""
    available = answers["requests_per_day"] * max(answers["window_days"], 0)
    paired = answers["paired"] == "yes"
    correlation = answers["correlation"] / 100 if paired else 0.0
    live, batch = answers["unusable_realtime"] / 100, answers["unusable_batch"] / 100
    quality = quality_sample(_share(answers["quality"]), _share(answers["discordant"]), paired, available)
    again = quality["n"] if quality["valid"] else 0
    arms: list[Arm] = [{"id": "again", "saving": 0.0, "cost": None, "loss": None, "quality": quality, "rows": again}]
    for name, saving in _expected(answers, answer):
        unusable = batch if name in ("batch", "primed") else live
        claims: Claims = {
            "cost": cost_sample(answers["cv"], answers["skew"], correlation, saving, available),
            "loss": loss_sample(live, unusable, available),
            "quality": quality if name in ("batch", "primed") else None,
        }
        arms.append({"id": name, "saving": saving, **claims, "rows": _rows(claims)})
    return arms


def _share(percent: float | None) -> float | None:
    return percent / 100 if percent is not None else None


def _expected(answers: Answers, answer: Answer) -> list[tuple[str, float]]:
    """The arms whose saving is a claim, with the one expected."""
    expected = [("batch", answer["saved_likely"])]
    if answers["shared"] > 0 and answers["hit_high"] != answers["hit_likely"]:
        primed = in_batch(answers, answers["hit_high"], "batch_write")
        expected.append(("primed", saved(answer["realtime_1000"] / 1000, primed)))
    if answers.get("flex") is not False:
        expected.append(("flex", answer["saved_flex"]))
    if answers["off_peak_off"] > 0:
        expected.append(("off-peak", answers["off_peak_off"] / 100))
    return expected


def _rows(claims: Claims) -> int:
    sizes = [claim["n"] for claim in (claims["cost"], claims["loss"], claims["quality"]) if claim and claim["valid"]]
    return max(sizes, default=0)


def money(answers: Answers, arms: list[Arm], days: int, production_rows: float) -> Cost:
    """What the plan costs, likely and at most.

    Likely: at the assumed hits, but the canaries cold, as small batches find little in a cache; what is late goes
    live. At most: no cache is ever hit in either lane, list prices stand a fifth higher, and every row that goes by
    batch is sent live once more. The canaries take what the arms leave of `ceiling_usd`: the large one is the largest
    step that still fits.
    """
    usd, worst = _row_usd(answers), _worst(answers)
    again = live_share(answers) * usd["again"]  # what the fallback of a row costs, likely
    cold = max(lane_parts(answers, "batch", 0, "batch_write")["total"], usd["batch"])
    rows = {arm["id"]: arm["rows"] for arm in arms}
    judged = [arm["quality"]["n"] for arm in arms if arm["quality"] and arm["quality"]["valid"]]
    scored = rows["again"] + sum(judged)  # the logged answers too
    arms_usd = sum((usd[name] + (again if name in BY_BATCH else 0)) * count for name, count in rows.items())
    one_live = LIST_RISE * worst["live"]
    one_batch = LIST_RISE * worst["batch"] + one_live
    arms_most = sum((one_live if name in LIVE else one_batch) * count for name, count in rows.items())
    score = scored * answers["score_usd"]
    dry_most = DRY * (one_live + one_batch)
    left = answers["ceiling_usd"] - arms_most - score - dry_most
    three = sizes(large_canary(production_rows, left / (SLOTS * days * one_batch) if one_batch > 0 else math.inf))
    canary_rows = SLOTS * days * sum(three)
    dry, canaries_usd = DRY * (usd["again"] + usd["batch"]), canary_rows * (cold + again)
    return {
        "sizes": three,
        "canary_rows": canary_rows,
        "dry": dry,
        "arms": arms_usd,
        "canaries": canaries_usd,
        "score": score,
        "scored": scored,
        "likely": dry + arms_usd + canaries_usd + score,
        "most": dry_most + arms_most + canary_rows * one_batch + score,
        "smaller": three[2] < production_rows / 2.5,  # not even the step below a production batch
    }


def _row_usd(answers: Answers) -> dict[str, float]:
    """USD of one row by arm."""
    live = live_cost(answers)
    return {
        "again": live,
        "batch": lane_parts(answers, "batch", answers["hit_likely"], "batch_write")["total"],
        "primed": lane_parts(answers, "batch", answers["hit_high"], "batch_write")["total"],
        "flex": lane_parts(answers, "batch", answers["hit_realtime"], "batch_write")["total"],
        "off-peak": live * (1 - answers["off_peak_off"] / 100),
    }


def _worst(answers: Answers) -> dict[str, float]:
    """USD of one row by lane at the hits, or without caching, at which it is dearest; cost is a line in the hits."""
    uncached: Answers = {**answers, "caching": "none"}
    return {
        "live": max(
            lane_parts(way, "price", hits, "price_write")["total"] for way in (answers, uncached) for hits in ENDS
        ),
        "batch": max(
            lane_parts(way, "batch", hits, "batch_write")["total"] for way in (answers, uncached) for hits in ENDS
        ),
    }
