"""JSON text -> its value, and the place of any value inside it by its path; what is wrong, at its line and column."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from .problems import Problem, line_and_column_in

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_NOT_JSON = "this is no JSON. Was the file cut short? Write it again."
_NOT_FINITE = "this value is no finite number, or the values nest too deeply. Write the file again."
Steps = tuple[str | int, ...]


class Misfit(Exception):
    """A value that is not as it should be: its path and what to say."""

    def __init__(self, path: Steps, message: str) -> None:
        super().__init__(message)
        self.path, self.message = path, message


def load(file: str, text: str, problems: list[Problem], first_line: int = 1) -> Any:
    """The value of a JSON text that starts on `first_line` of a file; None with a problem said where it is no JSON."""

    def refuse(word: str) -> Any:
        raise ValueError(word)

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        problems.append(Problem(file, error.lineno + first_line - 1, error.colno, _NOT_JSON))
    except (ValueError, RecursionError) as error:
        at = text.find(str(error)) if isinstance(error, ValueError) else 0
        line, column = line_and_column_in(text, max(at, 0))
        problems.append(Problem(file, line + first_line - 1, column, _NOT_FINITE))
    return None


def problem(file: str, text: str, error: Misfit, first_line: int = 1) -> Problem:
    """The error at the place of its path, or of the nearest value around it that is there."""
    line, column = line_and_column_in(text, place(text, error.path))
    return Problem(file, line + first_line - 1, column, error.message)


def place(text: str, path: Iterable[str | int]) -> int:
    """The offset of the value at `path`."""
    at = _skip(text, 0)
    for step in path:
        inside = _child(text, at, step)
        if inside is None:
            break
        at = inside
    return at


def _child(text: str, at: int, step: str | int) -> int | None:
    opens = text[at : at + 1]
    if opens not in ("{", "["):
        return None
    at, index = _skip(text, at + 1), 0
    while at < len(text) and text[at] not in "]}":
        if opens == "{":
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if (opens == "{" and key == step) or (opens == "[" and index == step):
            return at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        at, index = (_skip(text, at + 1), index + 1) if text[at : at + 1] == "," else (at, index + 1)
    return None


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at
