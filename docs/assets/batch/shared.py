"""What the three vendors' sides share: the verbs, times as text, and the answers that are none yet."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from facts import Record, State, Stop

Outcome = Literal[
    "done", "empty", "failed", "refused", "unserved", "expired", "missing", "running", "unclear", "waiting", "handed"
]
Parsed = tuple[Any, Outcome, Record]  # a row's name if it has one, what became of it, {answer or error, tokens}
Sent = TypeVar("Sent")  # what `upload` gives and `create` takes


class Undecided(Exception):
    """The vendor's list holds a batch that may be the one, and does not show yet whose it is."""


class Unclear(Exception):
    """A call whose answer did not arrive, or is none: it may or may not have been carried out."""


class Refusal(Stop):
    """The vendor's own no to a call, with HTTP's code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


class Gone(Refusal):
    """The vendor does not know what was asked for. It may know it again a moment later."""


class Vendor(ABC, Generic[Sent]):
    """One vendor's batch endpoint, for one model; vendors.py says what each verb does."""

    name: str
    key: str
    package: str
    parse: Callable[[Any], Parsed]

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
    def results(self, id: str) -> bytes: ...
    @abstractmethod
    def cancel(self, id: str) -> None: ...


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
