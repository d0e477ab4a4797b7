"""What the words of a plan are made of: ids in the order printed, and figures as text. The twin of docs/model/plan/terms.js."""

from __future__ import annotations

from typing import Any

from .. import format as say

Record = dict[str, Any]
LETTERS = ("S", "M", "L")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WARNINGS = (
    "months",
    "ceiling",
    "weekend",
    "short",
    "p95",
    "collect",
    "personal",
    "late-cost",
    "below",
    "storm",
    "cap",
    "promotion",
    "due",
    "ends",
)
GAPS = (
    *(
        "owner",
        "waits",
        "personal-unknown",
        "source",
        "promotion-date",
        "p95-prior",
        "spread",
        "on-the-line",
        "expected-to-fail",
    ),
    *("quality", "too-few", "pairs", "heavy", "size", "no-cap", "assumed"),
)
ARMS = ("again", "batch", "primed", "flex", "off-peak")
CASES = (
    "today",
    "list-up",
    "list-down",
    "half",
    "quarter",
    "tenth",
    "promotion",
    "off-peak",
    "off-peak-ends",
    "reads-double",
    "reads-full",
    "cold",
    "primed",
)
DECISIONS = ("go", "pilot", "stay")
ANSWERS = ("workload", "owner", "waits", "approval", "price_label")
PLAIN = (
    "price_source",
    "live_source",
    "start",
    "price_as_of",
    "live_as_of",
    "price_due",
    "price_ends",
    "promotion_ends",
)


def count(value: float) -> str:
    return say.fixed(value, 0)


def dollars(value: float) -> str:
    return say.usd(value, 0 if abs(value) >= 100 else 2)


def tenth(value: float) -> str:
    """One decimal, left out when it is 0."""
    return say.fixed(value, 1).removesuffix(".0")


def hours(value: float) -> str:
    return f"{tenth(value)}{say.NBSP}h"


def share(value: float) -> str:
    return f"{tenth(value * 100)}{say.NBSP}%"


def months(found: Record) -> str:
    return f"{say.fixed(found['months'], 1)} months" if found["valid"] else "never"


def back(found: Record) -> str:
    """When the effort comes back, or why it does not."""
    return f"after {months(found)}" if found["valid"] else f"never, as {found['because']}"


def discount(found: Record) -> str:
    return share(found["discount"]) if found["valid"] else str(found["because"])


def flags(prefix: str, names: tuple[str, ...], standing: Any) -> dict[str, bool]:
    return {prefix + name.replace("-", "_"): name in standing for name in names}


def given(value: float | None, unit: str) -> str:
    """A number as it was given, with its unit."""
    if value is None:
        return "not known"
    return say.number(value) + (say.NBSP + unit if unit else "")
