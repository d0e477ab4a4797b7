"""A job's folder -> what has happened in it: one fact a line, on disk before the call that depends on it.

`ledger.jsonl` is only ever appended to, and each line is flushed and synced before `write` returns. A process killed
in the middle of a line leaves a torn last line; the next one drops it, since nothing can have depended on it yet.
One process at a time holds the folder: two that submit side by side would pay twice.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, TypedDict, cast

Record = dict[str, Any]  # one JSON object, of a shape that is another's to say
Status = Literal["running", "completed", "expired", "failed", "cancelled"]
ENDED: tuple[Status, ...] = ("completed", "expired", "failed", "cancelled")
Event = Literal[
    "job", "prepared", "handed", "trying", "unsent", "submitted", "state", "cancelling", "fetched", "withdrawn"
]


class Job(TypedDict):
    """What all batches of a folder have in common."""

    vendor: str
    model: str
    endpoint: str
    base_url: str | None


class State(TypedDict, total=False):
    """A batch as its vendor last showed it; nothing is in it before the first look. Moments are UTC texts."""

    status: Status
    created: str | None
    started: str | None
    ended: str | None
    lines: int | None  # how many results there are; None where the vendor does not say


class Stop(Exception):
    """A reason to stop that a person must read; `status` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class Batch:
    """One request file and what became of it. `ref` is our mark on it; `id` is the vendor's name for it, once known."""

    ref: str
    attempt: int
    rows: list[str]
    size: int
    prepared: str
    tried: str | None = None
    id: str = ""
    state: State = field(default_factory=State)
    cancelling: bool = False
    fetched: bool = False
    withdrawn: bool = False

    @property
    def ended(self) -> bool:
        return self.state.get("status") in ENDED

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
        self._lock = _hold(folder / "lock")
        self.path = folder / "ledger.jsonl"
        self.job: Job | None = None
        self.batches: dict[str, Batch] = {}
        self.handed: set[str] = set()
        data = self.path.read_bytes() if self.path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                self._apply(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise Stop(
                    f"{self.path}:{number}:1: this line is no fact of a ledger. Restore the file from a copy."
                ) from error
        self._file = self.path.open("ab")
        self._file.truncate(len(whole))
        sync_folder(folder)

    def first_sent(self, batch: Batch) -> str:
        """When the rows of a batch were first on their way: a second try is as late as the first."""
        rows = set(batch.rows)
        return min(other.tried or other.prepared for other in self.batches.values() if not rows.isdisjoint(other.rows))

    def write(self, event: Event, **facts: Any) -> None:
        """Adds a fact. It is on disk when this returns."""
        record = {"event": event, **facts}
        self._file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
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
            self.batches[fact["ref"]] = Batch(fact["ref"], fact["attempt"], fact["rows"], fact["size"], fact["at"])
        elif event == "handed":
            self.handed.update(fact["rows"])
        else:
            batch = self.batches[fact["ref"]]
            if event == "trying":
                batch.tried = fact["at"]
            elif event == "unsent":
                batch.tried = None
            elif event == "submitted":
                batch.id = fact["id"]
            elif event == "state":
                batch.state = fact["state"]
            elif event == "cancelling":
                batch.cancelling = True
            elif event == "fetched":
                batch.fetched = True
            elif event == "withdrawn":
                batch.withdrawn = True
            else:
                raise ValueError(event)


def put(path: Path, data: bytes) -> None:
    """Writes a whole file or nothing: a reader never meets half of one, not even after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A new name is on disk only once its folder is synced (POSIX; Windows does so by itself)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _hold(path: Path) -> IO[bytes]:
    """An open file that holds the folder until this process ends, however it ends."""
    file = path.open("a+b")
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Stop(f"{path}: another process works on this folder. Wait for it, or end it.") from error
    return file
