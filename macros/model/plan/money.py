"""A plan's money as words: prices, the test's cost, price cases and payback. The twin of docs/model/plan/money.js."""

from __future__ import annotations

from typing import Any

from .. import format as say
from ..calculator import calculate
from .terms import CASES, DECISIONS, back, count, discount, dollars, flags, given, months, share

Record = dict[str, Any]


def money(x: Any, made: Record) -> Record:
    """The slots of sections 4, 12 and 13, and of what a late answer costs."""
    cost = made["cost"]
    found: Any = calculate(x)
    prices = {
        f"{lane}_{part}": say.price(x[f"{lane}_{part}"])
        for lane in ("price", "batch")
        for part in ("in", "read", "write", "out")
    }
    cases = [
        {
            **flags("c_", CASES, [case["id"]]),
            **flags("d_", DECISIONS, [case["decision"]]),
            "saving": share(case["saving"]),
            "month": dollars(case["month"]),
            "payback": months(case["payback"]),
        }
        for case in made["cases"]
    ]
    return {
        **prices,
        "realtime_1000": say.usd(made["realtime_1000"], 2),
        "batch_1000": say.usd(made["batch_1000"], 2),
        "batch_1000_low": say.usd(made["batch_1000_low"], 2),
        "batch_1000_high": say.usd(made["batch_1000_high"], 2),
        "written": x["shared"] > 0 and x["batch_write"] != x["batch_in"],
        "written_1000": say.usd(made["written_1000"], 2),
        "saving": share(made["saving"]),
        "saving_low": share(found["saved_least"]),
        "saving_high": share(found["saved_most"]),
        "late_usd": f"${say.number(x['late_usd'])}",
        "hit_high": given(x["hit_high"], "%"),
        "three_months": dollars(3 * (made["month"] - x["operations_usd"])),
        "ceiling": dollars(x["ceiling_usd"]),
        **{f"cost_{name}": dollars(cost[name]) for name in ("dry", "arms", "canaries", "score", "likely", "most")},
        "arm_rows": count(sum(arm["rows"] for arm in made["arms"])),
        "canary_rows": count(cost["canary_rows"]),
        "scored": count(cost["scored"]),
        "cases": cases,
        "flip_zero": discount(made["flip_zero"]),
        "flip_line": discount(made["flip_line"]),
        "effort": dollars(made["effort"]),
        "operations": dollars(x["operations_usd"]),
        "late_costs": not made["stake"]["free"] and made["month"] > 0,
        "stake_share": say.percent(made["stake"]["share"], 2),
        "stake_clean": count(made["stake"]["clean"]),
        "stake_month": dollars(made["stake"]["month"]),
        "month_today": dollars(made["month"]),
        "payback": back(made["payback"]),
        "payback_falling": back(made["payback_falling"]),
        "yearly_fall": given(x["yearly_fall"], "%"),
    }
