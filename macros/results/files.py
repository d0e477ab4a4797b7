"""Result files -> plain records: the plan's JSON twin, the batch script's reconcile.json, guidellm's JSON, AIPerf's JSONL.

A file is known by what is in it, never by its name. Whatever is not as these programs write it becomes a problem at its
line and column; a file with a problem yields no record.

Plan: {inputs, plan}. Batches: {kind: "batch", file, rows: {id: outcome}, batches: [{rows, done, attempt, hours, usage}]},
hours None for a batch that did not complete. Endpoint: {kind: "endpoint", file, tool, load, seconds: [per answer],
failed}.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..files.json_text import Misfit, Steps, load, problem
from ..files.problems import Problem
from ..files.yaml_text import read_bytes

Record = dict[str, Any]
OUTCOMES = ("done", "failed", "refused", "expired", "missing", "running", "unclear", "waiting", "handed")
STATUS = ("completed", "expired", "failed", "cancelled")
INPUTS = (
    "shared",
    "hit_realtime",
    "deadline_h",
    "unusable_realtime",
    "unusable_batch",
    "price_in",
    "price_read",
    "price_write",
    "price_out",
    "batch_in",
    "batch_read",
    "batch_write",
    "batch_out",
)
LATE = ("clean", "more", "harm_late", "harm_in_time", "harm_at")
LINES = ("saving", "late", "loss", "invoice")


def read_plan(path: Path, problems: list[Problem]) -> Record | None:
    """The plan's inputs and numbers that results are held to."""

    def check(value: Any) -> Record:
        if _at(value, (), dict).get("schema") != "benchmark-plan/1":
            raise Misfit(
                (), "this is no plan. Name the JSON twin of a plan, as `python -m macros.plan --json` prints it."
            )
        inputs = {name: _number(value, ("inputs", name)) for name in INPUTS}
        late = {name: _number(value, ("plan", "canaries", "late", name)) for name in LATE}
        lines = {name: _number(value, ("plan", "lines", name)) for name in LINES}
        sizes = [
            _number(value, ("plan", "cost", "sizes", n))
            for n in range(len(_at(value, ("plan", "cost", "sizes"), list)))
        ]
        return {
            "inputs": inputs,
            "late": late,
            "lines": lines,
            "sizes": sizes,
            "workload": str(_at(value, ("inputs", "workload"), str)),
            "for_p95": _number(value, ("plan", "canaries", "for_p95")),
        }

    text = read_bytes(path, str(path), problems)
    return _checked(str(path), text, check, problems) if text is not None else None


def read_result(path: Path, problems: list[Problem]) -> Record | None:
    """One result file of any of the three kinds."""
    file = str(path)
    text = read_bytes(path, file, problems)
    if text is None:
        return None
    lines = text.splitlines()
    if len(lines) > 1 and lines[0].startswith('{"metadata"') and lines[0].rstrip().endswith("}"):
        return _aiperf(file, lines, problems)

    def check(value: Any) -> Record:
        whole = _at(value, (), dict)
        if whole.get("reconcile") == 1:
            return _batches(file, value)
        if "benchmarks" in whole and "metadata" in whole:
            return _guidellm(file, value)
        if "aiperf_version" in whole:
            raise Misfit((), "this file holds averages only. Name profile_export.jsonl, which lies beside it.")
        if "metadata" in whole and "metrics" in whole:
            return _aiperf(file, lines, problems) or {}
        raise Misfit(
            (),
            "this is no result file of the batch script, guidellm or AIPerf. Name reconcile.json, guidellm's JSON or AIPerf's profile_export.jsonl.",
        )

    return _checked(file, text, check, problems) or None


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
    rows = _at(value, ("rows",), dict)
    for id in rows:
        if rows[id] not in OUTCOMES:
            raise Misfit(("rows", id), f"an outcome is one of {', '.join(OUTCOMES)}. Run `reconcile` again.")
    out = []
    for n in range(len(_at(value, ("batches",), list))):
        at: Steps = ("batches", n)
        status = _at(value, at, dict).get("status")
        if status is None:
            continue
        if status not in STATUS:
            raise Misfit((*at, "status"), f"a status is one of {', '.join(STATUS)}. Run `reconcile` again.")
        created, ended = (_moment(value, (*at, name)) for name in ("created", "ended"))
        if ended < created:
            raise Misfit((*at, "ended"), "the batch ended before it was made. Check the file.")
        usage = {part: _number(value, (*at, "usage", part)) for part in _at(value, (*at, "usage"), dict)}
        sizes = {name: _number(value, (*at, name)) for name in ("rows", "done", "attempt")}
        hours = (ended - created).total_seconds() / 3600 if status == "completed" else None
        out.append({**sizes, "hours": hours, "usage": usage})
    return {"kind": "batch", "file": file, "rows": rows, "batches": out}


def _guidellm(file: str, value: Any) -> Record:
    seconds: list[float] = []
    failed = 0
    runs = _at(value, ("benchmarks",), list)
    if len(runs) != 1:
        raise Misfit(
            ("benchmarks",), f"the file holds {len(runs)} runs; one is read. Write each run to a file of its own."
        )
    requests: Steps = ("benchmarks", 0, "requests")
    for n in range(len(_at(value, (*requests, "successful"), list))):
        seconds.append(_number(value, (*requests, "successful", n, "request_latency")))
    failed = len(_at(value, (*requests, "errored"), list)) + len(_at(value, (*requests, "incomplete"), list))
    load_kind = str(_at(value, ("benchmarks", 0, "config", "strategy", "type_"), str))
    version = str(_at(value, ("metadata", "guidellm_version"), str))
    return {
        "kind": "endpoint",
        "file": file,
        "tool": f"guidellm {version}",
        "load": load_kind,
        "seconds": seconds,
        "failed": failed,
    }


def _aiperf(file: str, lines: list[str], problems: list[Problem]) -> Record | None:
    seconds: list[float] = []
    failed = 0
    before = len(problems)
    for number, line in enumerate(lines, 1):

        def check(value: Any) -> Record:
            _at(value, ("metadata",), dict)
            if value.get("error"):
                return {"failed": 1}
            return {"seconds": _number(value, ("metrics", "request_latency", "value")) / 1000}

        if (made := _checked(file, line, check, problems, number)) is not None:
            failed += "failed" in made
            seconds += [made["seconds"]] if "seconds" in made else []
    whole = {"kind": "endpoint", "file": file, "tool": "AIPerf", "load": "", "seconds": seconds, "failed": failed}
    return whole if len(problems) == before else None


def _at(value: Any, path: Steps, kind: type) -> Any:
    """The value at a path, of a kind; Misfit where a step is missing or the kind is another."""
    for n, step in enumerate(path):
        there = (
            isinstance(value, dict) and step in value
            if isinstance(step, str)
            else isinstance(value, list) and step < len(value)
        )
        if not there:
            raise Misfit(path[:n], f"'{step}' is missing here. Is the file of another version, or of another program?")
        value = value[step]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        said = {dict: "a record", list: "a list", str: "a text", object: "a value"}.get(kind, "a number")
        raise Misfit(path, f"{said} is expected here. Is the file of another version, or of another program?")
    return value


def _number(value: Any, path: Steps) -> float:
    found = _at(value, path, object)
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1e15:
        raise Misfit(path, "a number from 0 on is expected here. Check the file.")
    return float(found)


def _moment(value: Any, path: Steps) -> datetime.datetime:
    text = _at(value, path, str)
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.datetime.min
    if moment.tzinfo is None:
        raise Misfit(path, "a moment in UTC is expected here, such as 2026-11-23T09:00:00Z. Run `reconcile` again.")
    return moment
