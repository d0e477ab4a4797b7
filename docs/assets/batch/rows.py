"""Rows in -> checked rows and request files. No network, no clock.

A job's `requests.jsonl` holds one request a line: {"id": "any text", "body": {what the vendor's API takes}}. In the
files that are sent, a row is named REF-NUMBER: short, allowed everywhere, and it says which batch it belongs to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypedDict

import lines
from facts import Record

Line = Callable[[str, Record], Record]


class Limits(TypedDict, total=False):
    """What a vendor allows in one file, None where it says nothing, and where it says so."""

    max_requests: int | None
    max_file_mb: float | None
    source: str
    as_of: str | None


def read_requests(path: Path) -> tuple[dict[str, Record], list[str]]:
    """The rows by id, and every problem as `file:line:column: what is wrong. What to do.`"""
    rows: dict[str, Record] = {}
    first: dict[str, int] = {}
    problems: list[str] = []
    if not path.is_file():  # neither a folder nor a device that never ends
        return {}, [f"{path}:1:1: there is no such file. Write one request a line."]
    told = lines.split(path.read_bytes())
    for number, line in enumerate(told, 1):
        try:
            row = lines.decode(line)
        except lines.NotJson as error:
            problems.append(f"{path}:{number}:{error.column}: {error.said}")
            continue
        if fault := _fault(row, first):
            problems.append(f"{path}:{number}:1: {fault}")
        else:
            rows[row["id"]], first[row["id"]] = row["body"], number
    if not told:
        problems.append(f"{path}:1:1: the file is empty. Write one request a line.")
    return rows, problems


def _fault(row: Any, first: dict[str, int]) -> str:
    """What is wrong with one request and what to do; nothing where it can be sent."""
    if not isinstance(row, dict) or set(row) != {"id", "body"} or not isinstance(row["body"], dict):
        return 'the keys are not "id" and "body" (an object). Write {"id": "…", "body": {…}}.'
    if taken := sorted({"model", "stream"} & set(row["body"])):
        return (
            f"the body sets {' and '.join(taken)}. Leave it out: the model is the command's,"
            " and a batch does not stream."
        )
    if not isinstance(row["id"], str) or not row["id"].strip():
        return "the id is not a text. Put it in quotes."
    if row["id"] in first:
        return f"the id {row['id']!r} stands in line {first[row['id']]} too. Make each id unique."
    return ""


def digest(ids: Iterable[str], rows: dict[str, Record]) -> str:
    """What these rows say, in 64 signs: a row that changes after it was sent is seen by it."""
    whole = hashlib.sha256()
    for id in ids:
        whole.update(lines.encode([id, rows[id]]))
    return whole.hexdigest()


def split(ids: Iterable[str], rows: dict[str, Record], line: Line, limits: Limits) -> tuple[list[list[str]], list[str]]:
    """Ids in files that keep to the vendor's limits, and the rows that fit in none."""
    most, most_bytes = limits.get("max_requests"), round((limits.get("max_file_mb") or 0) * 1_000_000)
    files: list[list[str]] = []
    problems: list[str] = []
    held = 0
    for id in ids:
        size = len(lines.encode(line("x" * 24, rows[id])))
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
    return b"".join(lines.encode(line(f"{ref}-{number}", rows[id])) for number, id in enumerate(ids))
