"""Batches that were sent -> their ends and their results. What goes wrong with one never holds up the others."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from functools import partial
from typing import NamedTuple

import lines
from accounts import own_rows
from disk import put
from facts import Record, State, Stop
from folder import path_of
from ledger import Batch
from sending import Sender
from shared import Gone, Refusal


def look(desk: Sender, batch: Batch) -> None:
    """Notes a batch's state where it has changed, and says why it failed."""
    _note(desk, batch, desk.call(partial(desk.vendor.look, batch.id)))


def _note(desk: Sender, batch: Batch, state: State) -> None:
    if state["status"] == batch.state.get("status"):
        return
    desk.ledger.write("state", ref=batch.ref, state=state)
    print(f"{batch.ref}: {state['status']}")
    for error in state.get("errors", []):
        print(f"  {reason(error)}")
    tell_record(desk, batch)


def reason(error: Record) -> str:
    """A vendor's error on one line: code, words, and the line of the request file where it says one."""
    where = f" (line {error['line']})" if error.get("line") else ""
    return f"{error.get('code') or 'no code'}: {' '.join(str(error.get('message')).split())[:300]}{where}"


def tell_record(desk: Sender, batch: Batch) -> None:
    """One anonymous line for a batch that has ended: no name, no id, no key, no prompt and no answer is in it."""
    if not batch.ended or batch.gone:
        return
    told = {
        "record": 1,
        "vendor": desk.vendor.name,
        "model": desk.job["model"],
        "requests": len(batch.rows),
        "bytes": batch.size,
        "submitted": batch.state.get("created"),
        "started": batch.state.get("started"),
        "finished": batch.state.get("ended"),
        "status": batch.state.get("status"),
    }
    print(json.dumps(told))


class Poll:
    """One run of looking: which batches the vendor does not know, how often it said so, and whose looks failed."""

    def __init__(self, desk: Sender) -> None:
        self.desk, self.status = desk, 0
        self.unknown: Counter[str] = Counter()
        self.done: set[str] = set()

    def round(self) -> list[Batch]:
        """Looks at each batch once; those that still run."""
        failed = 0
        for batch in self._open():
            try:
                look(self.desk, batch)
                failed = 0
            except Gone as no:
                self._not_known(batch, no)
            except Stop as stop:
                failed += not isinstance(stop, Refusal)
                if stop.status == 2 or failed > 1 or len(self._open()) == 1:
                    raise
                print(f"{batch.ref}: {stop}", file=sys.stderr)
                self.status = max(self.status, stop.status)
                self.done.add(batch.ref)
        return [batch for batch in self._open() if not batch.ended]

    def _open(self) -> list[Batch]:
        """Batches without an end; one that was gone may be back, and is asked for once more."""
        return [
            batch
            for batch in self.desk.ledger.batches.values()
            if batch.id
            and batch.ref not in self.done
            and (not batch.ended or (batch.state.get("status") == "gone" and not batch.fetched))
        ]

    def _not_known(self, batch: Batch, no: Gone) -> None:
        """A vendor may need a moment to know what it made, so it is asked again before a batch counts as gone."""
        self.unknown[batch.ref] += 1
        if batch.state.get("status") == "gone":
            self.done.add(batch.ref)
        elif self.unknown[batch.ref] >= self.desk.given.tries:
            self.done.add(batch.ref)
            self.status = max(self.status, 1)
            self.desk.ledger.write("state", ref=batch.ref, state={**batch.state, "status": "gone"})
            print(f"{batch.ref}: {no}. It counts as gone: its {len(batch.rows)} rows are missing, and may be billed.")


def poll(desk: Sender) -> int:
    """Waits until all batches have ended, or until the youngest is late."""
    run, wait, began = Poll(desk), desk.given.first_wait, time.monotonic()
    while running := run.round():
        # A clock may have been set back: then the time that this run has waited says more.
        left = desk.given.after - max(min(map(desk.age, running)), time.monotonic() - began)
        if left <= 0:
            print(f"{len(running)} batches are still running")
            return 4
        time.sleep(min(wait, left))
        wait = min(2 * wait, desk.given.longest_wait)
    print("no batch is running")
    return run.status


class Download(NamedTuple):
    """What one try brought."""

    data: bytes
    rows: int  # how many of the batch's rows are in it
    lines: int


def fetch(desk: Sender, todo: list[Batch]) -> int:
    """Downloads each batch's results until they are whole; in turns, so that no batch waits for another."""
    best: dict[str, Download] = {}
    faults: dict[str, Stop] = {}
    for turn in range(desk.given.tries):
        for batch in list(todo):
            try:
                came = _download(desk, batch)
            except Stop as stop:
                if stop.status == 2:
                    raise
                faults[batch.ref] = stop
                continue
            before = best.get(batch.ref)
            if _whole(batch, came, before):
                _keep(desk, batch, came)
                todo.remove(batch)
            elif before is None or came.rows >= before.rows:
                best[batch.ref] = came
        if not todo:
            return 0
        if turn < desk.given.tries - 1:
            time.sleep(desk.given.first_wait)
    return max(_left(desk, batch, best.get(batch.ref), faults.get(batch.ref)) for batch in todo)


def _download(desk: Sender, batch: Batch) -> Download:
    data = lines.ended(desk.call(partial(desk.vendor.results, batch.id)))
    return Download(data, len(own_rows(batch, data, desk.vendor.parse)[0]), data.count(b"\n"))


def expected(batch: Batch) -> int | None:
    """How many rows the results must hold: what the vendor counts, else all of a batch that was completed."""
    counted = batch.state.get("lines")
    if counted is not None:
        return min(counted, len(batch.rows))
    return len(batch.rows) if batch.state.get("status") == "completed" else None


def _whole(batch: Batch, came: Download, before: Download | None) -> bool:
    """Whether nothing is wanting: the count is reached, or, where nobody counts, two downloads agree."""
    wanted = expected(batch)
    return came.rows >= wanted if wanted is not None else before is not None and came.rows == before.rows


def _keep(desk: Sender, batch: Batch, came: Download) -> None:
    put(path_of(desk.folder, "results", batch), came.data)
    desk.ledger.write("fetched", ref=batch.ref)
    print(f"{batch.ref}: {came.lines} lines fetched")


def _left(desk: Sender, batch: Batch, best: Download | None, fault: Stop | None) -> int:
    """What becomes of a batch whose results did not come whole in any try of this run."""
    if best is None:
        if isinstance(fault, Refusal) and not batch.fetched:
            desk.ledger.write("lost", ref=batch.ref)
            print(f"{batch.ref}: {fault}. Its results are gone: its rows count as missing, and may be billed.")
        else:
            print(f"{batch.ref}: {fault}", file=sys.stderr)
        return fault.status if fault else 3
    if best.rows == batch.short:  # the run before this one got as many: the vendor holds no more
        if not batch.fetched:
            _keep(desk, batch, best)
            desk.ledger.write("short", ref=batch.ref, lines=best.rows)
        print(
            f"{batch.ref}: {best.rows} of {expected(batch)} rows are in the results, in two runs: the rest is missing"
        )
        return 0
    desk.ledger.write("short", ref=batch.ref, lines=best.rows)
    print(f"{batch.ref}: {best.rows} of {expected(batch)} rows came. Run this again later.", file=sys.stderr)
    return 3
