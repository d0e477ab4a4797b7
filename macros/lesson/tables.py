"""The lesson's three cost tables, computed at build from the price book; short enough to read on the way."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..pages.table import table
from ..prices.book import Tier, Vendor, ratio, usd_per_request
from ..prices.read import book
from ..prices.workloads import workloads

# The running workload at one model of each class and several vendors.
SHOWN = (
    ("openai", "gpt-6.1-sol"),
    ("anthropic", "claude-sonnet-5-5"),
    ("gemini", "gemini-3.8-flash"),
    ("mistral", "mistral-large-4"),
    ("sail", "moonshotai/Kimi-K3"),
)
MOST, ENDS = 5, 4  # rows by vendor; rows on the end of a window, which take longer to read
HALF = 0.5


def workload_table() -> str:
    """USD a day of the running workload at several models, realtime and waiting, no caching."""
    workload = workloads()["ticket-summaries"]
    rows = []
    for vendor, model in (book().model(*key) for key in SHOWN):
        live, waits = model.tiers["realtime"], model.waiting
        costs = [
            usd_per_request(tier, workload.input_tokens, workload.output_tokens) if tier else None
            for tier in (live, waits)
        ]
        if costs[0] is None or costs[1] is None or waits is None:
            raise ValueError(f"{vendor.id}/{model.id} has no price to compare")
        realtime, batch = (cost * workload.requests_per_day for cost in costs if cost is not None)
        rows.append({"vendor": vendor, "model": model, "realtime": realtime, "batch": batch, "tier": waits})
    return table("workload", workload=workload, rows=sorted(rows, key=lambda row: -row["realtime"]))


def _ratios(vendor: Vendor) -> list[tuple[float, Tier]]:
    """Published ratios, of output where there is one and else of input, each with the row that it is read from."""
    found = []
    for model in vendor.models:
        for component in ("output", "input"):
            value = ratio(model, component)
            if value is not None:
                if not model.tiers["batch"].derived:
                    found.append((value, model.tiers["batch"]))
                break
    return found


def _spread(vendor: Vendor, ratios: list[tuple[float, Tier]]) -> dict[str, Any]:
    values = [value for value, _ in ratios]
    mode, at_mode = Counter(round(value, 2) for value in values).most_common(1)[0]
    least, most = min(values), max(values)
    return {
        "vendor": vendor.name,
        "mode": mode,
        "at_mode": at_mode,
        "models": len(values),
        "least": least,
        "most": most,
        "even": round(least, 2) == round(most, 2),
        "newest": max((tier for _, tier in ratios), key=lambda tier: tier.as_of),
    }


def ratio_table() -> str:
    """Batch price / realtime price by vendor, most rows first; the first five."""
    rows = [_spread(vendor, ratios) for vendor in book().vendors if (ratios := _ratios(vendor))]
    # What is not one half is the news: those vendors first, then the ones with most models.
    rows.sort(
        key=lambda row: (row["even"] and round(row["least"], 2) == HALF, -row["models"], row["vendor"]),
    )
    return table("ratio", rows=rows[:MOST], hidden=[row["vendor"] for row in rows[MOST:]])


def window_end_table() -> str:
    """What each vendor says happens when the window ends before the work does."""
    rows = [
        {"vendor": vendor.name, "expiry": expiry, "window": vendor.term("completion_window", "windows")}
        for vendor in book().vendors
        if (expiry := vendor.term("expiry"))
    ]
    silent = sum(1 for vendor in book().vendors if vendor.models and not vendor.term("expiry"))
    return table("window-end", rows=rows[:ENDS], stating=len(rows), silent=silent, read=book().compiled)
