"""When a benchmark plan submits what: cadence, canary batches, quota, stages with their days.

The twin of docs/model/plan/schedule.js, held to tests/vectors/plan/schedule.json. Hours are UTC; days are those of
dates.py. The unit for turnaround is the batch.
"""

from __future__ import annotations

import math

from ..sample_size import quantile_sample, zero_failures_bound
from ..value import cadence
from .dates import day, iso, meets_weekend, weekday
from .records import Answers, Canaries, Shares, Stages, Submissions
from .samples import late_rule, upper_rank

SLOTS, SIZES, A_DAY = 8, 3, 24  # eight three-hour slots, three sizes: one canary an hour, 168 a week
LADDER = (50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)  # rows of the large canary
SMALL, DRY = 10, 20  # rows of the small canary and of the dry run
STAGE_DAYS, RECORD_DAYS, PRICE_DAYS = 7, 90, 60
SHARES = (0.05, 0.25, 1)


def submissions(answers: Answers, p95_h: float) -> Submissions:
    """How often batches leave, with `rows` each; `fits` is false when the deadline leaves no time to collect."""
    room = cadence(answers["deadline_h"], p95_h, answers["reserve_h"])
    wished = max(answers["collect_h"], 0.25)
    every = min(wished, max(room["collect_h"], 0.25)) if room["valid"] else wished
    rows = max(1, math.ceil(answers["requests_per_day"] * every / 24 - 1e-9))
    return {"fits": room["valid"], "cut": every < wished, "every_h": every, "rows": rows, "per_day": 24 / every}


def sizes(large: int) -> list[int]:
    """Rows of the small, the medium and the large canary; the medium lies near the geometric mean of the others."""
    middle = math.sqrt(SMALL * large)
    return [SMALL, max([20, *(step for step in LADDER if step <= middle)]), large]


def large_canary(production_rows: float, affordable: float) -> int:
    """The largest step no larger than a production batch whose canaries of three sizes stay `affordable` (rows)."""
    fitting = [step for step in LADDER if step <= production_rows and sum(sizes(step)) <= affordable]
    return max(fitting, default=LADDER[0])


def order(slot: int, on: int) -> list[int]:
    """Which size (0 to 2) leaves in the first, second and third hour of a slot; it rotates: no size keeps an hour."""
    return [(place + on + slot) % SIZES for place in range(SIZES)]


def canaries(answers: Answers) -> Canaries:
    """Days, batches and what they prove. A window that is too short is used whole, and says what it cannot prove."""
    rule = late_rule()
    needed_days = 7 * math.ceil(rule["clean"] / (7 * A_DAY))
    days = min(needed_days, max(1, math.floor(answers["window_days"])))
    batches = A_DAY * days
    each = SLOTS * days
    first = day(answers["start"]) + 1
    return {
        "days": days,
        "needed_days": needed_days,
        "batches": batches,
        "each": each,
        "for_p95": quantile_sample(0.95, 0.95)["n"],
        "rank": upper_rank(each, 0.95, 0.95),
        "bound": zero_failures_bound(batches, 0.95)["share"],
        "short": batches < rule["clean"],
        "weekend": meets_weekend(first, days),
        "late": rule,
    }


def stages(answers: Answers, canary_days: int, due: list[str]) -> Stages:
    """The plan's days; its decision expires 90 days on, or on the first of the days `due` that follows it.

    Prices that are due for a new look before the decision are read again for it, and are then good for 60 days.
    """
    dry = day(answers["start"])
    canary = dry + 1
    claims = canary + canary_days
    starts = [claims + 1 + STAGE_DAYS * i for i in range(len(SHARES))]
    decided = starts[-1] + STAGE_DAYS
    again = bool(answers["price_due"]) and day(answers["price_due"]) <= decided
    holds = decided + (PRICE_DAYS if again else RECORD_DAYS)
    expires = min([holds, *(day(one) for one in due if one and day(one) > decided)])
    return {
        "dry": iso(dry),
        "canary": iso(canary),
        "canary_end": iso(claims - 1),
        "claims": iso(claims),
        "five": iso(starts[0]),
        "quarter": iso(starts[1]),
        "all": iso(starts[2]),
        "decided": iso(decided),
        "expires": iso(expires),
        "days": decided - dry,
        "first_weekday": weekday(canary),
    }


def quota(answers: Answers, rows: float, p95_h: float, large: float) -> Shares:
    """Shares of the enqueued-token cap and of the realtime limit: production, canaries, fallback, and what is left.

    In flight = arrivals × turnaround (Little's law), at the 95th percentile. The fallback must send a stalled batch,
    and the stream behind it, live within the reserve: tokens ÷ minutes against what live traffic leaves of the limit.
    """
    prompt = answers["shared"] + answers["unique"]
    whole = prompt + answers["output"]
    cap = answers["cap_tokens"]
    production = max(answers["requests_per_day"] * p95_h / 24, rows) * prompt
    canary = math.ceil(max(p95_h, 1)) * large * prompt
    free = answers["limit_per_minute"] * (1 - answers["limit_used"] / 100)
    minutes = answers["reserve_h"] * 60
    need = max(rows * whole / minutes if minutes > 0 else 0.0, answers["requests_per_day"] * whole / 1440)
    enough = free > 0 and need <= free and minutes > 0
    return {
        "cap_known": cap > 0,
        "production": production / cap if cap > 0 else 0.0,
        "canary": canary / cap if cap > 0 else 0.0,
        "cap_left": 1 - (production + canary) / cap if cap > 0 else 0.0,
        "free": free,
        "need": need,
        "enough": enough,
        "rescued_rows": math.floor(max(free, 0) * minutes / whole) if whole > 0 else 0,
    }
