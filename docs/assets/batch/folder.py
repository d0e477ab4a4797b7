"""A job's folder against its ledger -> where the two disagree: a ledger that was lost, or restored from an older copy.

A request file stands in `ready/` until its batch is tried, and in `sent/` from just before the call that pays. So a
file in `sent/` of a batch that the ledger has not tried, or does not know, shows that the ledger is older than its
folder: what it holds to be unsent may be paid.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lines
from answers import part
from disk import sync_folder
from facts import Record, Stop
from ledger import Batch, Ledger
from rows import digest
from shared import Vendor

OLDER = (
    "Restore ledger.jsonl from its last copy. Without one, look at the vendor for the batches of this folder,"
    " and put what they leave open into a new folder."
)


def path_of(folder: Path, place: str, batch: Batch) -> Path:
    return folder / place / f"{batch.ref}.jsonl"


def move(folder: Path, batch: Batch, old: str, new: str) -> None:
    """Moves a request file between `ready` and `sent`, on disk when this returns; one that moved already stays."""
    there = path_of(folder, new, batch)
    there.parent.mkdir(exist_ok=True)
    if path_of(folder, old, batch).exists():
        os.replace(path_of(folder, old, batch), there)
        sync_folder(there.parent)


def agree(ledger: Ledger, fetching: bool) -> None:
    """Stop where files and facts disagree. A fetched file that is gone may be fetched again."""
    told = [
        *_strangers(ledger),
        *(fault for batch in ledger.batches.values() for fault in _lacking(ledger.folder, batch, fetching)),
        *_forgotten(ledger),
    ]
    if told:
        raise Stop("\n".join(told))


def _strangers(ledger: Ledger) -> Iterator[str]:
    """Files that no fact speaks of, or that a fact says cannot be there."""
    for place in ("ready", "sent", "results"):
        for path in sorted((ledger.folder / place).glob("*.jsonl")):
            batch = ledger.batches.get(path.stem)
            if not batch:
                yield f"{path}:1:1: the ledger knows no batch of this name, so it is older than this file. {OLDER}"
            elif place == "results" and not batch.id:
                yield f"{path}:1:1: results of a batch that the ledger never sent. {OLDER}"
            elif place == "sent" and batch.sha and not batch.tried and not batch.id:
                yield f"{path}:1:1: it was sent, and the ledger does not know it. {OLDER}"


def _lacking(folder: Path, batch: Batch, fetching: bool) -> Iterator[str]:
    """Facts that speak of a file that is not there."""
    if batch.id and batch.sha and not path_of(folder, "sent", batch).is_file():
        yield f"{path_of(folder, 'sent', batch)}:1:1: the ledger says that it was sent, and it is gone. Restore it."
    results = path_of(folder, "results", batch)
    if batch.fetched and not results.is_file() and not fetching:
        yield f"{results}:1:1: it was fetched, and it is gone. Restore it, or run fetch, which downloads it again."


def _forgotten(ledger: Ledger) -> Iterator[str]:
    """Rows that the realtime lane was given, or that have answers, and that the ledger does not know."""
    handed = ledger.folder / "fallback.jsonl"
    if handed.is_file() and set(_ids(handed)) - ledger.handed:
        yield f"{handed}:1:1: it hands rows to realtime of which the ledger does not know. {OLDER}"
    answered = ledger.folder / "answers.jsonl"
    if not ledger.job and answered.is_file() and answered.stat().st_size:
        yield f"{answered}:1:1: answers of batches that the ledger does not know. {OLDER}"


def _ids(path: Path) -> Iterator[str]:
    for line in lines.split(path.read_bytes()):
        try:
            id = part(lines.decode(line), "id")
        except lines.NotJson:
            continue
        if isinstance(id, str):
            yield id


def changed(ledger: Ledger, rows: dict[str, Record], vendor: Vendor[Any]) -> list[str]:
    """The rows that say something else than when they were put into a batch."""
    told = []
    for batch in ledger.batches.values():
        if not batch.sha or digest(batch.rows, rows) == batch.sha:
            continue
        was = next((at for place in ("sent", "ready") if (at := path_of(ledger.folder, place, batch)).is_file()), None)
        before = lines.split(was.read_bytes()) if was else []
        now = [lines.encode(vendor.line(f"{batch.ref}-{n}", rows[id]))[:-1] for n, id in enumerate(batch.rows)]
        told += [id for n, id in enumerate(batch.rows) if n >= len(before) or before[n] != now[n]]
    return told
