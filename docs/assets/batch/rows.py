"""Rows in -> checked rows and request files; rows out -> what became of each id. No network, no clock.

A job's `requests.jsonl` holds one request a line: {"id": "any text", "body": {what the vendor's API takes}}. In the
files that are sent, a row is named REF-NUMBER: short, allowed everywhere, and it says which batch it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypedDict, get_args

from ledger import Batch, Ledger, Record, Status
from shared import Outcome, Parsed

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Line = Callable[[str, Record], Record]
Parse = Callable[[Record], Parsed]
Seen = dict[str, tuple[Outcome, Record]]  # by id: what became of the row, and its answer or error
FATES: dict[Status, Outcome] = {"completed": "missing", "failed": "failed"}  # of the rows of a batch without a result


class Limits(TypedDict, total=False):
    """What a vendor allows in one file, None where it says nothing, and where it says so."""

    max_requests: int | None
    max_file_mb: float | None
    source: str
    as_of: str | None


class Accounts(TypedDict):
    """What became of every id, how often each outcome is among them, and what each batch held and used."""

    rows: dict[str, Outcome]
    counts: dict[Outcome, int]
    batches: list[Record]


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
                f"{path}:{number}:1: the body sets {' and '.join(taken)}. Leave it out: the model is the command's,"
                " and a batch does not stream."
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


def split(ids: Iterable[str], rows: dict[str, Record], line: Line, limits: Limits) -> tuple[list[list[str]], list[str]]:
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


def reconcile(ledger: Ledger, parse: Parse, ids: Iterable[str]) -> tuple[Accounts, dict[str, Record]]:
    """Ids in = ids out, and the answers by id.

    A row is done if any try is done; the first answer counts. A row that the results leave out is `missing`, as it may
    have been answered; only where a batch failed, expired or was cancelled without any result do its rows share its
    fate. `unclear`: no answer came to the batch's submission.
    """
    outcome: dict[str, Outcome] = dict.fromkeys(ids, "waiting")
    answers: dict[str, Record] = {}
    batches = []
    for batch in ledger.batches.values():
        seen, strays = _results(ledger.folder, batch, parse)
        absent = _absent(batch, seen)
        for id in batch.rows:
            became, body = seen.get(id, (absent, {}))
            if became == "done":
                answers.setdefault(id, body)
            if outcome.get(id) != "done":
                outcome[id] = became
        batches.append(_account(batch, seen, strays))
    for id in ledger.handed:
        if outcome.get(id) != "done":
            outcome[id] = "handed"
    counts = {name: sum(value == name for value in outcome.values()) for name in OUTCOMES}
    return {"rows": outcome, "counts": counts, "batches": batches}, answers


def _absent(batch: Batch, seen: Seen) -> Outcome:
    """What became of those rows of a batch of which its results say nothing."""
    if not batch.fetched:
        return "running" if batch.id else "unclear" if batch.unclear else "waiting"
    return "missing" if seen else FATES.get(batch.state.get("status", "running"), "expired")


def _account(batch: Batch, seen: Seen, strays: dict[str, int]) -> Record:
    """A batch as reconcile.json shows it, with the tokens that its answered rows used."""
    usage: dict[str, int] = {}
    for id in batch.rows:
        for part, tokens in seen[id][1].get("usage", {}).items() if id in seen else ():
            usage[part] = usage.get(part, 0) + tokens
    return {
        "ref": batch.ref,
        "attempt": batch.attempt,
        "rows": len(batch.rows),
        "done": sum(became == "done" for became, _ in seen.values()),
        **strays,
        **batch.state,
        "usage": usage,
    }


def _results(folder: Path, batch: Batch, parse: Parse) -> tuple[Seen, dict[str, int]]:
    """Outcome and body by id, in whatever order lines came; repeated and foreign ones are counted, never believed."""
    if not batch.fetched:
        return {}, {}
    named = {f"{batch.ref}-{number}": id for number, id in enumerate(batch.rows)}
    seen: Seen = {}
    repeated = foreign = 0
    for line in (folder / "results" / f"{batch.ref}.jsonl").read_bytes().splitlines():
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
