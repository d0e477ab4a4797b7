"""A value of the answer by its path, and as the words a slot shows."""

from __future__ import annotations

from typing import Any

from . import format as say


def shown(value: Any, kind: str) -> str:
    """One figure as words, the same rule as in cost-calculator.js; a value that does not exist gives its reason."""
    if isinstance(value, str):
        return value
    number = float(value)
    if kind == "usd0":
        return say.usd(number, 0)
    if kind == "usd":
        return say.usd(number, 2)
    if kind == "usd6":
        return say.usd(number, 6)
    if kind == "cents":
        return f"{say.fixed(number * 100, 3)} cents"
    if kind in ("percent", "hit", "even"):
        return say.percent(number)
    if kind == "percent1":
        return say.percent(number, 1)
    if kind == "hours":
        return f"{say.fixed(number, 1)}{say.NBSP}h"
    if kind == "months":
        return f"{say.fixed(number, 1)} months"
    return say.fixed(number, 0)


def at(found: dict[str, Any], path: str) -> Any:
    """The value under a path such as `payback.months`; the reason where there is none; 0 when nothing was computed."""
    value: Any = found
    if path.startswith("even_") and found.get(path[:-4]):
        even = found[path[:-4]]
        if even["always"] or even["never"]:
            return "any" if even["always"] else "none"
    for name in path.split("."):
        if isinstance(value, list):
            value = value[int(name)]
            continue
        if isinstance(value, dict) and name not in value and "because" in value:
            return value["because"]
        value = value.get(name, 0) if isinstance(value, dict) else 0
    if path == "break_even.hit" and isinstance(found.get("break_even"), dict):
        if found["break_even"]["never"]:
            return "none: batch is cheaper at every hit rate"
        if found["break_even"]["always"]:
            return "any: realtime is cheaper at every hit rate"
    return value
