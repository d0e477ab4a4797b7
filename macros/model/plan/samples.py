"""How many rows and batches each claim of a benchmark plan needs in each arm, or why no number can be given.

The twin of docs/model/plan/samples.js, held to tests/vectors/plan/samples.json. Shares lie between 0 and 1. What a
plan says of a claim without a size stands in docs/data/plan-template.yml.
"""

from __future__ import annotations

import math

from .. import normal
from ..sample_size import confidence_sequence, mean_sample, normal_interval_valid, two_arm_sample, zero_failures_sample
from .records import CostSize, Incidents, LateChance, LateRule, Lines, Look, LossSize, NoSize, QualitySize, Rank, Stake

LINES: Lines = {"saving": 0.25, "late": 0.01, "loss": 0.005, "quality": 0.01, "invoice": 0.02}  # the pass lines
ALPHA, POWER, WIDTH = 0.05, 0.8, 0.05
NEAREST = 0.01  # an expected saving nearer to its line than this (relative) is on it: no sample tells the two apart
LEAST_BATCHES = 20  # rows of one batch share its cache: fewer say nothing of how hits vary
LATE_WITH_HEDGE, LATE_HARM = 0.001, 0.04  # what a working hedge leaves, and the share that stops the pilot at once


def cost_sample(
    cv: float | None, skew: float | None, correlation: float, saving: float, available: float
) -> CostSize | NoSize:
    """Rows per arm to place a saving on one side of its line, with looks at any time.

    cv, skew: of the cost of one request; correlation: of the two arms' costs of the same request (0: not paired);
    saving: the expected one. `n` is the largest of four: `once` (one look at the end), `looks` (an anytime-valid
    interval, same power), `mean` (each arm's own mean within 5 %) and `shape` (the least n at which the normal
    interval holds, n > 25 · skew²).
    `heavy`: `shape` rules, so at the size of the others a normal interval would miss too often.
    """
    if cv is None or skew is None:
        return {"valid": False, "because": "spread"}
    gap = abs((1 - saving) / (1 - LINES["saving"]) - 1)
    if gap < NEAREST:
        return {"valid": False, "because": "on-the-line"}
    paired = min(max(correlation, 0.0), 1.0)
    sd = cv * math.sqrt(2 * (1 - paired))
    once = two_arm_sample(cv, gap, ALPHA, POWER, paired)["n"]
    looks = max(1, math.ceil(((anytime_factor() + normal.quantile(POWER)) * sd / gap) ** 2 - 1e-9))
    mean = mean_sample(cv, WIDTH)["n"]
    shape = math.floor(25 * skew**2) + 1
    n = max(once, looks, mean, shape)
    if n > available:
        return {"valid": False, "because": "too-few", "n": n}
    heavy = not normal_interval_valid(max(once, looks, mean), skew)
    return {
        "valid": True,
        "n": n,
        "once": once,
        "looks": looks,
        "mean": mean,
        "shape": shape,
        "heavy": heavy,
        "sd": sd,
        "gap": gap,
    }


def anytime_factor() -> float:
    """The anytime-valid half-width at its tuned size, in standard errors: about 3.03, where one look takes 1.96."""
    return float(confidence_sequence(1, 1, ALPHA, 1)["half_width"])


def loss_sample(live: float, batch: float, available: float) -> LossSize | NoSize:
    """Rows per arm for "lost or malformed: at most realtime + 0.5 points", one-sided.

    They are no fewer than a clean run needs.
    """
    margin = LINES["loss"] - (batch - live)
    if margin <= 0:
        return {"valid": False, "because": "expected-to-fail"}
    spread = max(live * (1 - live), 0.0) + max(batch * (1 - batch), 0.0)
    clean = zero_failures_sample(LINES["loss"], 1 - ALPHA)["n"]
    n = max(clean, math.ceil(_one_sided() * spread / margin**2 - 1e-9))
    if n > available:
        return {"valid": False, "because": "too-few", "n": n}
    return {"valid": True, "n": n, "clean": clean}


def quality_sample(
    good: float | None,
    differing: float | None,
    paired: bool,
    available: float,
) -> QualitySize | NoSize:
    """Prompts per arm for "quality: at most 1 point lower", one-sided non-inferiority.

    good: share judged good today; differing: share of prompts judged differently in two realtime runs. With the same
    prompts in both arms only differing pairs carry information (McNemar), so (z_a + z_b)² · differing ÷ margin².
    """
    if paired and differing is not None:
        spread, by = max(differing, 0.0), "pairs"
    elif good is not None:
        spread, by = max(2 * good * (1 - good), 0.0), "shares"
    else:
        return {"valid": False, "because": "quality"}
    least = zero_failures_sample(LINES["quality"], 1 - ALPHA)["n"]
    n = max(least, math.ceil(_one_sided() * spread / LINES["quality"] ** 2 - 1e-9))
    if n > available:
        return {"valid": False, "because": "too-few", "n": n}
    return {"valid": True, "n": n, "by": by}


def _one_sided() -> float:
    return (normal.quantile(1 - ALPHA) + normal.quantile(POWER)) ** 2


def late_rule() -> LateRule:
    """Batches in time that pass "P(late) ≤ 1 %", looked at after each batch: `clean` and `more` for each late one.

    A sequential likelihood ratio of 0.1 % late against 1 % late: by Ville's inequality it passes a lane that is late
    more often than 1 % with probability of at most 5 %, however often one looks. Harm, the same ratio for 4 %, stops:
    late · harm_late ≥ harm_at + in_time · harm_in_time.
    """
    line = LINES["late"]
    step = math.log((1 - LATE_WITH_HEDGE) / (1 - line))
    return {
        "clean": math.ceil(math.log(1 / ALPHA) / step - 1e-9),
        "more": math.ceil(math.log(line / LATE_WITH_HEDGE) / step - 1e-9),
        "harm_late": math.log(LATE_HARM / line),
        "harm_in_time": math.log((1 - line) / (1 - LATE_HARM)),
        "harm_at": math.log(1 / ALPHA),
    }


def late_chance(batches: int) -> LateChance:
    """How many late batches among `batches` still pass (`allowed`, -1: none can).

    `power`: how often a lane passes whose working fallback leaves 0.1 % late (exact binomial); `next`: the batches at
    which one more late one passes.
    """
    rule = late_rule()
    allowed = math.floor((batches - rule["clean"]) / (rule["more"] + 1))
    term, total = (1 - LATE_WITH_HEDGE) ** batches, 0.0
    for late in range(allowed + 1):
        total += term
        term *= (batches - late) / (late + 1) * LATE_WITH_HEDGE / (1 - LATE_WITH_HEDGE)
    return {
        "allowed": max(allowed, -1),
        "power": total,
        "next": rule["clean"] + (max(allowed, -1) + 1) * (rule["more"] + 1),
    }


def incidents(days: float, incident_h: float, chance: float) -> Incidents:
    """How often a window of `days` sees no incident, when they come at random and catch a share `chance` of time.

    An incident is missed when none starts in the window, nor so shortly before that it reaches into it (Poisson).
    `hundred`: the same for one incident of a day in a hundred days, whatever was assumed.
    """
    length = incident_h / 24
    gap = length / chance if chance > 0 and length > 0 else None
    return {
        "gap_days": gap,
        "missed": 1.0 if gap is None else math.exp(-(days + length) / gap),
        "hundred": math.exp(-(days + 1) / 100),
    }


def stake(saving: float, late_usd: float) -> Stake:
    """The share of late answers at which what lateness costs eats the whole saving, both in USD an answer, and the
    batches in a row without a late one that show fewer (95 %); `free` where no share does."""
    if saving <= 0:
        return {"free": False, "share": 0.0, "clean": 0}
    if late_usd <= saving:
        return {"free": True, "share": 1.0, "clean": 0}
    share = saving / late_usd
    return {"free": False, "share": share, "clean": zero_failures_sample(share, 1 - ALPHA)["n"]}


def harmful(batches: int) -> int:
    """The least number of late batches among `batches` that stops the pilot."""
    rule = late_rule()
    late: float = (rule["harm_at"] + batches * rule["harm_in_time"]) / (rule["harm_late"] + rule["harm_in_time"])
    return math.ceil(late - 1e-9)


def upper_rank(n: int, q: float, confidence: float) -> Rank | NoSize:
    """The rank of the sorted observation that is an upper bound of the q-quantile: exact, by the binomial."""
    log_term = n * math.log(q)  # of P(no observation lies above the quantile): logarithms do not run out of digits
    if n < 1 or math.exp(log_term) > 1 - confidence:
        return {"valid": False, "because": "too-few"}
    above, total = 0, math.exp(log_term)
    while above < n:
        log_term += math.log((n - above) / (above + 1) * (1 - q) / q)
        if total + math.exp(log_term) > 1 - confidence:
            break
        above, total = above + 1, total + math.exp(log_term)
    return {"valid": True, "rank": n - above}


def looks_at(n: int, sd: float) -> list[Look]:
    """How wide the anytime-valid interval of the cost ratio is at a quarter, half, all and twice of `n` rows."""
    sizes = [max(1, math.ceil(n * part)) for part in (0.25, 0.5, 1, 2)]
    return [{"n": size, "half": confidence_sequence(size, sd, ALPHA, max(n, 1))["half_width"]} for size in sizes]
