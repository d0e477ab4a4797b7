"""A plan's numbers -> the ids of what stands before a signature. The twin of docs/model/plan/unsigned.js.

Held to the whole plans of tests/vectors/plan/plan.json; the words stand in docs/data/plan-template.yml.
"""

from __future__ import annotations

from .dates import day
from .records import Answers, Arm, Worked
from .samples import LINES


def warnings(answers: Answers, plan: Worked) -> list[str]:
    """What should stop a signature until somebody has answered for it."""
    return [name for name, stands in possible_warnings(answers, plan) if stands]


def possible_warnings(answers: Answers, plan: Worked) -> list[tuple[str, bool]]:
    """Each warning there is, and whether it stands."""
    batch = [arm for arm in plan["arms"] if arm["id"] in ("batch", "primed")]
    return [
        ("months", plan["cost"]["most"] > 3 * (plan["month"] - answers["operations_usd"])),
        ("ceiling", plan["cost"]["most"] > answers["ceiling_usd"]),
        ("weekend", not plan["canaries"]["weekend"]),
        ("short", plan["canaries"]["short"]),
        ("p95", answers["deadline_h"] < plan["p95_h"]),
        ("collect", not plan["submit"]["fits"]),
        ("personal", answers["personal"] == "yes" and not answers["approval"]),
        ("late-cost", plan["month"] > 0 and plan["stake"]["share"] < LINES["late"]),
        ("below", all(arm["saving"] < LINES["saving"] for arm in batch)),
        ("storm", not plan["quota"]["enough"]),
        ("cap", plan["quota"]["cap_known"] and plan["quota"]["cap_left"] < 0),
        ("promotion", _within(answers["promotion_ends"], answers["start"], plan["dates"]["decided"])),
        ("due", bool(answers["price_due"]) and day(answers["price_due"]) <= day(plan["dates"]["decided"])),
        ("changes", _within(answers["price_changes"], answers["start"], plan["dates"]["decided"])),
        ("ends", bool(answers["price_ends"]) and day(answers["price_ends"]) <= day(plan["dates"]["decided"])),
        ("too-short", plan["too_short"]),
    ]


def _within(date: str, first: str, last: str) -> bool:
    return bool(date) and day(first) <= day(date) <= day(last)


def gaps(answers: Answers, plan: Worked) -> list[str]:
    """What is not known yet."""
    return [name for name, stands in possible_gaps(answers, plan) if stands]


def possible_gaps(answers: Answers, plan: Worked) -> list[tuple[str, bool]]:
    """Each gap there is, and whether it stands."""
    because = {reason for arm in plan["arms"] for reason in _reasons(arm)}
    return [
        ("owner", not answers["owner"]),
        ("waits", not answers["waits"]),
        ("personal-unknown", answers["personal"] == "unknown"),
        ("source", not answers["price_source"]),
        ("promotion-date", answers["promotion_off"] > 0 and not answers["promotion_ends"]),
        ("p95-prior", not plan["p95_measured"]),
        *((name, name in because) for name in ("spread", "on-the-line", "expected-to-fail", "quality", "too-few")),
        ("pairs", any(_by_shares(arm) for arm in plan["arms"])),
        ("heavy", any(arm["cost"] and arm["cost"]["valid"] and arm["cost"]["heavy"] for arm in plan["arms"])),
        ("size", plan["cost"]["smaller"]),
        ("no-cap", not plan["quota"]["cap_known"]),
        ("assumed", bool(answers["assumed"])),
    ]


def _reasons(arm: Arm) -> list[str]:
    """Why claims of an arm have no size."""
    claims = (arm["cost"], arm["loss"], arm["quality"])
    return [claim["because"] for claim in claims if claim and not claim["valid"]]


def _by_shares(arm: Arm) -> bool:
    quality = arm["quality"]
    return bool(quality and quality["valid"] and quality["by"] == "shares")
