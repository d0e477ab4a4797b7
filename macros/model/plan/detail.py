"""What a plan's document shows beside the plan itself: small numbers, no words. The twin of docs/model/plan/detail.js.

Held to tests/vectors/plan/detail.json, and to plan.json as `detail` of the plan, which its JSON form leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..records import Answer
from .commands import commands
from .records import Answers, Arm, CostSize, Detail, Drafted, Look, Quantity
from .samples import LINES, harmful, looks_at
from .schedule import DRY, SHARES, SLOTS, order

SIZE_IDS = ("small", "medium", "large")


def detail(answers: Answers, answer: Answer, plan: Drafted) -> Detail:
    """From the answers, the calculator's answer to them, and the plan made of both."""
    batches, sizes = plan["canaries"]["batches"], plan["cost"]["sizes"]
    sized = _sized(plan["arms"])
    shape = next((size["shape"] for size in sized.values()), None)  # the same in every arm
    return {
        "ready": not plan["warnings"] and not plan["gaps"],
        "card": _card(answers),
        "saving_low": answer["saved_least"],
        "saving_high": answer["saved_most"],
        "three_months": 3 * (plan["month"] - answers["operations_usd"]),
        "late_costs": not plan["stake"]["free"] and plan["month"] > 0,
        "written": answers["shared"] > 0 and answers["batch_write"] != answers["batch_in"],
        "ratio_line": 1 - LINES["saving"],
        "shape": shape,
        "skewed": shape is not None and shape > 1,
        "halves": _halves(sized.get("batch")),
        "allowed": max(plan["chance"]["allowed"], 0),
        "whole_week": batches > 168,
        "harm": {"day": harmful(24), "week": harmful(168), "all": harmful(batches)},
        "canary_a_day": SLOTS * sum(sizes),
        "stage_rows": [answers["requests_per_day"] * share for share in SHARES],
        "dry_rows": DRY,
        "arm_rows": sum(arm["rows"] for arm in plan["arms"]),
        # From the submission: the oldest row was collected before it.
        "hedge_s": max(plan["hedge_h"] - plan["submit"]["every_h"], 0) * 3600,
        "deadline_s": answers["deadline_h"] * 3600,
        "polling_s": answers["polling_min"] * 60,
        "per_second": answers["requests_per_day"] / 86400,
    }


def _sized(arms: list[Arm]) -> dict[str, CostSize]:
    """The arms whose saving has a size."""
    return {arm["id"]: arm["cost"] for arm in arms if arm["cost"] and arm["cost"]["valid"]}


def _halves(batch: CostSize | None) -> list[Look]:
    return looks_at(batch["n"], batch["sd"]) if batch else []


def _card(answers: Answers) -> list[Quantity]:
    """The lines of the workload card: each assumed, given, or answered as not known."""
    given: Mapping[str, Any] = answers
    return [
        {
            **row,
            "value": given[row["id"]],
            "known": given[row["id"]] is not None,
            "assumed": row["id"] in given["assumed"],
        }
        for row in answers["card"]
    ]


def slot_hours(slot: int) -> dict[str, Any]:
    """A three-hour slot: for each weekday the size that leaves in each of its hours."""
    days = [{"hours": [{"size": SIZE_IDS[size]} for size in order(slot, on)]} for on in range(7)]
    return {"from": 3 * slot, "to": 3 * slot + 3, "days": days}


def values(answers: Mapping[str, Any], plan: Mapping[str, Any]) -> dict[str, Any]:
    """What the slots of docs/data/plan-template.yml name.

    The answers under `asked`, the plan, its detail, the canaries' week and the names in the commands. `plan` may carry
    sentences in the place of its reasons' ids.
    """
    week = [slot_hours(slot) for slot in range(SLOTS)]
    return {"asked": answers, **plan, **plan["detail"], "week": week, **commands(answers)}
