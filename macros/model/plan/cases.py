"""The same plan under other prices: what batch saves, when it pays back, and which decision follows. The twin of docs/model/plan/cases.js.

Held to tests/vectors/plan/cases.json. x is the calculator's record with `promotion_off` and `off_peak_off` in percent.
"""

from __future__ import annotations

from typing import Any

from ..calculator import DAYS, calculate, lane_parts
from ..cost import saved
from ..value import payback
from .samples import LINES

Record = dict[str, Any]
LANES = ("price", "batch")
PARTS = ("in", "read", "write", "out")


def scaled(x: Record, lane: str, factor: float) -> Record:
    return {**x, **{f"{lane}_{part}": x[f"{lane}_{part}"] * factor for part in PARTS}}


def discounted(x: Record, discount: float) -> Record:
    """Batch at list price less one discount on every component."""
    return {**x, **{f"batch_{part}": x[f"price_{part}"] * (1 - discount) for part in PARTS}}


def variants(x: Record) -> list[tuple[str, Record, float]]:
    """(id, inputs, what the realtime alternative costs as a share of its price)."""
    off_peak = 1 - min(max(x["off_peak_off"], 0), 100) / 100
    promoted = 1 - min(max(x["promotion_off"], 0), 99) / 100
    return [
        ("today", x, 1.0),
        ("list-up", scaled(scaled(x, "price", 1.2), "batch", 1.2), 1.0),
        ("list-down", scaled(scaled(x, "price", 0.8), "batch", 0.8), 1.0),
        ("half", discounted(x, 0.5), 1.0),
        ("quarter", discounted(x, 0.25), 1.0),
        ("tenth", discounted(x, 0.1), 1.0),
        ("promotion", scaled(x, "batch", 1 / promoted), 1.0),
        ("off-peak", x, off_peak),
        ("off-peak-ends", x, 1.0),
        ("reads-double", {**x, "price_read": x["price_read"] * 2, "batch_read": x["batch_read"] * 2}, 1.0),
        ("reads-full", {**x, "batch_read": x["price_read"]}, 1.0),
        ("cold", {**x, "hit_likely": 0}, 1.0),
        ("primed", {**x, "hit_likely": x["hit_high"]}, 1.0),
    ]


def judged(x: Record, alternative: float, effort: float, worked: Record | None = None) -> Record:
    """Saving per usable answer, USD a month, months to pay back and the decision (go, pilot, stay), or why none is.

    worked: the calculator's answer to x, where it is there already.
    """
    found = worked or calculate(x)
    if not found["valid"]:
        return found
    live = found["realtime_1000"] * alternative
    saving = saved(live, found["likely_1000"])
    month = (live - found["likely_1000"]) / 1000 * x["requests_per_day"] * DAYS
    net = month - x["operations_usd"]
    decision = "stay" if net <= 0 else "go" if saving >= LINES["saving"] else "pilot"
    return {
        "saving": saving,
        "month": month,
        "net": net,
        "payback": payback(effort, month, x["operations_usd"]),
        "decision": decision,
    }


def cases(x: Record, effort: float, worked: Record | None = None) -> list[Record]:
    """One record per price case, in the order printed; a case that moves no price takes what was `worked` out for x."""
    return [
        {"id": name, **judged(moved, alternative, effort, worked if moved is x else None)}
        for name, moved, alternative in variants(x)
    ]


def flip(x: Record, saving: float) -> Record:
    """The one discount on every component of the batch price at which batch saves exactly `saving`, at its likely hits.

    Batch per usable answer = ratio · B · ((1 − x)(1 + w) + b·x) + x · live, all over (1 − unusable): linear in the ratio.
    """
    whole = discounted(x, 0)
    batch = lane_parts(whole, "batch", x["hit_likely"], "batch_write")["total"]
    live = lane_parts(x, "price", x["hit_realtime"], "price_write")["total"]
    hedged, wasted, twice = x["hedged"] / 100, x["wasted"] / 100, x["billed_twice"] / 100
    per_ratio = batch * ((1 - hedged) * (1 + wasted) + twice * hedged)
    wanted = live / (1 - x["unusable_realtime"] / 100) * (1 - saving) * (1 - x["unusable_batch"] / 100)
    if per_ratio <= 0:
        return {"valid": False, "because": "batch costs nothing"}
    discount = 1 - (wanted - hedged * live) / per_ratio
    return {"valid": True, "discount": discount, "possible": 0 <= discount <= 1}
