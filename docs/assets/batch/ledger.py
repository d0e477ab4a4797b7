"""A job's folder -> what has happened in it: one fact a line, on disk before the call that depends on it.

`ledger.jsonl` is only ever appended to, and each line is flushed and synced before `write` returns. A process killed
in the middle of a line leaves a torn last line; the next one drops it, since nothing can have depended on it yet.
One process at a time holds the folder: two that submit side by side would pay twice.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

import facts
import lines
from disk import hold, sync_folder
from facts import ENDED, Event, Job, Record, State, Stop


@dataclass
class Batch:
    """One request file and what became of it. `ref` is our mark on it; `id` is the vendor's name for it, once known."""

    ref: str
    attempt: int
    rows: list[str]
    size: int
    prepared: str
    sha: str = ""  # of its rows, as they were; a folder of an older script has none
    tried: str | None = None
    tries: int = 0
    id: str = ""
    state: State = field(default_factory=State)
    cancelling: bool = False
    short: int = -1  # how many of its rows the last download held that was no whole one
    lost: bool = False
    fetched: bool = False
    withdrawn: bool = False

    @property
    def ended(self) -> bool:
        return self.state.get("status") in ENDED

    @property
    def gone(self) -> bool:
        """The vendor does not know the batch, or its results, any more."""
        return self.lost or self.state.get("status") == "gone"

    @property
    def owed(self) -> bool:
        """It has ended, and its results are still to be fetched."""
        return self.ended and not self.fetched and not self.gone

    @property
    def unclear(self) -> bool:
        """It was being sent and no answer came: it may have arrived, and then it is paid."""
        return self.tried is not None and not self.id

    @property
    def unsent(self) -> bool:
        """It waits to be sent, and nothing of it has arrived."""
        return self.tried is None and not self.id and not self.withdrawn


class Ledger:
    """The open ledger of one folder: `job` once there is one, `batches` by ref, `handed` rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = hold(folder / "lock")
        self.path = folder / "ledger.jsonl"
        self.job: Job | None = None
        self.batches: dict[str, Batch] = {}
        self.handed: set[str] = set()
        try:
            self._file = self._opened()
        except BaseException:
            self._lock.close()
            raise
        sync_folder(folder)

    def _opened(self) -> IO[bytes]:
        """The file to add to, after all that it says was taken in and a torn last line was dropped."""
        data = self.path.read_bytes() if self.path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        for number, line in enumerate(lines.split(whole), 1):
            try:
                self._apply(facts.read(lines.decode(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise Stop(
                    f"{self.path}:{number}:1: this line is no fact of a ledger. Restore the file from its last copy."
                ) from error
        file = self.path.open("ab")
        file.truncate(len(whole))
        return file

    def first_sent(self, batch: Batch) -> str:
        """When the rows of a batch were first on their way: a second try is as late as the first."""
        rows = set(batch.rows)
        return min(other.tried or other.prepared for other in self.batches.values() if not rows.isdisjoint(other.rows))

    def write(self, event: Event, **told: Any) -> None:
        """Adds a fact. It is on disk when this returns."""
        record = {"event": event, **told}
        self._file.write(lines.encode(record))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._apply(record)

    def close(self) -> None:
        self._file.close()
        self._lock.close()

    def _apply(self, fact: Record) -> None:
        event = fact["event"]
        if event == "job":
            self.job = cast(Job, {key: value for key, value in fact.items() if key != "event"})
        elif event == "prepared":
            ref, attempt, rows, size, at = (fact[name] for name in ("ref", "attempt", "rows", "size", "at"))
            self.batches[ref] = Batch(ref, attempt, rows, size, at, fact.get("sha", ""))
        elif event == "handed":
            self.handed.update(fact["rows"])
        else:
            _change(self.batches[fact["ref"]], event, fact)


def _change(batch: Batch, event: Event, fact: Record) -> None:
    """What a fact changes in its batch."""
    if event == "trying":
        batch.tried, batch.tries = fact["at"], batch.tries + 1
    elif event == "unsent":
        batch.tried = None
    elif event == "submitted":
        batch.id = fact["id"]
    elif event == "state":
        batch.state = fact["state"]
    elif event == "short":
        batch.short = fact["lines"]
    elif event == "cancelling":
        batch.cancelling = True
    elif event == "lost":
        batch.lost = True
    elif event == "fetched":
        batch.fetched, batch.lost, batch.short = True, False, -1
    else:
        batch.withdrawn = True
