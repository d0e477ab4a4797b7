"""What a plan's document shows beside the plan itself: small numbers, no words. The twin of docs/model/plan/detail.js.

Held to tests/vectors/plan/detail.json, and to plan.json as `detail` of the plan, which its JSON form leaves out.
"""

from __future__ import annotations

from typing import Any

from .commands import commands
from .samples import LINES, harmful, looks_at
from .schedule import DRY, SHARES, SLOTS, order

Record = dict[str, Any]
SIZE_IDS = ("small", "medium", "large")


def detail(x: Record, found: Record, made: Record) -> Record:
    """From the answers, the calculator's answer to them, and the plan made of both."""
    batches, sizes = made["canaries"]["batches"], made["cost"]["sizes"]
    sized = {arm["id"]: arm["cost"] for arm in made["arms"] if arm["cost"] and arm["cost"]["valid"]}
    batch = sized.get("batch")
    shape = next((cost["shape"] for cost in sized.values()), None)  # the same in every arm
    return {
        "ready": not made["warnings"] and not made["gaps"],
        "card": [_quantity(row, x[row["id"]], row["id"] in x["assumed"]) for row in x["card"]],
        "saving_low": found["saved_least"],
        "saving_high": found["saved_most"],
        "three_months": 3 * (made["month"] - x["operations_usd"]),
        "late_costs": not made["stake"]["free"] and made["month"] > 0,
        "written": x["shared"] > 0 and x["batch_write"] != x["batch_in"],
        "ratio_line": 1 - LINES["saving"],
        "shape": shape,
        "skewed": shape is not None and shape > 1,
        "halves": looks_at(batch["n"], batch["sd"]) if batch else [],
        "allowed": max(made["chance"]["allowed"], 0),
        "whole_week": batches > 168,
        "harm": {"day": harmful(24), "week": harmful(168), "all": harmful(batches)},
        "canary_a_day": SLOTS * sum(sizes),
        "stage_rows": [x["requests_per_day"] * share for share in SHARES],
        "dry_rows": DRY,
        "arm_rows": sum(arm["rows"] for arm in made["arms"]),
        # From the submission: the oldest row was collected before it.
        "hedge_s": max(made["hedge_h"] - made["submit"]["every_h"], 0) * 3600,
        "deadline_s": x["deadline_h"] * 3600,
        "polling_s": x["polling_min"] * 60,
        "per_second": x["requests_per_day"] / 86400,
    }


def _quantity(row: Record, value: float | None, assumed: bool) -> Record:
    """A line of the workload card: assumed, given, or answered as not known."""
    return {**row, "value": value, "known": value is not None, "assumed": assumed}


def slot_hours(slot: int) -> Record:
    """A three-hour slot: for each weekday the size that leaves in each of its hours."""
    days = [{"hours": [{"size": SIZE_IDS[size]} for size in order(slot, on)]} for on in range(7)]
    return {"from": 3 * slot, "to": 3 * slot + 3, "days": days}


def values(x: Record, made: Record) -> Record:
    """What the slots of docs/data/plan-template.yml name.

    The answers under `asked`, the plan, its detail, the canaries' week and the names in the commands.
    """
    week = [slot_hours(slot) for slot in range(SLOTS)]
    return {"asked": x, **made, **made["detail"], "week": week, **commands(x)}
