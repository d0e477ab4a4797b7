"""The figure of section 2: what a promise on the time between tokens leaves of one machine's throughput."""

from __future__ import annotations

from typing import Any

from ...evidence import read_records
from ...evidence.serving import fit, kv_tokens, serving
from ...model import replica
from ...prices import workloads

PROMPT, OUTPUT = 5000, 500  # the shape that the section names
SPAN_MS, TOP = 100, 1000  # right edge, ms between tokens; upper edge, tokens a second
LEAST_MS = 20  # just above the time of one request alone
CASES_MS = (25, 30, 40, 50, 60, 80, SPAN_MS)


def _held(target_ms: float) -> dict[str, float]:
    """What the machine does under a target: its batch, the ITL it really has, its throughput, f."""
    found = replica.latency_factor(PROMPT, OUTPUT, fit(), kv_tokens(), target_ms / 1000)
    itl_s = replica.itl_s(found["batch"], PROMPT, OUTPUT, fit())
    return {
        "target": target_ms,
        "batch": found["batch"],
        "itl_ms": itl_s * 1000,
        "tokens": found["batch"] / itl_s,
        "factor": found["factor"],
    }


def _place(itl_ms: float, tokens: float) -> tuple[float, float]:
    return itl_ms / SPAN_MS, 1 - tokens / TOP


def _curve(most: float) -> list[tuple[float, float]]:
    """From one request alone to the batch that fills the cache."""
    batches = [1 + (most - 1) * i / 40 for i in range(41)]
    times = [replica.itl_s(batch, PROMPT, OUTPUT, fit()) for batch in batches]
    return [_place(time * 1000, batch / time) for batch, time in zip(batches, times, strict=True)]


def latency_target() -> dict[str, Any]:
    target = workloads.given()["latency_target_ms"]
    held, best = _held(target), _held(SPAN_MS)
    seen = [row for row in serving() if (row["prompt"], row["output"]) == (PROMPT, OUTPUT)]
    return {
        **{"prompt": PROMPT, "output": OUTPUT, "cache": kv_tokens(), "fit": {key: fit()[key] for key in "abcd"}},
        **{"span": SPAN_MS, "top": TOP, "ticks": range(20, SPAN_MS + 1, 20)},
        **{"target": target, "least": LEAST_MS, "held": held, "best": best},
        "curve": _curve(best["batch"]),
        "points": [_place(row["itl_ms"], row["tokens_per_s"]) for row in seen],
        "at": dict(zip("xy", _place(target, held["tokens"]), strict=True)),
        "full": dict(zip("xy", _place(best["itl_ms"], best["tokens"]), strict=True)),
        "rows": [_held(ms) for ms in CASES_MS],
        "source": read_records.evidence()["saturation"],
    }
