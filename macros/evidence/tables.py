"""Tables of the pages on history, turnaround, GPU-hours, urgency and the model; each row with its source."""

from __future__ import annotations

import datetime
from typing import Any

from ..pages.table import table
from ..prices.book import DUE_DAYS
from ..prices.read import book
from . import read_records
from .decode import cards


def history_table() -> str:
    """Dated launches and changes, oldest first; what is announced for a later day says so."""
    events = sorted(read_records.history()["events"], key=lambda event: event["when"])
    return table("history", events=[{"announced": False, **event} for event in events])


def coverage_table() -> str:
    """How many entries of one price file carry an async price, release by release."""
    return table("coverage", coverage=read_records.history()["coverage"])


def turnaround_table() -> str:
    """Statements, reports and incidents beside the 24-hour promise."""
    return table("turnaround", **read_records.turnaround(), read=book().compiled)


def gpu_table() -> str:
    """USD per GPU-hour, dearest first within each GPU."""
    rows = sorted(read_records.gpu_hours()["prices"], key=lambda row: (row["gpu"], -row["usd_per_gpu_hour"]))
    return table("gpu-hours", rows=[{**row, "due": row["as_of"] + datetime.timedelta(days=DUE_DAYS)} for row in rows])


def latency_table() -> str:
    """f by model: throughput under a latency target ÷ offline throughput, from MLPerf results."""
    return table("latency", factor=read_records.evidence()["latency_factor"])


def decode_tables() -> str:
    """A table for each card: ms a step by sequences (down) and tokens of context (across)."""
    return "".join(table("decode-steps", **_grid(card), repeats=read_records.decode()["repeats"]) for card in cards())


def _grid(card: dict[str, Any]) -> dict[str, Any]:
    steps = {(row["batch"], row["context"]): row for row in card["decode"]}
    contexts = sorted({context for _, context in steps})
    return {
        "card": card,
        "contexts": contexts,
        "rows": [
            {"batch": batch, "steps": [steps.get((batch, context)) for context in contexts]}
            for batch in sorted({batch for batch, _ in steps})
        ],
    }


def prefill_table() -> str:
    """Tokens a second of one prompt by its length, each card a column."""
    prompts = sorted({row["prompt"] for card in cards() for row in card["prefill"]})
    ms = [{row["prompt"]: row["ms"] for row in card["prefill"]} for card in cards()]
    rows = [{"prompt": prompt, "ms": [each.get(prompt) for each in ms]} for prompt in prompts]
    return table("prefill-steps", cards=cards(), rows=rows)
