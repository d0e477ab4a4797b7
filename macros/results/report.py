"""A plan and the records of its results -> the plan's result tables as one Markdown document."""

from __future__ import annotations

import math
from typing import Any

from ..model import format as say
from ..model.sample_size import wilson_interval
from . import verdict

Record = dict[str, Any]
_NO_BOUND = "no bound means that too few batches were seen"
_READ_LATE_AND_LOST = (
    "Late: a batch that ended after the deadline, did not complete, or left a row without an answer; "
    "what the fallback saves comes off. Lost: first tries only; the bound is one-sided."
)


def report(plan: Record, results: list[Record]) -> str:
    """The Markdown document."""
    jobs = [result for result in results if result["kind"] == "batch"]
    batches = [batch for job in jobs for batch in job["batches"]]
    rows = {f"{job['file']} {id}": outcome for job in jobs for id, outcome in job["rows"].items()}
    claims = [*_claims(plan, batches, rows), "", _how_claims_are_read(plan)]
    parts = [f"# Results: {_cell(plan['workload'])}", "", "## Claims", "", *claims]
    if batches:
        parts += ["", "## Turnaround, by size of batch", "", *_turnaround(plan, batches)]
    endpoint = [result for result in results if result["kind"] == "endpoint"]
    if endpoint:
        parts += ["", "## Own endpoint", "", *_endpoint(endpoint)]
    return "\n".join([*parts, ""])


def _claims(plan: Record, batches: list[Record], rows: dict[str, str]) -> list[str]:
    """Each claim of the plan with its pass line, what was found, and the verdict."""
    inputs, lines = plan["inputs"], plan["lines"]
    saving = verdict.saving(inputs, batches, lines["saving"])
    late = verdict.late(inputs, batches, plan["late"])
    loss = verdict.loss(inputs, batches, lines["loss"])
    at_least = f"at least {say.percent(lines['saving'])} at the lower bound"
    late_line = f"at most {say.percent(lines['late'])} of batches, by the plan’s sequential rule"
    at_most = f"at most {say.percent(lines['loss'], 1)} at the upper bound"
    return [
        "| Claim | Pass line | Found | 95 % interval | From | Verdict |",
        "|---|---|---|---|---|---|",
        _claim("Saving per usable answer", at_least, saving, "batches"),
        _claim("Late, before the fallback", late_line, late, "batches"),
        _claim("Lost or malformed, over realtime", at_most, loss, "rows"),
        "| Quality | the plan’s section 5 | | | | open: judged pairs are in none of these files |",
        _claim("Rows accounted for", say.percent(1.0), verdict.accounted(rows), "rows"),
        _invoice(inputs, batches, lines["invoice"]),
    ]


def _claim(name: str, line: str, outcome: Record, unit: str) -> str:
    """A row of the claims; `outcome` is what `verdict` says of one."""
    value = say.percent(outcome["value"], 1) if "value" in outcome else ""
    interval = f"{say.percent(outcome['low'], 1)} to {say.percent(outcome['high'], 1)}" if "low" in outcome else ""
    seen = f"{say.fixed(outcome['n'], 0)} {unit}" if "n" in outcome else ""
    count = f"{say.fixed(outcome['count'], 0)} of {seen}" if "count" in outcome else seen
    because = f": {outcome['because']}" if outcome["because"] else ""
    return f"| {name} | {line} | {value} | {interval} | {count} | {outcome['verdict']}{because} |"


def _invoice(inputs: Record, batches: list[Record], line: float) -> str:
    """The invoice is in no file: the row says which one would pass."""
    paid = sum(verdict.batch_cost(inputs, batch)[0] for batch in batches)
    counted = f"{say.usd(paid)} by our own count" if batches else ""
    passes = f"an invoice of {say.usd(paid * (1 - line))} to {say.usd(paid * (1 + line))} passes"
    because = passes if batches else "no batch has ended"
    return f"| Invoice | within {say.percent(line)} | {counted} | | | open: {because} |"


def _how_claims_are_read(plan: Record) -> str:
    hits = say.fixed(plan["inputs"]["hit_realtime"], 1)
    return (
        f"Saving: the realtime side is the same tokens at the plan’s realtime prices and its cache hits of {hits} %; "
        f"the interval draws whole batches anew, {verdict.DRAWS:,} times, seed {verdict.SEED}. {_READ_LATE_AND_LOST}"
    )


def _turnaround(plan: Record, batches: list[Record]) -> list[str]:
    """Each batch is one observation, under the planned size nearest to its own.

    One that did not complete has no end.
    """
    sizes = sorted(plan["sizes"]) or [1.0]
    hours_of: dict[float, list[float]] = {size: [] for size in sizes}
    for batch in batches:
        nearest = min(sizes, key=lambda size: abs(math.log(size) - math.log(max(batch["rows"], 1.0))))
        hours_of[nearest].append(math.inf if batch["hours"] is None else batch["hours"])
    table = [
        "| About so many rows | Batches | Median, h | 95 % interval | 95th percentile, h | 95 % interval |",
        "|---|---|---|---|---|---|",
    ]
    for size, hours in hours_of.items():
        table.append(f"| {say.fixed(size, 0)} | {len(hours):,} | {_quantiles(hours)} |")
    enough = f"{say.fixed(plan['for_p95'], 0)} for an upper bound of the 95th percentile, more for both"
    return [*table, "", f"Order statistics; {_NO_BOUND} ({enough}). Percentiles are never averaged."]


def _endpoint(results: list[Record]) -> list[str]:
    """A row for each file: answers, failures with their interval, and the times of the answers."""
    heads = ("File", "Tool", "Load", "Answers", "Failed", "95 % interval")
    times = ("Median, s", "95 % interval", "95th percentile, s", "95 % interval")
    table = [f"| {' | '.join((*heads, *times))} |", "|---" * len((*heads, *times)) + "|"]
    for result in results:
        answers, failures = len(result["seconds"]), result["failed"]
        bounds = wilson_interval(failures, answers + failures, 0.95)
        failed = f"{say.percent(bounds['low'], 1)} to {say.percent(bounds['high'], 1)}" if bounds["valid"] else ""
        names = " | ".join(_cell(result[key]) for key in ("file", "tool", "load"))
        table.append(f"| {names} | {answers:,} | {failures:,} | {failed} | {_quantiles(result['seconds'])} |")
    return table


def _quantiles(values: list[float]) -> str:
    """Four cells: the median and the 95th percentile, each with its interval."""
    cells = []
    for q in (0.5, 0.95):
        quantile = verdict.quantile_interval(values, q, 0.95)
        if not quantile["valid"]:
            cells += ["", quantile["because"]]
            continue
        low, high = (_time(quantile[side]) for side in ("low", "high"))
        cells += [_time(quantile["value"]), f"{low} to {high}"]
    return " | ".join(cells)


def _time(value: float | None) -> str:
    return "no bound" if value is None else "not back" if math.isinf(value) else say.fixed(value, 3)


def _cell(text: str) -> str:
    """Text of a file as it is, inside a Markdown table."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|&~$" else sign for sign in " ".join(text.split()))
