"""The same plan under other prices: what batch saves, when it pays back, and which decision follows.

The twin of docs/model/plan/cases.js, held to tests/vectors/plan/cases.json. Of the answers it takes the calculator's
inputs, `promotion_off` and `off_peak_off`, these two in percent.
"""

from __future__ import annotations

from typing import cast

from ..calculator import DAYS, calculate
from ..cost import saved
from ..records import Answer, Refused
from ..request import lane_parts, live, live_cost, live_share, usable_share
from ..value import payback
from .records import Answers, Case, Flip, Judged
from .samples import LINES


def listed(answers: Answers, factor: float) -> Answers:
    """Realtime at `factor` of its price."""
    return {
        **answers,
        "price_in": answers["price_in"] * factor,
        "price_read": answers["price_read"] * factor,
        "price_write": answers["price_write"] * factor,
        "price_out": answers["price_out"] * factor,
    }


def sold(answers: Answers, factor: float) -> Answers:
    """Batch at `factor` of its price."""
    return {
        **answers,
        "batch_in": answers["batch_in"] * factor,
        "batch_read": answers["batch_read"] * factor,
        "batch_write": answers["batch_write"] * factor,
        "batch_out": answers["batch_out"] * factor,
    }


def discounted(answers: Answers, discount: float) -> Answers:
    """Batch at list price less one discount on every component."""
    return {
        **answers,
        "batch_in": answers["price_in"] * (1 - discount),
        "batch_read": answers["price_read"] * (1 - discount),
        "batch_write": answers["price_write"] * (1 - discount),
        "batch_out": answers["price_out"] * (1 - discount),
    }


def variants(answers: Answers) -> list[tuple[str, Answers, float]]:
    """(id, answers, what the realtime alternative costs as a share of its price)."""
    off_peak = 1 - min(max(answers["off_peak_off"], 0), 100) / 100
    promoted = 1 - min(max(answers["promotion_off"], 0), 99) / 100
    read = {"price": answers["price_read"], "batch": answers["batch_read"]}
    return [
        ("today", answers, 1.0),
        ("list-up", sold(listed(answers, 1.2), 1.2), 1.0),
        ("list-down", sold(listed(answers, 0.8), 0.8), 1.0),
        ("half", discounted(answers, 0.5), 1.0),
        ("quarter", discounted(answers, 0.25), 1.0),
        ("tenth", discounted(answers, 0.1), 1.0),
        ("promotion", sold(answers, 1 / promoted), 1.0),
        ("off-peak", answers, off_peak),
        ("off-peak-ends", answers, 1.0),
        ("reads-double", {**answers, "price_read": read["price"] * 2, "batch_read": read["batch"] * 2}, 1.0),
        ("reads-full", {**answers, "batch_read": read["price"]}, 1.0),
        ("cold", {**answers, "hit_likely": 0}, 1.0),
        ("uncached", {**answers, "caching": "realtime" if answers["caching"] == "both" else answers["caching"]}, 1.0),
        ("primed", {**answers, "hit_likely": answers["hit_high"]}, 1.0),
    ]


def judged(answers: Answers, alternative: float, effort: float, worked: Answer | None = None) -> Judged | Refused:
    """Saving per usable answer, USD a month, months to pay back and the decision, or why nothing compares.

    `worked` is the calculator's answer, where it is there already.
    """
    answer = worked or calculate(answers)
    if not answer["valid"]:
        return answer
    other = answer["realtime_1000"] * alternative
    saving = saved(other, answer["likely_1000"])
    month = (other - answer["likely_1000"]) / 1000 * answers["requests_per_day"] * DAYS
    net = month - answers["operations_usd"]
    return {
        "saving": saving,
        "month": month,
        "net": net,
        "payback": payback(effort, month, answers["operations_usd"]),
        "decision": "stay" if net <= 0 else "go" if saving >= LINES["saving"] else "pilot",
    }


def cases(answers: Answers, effort: float, worked: Answer | None = None) -> list[Case]:
    """One record per price case, in the order printed; the answers must compare as they stand.

    A case that moves no price takes what was `worked` out.
    """
    rows = []
    for name, moved, alternative in variants(answers):
        case = judged(moved, alternative, effort, worked if moved is answers else None)
        rows.append(cast(Case, {"id": name, **case}))  # other prices and hits refuse nothing that today's do not
    return rows


def flip(answers: Answers, saving: float) -> Flip | Refused:
    """The one discount on every component of the batch price at which batch saves exactly `saving`, at likely hits.

    Batch per usable answer = ratio · B · ((1 − x)(1 + w) + b·x) + x · live, all over the usable share: linear in the
    ratio.
    """
    batch = lane_parts(discounted(answers, 0), "batch", answers["hit_likely"], "batch_write")["total"]
    hedged, wasted, twice = live_share(answers), answers["wasted"] / 100, answers["billed_twice"] / 100
    per_ratio = batch * ((1 - hedged) * (1 + wasted) + twice * hedged)
    wanted = live(answers) * (1 - saving) * usable_share(answers, hedged)
    if per_ratio <= 0:
        return {"valid": False, "because": "batch-free"}
    discount = 1 - (wanted - hedged * live_cost(answers)) / per_ratio
    return {"valid": True, "discount": discount, "possible": 0 <= discount <= 1}
