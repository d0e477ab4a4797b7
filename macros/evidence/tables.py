"""Tables of the pages on history, turnaround and GPU-hours, and of the price of urgency; each row with its dated source."""

from __future__ import annotations

import datetime
from typing import Any

from ..files.data import read
from ..files.paths import ROOT
from ..files.problems import Problems
from ..pages.table import table
from ..prices.book import DUE_DAYS
from ..prices.read import book
from .read_records import load_records


def records(file: str) -> dict[str, Any]:
    made, problems = load_records(ROOT, file)
    if made is None:
        raise Problems(problems)
    return made


def history_table() -> str:
    """Dated launches and changes, oldest first; what is announced for a later day says so."""
    events = sorted(records("history.yml")["events"], key=lambda event: event["when"])
    return table("history", events=[{"announced": False, **event} for event in events])


def coverage_table() -> str:
    """How many entries of one price file carry an async price, release by release."""
    return table("coverage", coverage=records("history.yml")["coverage"])


def turnaround_table() -> str:
    """Statements, reports and incidents beside the 24-hour promise."""
    return table("turnaround", **records("turnaround.yml"), read=book().compiled)


def gpu_table() -> str:
    """USD per GPU-hour, dearest first within each GPU."""
    rows = sorted(records("gpu_hours.yml")["prices"], key=lambda row: (row["gpu"], -row["usd_per_gpu_hour"]))
    return table("gpu-hours", rows=[{**row, "due": row["as_of"] + datetime.timedelta(days=DUE_DAYS)} for row in rows])


def latency_table() -> str:
    """f by model: throughput under a latency target ÷ offline throughput, from MLPerf results."""
    return table("latency", factor=read("evidence.yml")["latency_factor"])
