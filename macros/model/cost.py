"""What one request costs in each lane, and what is left of a discount after caches, failures and hedges.

The Python twin of docs/model/cost.js, held to tests/vectors/cost.json. Prices are USD per 1e6 tokens and each lane
brings its own for every component: there is no global "half". A share lies between 0 and 1.
"""

from __future__ import annotations

from .records import BreakEven, Price, PromptRatio, Refused, Request, Tokens, Usd


def request_parts(tokens: Tokens, price: Price, hit: float) -> Request:
    """USD of one request by component.

    tokens: shared (a prefix all requests open with), unique, output. price: input, cache_read, cache_write, output.
    hit: share of requests that find the prefix cached; the others write it. Without caching give hit 0 and
    cache_write at the input price.
    """
    fresh = tokens["unique"] * price["input"] / 1e6
    read = tokens["shared"] * hit * price["cache_read"] / 1e6
    write = tokens["shared"] * (1 - hit) * price["cache_write"] / 1e6
    output = tokens["output"] * price["output"] / 1e6
    return {
        "fresh": fresh,
        "cache_read": read,
        "cache_write": write,
        "output": output,
        "total": fresh + read + write + output,
    }


def lane_price(list_price: Price, ratio: float, stacking: str) -> Price:
    """Prices of a waiting lane that charges `ratio` of the list price.

    stacking says what the vendor does to cached tokens there: "multiply" (both discounts), "exclusive" (the cached
    price stays as in realtime) or "none" (cached tokens cost fresh input in this lane).
    """
    lane: Price = {
        "input": list_price["input"] * ratio,
        "cache_read": list_price["cache_read"] * ratio,
        "cache_write": list_price["cache_write"] * ratio,
        "output": list_price["output"] * ratio,
    }
    if stacking == "exclusive":
        lane["cache_read"] = list_price["cache_read"]
    elif stacking == "none":
        lane["cache_read"] = lane["cache_write"] = lane["input"]
    return lane


def batch_answer(batch: float, realtime: float, failed: float, billed: float, unusable: float) -> Usd | Refused:
    """USD per usable answer in batch: [(1 − x) c_b + x (c_rt + billed · c_b)] / (1 − y).

    x `failed`: share that expires or fails and is redone live; `billed`: share of those that are charged all the same;
    y `unusable`: share of answers that is billed and thrown away.
    """
    if unusable >= 1:
        return {"valid": False, "because": "no-usable-answer"}
    return {"valid": True, "usd": ((1 - failed) * batch + failed * (realtime + billed * batch)) / (1 - unusable)}


def hedge_multiplier(ratio: float, hedged: float, wasted: float, billed_twice: float) -> float:
    """Cost of batch with late rows sent live as well, as a share of realtime: d(1 − x)(1 + f) + d·b·x + x.

    d `ratio`, x `hedged`, f `wasted` (share of batch work billed for nothing), b `billed_twice` (share of hedged rows
    whose batch copy is charged too).
    """
    return ratio * (1 - hedged) * (1 + wasted) + ratio * billed_twice * hedged + hedged


def hybrid(realtime: float, batch: float, share: float) -> float:
    """Cost when `share` of the work goes to batch: (1 − s) c_rt + s c_b."""
    return (1 - share) * realtime + share * batch


def saved(realtime: float, other: float) -> float:
    """1 − other ÷ realtime; negative when the other costs more, 0 when realtime is free."""
    return 1 - other / realtime if realtime > 0 else 0.0


def break_even_hit(tokens: Tokens, price: Price, other: float) -> BreakEven:
    """Realtime hit rate above which cached realtime costs less than `other` (USD a request).

    `always` and `never` say that no hit rate changes the answer.
    """
    slope = tokens["shared"] * (price["cache_write"] - price["cache_read"]) / 1e6
    cold = request_parts(tokens, price, 0)["total"]
    if slope <= 0:
        return {"hit": 0.0, "always": cold < other, "never": cold >= other}
    hit = (cold - other) / slope
    return {"hit": min(max(hit, 0.0), 1.0), "always": hit < 0, "never": hit > 1}


def break_even_prompt(
    ratio_out_in: float, discount: float, hit: float, batch_hit: float, read: float
) -> PromptRatio | Refused:
    """Prompt ÷ output tokens above which realtime at `hit` beats batch: all of it cacheable, writes at list price.

    From h* = (I + rO − (1 − d)(I(1 − h_b(1 − k)) + rO)) / (I(1 − k)) solved for I ÷ O.
    """
    per_prompt = hit * (1 - read) - 1 + (1 - discount) * (1 - batch_hit * (1 - read))
    if per_prompt <= 0:
        return {"valid": False, "because": "batch-always-cheaper"}
    return {"valid": True, "prompt_per_output": ratio_out_in * discount / per_prompt}


def largest_lateness_cost(saving_per_request: float, late: float) -> Usd | Refused:
    """USD that one late answer may cost before batch loses, given the share that comes late."""
    if late <= 0:
        return {"valid": False, "because": "no-late-answer"}
    return {"valid": True, "usd": saving_per_request / late}
