"""A plan and the records of its results -> its result tables as one Markdown document, worded by report.jinja."""

from __future__ import annotations

import math
from typing import Any

from ..files.words import sentences
from ..files.words_beside import words
from ..model import format as say
from ..model.sample_size import wilson_interval
from . import verdict

Record = dict[str, Any]


def cell(text: str) -> str:
    """Text of a file as it is, inside a Markdown table."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|&~$" else sign for sign in " ".join(text.split()))


def because(outcome: Record) -> str:
    """Why a verdict is open, in words."""
    return sentences("verdict")[outcome["because"]].format(**outcome)


WORDS = words(__file__, because, say.fixed, say.percent, say.usd, math.isinf, cell)


def report(plan: Record, results: list[Record]) -> str:
    """The Markdown document."""
    jobs = [result for result in results if result["kind"] == "batch"]
    batches = [batch for job in jobs for batch in job["batches"]]
    rows = {f"{job['file']} {id}": outcome for job in jobs for id, outcome in job["rows"].items()}
    inputs, lines = plan["inputs"], plan["lines"]
    text: str = WORDS.report(
        plan=plan,
        claims={
            "saving": verdict.saving(inputs, batches, lines["saving"]),
            "late": verdict.late(inputs, batches, plan["late"]),
            "loss": verdict.loss(inputs, batches, lines["loss"]),
            "accounted": verdict.accounted(rows),
        },
        left_out=verdict.left_out(batches),
        paid=sum(verdict.batch_cost(inputs, batch)[0] for batch in batches),
        draws=verdict.DRAWS,
        seed=verdict.SEED,
        sizes=_by_size(plan, batches) if batches else [],
        endpoints=[_endpoint(result) for result in results if result["kind"] == "endpoint"],
    )
    return text


def _by_size(plan: Record, batches: list[Record]) -> list[Record]:
    """Each batch is one observation, under the planned size nearest to its own.

    One that did not complete has no end.
    """
    hours_of: dict[float, list[float]] = {size: [] for size in sorted(plan["sizes"]) or [1.0]}
    for batch in batches:
        nearest = min(hours_of, key=lambda size: abs(math.log(size) - math.log(max(batch["rows"], 1.0))))
        hours_of[nearest].append(math.inf if batch["hours"] is None else batch["hours"])
    return [{"rows": size, "batches": len(hours), "hours": _quantiles(hours)} for size, hours in hours_of.items()]


def _endpoint(result: Record) -> Record:
    """One file: answers, failures with their interval, and the times of the answers."""
    failures = wilson_interval(result["failed"], result["answers"] + result["failed"], 0.95)
    return {**result, "listed": len(result["seconds"]), "failures": failures, "seconds": _quantiles(result["seconds"])}


def _quantiles(values: list[float]) -> list[Record]:
    """The median and the 95th percentile, each with its interval."""
    return [verdict.quantile_interval(values, q, 0.95) for q in (0.5, 0.95)]
