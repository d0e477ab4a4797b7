"""Tables of the pages on history, turnaround and GPU-hours, and of the price of urgency; each row with its dated source."""

from __future__ import annotations

import datetime

from ..model import format as say
from ..pages.table import cell, table
from ..prices.book import DUE_DAYS
from ..prices.cells import dated
from . import read_records


def history_table() -> str:
    """Dated launches and changes, oldest first; what is announced for a later day says so."""
    rows = []
    for event in sorted(read_records.history()["events"], key=lambda event: event["when"]):
        when = event["when"] + (", announced" if event.get("announced") else "")
        rows.append(
            [
                {"text": when},
                {"text": event["vendor"]},
                {"text": event["text"]},
                {"text": dated(event["source"], None, "source"), "below": event["quality"]},
            ]
        )
    return table(
        "Changes of async prices and tiers",
        "Prices are USD per 1,000,000 tokens, input/output.",
        ["When", "Vendor", "What changed", "Source"],
        rows,
        True,
    )


def coverage_table() -> str:
    """How many entries of one price file carry an async price, release by release."""
    coverage = read_records.history()["coverage"]
    rows = [
        [
            {"text": row["release"]},
            *(cell(f"{row[key]:,}") for key in ("entries", "batch", "flex", "priority")),
            {"text": dated(coverage["source"], row["as_of"])},
        ]
        for row in coverage["rows"]
    ]
    return table(
        "Async prices in one dataset",
        coverage["told"],
        ["Release", "Entries", "with batch", "flex", "priority", "As of"],
        rows,
    )


def turnaround_table() -> str:
    """Statements, reports and incidents beside the 24-hour promise."""
    given = read_records.turnaround()
    measured = given["measured"]
    rows = [
        [
            {"text": "OpenRouter (many providers)"},
            {"text": measured["text"]},
            {"text": "vendor measurement, largest sample found"},
            {"text": dated(measured["source"], measured["as_of"])},
        ]
    ]
    rows += [
        [
            {"text": seen["vendor"]},
            {"text": seen["text"]},
            {"text": seen["quality"]},
            {"text": dated(seen["source"], seen["as_of"])},
        ]
        for seen in given["observations"]
    ]
    return table(
        "Turnaround as stated, measured and reported",
        "Words in quotation marks are the vendor’s.",
        ["Vendor", "What is said", "Kind", "Dated"],
        rows,
        True,
    )


def gpu_table() -> str:
    """USD per GPU-hour, dearest first within each GPU."""
    rows = []
    for row in sorted(read_records.gpu_hours()["prices"], key=lambda row: (row["gpu"], -row["usd_per_gpu_hour"])):
        below = "instance price ÷ its GPUs" if row["derived"] else ""
        rows.append(
            [
                {"text": row["gpu"]},
                {"text": row["vendor"]},
                {"text": row["kind"].replace("_", " ")},
                {**cell(say.usd(row["usd_per_gpu_hour"])), "below": below},
                {"text": dated(row["source"], row["as_of"]), "due": row["as_of"] + datetime.timedelta(days=DUE_DAYS)},
            ]
        )
    note = "USD per GPU-hour. On demand, spot and marketplace are different products: spot can be reclaimed, marketplace hosts carry no data-centre agreement."
    return table("GPU-hours", note, ["GPU", "Vendor", "Kind", "USD an hour", "Read on"], rows, True)


def latency_table() -> str:
    """f by model: throughput under a latency target ÷ offline throughput, from MLPerf results."""
    factor = read_records.evidence()["latency_factor"]
    rows = [
        [
            {"text": row["model"], "below": row["scenario"]},
            cell(str(row["pairs"])),
            *(cell(say.fixed(row[key], 2)) for key in ("p10", "median", "p90")),
            {"text": dated(factor["source"], factor["as_of"])},
        ]
        for row in factor["models"]
    ]
    note = "Interactive sets a tighter latency target than Server. Derived here from published results, not verified by MLCommons."
    return table("f by model", note, ["Model", "Pairs", "p10", "Median", "p90", "Read on"], rows)
