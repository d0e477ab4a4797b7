"""Steps measured for this site -> what the model says: the step form fitted to a card, the roofline of its rates."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Any

from ..model import replica
from . import read_records

Record = dict[str, Any]
SPLIT = 32  # sequences: the fit on steps of so many and fewer predicts the others
BYTES_EACH = 2  # of a weight in bf16


def cards() -> tuple[Record, ...]:
    return tuple(read_records.decode()["cards"])


def step_s(card: Record, batch: int, context: int) -> float:
    """As measured; StopIteration where the card has no such step."""
    return next(float(row["ms"]) / 1000 for row in card["decode"] if (row["batch"], row["context"]) == (batch, context))


def times_as_long(card: Record, batch: int, context: int) -> float:
    """A step of `batch` sequences ÷ a step of one."""
    return step_s(card, batch, context) / step_s(card, 1, context)


def roofline_s(card: Record, batch: int, context: int) -> float:
    """Seconds of a step by the card's two rates alone."""
    model = read_records.decode()["model"]
    read = model["weight_bytes"] - model["embedding_bytes"]
    shape = {"kv_bytes": model["kv_bytes_per_token"], "weight_bytes": read, "parameters": read / BYTES_EACH}
    rates = {"bytes_per_s": card["bytes_per_s"], "flops_per_s": card["operations_per_s"]}
    return replica.roofline_step_s(batch, context, shape | rates)


def fit(card: Record, most: int = 10**6) -> Record:
    """The step form fitted to decode steps of up to `most` sequences.

    A sequence that grows from nothing to twice the context has that context on average. No such step carries a prompt,
    so the longest prompt alone says what one of its tokens takes: that row fixes `d` and leaves the others be.
    """
    rows = [
        {"clients": row["batch"], "prompt": 0, "output": 2 * row["context"], "itl_s": row["ms"] / 1000}
        for row in card["decode"]
        if row["batch"] <= most
    ]
    longest = max(card["prefill"], key=lambda row: int(row["prompt"]))
    rows.append({"clients": 1, "prompt": longest["prompt"], "output": 1, "itl_s": longest["ms"] / 1000})
    return replica.fit_steps(rows, math.inf)


def fitted_s(found: Record, batch: int, context: int) -> float:
    return replica.itl_s(batch, 0, 2 * context, found)


def cache_bytes_per_s(card: Record) -> float:
    """The rate at which the fitted steps read the cache."""
    return float(read_records.decode()["model"]["kv_bytes_per_token"] / fit(card)["c"])


def mean_error(rows: Sequence[Record], ours: Callable[[int, int], float]) -> float:
    """Mean absolute relative error of `ours` (of batch and context, seconds) over decode rows."""
    errors = [abs(ours(row["batch"], row["context"]) / (row["ms"] / 1000) - 1) for row in rows]
    return float(sum(errors) / len(errors))


def errors(card: Record) -> dict[str, float]:
    """Mean errors over a card's decode steps: of the fit, of one on few sequences over the others, of the roofline."""
    every = card["decode"]
    above = [row for row in every if row["batch"] > SPLIT]
    return {
        "fit": mean_error(every, functools.partial(fitted_s, fit(card))),
        "predicted": mean_error(above, functools.partial(fitted_s, fit(card, SPLIT))),
        "roofline": mean_error(every, functools.partial(roofline_s, card)),
    }
