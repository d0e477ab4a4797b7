"""A CSV file of numbers and its declaration -> its columns, or every problem in it at its line and column."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from .declared import Number, Table
from .paths import ROOT
from .problems import Problem, Problems, did_you_mean
from .yaml_text import read_bytes

Columns = dict[str, tuple[float, ...]]


@functools.cache
def columns(table: Table, root: Path = ROOT) -> Columns:
    """The columns of a table of the project at `root`; Problems when anything in it is wrong."""
    problems: list[Problem] = []
    text = read_bytes(root / table.path, table.path, problems)
    made, found = read(table, table.path, text) if text is not None else (None, problems)
    if made is None:
        raise Problems(found)
    return made


def read(table: Table, name: str, text: str) -> tuple[Columns | None, list[Problem]]:
    """The same from a text, said to stand in the file `name`."""
    problems: list[Problem] = []
    head, *lines = text.splitlines() or [""]
    heads = head.split(",")
    _heads(table, name, heads, problems)
    made: dict[str, list[float]] = {key.name: [] for key in table.columns}
    for number, line in enumerate(lines, 2) if not problems else ():
        cells = line.split(",")
        if len(cells) != len(heads):
            said = f"this row has {len(cells)} cells, the first line names {len(heads)}. Write one for each."
            problems.append(Problem(name, number, 1, said))
            continue
        at = 1
        for key, cell in zip(table.columns, cells, strict=True):
            value = _number(cell, key.shape if isinstance(key.shape, Number) else Number())
            if isinstance(value, str):
                problems.append(Problem(name, number, at, value))
            elif key.name == table.counts and value != number - 2:
                problems.append(Problem(name, number, at, f"this is row {number - 2}, not {cell}. Keep rows in order."))
            else:
                made[key.name].append(value)
            at += len(cell) + 1
    if not problems and len(lines) != table.rows:
        said = f"the table holds {len(lines)} rows, {table.rows} are needed. Write one for each."
        problems.append(Problem(name, len(lines) + 1, 1, said))
    return (None, sorted(problems)) if problems else ({key: tuple(found) for key, found in made.items()}, [])


def _heads(table: Table, name: str, heads: list[str], problems: list[Problem]) -> None:
    """The first line names the columns, in their order."""
    known, at = [key.name for key in table.columns], 1
    for place, head in enumerate(heads):
        if head not in known:
            hint = did_you_mean(head, known) or f" Known columns: {', '.join(known)}."
            problems.append(Problem(name, 1, at, f"'{head[:40]}' is not a known column.{hint}"))
        elif known.index(head) != place:
            problems.append(Problem(name, 1, at, f"'{head}' stands out of its place. Write {','.join(known)}."))
        at += len(head) + 1
    if not problems and len(heads) < len(known):
        problems.append(Problem(name, 1, 1, f"columns are missing. Write {','.join(known)}."))


def _number(cell: str, asked: Number) -> float | str:
    """The cell's number, or what is wrong with it."""
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", cell):
        return f"a number is expected here, not '{cell[:40]}'. Write digits with a point for decimals."
    value = float(cell)
    low, high = asked.least, asked.most
    if (low is not None and value < low) or (high is not None and value > high):
        return f"{cell} is out of range. Write a number {asked.span} ({asked.unit})."
    return value
