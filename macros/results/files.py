"""Result files -> records: a plan's JSON twin, the batch script's reconcile.json, guidellm's JSON, AIPerf's JSONL.

A file is known by what is in it, never by its name. Whatever is not as these programs write it becomes a problem at its
line and column; a file with a problem yields no record.

Plan: {inputs, plan}. Batches: {kind: "batch", file, rows: {id: outcome}, batches: [{rows, done, attempt, hours,
usage}]}, hours None for a batch that did not complete. Endpoint: {kind: "endpoint", file, tool, load,
seconds: [per answer], failed}.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..files.json_text import Misfit, Steps, load, problem
from ..files.problems import Problem
from ..files.yaml_text import read_bytes
from .read_value import at, entries, moment, number

Record = dict[str, Any]
OUTCOMES = (
    "done", "empty", "failed", "refused", "unserved", "expired", "missing", "running", "unclear", "waiting", "handed"
)  # fmt: skip
MARK = "\ufeff"  # a byte order mark, which some editors put in front
ANSWER = {"metadata", "metrics"}  # the keys by which a line of AIPerf's is known
MEASURED = "profiling"  # AIPerf's name for the phase that is no warm-up
SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "sec": 1.0, "s": 1.0, "min": 60.0}
STATUS = ("completed", "expired", "failed", "cancelled", "gone")
PRICES = tuple(f"{lane}_{part}" for lane in ("price", "batch") for part in ("in", "read", "write", "out"))
INPUTS = ("shared", "hit_realtime", "deadline_h", "unusable_realtime", "unusable_batch", *PRICES)
LATE = ("clean", "more", "harm_late", "harm_in_time", "harm_at")
LINES = ("saving", "late", "loss", "invoice")
_NO_PLAN = "this is no plan. Name the JSON twin of a plan, as `python -m macros.plan --json` prints it."
_NO_RESULT = (
    "this is no result file of the batch script, guidellm or AIPerf. "
    "Name reconcile.json, guidellm's JSON or AIPerf's profile_export.jsonl."
)


def read_plan(path: Path, problems: list[Problem]) -> Record | None:
    """The plan's inputs and numbers that results are held to."""
    text = read_bytes(path, str(path), problems)
    return _checked(str(path), text, _plan, problems) if text is not None else None


def _plan(value: Any) -> Record:
    if at(value, (), dict).get("schema") != "benchmark-plan/1":
        raise Misfit((), _NO_PLAN)
    sizes: Steps = ("plan", "cost", "sizes")
    return {
        "inputs": {name: number(value, ("inputs", name)) for name in INPUTS},
        "late": {name: number(value, ("plan", "canaries", "late", name)) for name in LATE},
        "lines": {name: number(value, ("plan", "lines", name)) for name in LINES},
        "sizes": [number(value, (*sizes, n)) for n in entries(value, sizes)],
        "workload": str(at(value, ("inputs", "workload"), str)),
        "for_p95": number(value, ("plan", "canaries", "for_p95")),
    }


def read_result(path: Path, problems: list[Problem]) -> Record | None:
    """One result file of any of the three kinds."""
    file = str(path)
    text = read_bytes(path, file, problems)
    if text is None:
        return None
    text = text.removeprefix(MARK)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and _is_answer(lines[0][1]):
        return _aiperf(file, lines, problems)

    def check(value: Any) -> Record:
        whole = at(value, (), dict)
        if whole.get("reconcile") == 1:
            return _batches(file, value)
        if "benchmarks" in whole and "metadata" in whole:
            return _guidellm(file, value)
        if "aiperf_version" in whole:
            raise Misfit((), "this file holds averages only. Name profile_export.jsonl, which lies beside it.")
        if whole.keys() >= ANSWER:
            return _aiperf(file, [(1, text)], problems) or {}
        raise Misfit((), _NO_RESULT)

    return _checked(file, text, check, problems) or None


def _is_answer(line: str) -> bool:
    """Whether a line is one answer of AIPerf's, in whatever order its keys stand."""
    value = load("", line, [])
    return isinstance(value, dict) and value.keys() >= ANSWER


def _checked(
    file: str, text: str, check: Callable[[Any], Record], problems: list[Problem], first_line: int = 1
) -> Record | None:
    before = len(problems)
    value = load(file, text, problems, first_line)
    if len(problems) > before:
        return None
    try:
        return check(value)
    except Misfit as error:
        problems.append(problem(file, text, error, first_line))
        return None


def _batches(file: str, value: Any) -> Record:
    """reconcile.json of the batch script."""
    rows = at(value, ("rows",), dict)
    for id in rows:
        if rows[id] not in OUTCOMES:
            raise Misfit(("rows", id), f"an outcome is one of {', '.join(OUTCOMES)}. Run `reconcile` again.")
    batches = [batch for n in entries(value, ("batches",)) if (batch := _batch(value, ("batches", n)))]
    return {"kind": "batch", "file": file, "rows": rows, "batches": batches}


def _batch(value: Any, path: Steps) -> Record | None:
    """One batch; None while it has no status."""
    status = at(value, path, dict).get("status")
    if status is None:
        return None
    if status not in STATUS:
        raise Misfit((*path, "status"), f"a status is one of {', '.join(STATUS)}. Run `reconcile` again.")
    usage, unknown = (_counts(value, (*path, name)) for name in ("usage", "unknown"))
    sizes = {name: number(value, (*path, name)) for name in ("rows", "done", "attempt")}
    hours = _hours(value, path) if status != "gone" else None  # the vendor does not show any more when it ended
    return {**sizes, "hours": hours if status == "completed" else None, "usage": usage, "unknown": unknown}


def _hours(value: Any, path: Steps) -> float:
    """How long a batch took."""
    created, ended = (moment(value, (*path, name)) for name in ("created", "ended"))
    if ended < created:
        raise Misfit((*path, "ended"), "the batch ended before it was made. Check the file.")
    return (ended - created).total_seconds() / 3600


def _counts(value: Any, path: Steps) -> dict[str, float]:
    """Numbers by name; none where the file has no such part."""
    if path[-1] == "unknown" and "unknown" not in at(value, path[:-1], dict):
        return {}
    return {part: number(value, (*path, part)) for part in at(value, path, dict)}


def _guidellm(file: str, value: Any) -> Record:
    """One run of guidellm."""
    runs = at(value, ("benchmarks",), list)
    if len(runs) != 1:
        message = f"the file holds {len(runs)} runs; one is read. Write each run to a file of its own."
        raise Misfit(("benchmarks",), message)
    warm: Steps = ("benchmarks", 0, "config", "warmup")
    if _warms_up(at(value, warm[:-1], dict).get("warmup")):
        raise Misfit(warm, "the run warms up, and nothing tells those requests from the measured. Run it without.")
    requests: Steps = ("benchmarks", 0, "requests")
    answered: Steps = (*requests, "successful")
    seconds = [number(value, (*answered, n, "request_latency")) for n in entries(value, answered)]
    failed = len(entries(value, (*requests, "errored")))  # what is incomplete was cut off by the tool, at its end
    load_kind = str(at(value, ("benchmarks", 0, "config", "strategy", "type_"), str))
    version = str(at(value, ("metadata", "guidellm_version"), str))
    counted = _totals(value, seconds, failed)
    return {**_endpoint(file, f"guidellm {version}", load_kind, seconds, failed), **counted}


def _warms_up(warmup: Any) -> bool:
    """Whether a run's warm-up is more than none: a number or share, or a record that holds one."""
    inside = warmup.values() if isinstance(warmup, dict) else [warmup]
    return any(isinstance(one, int | float) and one > 0 for one in inside)


def _totals(value: Any, seconds: list[float], failed: int) -> Record:
    """Answers and failures of all requests, where the file lists only a sample of them."""
    path: Steps = ("benchmarks", 0, "metrics", "request_totals")
    metrics = at(value, path[:2], dict).get("metrics")
    if not isinstance(metrics, dict) or "request_totals" not in metrics:
        size = at(value, ("benchmarks", 0, "config"), dict).get("sample_size")
        if size is not None:
            raise Misfit(("benchmarks", 0, "config", "sample_size"), "only a sample is here. Write the file whole.")
        return {}
    answers, errors = (int(number(value, (*path, kind))) for kind in ("successful", "errored"))
    if answers < len(seconds) or errors < failed:
        raise Misfit(path, "these totals are fewer than the requests listed below them. Check the file.")
    return {"answers": answers, "failed": errors}


def _aiperf(file: str, lines: list[tuple[int, str]], problems: list[Problem]) -> Record | None:
    """AIPerf's profile_export.jsonl, one answer a line; what warmed up and what the tool cut off is left out."""
    before = len(problems)
    answers = [_checked(file, line, _aiperf_answer, problems, n) for n, line in lines]
    seconds = [answer["seconds"] for answer in answers if answer and "seconds" in answer]
    failed = sum(1 for answer in answers if answer and "failed" in answer)
    return _endpoint(file, "AIPerf", "", seconds, failed) if len(problems) == before else None


def _aiperf_answer(value: Any) -> Record:
    metadata = at(value, ("metadata",), dict)
    if metadata.get("benchmark_phase", MEASURED) != MEASURED or metadata.get("was_cancelled"):
        return {"left": 1}
    if value.get("error"):
        return {"failed": 1}
    latency: Steps = ("metrics", "request_latency")
    unit = at(value, (*latency, "unit"), str)
    if unit not in SECONDS:
        raise Misfit((*latency, "unit"), f"a unit is one of {', '.join(SECONDS)}. Write the file in one of them.")
    return {"seconds": number(value, (*latency, "value")) * SECONDS[unit]}


def _endpoint(file: str, tool: str, load_kind: str, seconds: list[float], failed: int) -> Record:
    return {
        "kind": "endpoint",
        "file": file,
        "tool": tool,
        "load": load_kind,
        "seconds": seconds,
        "answers": len(seconds),
        "failed": failed,
    }
