"""What was measured -> pass, fail or open, by the rules that a benchmark plan fixed before its data. Pure.

pass: the whole interval lies on the good side of the line. fail: the whole interval lies on the bad side. open:
neither, or too little was measured. `because` is the id of what is wanting, "" when nothing is: its words stand in
docs/words/verdict.yml, and take the numbers beside it.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import Any

from ..model.plan.samples import LEAST_BATCHES
from ..model.sample_size import wilson_interval, zero_failures_bound

Record = dict[str, Any]
DRAWS, SEED = 2000, 20261123
FINAL = ("done", "empty", "failed", "refused", "unserved", "expired", "missing", "handed")
PRICED = {  # what the batch script counts -> the plan's price of it
    "input": "batch_in",
    "tool_input": "batch_in",
    "cached_input": "batch_read",
    "cache_write": "batch_write",
    "output": "batch_out",
}


def quantile_interval(values: list[float], q: float, confidence: float) -> Record:
    """The q-quantile and its two-sided interval from order statistics, free of any distribution.

    Its ends are the narrowest ranks around q·n whose binomial coverage reaches the confidence. `high` is None where the
    largest value is no bound yet.
    """
    n = len(values)
    if n < 1:
        return {"valid": False, "because": "nothing-measured"}
    order = sorted(values)
    below = [0.0]
    for k in range(n + 1):
        below.append(below[-1] + math.exp(_log_binomial(n, k, q)))
    tail = (1 - confidence) / 2
    low = max((k for k in range(n) if below[k + 1] <= tail), default=-1)
    high = next((k for k in range(n) if 1 - below[k + 1] <= tail), None)
    return {
        "valid": True,
        "n": n,
        "value": order[min(math.ceil(q * n), n) - 1],
        "low": order[low] if low >= 0 else None,
        "high": order[high] if high is not None else None,
    }


def _log_binomial(n: int, k: int, q: float) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(q) + (n - k) * math.log1p(-q)


def batch_cost(inputs: Record, batch: Record) -> tuple[float, float]:
    """USD of a batch's answers as billed, and of the same tokens in realtime at the plan's prices and cache hits."""
    used = {part: batch["usage"].get(part, 0.0) for part in PRICED}
    asked = sum(tokens * inputs[PRICED[part]] for part, tokens in used.items())
    prompt = sum(used.values()) - used["output"]
    shared = min(inputs["shared"] * batch["done"], prompt)
    hits = inputs["hit_realtime"] / 100
    live = (
        shared * (hits * inputs["price_read"] + (1 - hits) * (inputs["price_write"] if hits else inputs["price_in"]))
        + (prompt - shared) * inputs["price_in"]
        + used["output"] * inputs["price_out"]
    )
    return asked / 1e6, live / 1e6


def left_out(batches: list[Record]) -> tuple[dict[str, float], dict[str, float]]:
    """What was billed and has no price in the plan, and in how many rows a count was not known; both by part."""
    parts: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for batch in batches:
        parts.update({part: tokens for part, tokens in batch["usage"].items() if part not in PRICED})
        unknown.update(batch["unknown"])
    return {part: count for part, count in parts.items() if count}, dict(unknown)


def saving(inputs: Record, batches: list[Record], line: float) -> Record:
    """1 − batch cost ÷ realtime cost per usable answer, with a 95 % interval by drawing whole batches anew."""
    pairs = [batch_cost(inputs, batch) for batch in batches if batch["done"]]
    usable_live, usable_batch = (1 - inputs[f"unusable_{lane}"] / 100 for lane in ("realtime", "batch"))
    usable = usable_live / usable_batch if inputs["unusable_batch"] < 100 else math.inf
    if not pairs or sum(live for _, live in pairs) <= 0:
        return {"verdict": "open", "because": "no-token-counts"}

    def saved(costs: list[tuple[float, float]]) -> float:
        return 1 - usable * sum(asked for asked, _ in costs) / sum(live for _, live in costs)

    chance = random.Random(SEED)  # noqa: S311 - a repeatable draw, not a secret
    drawn = sorted(saved(chance.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS) - 1]
    measured = {"value": saved(pairs), "low": low, "high": high, "n": len(pairs)}
    if len(pairs) < LEAST_BATCHES:
        return {**measured, "verdict": "open", "because": "few-batches", "least": LEAST_BATCHES}
    return {
        **measured,
        "verdict": "pass" if low >= line else "fail" if high < line else "open",
        "because": "" if low >= line or high < line else "line-inside",
    }


def late(inputs: Record, batches: list[Record], rule: Record) -> Record:
    """Late batches by the plan's sequential rule: it may be looked at after each batch."""
    n = len(batches)
    if not n:
        return {"verdict": "open", "because": "no-batch-ended"}
    count = sum(
        batch["hours"] is None or batch["hours"] > inputs["deadline_h"] or batch["done"] < batch["rows"]
        for batch in batches
    )
    seen = wilson_interval(count, n, 0.95)
    high = zero_failures_bound(n, 0.95)["share"] if count == 0 else seen["high"]
    measured = {"value": count / n, "low": 0.0 if count == 0 else seen["low"], "high": high, "n": n, "count": count}
    in_time, wanted = n - count, rule["clean"] + rule["more"] * count
    if in_time >= wanted:
        return {**measured, "verdict": "pass", "because": ""}
    if rule["harm_late"] * count - rule["harm_in_time"] * in_time >= rule["harm_at"]:
        return {**measured, "verdict": "fail", "because": ""}
    return {**measured, "verdict": "open", "because": "more-in-time", "wanting": math.ceil(wanted - in_time)}


def loss(inputs: Record, batches: list[Record], line: float) -> Record:
    """Rows of first tries without an answer, over realtime's share; one-sided 95 % bounds (Wilson)."""
    first = [batch for batch in batches if batch["attempt"] == 1]
    n, lost = sum(batch["rows"] for batch in first), sum(batch["rows"] - batch["done"] for batch in first)
    if n < 1:
        return {"verdict": "open", "because": "no-batch-ended"}
    bound = wilson_interval(lost, n, 0.90)
    base = inputs["unusable_realtime"] / 100
    high = (zero_failures_bound(n, 0.95)["share"] if lost == 0 else bound["high"]) - base
    low = bound["low"] - base
    verdict = "pass" if high <= line else "fail" if low > line else "open"
    return {
        "value": lost / n - base,
        "low": low,
        "high": high,
        "n": n,
        "count": lost,
        "verdict": verdict,
        "because": "" if verdict != "open" else "more-rows",
    }


def accounted(rows: dict[str, str]) -> Record:
    """Ids in = ids out: each has an outcome that is final."""
    if not rows:
        return {"verdict": "open", "because": "no-rows-sent"}
    final = sum(outcome in FINAL for outcome in rows.values())
    return {
        "value": final / len(rows),
        "n": len(rows),
        "count": final,
        "verdict": "pass" if final == len(rows) else "open",
        "because": "" if final == len(rows) else "rows-underway",
        "underway": len(rows) - final,
    }
