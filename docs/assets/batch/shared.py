"""What the three vendors' sides share: the verbs, times as text, what an error means for its row, "cannot tell yet"."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, Literal, TypeVar

from ledger import Record, State

AGAIN = (408, 409, 425, 429)
Outcome = Literal["done", "failed", "refused", "expired", "missing", "running", "unclear", "waiting", "handed"]
Parsed = tuple[str, Outcome, Record]  # a row's name, what became of it, {answer or error, usage in tokens}
Sent = TypeVar("Sent")  # what `upload` gives and `create` takes


class Undecided(Exception):
    """The vendor's list holds a batch that may be the one, and does not show yet whose it is."""


class Unclear(Exception):
    """A call whose answer did not arrive: it may or may not have been carried out."""


class Vendor(ABC, Generic[Sent]):
    """One vendor's batch endpoint, for one model; vendors.py says what each verb does."""

    name: str
    key: str
    package: str

    def __init__(self, model: str, base_url: str | None, endpoint: str) -> None:
        self.model, self.base_url, self.endpoint = model, base_url, endpoint

    @abstractmethod
    def open(self) -> None: ...
    @abstractmethod
    def line(self, name: str, body: Record) -> Record: ...
    @abstractmethod
    def upload(self, ref: str, path: Path) -> Sent: ...
    @abstractmethod
    def create(self, ref: str, sent: Sent) -> str: ...
    @abstractmethod
    def find(self, ref: str, size: int, since: datetime.datetime, known: set[str]) -> str | None: ...
    @abstractmethod
    def look(self, id: str) -> State: ...
    @abstractmethod
    def results(self, id: str) -> Iterator[bytes]: ...
    @abstractmethod
    def cancel(self, id: str) -> None: ...
    @staticmethod
    @abstractmethod
    def parse(line: Record) -> Parsed: ...


def stamp(moment: float | datetime.datetime | None) -> str | None:
    """A vendor's time (seconds or a datetime) as UTC text to the second."""
    if moment is None:
        return None
    known = (
        moment.astimezone(datetime.UTC)
        if isinstance(moment, datetime.datetime)
        else datetime.datetime.fromtimestamp(moment, datetime.UTC)
    )
    return known.isoformat(timespec="seconds").replace("+00:00", "Z")


def failure(code: int | None) -> Literal["refused", "failed"]:
    """A request that the vendor calls wrong fails again; anything else may pass the next time."""
    return "refused" if code is not None and 400 <= code < 500 and code not in AGAIN else "failed"
