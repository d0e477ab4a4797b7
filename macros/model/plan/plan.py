"""A benchmark plan's numbers from what a team answers: one record in, one record out. Twin of docs/model/plan/plan.js.

Held to tests/vectors/plan/plan.json. The answers are the calculator's fields and those of docs/data/plan.yml, with the
price row's label, dates and source; percentages arrive as percentages, an unknown number as None. USD unless a name
says otherwise. Words stand in docs/data/plan-template.yml: warnings and gaps are ids here.
"""

from __future__ import annotations

import math

from ..calculator import DAYS, calculate, in_batch, lane_parts
from ..cost import saved
from ..records import Answer, Refused
from ..sample_size import zero_failures_sample
from ..value import payback, payback_fading
from .cases import cases, flip
from .detail import detail
from .records import Answers, Arm, Claims, Cost, Drafted, Paid, Plan, Prices, Worked
from .samples import LINES, cost_sample, late_chance, loss_sample, quality_sample, stake
from .schedule import DRY, SLOTS, canaries, large_canary, quota, sizes, stages, submissions
from .unsigned import gaps, warnings

LIST_RISE = 1.2  # a ceiling reckons with list prices a fifth higher
NO_HIT = 1e-9  # percent: caching left on and nothing found, where 0 means that it is left off


def plan(answers: Answers) -> Plan | Refused:
    """The plan, or why there is nothing to compare."""
    answer = calculate(answers)
    if not answer["valid"]:
        return {"valid": False, "because": answer["because"]}
    if not answer["lanes"]:
        return {"valid": False, "because": "deadline-within-reserve"}
    measured = answers["measured_p95_h"]
    p95_h = measured if measured is not None else answer["p95_h"]
    arms = samples(answers, answer)
    submit = submissions(answers, p95_h)
    runs = canaries(answers)
    cost = money(answers, arms, runs["days"], submit["rows"])
    due = [answers["price_due"], answers["price_ends"], answers["promotion_ends"]]
    worked: Worked = {
        "valid": True,
        "p95_h": p95_h,
        "p95_measured": measured is not None,
        **_prices(answers, answer),
        "chance": late_chance(runs["batches"]),
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


def _prices(answers: Answers, answer: Answer) -> Prices:
    """What the calculator says of the plan's prices, and what late answers may cost."""
    saving, month = (answer["realtime_1000"] - answer["likely_1000"]) / 1000, answer["saved_month"]
    return {
        "realtime_1000": answer["realtime_1000"],
        "batch_1000": answer["likely_1000"],
        "batch_1000_low": answer["low_1000"],
        "batch_1000_high": answer["high_1000"],
        "saving": answer["saved_likely"],
        "month": month,
        "written_1000": in_batch(answers, NO_HIT, "batch_write") * 1000,
        "late": answer["late"],
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
    """What the plan costs: at the likely prices and hits, and at most (worst hits, list prices a fifth higher, every
    batch row of an arm sent live once more).

    The canaries take what the arms leave of `ceiling_usd`: the large one is the largest step that still fits.
    """
    usd = _row_usd(answers)
    live, likely = usd["again"], usd["batch"]
    low = lane_parts(answers, "batch", answers["hit_low"], "batch_write")["total"]
    worst = max(likely, usd["primed"], low)
    rows = {arm["id"]: arm["rows"] for arm in arms}
    judged = [arm["quality"]["n"] for arm in arms if arm["quality"] and arm["quality"]["valid"]]
    scored = rows["again"] + sum(judged)  # the logged answers too
    arms_usd = sum(usd[name] * count for name, count in rows.items())
    dearest = {name: live if name in ("again", "off-peak") else max(worst, usd[name]) + live for name in rows}
    arms_most = LIST_RISE * sum(dearest[name] * count for name, count in rows.items())
    score = scored * answers["score_usd"]
    dry = DRY * (live + likely)
    dry_most = LIST_RISE * DRY * (live + worst)
    per_row = LIST_RISE * worst
    left = answers["ceiling_usd"] - arms_most - score - dry_most
    three = sizes(large_canary(production_rows, left / (SLOTS * days * per_row) if per_row > 0 else math.inf))
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


def _row_usd(answers: Answers) -> dict[str, float]:
    """USD of one row by arm."""
    live = lane_parts(answers, "price", answers["hit_realtime"], "price_write")["total"]
    return {
        "again": live,
        "batch": lane_parts(answers, "batch", answers["hit_likely"], "batch_write")["total"],
        "primed": lane_parts(answers, "batch", answers["hit_high"], "batch_write")["total"],
        "flex": lane_parts(answers, "batch", answers["hit_realtime"], "batch_write")["total"],
        "off-peak": live * (1 - answers["off_peak_off"] / 100),
    }
