"""Rows in -> checked rows and request files; rows out -> what became of each id. No network, no clock.

A job's `requests.jsonl` holds one request a line: {"id": "any text", "body": {what the vendor's API takes}}. In the
files that are sent, a row is named REF-NUMBER: short, allowed everywhere, and it says which batch it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from ledger import Batch, Ledger, Record

OUTCOMES = ("done", "failed", "refused", "expired", "missing", "running", "unclear", "waiting", "handed")
Line = Callable[[str, Record], Record]


def read_requests(path: Path) -> tuple[dict[str, Record], list[str]]:
    """The rows by id, and every problem as `file:line:column: what is wrong. What to do.`"""
    rows: dict[str, Record] = {}
    first: dict[str, int] = {}
    problems: list[str] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else None
    except UnicodeDecodeError:
        return {}, [f"{path}:1:1: the file is not UTF-8. Save it as UTF-8."]
    if lines is None:
        return {}, [f"{path}:1:1: there is no such file. Write one request a line."]
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except ValueError as error:
            column = getattr(error, "colno", 1)
            problems.append(f"{path}:{number}:{column}: this line is no JSON. Write one whole object a line.")
            continue
        if not isinstance(row, dict) or set(row) != {"id", "body"} or not isinstance(row["body"], dict):
            problems.append(
                f'{path}:{number}:1: the keys are not "id" and "body" (an object). Write {{"id": "…", "body": {{…}}}}.'
            )
        elif taken := sorted({"model", "stream"} & set(row["body"])):
            problems.append(
                f"{path}:{number}:1: the body sets {' and '.join(taken)}. Leave it out: the model is the command's, and a batch does not stream."
            )
        elif not isinstance(row["id"], str) or not row["id"].strip():
            problems.append(f"{path}:{number}:1: the id is not a text. Put it in quotes.")
        elif row["id"] in rows:
            problems.append(
                f"{path}:{number}:1: the id {row['id']!r} stands in line {first[row['id']]} too. Make each id unique."
            )
        else:
            rows[row["id"]], first[row["id"]] = row["body"], number
    if not lines:
        problems.append(f"{path}:1:1: the file is empty. Write one request a line.")
    return rows, problems


def split(ids: Iterable[str], rows: dict[str, Record], line: Line, limits: Record) -> tuple[list[list[str]], list[str]]:
    """Ids in files that keep to the vendor's limits, and the rows that fit in none."""
    most, most_bytes = limits.get("max_requests"), round((limits.get("max_file_mb") or 0) * 1_000_000)
    files: list[list[str]] = []
    problems: list[str] = []
    held = 0
    for id in ids:
        size = len(_encode(line("x" * 24, rows[id])))
        if most_bytes and size > most_bytes:
            problems.append(f"the row {id!r} takes {size:,} bytes, a file at most {most_bytes:,}. Shorten it.")
            continue
        if not files or (most and len(files[-1]) >= most) or (most_bytes and held + size > most_bytes):
            files.append([])
            held = 0
        files[-1].append(id)
        held += size
    return files, problems


def request_file(ref: str, ids: list[str], rows: dict[str, Record], line: Line) -> bytes:
    """The bytes to send: one line a row, named REF-NUMBER by its place in the batch."""
    return b"".join(_encode(line(f"{ref}-{number}", rows[id])) for number, id in enumerate(ids))


def reconcile(
    ledger: Ledger, parse: Callable[[Record], tuple[str, str, Record]], ids: Iterable[str]
) -> tuple[Record, dict[str, Record]]:
    """Ids in = ids out: {"rows": {id: outcome}, "batches": […], "counts": {…}} and the answers by id.

    A row is done if any try is done; the first answer counts. A row that the results leave out is `missing`, as it may have
    been answered; only where a batch failed, expired or was cancelled without any result do its rows share its fate.
    `unclear`: no answer came to the batch's submission.
    """
    outcome = dict.fromkeys(ids, "waiting")
    answers: dict[str, Record] = {}
    batches = []
    for batch in ledger.batches.values():
        seen, extra = (
            _results(ledger.folder / "results" / f"{batch.ref}.jsonl", batch, parse) if batch.fetched else ({}, {})
        )
        fate = (
            "missing"
            if seen
            else {"completed": "missing", "failed": "failed"}.get(batch.state.get("status", ""), "expired")
        )
        absent = fate if batch.fetched else "running" if batch.id else "unclear" if batch.unclear else "waiting"
        usage: dict[str, int] = {}
        for id in batch.rows:
            now, body = seen.get(id, (absent, {}))
            if now == "done" and id not in answers:
                answers[id] = body
            if outcome.get(id) != "done":
                outcome[id] = now
            for part, tokens in body.get("usage", {}).items():
                usage[part] = usage.get(part, 0) + tokens
        batches.append(
            {
                "ref": batch.ref,
                "attempt": batch.attempt,
                "rows": len(batch.rows),
                "done": sum(seen.get(id, ("",))[0] == "done" for id in batch.rows),
                **extra,
                **batch.state,
                "usage": usage,
            }
        )
    for id in ledger.handed:
        if outcome.get(id) != "done":
            outcome[id] = "handed"
    counts = {name: sum(value == name for value in outcome.values()) for name in OUTCOMES}
    return {"rows": outcome, "counts": counts, "batches": batches}, answers


def _results(
    path: Path, batch: Batch, parse: Callable[[Record], tuple[str, str, Record]]
) -> tuple[dict[str, tuple[str, Record]], Record]:
    """Outcome and body by id, in whatever order the lines came; repeated and foreign lines are counted, never believed."""
    named = {f"{batch.ref}-{number}": id for number, id in enumerate(batch.rows)}
    seen: dict[str, tuple[str, Record]] = {}
    repeated = foreign = 0
    for line in path.read_bytes().splitlines():
        name, outcome, body = parse(json.loads(line))
        if name not in named:
            foreign += 1
        elif named[name] in seen:
            repeated += 1
            if seen[named[name]][0] != "done" and outcome == "done":
                seen[named[name]] = (outcome, body)
        else:
            seen[named[name]] = (outcome, body)
    return seen, {"repeated": repeated, "foreign": foreign}


def _encode(record: Record) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"
