"""The calculator as the build prints it: fields, presets, rows of the price book, and the whole answer for the defaults."""

from __future__ import annotations

from typing import Any

from .draw_calculator import LABELS, cost_by_hits
from .files.data import read
from .model import calculator as model
from .model import format as say
from .model import lanes
from .model.plot import percent_at
from .pages.render import render
from .prices.rows import rows

MOST = 1_000_000_000_000
DEADLINES = (1, 2, 4, 8, 24)
SWING_WORDS = {
    "hit_likely": "Cache hits in batch, 0 to 98\u00a0%",
    "batch_price": "Batch prices, a fifth lower to half higher",
    "output": "Output tokens, half to double",
    "shared": "Shared prompt, none to double",
    "hedged": "Rows sent live as well, 0 to 10\u00a0%",
    "unusable_batch": "Unusable answers in batch, 0 to 10\u00a0%",
}
PARTS = (("fresh", "Own prompt"), ("cache_read", "Prefix read from cache"), ("cache_write", "Prefix written or sent plainly"), ("output", "Output"), ("total", "Together"))


def fields() -> list[dict[str, Any]]:
    """Groups of fields with what the template needs of each."""
    out = []
    for group in read("calculator.yml")["groups"]:
        made = []
        for field in group["fields"]:
            extra = {"hint": "", "percent": False, "least": 1 if field["id"] == "chain" else None, "most": field.get("most", MOST)}
            made.append({**extra, **field, "shown": f"{field['default']:g}" if isinstance(field["default"], float) else str(field["default"])})
        out.append({"title": group["title"], "open": group.get("open", False), "fields": made})
    return out


def defaults() -> dict[str, float]:
    return {field["id"]: field["default"] for group in fields() for field in group["fields"]}


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


def _swings(inputs: dict[str, float], likely: float) -> list[dict[str, str]]:
    """Widest first, with the places of their bars: all share one scale, from the least to the most of any."""
    found = model.swings(inputs)
    least = min(row["low"] for row in found)
    span = max(row["high"] for row in found) - least or 1
    return [
        {
            "input": row["input"],
            "low": say.percent(row["low"]),
            "high": say.percent(row["high"]),
            "x": percent_at((row["low"] - least) / span),
            "width": percent_at((row["high"] - row["low"]) / span),
            "at": percent_at((likely - least) / span),
        }
        for row in found
    ]


def cost_calculator() -> str:
    """The whole calculator, worked out for its defaults."""
    inputs = defaults()
    found = {**model.calculate(inputs), **lanes.by_hits(inputs), "band": lanes.band(inputs), "one_hour": lanes.one_hour(inputs)}
    measured = read("turnaround.yml")["measured"]
    punctual = zip(DEADLINES, map(lambda share: say.percent(share, 1), model.punctual(inputs, list(DEADLINES))), strict=True)
    return render(
        "cost-calculator",
        found=found,
        verdict=model.verdict(found),
        show=lambda name, kind: shown(at(found, name), kind),
        groups=fields(),
        presets=read("calculator.yml")["presets"],
        rows=rows(),
        chart=cost_by_hits(inputs),
        labels=LABELS,
        turnaround={"batches": f"{measured['batches']:,}", "source": measured["source"], "as_of": measured["as_of"]},
        swings=_swings(inputs, found["saved_likely"]),
        swing_words=SWING_WORDS,
        punctual=list(punctual),
        parts=PARTS,
    )
