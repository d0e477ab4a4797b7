"""A record -> its figures as words: a value by its path, in a format. The twin of docs/model/slots.js.

Held to tests/vectors/slots.json. A path is names with points between, such as `payback.months`. In a record a name is
a field; in a list it is a place, the `id` of a record, or a word that is there or not; after a word it asks whether it
is that word. A format is a name and, where wished, a digit: so many decimals (`percent1`). Without the digit each
format has a rule of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import format as say

Words = Mapping[str, str]


def _short(value: float, places: int | None) -> str:
    """One decimal, left out when it is 0."""
    return say.fixed(value, 1).removesuffix(".0") if places is None else say.fixed(value, places)


def _percent(share: float, places: int | None) -> str:
    return f"{_short(share * 100, None)}{say.NBSP}%" if places is None else say.percent(share, places)


def _dollars(amount: float, places: int | None) -> str:
    """Whole dollars from 100 on, cents below."""
    return say.usd(amount, (0 if abs(amount) >= 100 else 2) if places is None else places)


FORMATS: dict[str, Callable[[Any, int | None], str]] = {
    "number": lambda value, places: say.number(value) if places is None else say.fixed(value, places),
    "count": lambda value, _: say.fixed(value, 0),
    "large": lambda value, _: say.large(value),
    "tenth": lambda value, _: _short(value, None),
    "digits": lambda value, places: say.fixed(value, places or 0).replace(",", ""),  # for a command line
    "dollars": _dollars,
    "price": lambda amount, _: say.price(amount),
    "percent": _percent,  # a share of 1
    "roughly": lambda share, _: say.roughly(share),  # a share of 1 of which little is known
    "percentage": lambda value, _: f"{say.number(value)}{say.NBSP}%",  # of 100, as it was given
    "hundredths": lambda value, places: _short(value * 100, places),  # percentage points of a share, cents of a dollar
    "hours": lambda value, places: f"{_short(value, places)}{say.NBSP}h",
    "minutes": lambda value, _: f"{say.number(value)}{say.NBSP}min",
    "clock": lambda hour, _: f"{hour:02d}:00",
}


def shown(value: Any, kind: str = "") -> str:
    """A value in a format; of a list the number of its entries.

    Without a format a text is itself and a number stands as it is written.
    """
    if isinstance(value, str) and not kind:
        return value
    name, places = (kind[:-1], int(kind[-1])) if kind[-1:].isdigit() else (kind or "number", None)
    if name not in FORMATS:
        raise ValueError(f"'{kind}' is no format. Write one of {', '.join(FORMATS)}.")
    return FORMATS[name](len(value) if isinstance(value, list) else value, places)


def at(record: Any, path: str) -> tuple[Any, str | None]:
    """The value under a path, None where it is not known, and the `because` of the record that refuses it."""
    value = record
    for name in path.split("."):
        if value is None:
            break
        if isinstance(value, Mapping) and "because" in value and name not in value:
            return None, str(value["because"])
        if isinstance(value, Mapping) and name not in value:
            raise ValueError(f"'{path}' has no value: there is no '{name}'.")
        value = value[name] if isinstance(value, Mapping) else _among(value, name)
    return value, None


def _among(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return value == name
    if name.isdigit():
        return value[int(name)]
    if value and isinstance(value[0], Mapping):
        return next((row for row in value if row["id"] == name), None)
    return name in value


def slot(record: Any, path: str, kind: str = "", words: Words | None = None) -> str:
    """What a slot shows: the value in its format and what comes `after` it; or why there is none; or a word of `words`.

    Of those one stands where the value is `unknown`, and one where the flag of its name is up beside the value.
    """
    value, because = at(record, path)
    if because is not None:
        return because
    words = words or {}
    beside = at(record, path.rpartition(".")[0])[0] if "." in path else record
    for name, word in words.items():
        if isinstance(beside, Mapping) and beside.get(name) is True:
            return word
    if value is not None:
        return shown(value, kind) + words.get("after", "")
    if "unknown" not in words:
        raise ValueError(f"'{path}' is not known, and the template has no word for that.")
    return words["unknown"]
