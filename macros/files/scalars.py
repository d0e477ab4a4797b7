"""A YAML scalar -> text, number, day or address, with a problem at its line and column where it is not as declared.

A node keeps its place, its quoting and its tag, so a trap such as `no` for false or `1.10` for 1.1 is seen and said
rather than passed on. What stands in messages of a node and its value is here too.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import yaml

from .problems import Problem, did_you_mean, line_and_column_in
from .yaml_text import Node

Read = Callable[[Node], Any]

_PLAIN = "tag:yaml.org,2002:"
_LONGEST = 100_000
_EARLIEST = 1950  # no source of ours is older
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters by their class, and drawn as nothing
_QUOTES = ("'", '"')
_READ_AS = {"bool": "true or false", "int": "a number", "float": "a number", "timestamp": "a date"}
# What "\x01" in double quotes can bring in: controls, halves of a pair, non-characters, and marks that turn
# the direction of a line.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff]|["
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


class ScalarReader:
    """Readers of single values of one file. Each takes a node and returns a value, or None after saying why not."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def error(self, node: Node, message: str, severity: str = "error", rule: str = "") -> None:
        """Says what is wrong at a value; an author's line breaks and control characters do not break its line."""
        self.error_at(line_and_column(node), message, severity, rule)

    def error_at(self, place: tuple[int, int], message: str, severity: str = "error", rule: str = "") -> None:
        """The same at a line and a column."""
        line = " ".join("".join(char if char.isprintable() else " " for char in message).split())
        self.problems.append(Problem(self.file, *place, line, severity, rule))

    def text(self, node: Node) -> str | None:
        """Words. A bare `no`, `1.10` or date is YAML for something else: it must be quoted."""
        if not isinstance(node, yaml.ScalarNode):
            self.error(
                node, f"text is expected here, not {kind(node)}. Write words, in quotes if they hold ': ' or ' #'."
            )
            return None
        if _plain(node) and node.tag != _PLAIN + "str":
            if not node.value.strip() or node.tag == _PLAIN + "null":
                self.error(node, "the text is empty. Write it.")
            elif read_as := _READ_AS.get(node.tag.removeprefix(_PLAIN)):
                self.error(node, f"YAML reads {short(node.value)} as {read_as}, not as text. Put it in quotes.")
            return None  # another tag is said where the document is read
        if len(node.value) > _LONGEST:
            self.error(node, f"the text is over {_LONGEST:,} characters. Shorten it.")
            return None
        if not node.value.strip():
            self.error(node, "the text is empty. Write it.")
            return None
        if _CONTROL.search(node.value):
            self.error(node, "a control character stands in the text. Remove it.")
            return None
        if not any(map(shows, node.value)):
            self.error(node, "nothing of the text can be seen. Write it in signs that show.")
            return None
        return str(node.value).strip()

    def number(self, node: Node) -> float | None:
        """A finite decimal number, written plainly (no quotes, no 1_000, no 12:30, no .inf)."""
        value = node.value if isinstance(node, yaml.ScalarNode) else None
        if value is None or not _plain(node) or not re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,15})?(e[-+]?\d{1,2})?", value):
            self.error(
                node,
                (
                    f"a number is expected here, not {_said(node)}. "
                    "Write digits with a point for decimals, without quotes or unit."
                ),
            )
            return None
        number = float(value)
        return number if math.isfinite(number) else None

    def integer(self, node: Node) -> int | None:
        """A whole number, 0 or above."""
        if (
            not isinstance(node, yaml.ScalarNode)
            or not _plain(node)
            or not re.fullmatch(r"0|[1-9]\d{0,14}", node.value)
        ):
            self.error(node, f"a whole number is expected here, not {_said(node)}. Write digits only, without quotes.")
            return None
        return int(node.value)

    def flag(self, node: Node) -> bool | None:
        if isinstance(node, yaml.ScalarNode) and _plain(node) and node.value in ("true", "false"):
            return str(node.value) == "true"
        self.error(
            node, f"true or false is expected here, not {_said(node)}. Write one of the two words, without quotes."
        )
        return None

    def date(self, node: Node) -> datetime.date | None:
        """An ISO day, quoted or not."""
        if isinstance(node, yaml.ScalarNode) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.value):
            try:
                day = datetime.date.fromisoformat(node.value)
                if day.year >= _EARLIEST:
                    return day
                self.error(node, f"{day} lies before {_EARLIEST}. Check the year.")
                return None
            except ValueError:
                self.error(node, f"there is no day {node.value}. Write a date of the calendar as YYYY-MM-DD.")
                return None
        self.error(node, f"a date is expected here, not {_said(node)}. Write it as YYYY-MM-DD.")
        return None

    def url(self, node: Node) -> str | None:
        value = self.text(node)
        if value is not None and not re.fullmatch(r"https://[^\s<>\"']+\.[^\s<>\"']+", value):
            self.error(node, f"'{short(value)}' is not a source address. Write the whole address, from https:// on.")
            return None
        return value

    def one_of(self, *names: str, rule: str = "") -> Read:
        def read(node: Node) -> str | None:
            value = self.text(node)
            if value is not None and value not in names:
                self.error(
                    node,
                    (
                        f"'{short(value)}' is not one of {', '.join(names)}."
                        f"{did_you_mean(value, names) or ' Choose one of them.'}"
                    ),
                    rule=rule,
                )
                return None
            return value

        return read


def shows(sign: str) -> bool:
    """Whether a sign can be seen by itself: no space, no mark without a letter, no filler, nothing of no width."""
    return sign not in _FILLERS and unicodedata.category(sign)[0] not in "CZM"


def line_and_column_of(part: str, count: int, node: Node, source: list[str]) -> tuple[int, int]:
    """Where a part of a text stands in the lines of its file, as the `count`-th of its kind in the text.

    The text's own place where the file writes the part otherwise: with a line break or an escape in it.
    """
    first = node.start_mark.line
    written = "\n".join(source[first : node.end_mark.line + 1])
    at = node.start_mark.column - 1
    for _ in range(count):
        at = written.find(part, at + 1)
        if at < 0:
            return line_and_column(node)
    line, column = line_and_column_in(written, at)
    return first + line, column


def line_and_column(node: Node) -> tuple[int, int]:
    """Line and column of a value, counted from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _plain(node: Node) -> bool:
    """True for a value without quotes or block mark (libyaml says "" where PyYAML says None)."""
    return not node.style


def null(node: Node) -> bool:
    """True for a bare `null`, `~` or nothing after the colon."""
    return isinstance(node, yaml.ScalarNode) and _plain(node) and node.tag == _PLAIN + "null"


def short(value: str) -> str:
    """An author's value in a message: one line of at most 40 characters."""
    line = " ".join(value.split())
    return line if len(line) <= 40 else line[:39] + "…"


def kind(node: Node) -> str:
    """What a node is, in a message to its author."""
    return {"mapping": "a record", "sequence": "a list"}.get(node.id, "a single value")


def _said(node: Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return kind(node)
    return f"'{short(node.value)}'{' in quotes' if node.style in _QUOTES else ''}"
