"""Source text -> how long its functions and its lines are, by the line each begins at.

A function counts from its head to its last line: decorators apart, what is defined inside it included.
Python is parsed. Scripts are read by their layout, which is regular here: a function whose head ends in a brace ends at
the first line of the head's own indentation that closes one. What has no such head (an arrow without a brace, a
function on one line) is not counted.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple


class Length(NamedTuple):
    line: int
    size: int


_BLOCK = re.compile(r"(?:\} *)?(?:if|else|for|while|switch|try|catch|finally|do|class)\b|export (?:default )?class\b")
_HEAD = re.compile(r"\bfunction\b|=>\s*\{|^[\w#*\[\].$ ]+\(.*\)\s*\{|^\)\s*\{")
_REMARK = re.compile(r"\s+//.*$")


def python_functions(source: str) -> Iterator[Length]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Length(node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)


def script_functions(source: str) -> Iterator[Length]:
    lines = source.split("\n")
    for number, line in enumerate(lines, 1):
        code = _REMARK.sub("", line.strip())
        if code.endswith("{") and _HEAD.search(code) and ("=>" in code or not _BLOCK.match(code)):
            closing = line[: len(line) - len(line.lstrip())] + "}"
            ends = (end for end, later in enumerate(lines[number:], number + 1) if later.startswith(closing))
            yield Length(number, next(ends, len(lines)) - number + 1)


def lines(source: str) -> Iterator[Length]:
    for number, line in enumerate(source.split("\n"), 1):
        yield Length(number, len(line))
