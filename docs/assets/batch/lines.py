"""JSON Lines: a line ends at a line feed and nowhere else, and what is no JSON is a problem at its place."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

MARK = b"\xef\xbb\xbf"  # a byte order mark, which some editors put in front
DEEPEST = 200  # brackets inside brackets: no request needs as many, and a reader's stack ends somewhere
DIGITS = 4300  # as many as Python reads of a whole number
TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|([\[{])|([\]}])|(-?Infinity|NaN|-?\d[\d.eE+-]*)', re.DOTALL)


class NotJson(ValueError):
    """A line that cannot be read: at which column, as an editor counts, and what to do."""

    def __init__(self, column: int, said: str) -> None:
        super().__init__(said)
        self.column, self.said = column, said


def split(data: bytes) -> list[bytes]:
    """The lines without their ends. A sign that only looks like an end (U+2028, U+0085) stays inside its line."""
    lines = data.removeprefix(MARK).split(b"\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix(b"\r") for line in lines]


def ended(data: bytes) -> bytes:
    """The same lines, the last one with its end, so that more may follow."""
    return data if not data or data.endswith(b"\n") else data + b"\n"


def encode(record: Any) -> bytes:
    """A record as one line. Half a surrogate pair is written escaped: UTF-8 has no bytes for it, and JSON allows it."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace") + b"\n"


def decode(line: bytes) -> Any:
    """What a line says; NotJson where it says nothing, says a key twice, or what JSON has no word for."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8")) + 1
        raise NotJson(column, "this line is not UTF-8. Save it as UTF-8.") from None
    try:
        value = json.loads(text, parse_constant=_never, parse_float=_finite, object_pairs_hook=_once)
    except _Twice as error:
        column = text.rfind(json.dumps(error.key, ensure_ascii=False)) + 1
        raise NotJson(max(column, 1), f"the key {error.key!r} stands twice in one object. Leave one.") from None
    except (ValueError, RecursionError) as error:
        raise NotJson(*_place(text, error)) from None
    if _too_deep(text):
        raise NotJson(_too_deep(text), f"more than {DEEPEST} brackets stand inside each other. Flatten it.")
    return value


class _Twice(Exception):
    """A key that one object says twice: readers differ in which one they believe."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise _Twice(key)
        record[key] = value
    return record


def _never(word: str) -> NoReturn:
    raise ValueError(word)


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(digits)
    return value


def _place(text: str, error: Exception) -> tuple[int, str]:
    """Where a line stops being JSON that this script takes, and what to do."""
    if isinstance(error, RecursionError):
        return _too_deep(text) or 1, f"more than {DEEPEST} brackets stand inside each other. Flatten it."
    for token in TOKENS.finditer(text):
        number = token[3]
        if number and (number[-1] in "Ny" or len(number) > DIGITS or math.isinf(_as_float(number))):
            return token.start() + 1, f"{number[:20]} is no number of JSON, or none that can be kept. Write another."
    return getattr(error, "colno", 1), "this line is no JSON. Write one whole object a line."


def _as_float(number: str) -> float:
    try:
        return float(number)
    except ValueError:
        return 0.0


def _too_deep(text: str) -> int:
    """The column at which brackets stand too deep inside each other; 0 where none do."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return 0
    depth = 0
    for token in TOKENS.finditer(text):
        depth += bool(token[1]) - bool(token[2])
        if depth > DEEPEST:
            return token.start() + 1
    return 0
