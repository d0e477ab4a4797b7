"""A value of a JSON document by its path, of the kind it must be; a Misfit at that path where it is another."""

from __future__ import annotations

import datetime
from typing import Any

from ..files.json_text import Misfit, Steps

_ANOTHER = " Is the file of another version, or of another program?"
_CALLED = {dict: "a record", list: "a list", str: "a text", object: "a value"}
_MOST = 1e15  # a number above this is none that these programs write


def at(value: Any, path: Steps, kind: type) -> Any:
    """The value at a path, of a kind; Misfit where a step is missing or the kind is another."""
    for n, step in enumerate(path):
        if not _has(value, step):
            raise Misfit(path[:n], f"'{step}' is missing here.{_ANOTHER}")
        value = value[step]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Misfit(path, f"{_CALLED.get(kind, 'a number')} is expected here.{_ANOTHER}")
    return value


def _has(value: Any, step: str | int) -> bool:
    if isinstance(step, str):
        return isinstance(value, dict) and step in value
    return isinstance(value, list) and step < len(value)


def number(value: Any, path: Steps) -> float:
    """A number from 0 on."""
    amount = at(value, path, object)
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not 0 <= amount <= _MOST:
        raise Misfit(path, "a number from 0 on is expected here. Check the file.")
    return float(amount)


def moment(value: Any, path: Steps) -> datetime.datetime:
    """A moment with its time zone."""
    text = at(value, path, str)
    try:
        read = datetime.datetime.fromisoformat(text)
    except ValueError:
        read = datetime.datetime.min
    if read.tzinfo is None:
        raise Misfit(path, "a moment in UTC is expected here, such as 2026-11-23T09:00:00Z. Run `reconcile` again.")
    return read


def entries(value: Any, path: Steps) -> range:
    """The places of a list's entries."""
    return range(len(at(value, path, list)))
