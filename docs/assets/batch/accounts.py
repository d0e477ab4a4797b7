"""Fetched results -> what became of each id, and what it used. No network, no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypedDict, get_args

import lines
from answers import of_account
from facts import Record, Status
from ledger import Batch, Ledger
from shared import Outcome, Parsed

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Parse = Callable[[Any], Parsed]
Seen = dict[str, tuple[Outcome, Record]]  # by id: what became of the row, and its answer or error
UNSEEN: tuple[Outcome, ...] = ("unserved", "waiting")  # no model has met the row
FATES: dict[Status, Outcome] = {"completed": "missing", "failed": "failed"}  # of the rows of a batch without a result


class Accounts(TypedDict):
    """What became of every id, how often each outcome is among them, and what each batch held and used."""

    rows: dict[str, Outcome]
    counts: dict[Outcome, int]
    batches: list[Record]


def reconcile(ledger: Ledger, parse: Parse, ids: Iterable[str]) -> tuple[Accounts, dict[str, Record], Counter[str]]:
    """Ids in = ids out, the answers by id, and how often a model may have seen each row.

    A row is done if any try is done; the first answer counts. A row that the results leave out is `missing`, as it may
    have been answered; only where a batch failed, expired or was cancelled without any result do its rows share its
    fate. `unclear`: no answer came to the batch's submission.
    """
    outcome: dict[str, Outcome] = dict.fromkeys(ids, "waiting")
    tries: Counter[str] = Counter()
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
            tries[id] += became not in UNSEEN
        batches.append(_account(batch, seen, strays))
    for id in ledger.handed:
        if outcome.get(id) != "done":
            outcome[id] = "handed"
    counts = {name: sum(value == name for value in outcome.values()) for name in OUTCOMES}
    return {"rows": outcome, "counts": counts, "batches": batches}, answers, tries


def _absent(batch: Batch, seen: Seen) -> Outcome:
    """What became of those rows of a batch of which its results say nothing."""
    if not batch.fetched:
        if batch.gone:
            return "missing"
        return "running" if batch.id else "unclear" if batch.unclear else "waiting"
    errors = batch.state.get("errors", [])
    if not seen and errors and all(map(of_account, errors)):
        return "unserved"
    return "missing" if seen else FATES.get(batch.state.get("status", "running"), "expired")


def _account(batch: Batch, seen: Seen, strays: Counter[str]) -> Record:
    """A batch as reconcile.json shows it, with the tokens that its answered rows used and how many are not known."""
    usage: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for _, body in seen.values():
        usage.update(body.get("usage", {}))
        unknown.update(body.get("unknown", []))
    return {
        "ref": batch.ref,
        "attempt": batch.attempt,
        "rows": len(batch.rows),
        "done": sum(became == "done" for became, _ in seen.values()),
        **strays,
        **batch.state,
        "usage": dict(usage),
        **({"unknown": dict(unknown)} if unknown else {}),
    }


def own_rows(batch: Batch, data: bytes, parse: Parse) -> tuple[Seen, Counter[str]]:
    """Outcome and body by id, in whatever order lines came.

    Lines that repeat a row, name none of ours, or cannot be read are counted, never believed.
    """
    named = {f"{batch.ref}-{number}": id for number, id in enumerate(batch.rows)}
    seen: Seen = {}
    strays: Counter[str] = Counter(repeated=0, foreign=0)
    for line in lines.split(data):
        if not line.strip():
            continue
        try:
            name, outcome, body = parse(lines.decode(line))
        except lines.NotJson:
            strays["unreadable"] += 1
            continue
        id = named.get(name) if isinstance(name, str) else None
        if id is None:
            strays["foreign"] += 1
        elif id not in seen:
            seen[id] = (outcome, body)
        else:
            strays["repeated"] += 1
            if seen[id][0] != "done" and outcome == "done":
                seen[id] = (outcome, body)
    return seen, strays


def _results(folder: Path, batch: Batch, parse: Parse) -> tuple[Seen, Counter[str]]:
    """What the fetched results of a batch say."""
    if not batch.fetched:
        return {}, Counter()
    return own_rows(batch, (folder / "results" / f"{batch.ref}.jsonl").read_bytes(), parse)
