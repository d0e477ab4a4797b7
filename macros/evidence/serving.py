"""The published serving table, and the step form fitted to it."""

from __future__ import annotations

import functools
from typing import Any

from ..model import replica
from . import read_records


@functools.cache
def serving() -> tuple[dict[str, Any], ...]:
    """The published serving table: seconds, tokens per second."""
    rows = read_records.evidence()["saturation"]["rows"]
    return tuple({**row, "itl_s": row["itl_ms"] / 1000, "ttft_s": row["ttft_ms"] / 1000} for row in rows)


def kv_tokens() -> float:
    return float(read_records.evidence()["saturation"]["kv_tokens"])


@functools.cache
def fit(most_clients: int = 10**6) -> dict[str, Any]:
    """The step form fitted to rows up to `most_clients`. Each row says two things: its ITL, and batch ÷ throughput."""
    seen = []
    for row in serving():
        if row["clients"] <= most_clients:
            batch = min(row["clients"], replica.kv_limit(kv_tokens(), row["prompt"], row["output"]))
            seen += [row, {**row, "itl_s": batch / row["tokens_per_s"]}]
    return replica.fit_steps(seen, kv_tokens())


def off(rows: list[dict[str, Any]], fitted: dict[str, Any], what: str) -> float:
    """Mean absolute relative error of `itl_s` or `tokens_per_s` over rows."""
    errors = [
        abs(replica.closed_loop(r["clients"], r["prompt"], r["output"], fitted, kv_tokens())[what] / r[what] - 1)
        for r in rows
    ]
    return float(sum(errors) / len(rows))
