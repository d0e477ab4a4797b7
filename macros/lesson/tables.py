"""The lesson's three cost tables, computed at build from the price book; at most eight rows each."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..model import format as say
from ..pages.table import cell, table
from ..prices.book import Tier, Vendor, ratio, usd_per_request
from ..prices.cells import NOT_STATED, dated, name, share
from ..prices.read import book
from ..prices.workloads import workloads

# The running workload at one model of each class and several vendors; at most eight rows.
SHOWN = (
    ("openai", "gpt-6.1-sol"),
    ("openai", "gpt-6-luna"),
    ("anthropic", "claude-sonnet-5-5"),
    ("gemini", "gemini-3.8-flash"),
    ("mistral", "mistral-large-4"),
    ("groq", "openai/gpt-oss-120b"),
    ("xai", "grok-4.3"),
    ("sail", "moonshotai/Kimi-K3"),
)


def workload_table() -> str:
    """USD a day of the running workload at several models, realtime and waiting, no caching."""
    w = workloads()["ticket-summaries"]
    rows = []
    for vendor, model in (book().model(*key) for key in SHOWN):
        live, waits = model.tiers["realtime"], model.waiting
        costs = [usd_per_request(tier, w.input_tokens, w.output_tokens) if tier else None for tier in (live, waits)]
        if costs[0] is None or costs[1] is None or waits is None:
            raise ValueError(f"{vendor.id}/{model.id} has no price to compare")
        day = [cost * w.requests_per_day for cost in costs if cost is not None]
        rows.append(
            [
                name(vendor, model),
                share(day[1] / day[0], waits.derived),
                cell(say.usd(day[0], 0), lane="realtime"),
                cell(say.usd(day[1], 0), lane="batch"),
                {"text": dated(waits.source, waits.as_of), "due": waits.due},
            ]
        )
    rows.sort(key=lambda row: -float(row[2]["text"].strip("$").replace(",", "")))
    note = f"USD a day for {w.requests_per_day:,} requests of {w.input_tokens:,} tokens in and {w.output_tokens:,} out, every token at list price, no caching."
    return table(
        "The running workload at eight models",
        note,
        ["Model", "Batch ÷ realtime", "Realtime", "Batch", "Price of"],
        rows,
    )


def _ratios(vendor: Vendor) -> list[tuple[float, Tier]]:
    found = []
    for model in vendor.models:
        for component in ("output", "input"):
            value = ratio(model, component)
            if value is not None:
                found.append((value, model.tiers["batch"]))
                break
    return found


def ratio_table() -> str:
    """Batch price / realtime price by vendor, most rows first; at most eight."""
    rows = []
    for vendor in book().vendors:
        values = [(value, tier) for value, tier in _ratios(vendor) if not tier.derived]
        if values:
            mode, count = Counter(round(value, 2) for value, _ in values).most_common(1)[0]
            low, high = min(v for v, _ in values), max(v for v, _ in values)
            span = (
                say.percent(low)
                if round(low, 2) == round(high, 2)
                else f"{say.fixed(low * 100, 0)}–{say.percent(high)}"
            )
            newest = max((tier for _, tier in values), key=lambda tier: tier.as_of)
            rows.append(
                [
                    {"text": vendor.name},
                    share(mode),
                    cell(f"{count} of {len(values)}"),
                    cell(span),
                    {"text": dated(newest.source, newest.as_of), "due": newest.due},
                ]
            )
    # What is not one half is the news: those vendors first, then the ones with most models.
    rows.sort(key=lambda row: (row[3]["text"] == say.percent(0.5), -int(row[2]["text"].split()[-1]), row[0]["text"]))
    hidden = rows[8:]
    note = "Output price in batch divided by output price in realtime, over the models with both; input price where there is no output."
    if hidden:
        note += f" Not shown, 50\u00a0% throughout: {', '.join(row[0]['text'] for row in hidden)}."
    return table(
        "Batch ÷ realtime by vendor",
        note,
        ["Vendor", "Most common", "Models at it", "Range", "Newest price of"],
        rows[:8],
    )


def window_end_table() -> str:
    """What each vendor says happens when the window ends before the work does."""
    rows: list[list[dict[str, Any]]] = []
    for vendor in book().vendors:
        expiry = vendor.term("expiry")
        if expiry:
            window = vendor.term("completion_window", "windows")
            rows.append(
                [
                    {"text": vendor.name},
                    {"text": expiry.text},
                    {"text": window.text if window else NOT_STATED},
                    {"text": dated(expiry.source, expiry.as_of)},
                ]
            )
    others = sum(1 for vendor in book().vendors if vendor.models and not vendor.term("expiry"))
    note = f"Stated by {len(rows)} vendors. The other {others} whose prices are in the book: {NOT_STATED}."
    return table(
        "When the window ends", note, ["Vendor", "What happens to unfinished work", "Window", "Stated on"], rows[:8]
    )
