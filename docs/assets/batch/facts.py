"""What a ledger's lines may say: each event with the fields that it needs, and what may stand in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Literal, TypedDict, cast, get_args

Record = dict[str, Any]  # one JSON object, of a shape that is another's to say
Status = Literal["running", "completed", "expired", "failed", "cancelled", "gone"]
ENDED: tuple[Status, ...] = ("completed", "expired", "failed", "cancelled", "gone")
Event = Literal[
    "job", "prepared", "handed", "trying", "unsent", "submitted",
    "state", "cancelling", "short", "lost", "fetched", "withdrawn",
]  # fmt: skip


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
    errors: list[Record]  # why the batch as a whole failed, in the vendor's words


class Stop(Exception):
    """A reason to stop that a person must read; `status` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def _moment(value: Any) -> bool:
    return isinstance(value, str) and datetime.datetime.fromisoformat(value).tzinfo is not None


def _names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _number(value: Any) -> bool:
    return type(value) is int and value >= 0


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _mark(value: Any) -> bool:
    """A mark is a file's name too: nothing in it leaves the folder."""
    return _text(value) and value.isalnum() and value.isascii()


def _state(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.get("status") in get_args(Status)
        and all(value.get(key) is None or _moment(value[key]) for key in ("created", "started", "ended"))
        and (value.get("lines") is None or _number(value["lines"]))
        and isinstance(value.get("errors", []), list)
    )


_BATCH: dict[str, Callable[[Any], bool]] = {"ref": _mark}
FACTS: dict[Event, dict[str, Callable[[Any], bool]]] = {
    "job": {"vendor": _text, "model": _text, "endpoint": _text},
    "prepared": {"ref": _mark, "attempt": _number, "rows": _names, "size": _number, "at": _moment},
    "handed": {"rows": _names},
    "trying": {"ref": _mark, "at": _moment},
    "submitted": {"ref": _mark, "id": _text},
    "state": {"ref": _mark, "state": _state},
    "short": {"ref": _mark, "lines": _number},
    **dict.fromkeys(("unsent", "cancelling", "lost", "fetched", "withdrawn"), _BATCH),
}


def read(record: Any) -> Record:
    """A line of the ledger as a fact; an error where it is none."""
    for key, fits in FACTS[record["event"]].items():
        if not fits(record[key]):
            raise ValueError(key)
    return cast(Record, record)
