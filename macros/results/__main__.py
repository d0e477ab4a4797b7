"""`python -m macros.results PLAN.json RESULT…`: result files -> the plan's result tables as Markdown, each claim passed, failed or open.

PLAN.json is a plan's JSON twin; a result is reconcile.json of the batch script, guidellm's JSON or AIPerf's
profile_export.jsonl, in any number and order. Exit status 0 when all files were read, 1 with every problem of every file on
the error stream, 2 for a command line that cannot be read.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import Any

from ..files.problems import Problem
from ..files.words import sentences
from ..model import format as say
from ..model.sample_size import wilson_interval
from . import verdict
from .files import read_plan, read_result

Record = dict[str, Any]


def report(plan: Record, results: list[Record]) -> str:
    """The Markdown document."""
    jobs = [result for result in results if result["kind"] == "batch"]
    batches = [batch for job in jobs for batch in job["batches"]]
    rows = {f"{job['file']} {id}": outcome for job in jobs for id, outcome in job["rows"].items()}
    parts = [f"# Results: {_cell(plan['workload'])}", "", "## Claims", "", *_claims(plan, batches, rows)]
    if batches:
        parts += ["", "## Turnaround, by size of batch", "", *_turnaround(plan, batches)]
    endpoint = [result for result in results if result["kind"] == "endpoint"]
    if endpoint:
        parts += ["", "## Own endpoint", "", *_endpoint(endpoint)]
    return "\n".join([*parts, ""])


def _claims(plan: Record, batches: list[Record], rows: dict[str, str]) -> list[str]:
    x, lines = plan["inputs"], plan["lines"]
    found = {
        "saving": verdict.saving(x, batches, lines["saving"]),
        "late": verdict.late(x, batches, plan["late"]),
        "loss": verdict.loss(x, batches, lines["loss"]),
        "rows": verdict.accounted(rows),
    }
    paid = sum(verdict.batch_cost(x, batch)[0] for batch in batches)
    band = f"an invoice of {say.usd(paid * (1 - lines['invoice']))} to {say.usd(paid * (1 + lines['invoice']))} passes"
    table = [
        "| Claim | Pass line | Found | 95 % interval | From | Verdict |",
        "|---|---|---|---|---|---|",
        _claim(
            "Saving per usable answer",
            f"at least {say.percent(lines['saving'])} at the lower bound",
            found["saving"],
            "batches",
        ),
        _claim(
            "Late, before the fallback",
            f"at most {say.percent(lines['late'])} of batches, by the plan’s sequential rule",
            found["late"],
            "batches",
        ),
        _claim(
            "Lost or malformed, over realtime",
            f"at most {say.percent(lines['loss'], 1)} at the upper bound",
            found["loss"],
            "rows",
        ),
        "| Quality | the plan’s section 5 | | | | open: judged pairs are in none of these files |",
        _claim("Rows accounted for", say.percent(1.0), found["rows"], "rows"),
        f"| Invoice | within {say.percent(lines['invoice'])} | {say.usd(paid) + ' by our own count' if batches else ''} | | | open: {band if batches else 'no batch has ended'} |",
    ]
    told = [
        "",
        f"Saving: the realtime side is the same tokens at the plan’s realtime prices and its cache hits of {say.fixed(x['hit_realtime'], 1)} %; the interval draws whole batches anew, {verdict.DRAWS:,} times, seed {verdict.SEED}. "
        "Late: a batch that ended after the deadline, did not complete, or left a row without an answer; what the fallback saves comes off. Lost: first tries only; the bound is one-sided.",
    ]
    return table + told


def _claim(name: str, line: str, found: Record, unit: str) -> str:
    value = say.percent(found["value"], 1) if "value" in found else ""
    interval = f"{say.percent(found['low'], 1)} to {say.percent(found['high'], 1)}" if "low" in found else ""
    count = (
        f"{say.fixed(found['count'], 0)} of {say.fixed(found['n'], 0)} {unit}"
        if "count" in found
        else f"{say.fixed(found['n'], 0)} {unit}"
        if "n" in found
        else ""
    )
    because = f": {_because(found)}" if found["because"] else ""
    return f"| {name} | {line} | {value} | {interval} | {count} | {found['verdict']}{because} |"


def _because(found: Record) -> str:
    return sentences("verdict")[found["because"]].format(**found)


def _turnaround(plan: Record, batches: list[Record]) -> list[str]:
    """Each batch is one observation, under the planned size nearest to its own; one that did not complete has no end."""
    sizes = sorted(plan["sizes"]) or [1.0]
    by: dict[float, list[float]] = {size: [] for size in sizes}
    for batch in batches:
        nearest = min(sizes, key=lambda size: abs(math.log(size) - math.log(max(batch["rows"], 1.0))))
        by[nearest].append(math.inf if batch["hours"] is None else batch["hours"])
    table = [
        "| About so many rows | Batches | Median, h | 95 % interval | 95th percentile, h | 95 % interval |",
        "|---|---|---|---|---|---|",
    ]
    for size, hours in by.items():
        table.append(f"| {say.fixed(size, 0)} | {len(hours):,} | {_quantiles(hours)} |")
    return [
        *table,
        "",
        f"Order statistics; no bound means that too few batches were seen ({say.fixed(plan['for_p95'], 0)} for an upper bound of the 95th percentile, more for both). Percentiles are never averaged.",
    ]


def _endpoint(results: list[Record]) -> list[str]:
    table = [
        "| File | Tool | Load | Answers | Failed | 95 % interval | Median, s | 95 % interval | 95th percentile, s | 95 % interval |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        n = len(result["seconds"]) + result["failed"]
        bounds = wilson_interval(result["failed"], n, 0.95)
        failed = f"{say.percent(bounds['low'], 1)} to {say.percent(bounds['high'], 1)}" if bounds["valid"] else ""
        table.append(
            f"| {_cell(result['file'])} | {_cell(result['tool'])} | {_cell(result['load'])} | {len(result['seconds']):,} | {result['failed']:,} | {failed} | {_quantiles(result['seconds'])} |"
        )
    return table


def _quantiles(values: list[float]) -> str:
    cells = []
    for q in (0.5, 0.95):
        found = verdict.quantile_interval(values, q, 0.95)
        if not found["valid"]:
            cells += ["", _because(found)]
            continue
        low, high = (_time(found[side]) for side in ("low", "high"))
        cells += [_time(found["value"]), f"{low} to {high}"]
    return " | ".join(cells)


def _time(value: float | None) -> str:
    return "no bound" if value is None else "not back" if math.isinf(value) else say.fixed(value, 3)


def _cell(text: str) -> str:
    """Text of a file as it is, inside a Markdown table."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|&~$" else sign for sign in " ".join(text.split()))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m macros.results", description="Fill a plan's result tables from result files."
    )
    parser.add_argument("plan", metavar="PLAN.json", type=Path, help="a plan's JSON twin")
    parser.add_argument(
        "results",
        metavar="RESULT",
        nargs="+",
        type=Path,
        help="reconcile.json, guidellm's JSON or AIPerf's profile_export.jsonl",
    )
    given = parser.parse_args(arguments)
    problems: list[Problem] = []
    plan = read_plan(given.plan, problems)
    results = [read_result(path, problems) for path in given.results]
    if problems or plan is None:
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(report(plan, [result for result in results if result]).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
