"""A data file and its declaration -> its plain values, or every problem in it at its line and column."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

from . import declared as d
from .nodes import Read, Reader, null, short
from .paths import ROOT
from .problems import Problem, Problems, did_you_mean
from .scalars import line_and_column_of
from .yaml_text import Node, read_bytes, read_document

TWICE = "'{value}' is listed already. Keep one."
ID_TWICE = "'{value}' is listed already. Keep one, or give one another name."


def values(file: d.DataFile, root: Path = ROOT) -> dict[str, Any]:
    """What a data file of the project at `root` holds; Problems when anything in it is wrong."""
    made, problems = load(file, root)
    if made is None:
        raise Problems(problems)
    return made


@functools.cache
def load(
    file: d.DataFile, root: Path = ROOT, today: datetime.date | None = None
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The values and what is wrong; None when anything is. `today`: no source is dated later (None: not checked)."""
    problems: list[Problem] = []
    text = read_bytes(root / file.path, file.path, problems)
    return (None, problems) if text is None else read(file, file.path, text, root, today)


def read(
    file: d.DataFile, name: str, text: str, root: Path = ROOT, today: datetime.date | None = None
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The same from a text, said to stand in the file `name`; what it names elsewhere is looked up at `root`."""
    problems: list[Problem] = []
    node = read_document(name, text, problems)
    made = _Reading(Reader(name, problems), root, today, text).whole(file.shape, node) if node is not None else None
    return (None if problems else made), sorted(set(problems))


class _Reading:
    def __init__(self, reader: Reader, root: Path, today: datetime.date | None, text: str) -> None:
        self.r, self.root, self.today, self.lines = reader, root, today, text.split("\n")
        self.here: list[tuple[Node, str, d.Here]] = []

    def whole(self, shape: d.Record, node: Node) -> dict[str, Any] | None:
        made = self._record(shape, node)
        for place, name, asked in self.here:
            self._among(place, name, asked.told, set(_at(made, asked.at)))
        return made

    def _read(self, shape: d.Shape) -> Read:
        return functools.partial(self.value, shape)

    def value(self, shape: d.Shape, node: Node) -> Any:
        """One value as declared; None after saying why not."""
        match shape:
            case d.Text():
                return self._text(shape, node)
            case d.Number():
                return self._number(shape, node)
            case d.Flag():
                return self.r.flag(node)
            case d.Day():
                return self._day(shape, node)
            case d.Url():
                return self.r.url(node)
            case d.OneOf():
                return self.r.one_of(*shape.names)(node)
            case d.Known() | d.Here():
                return self._name(shape, node)
            case d.OrNull():
                return None if null(node) else self.value(shape.of, node)
            case d.OrBlank():
                return "" if _blank(node) else self.value(shape.of, node)
            case d.ListOf():
                return self._list(shape, node)
            case d.Entries():
                return self._entries(shape, node)
            case d.Stated():
                return self._stated(node)
            case _:
                return self._record(shape, node)

    def _text(self, shape: d.Text, node: Node) -> str | None:
        value = self.r.text(node)
        if value is None:
            return None
        if shape.pattern and not re.fullmatch(shape.pattern, value):
            self.r.error(node, f"'{short(value)}' is {shape.instead}")
            return None
        for at, part, said in shape.faults(node.value) if shape.faults else ():
            count = node.value.count(part, 0, at) + 1
            self.r.error_at(line_and_column_of(part, count, node, self.lines), said)
        return str(node.value) if shape.as_written else value

    def _number(self, shape: d.Number, node: Node) -> float | int | None:
        value = self.r.integer(node) if shape.whole else self.r.number(node)
        if value is None:
            return None
        if re.fullmatch(r"[-+]?\d+", node.value):
            value = int(node.value)
        low = (shape.least is not None and value < shape.least) or (shape.above is not None and value <= shape.above)
        if low or (shape.most is not None and value > shape.most):
            own = shape.too_low if low else shape.too_high
            unit = f" ({shape.unit})" if shape.unit else ""
            said = f"{short(node.value)} is out of range. Write a number {shape.span}{unit}."
            self.r.error(node, own.format(value=value) if own else said)
            return None
        return value

    def _day(self, shape: d.Day, node: Node) -> datetime.date | None:
        value = self.r.date(node)
        if value is not None and self.today and value > self.today and not shape.to_come:
            self.r.error(node, f"{value} lies after today, {self.today}. Write the day the source was dated or read.")
            return None
        return value

    def _name(self, shape: d.Known | d.Here, node: Node) -> str | None:
        value = self.r.text(node)
        if value is None:
            return None
        if isinstance(shape, d.Here):
            self.here.append((node, value, shape))
            return value
        names = shape.names(self.root)
        return value if names is None or self._among(node, value, shape.told, names) else None

    def _among(self, node: Node, value: str, told: str, names: Collection[str]) -> bool:
        if value not in names:
            self.r.error(node, f"'{short(value)}' is not {told}.{did_you_mean(value, names) or ' Write one that is.'}")
        return value in names

    def _list(self, shape: d.ListOf, node: Node) -> list[Any] | None:
        made = self.r.items(node, self._read(shape.of), shape.at_least, shape.at_most)
        if made is None or not shape.once:
            return made
        seen: set[Any] = set()
        for place, one in zip(node.value, made, strict=False):
            value = one if shape.once == "." else (one or {}).get(shape.once)
            if value is not None and value in seen:
                said = shape.twice or (TWICE if shape.once == "." else f"{shape.once} {ID_TWICE}")
                self.r.error(child(place, shape.once), said.format(value=short(str(value))))
            seen.add(value)
        return made

    def _entries(self, shape: d.Entries, node: Node) -> dict[Any, Any] | None:
        if not isinstance(node, yaml.MappingNode):
            self.r.entries(node, self._read(shape.of))  # says what is expected
            return None
        made: dict[Any, Any] = {}
        for name, value in node.value:
            key = self.value(shape.key, name)
            if key in made:
                self.r.error(name, f"'{short(str(key))}' is given twice. Keep one.")
            elif key is not None:
                made[key] = self.value(shape.of, value)
        if len(node.value) < shape.at_least:
            self.r.error(node, f"{len(node.value)} names stand here, at least {shape.at_least} are needed. Add more.")
        return made

    def _record(self, shape: d.Record | d.Kinds | d.Either, node: Node) -> dict[str, Any] | None:
        if isinstance(shape, d.Either):
            return self._record(shape.first if child(node, shape.key) is not node else shape.second, node)
        if isinstance(shape, d.Kinds):
            given, kinds = child(node, shape.by), dict(shape.kinds)
            kind = next(iter(kinds)) if given is node else self.r.one_of(*kinds)(given)
            return self._record(kinds[kind], node) if kind else None
        made = self.r.record(
            node,
            {key.name: self._read(key.shape) for key in shape.keys if key.required},
            {key.name: self._read(key.shape) for key in shape.keys if not key.required},
        )
        if made is not None and shape.rule:
            shape.rule(self.r, node, made)
        return made

    def _stated(self, node: Node, inside: bool = False) -> Any:
        if isinstance(node, yaml.MappingNode) and not inside:
            return self.r.entries(node, functools.partial(self._stated, inside=True))
        if not isinstance(node, yaml.ScalarNode):
            return self.r.text(node)  # says that words are expected
        if not node.style and node.value in ("true", "false"):
            return node.value == "true"
        return self._number(d.Number(least=0), node) if node.tag.endswith((":int", ":float")) else self.r.text(node)


def child(node: Node, key: str) -> Node:
    """The value under `key`, or the node itself when there is none."""
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if getattr(name, "value", None) == key), node)
    return node


def _blank(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and bool(node.style) and node.value == ""


def _at(made: Any, keys: tuple[str, ...]) -> Iterator[str]:
    """The names that the keys lead to, through every entry of a list."""
    if isinstance(made, list):
        for one in made:
            yield from _at(one, keys)
    elif not keys:
        yield from [made] if isinstance(made, str) else []
    elif isinstance(made, dict):
        yield from _at(made.get(keys[0]), keys[1:])
