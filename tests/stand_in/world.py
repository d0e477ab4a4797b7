"""What stands behind the stand-in endpoints: batches that answer rows, or do to them what is reported of real ones.

A row says what it is by its prompt, so that the world knows a row whatever name it travels under. `answered` counts how
often each prompt was answered, which is what a vendor bills.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Batch:
    id: str
    vendor: str
    mark: str
    rows: list[tuple[str, str]]  # name, prompt
    created: float = field(default_factory=time.time)
    looks: int = 0
    lists: int = 0
    status: str = "running"
    ended: float | None = None
    lines: list[tuple[str, str, str]] = field(default_factory=list)  # name, prompt, outcome
    lost: int = 0


class World:
    """Batches by vendor, and the plan of faults.

    `fate`: prompt -> outcome of its first try (failed, refused, expired, lost), "done" after that.
    `faults`: call (create, look, list, results, upload, cancel) -> what the next ones meet, in order:
    "401", "429", "500" (before anything is done), "500 after", "cut after" (done, and the answer never arrives),
    "cut" (half a body), "short" (the first lines, and nothing shows that more were meant), "nameless" (an answer
    without its name).
    `replies`: call -> what answers it instead, given the request, the usual answerer and what the address names.
    `lag`: how many lists leave a new batch out; None: all do.
    `looks`: how often a batch is looked at, alone or in a list, before it ends; None: it stalls until it is cancelled.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.batches: dict[str, Batch] = {}
        self.files: dict[str, bytes] = {}
        self.answered: Counter[str] = Counter()
        self.fate: dict[str, str] = {}
        self.faults: dict[str, list[str]] = {}
        self.replies: dict[str, Callable[..., Any]] = {}
        self.calls: Counter[str] = Counter()
        self.looks: int | None = 1
        self.lag: int | None = 0
        self.shuffle = self.repeat = self.stranger = self.expire_all = False

    def fault(self, call: str) -> str:
        with self.lock:
            self.calls[call] += 1
            waiting = self.faults.get(call)
            return waiting.pop(0) if waiting else ""

    def keep(self, data: bytes) -> str:
        with self.lock:
            name = f"f{len(self.files) + 1}"
            self.files[name] = data
            return name

    def create(self, vendor: str, mark: str, rows: list[tuple[str, str]]) -> Batch:
        with self.lock:
            batch = Batch(f"{vendor}-batch-{len(self.batches) + 1}", vendor, mark, rows)
            self.batches[batch.id] = batch
            return batch

    def look(self, id: str) -> Batch:
        with self.lock:
            batch = self.batches[id]
            batch.looks += 1
            if batch.status == "running" and self.looks is not None and batch.looks > self.looks:
                self._end(batch, "expired" if self.expire_all else "completed")
            return batch

    def cancel(self, id: str) -> Batch:
        """Half of a stalled batch was answered before it was cancelled."""
        with self.lock:
            batch = self.batches[id]
            if batch.status == "running":
                self._end(batch, "cancelled")
            return batch

    def listed(self, vendor: str) -> list[Batch]:
        with self.lock:
            shown = [
                batch
                for batch in reversed(self.batches.values())
                if batch.vendor == vendor and self.lag is not None and batch.lists >= self.lag
            ]
            for batch in self.batches.values():
                batch.lists += 1
            return [self.look(batch.id) for batch in shown]

    def _end(self, batch: Batch, status: str) -> None:
        batch.status, batch.ended = status, time.time()
        for number, (name, prompt) in enumerate(batch.rows):
            fate = self.fate.pop(prompt, "done")
            if status == "cancelled" and number % 2:
                fate = "expired"
            if status == "expired":
                fate = "expired"
            if fate in ("done", "lost"):
                self.answered[prompt] += 1
            if fate == "lost":
                batch.lost += 1
                continue
            batch.lines.append((name, prompt, fate))
        if self.shuffle:
            random.Random(7).shuffle(batch.lines)
        if self.repeat:
            batch.lines += batch.lines[:2]
        if self.stranger:
            batch.lines.insert(0, ("somebody-elses-row", "no prompt of ours", "done"))
