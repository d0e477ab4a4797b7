"""A text with slots -> what is wrong in them, said before an answer fills it: unknown values and formats, loose marks.

A slot is held to plans of example answers, so what it may name is written nowhere twice: a name is known when one of
their records holds it. Each field is answered once with a number, and each choice with everything it offers.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from ..files.problems import Problems, did_you_mean
from ..model.plan.detail import values
from ..model.plan.plan import plan
from ..model.plan.unsigned import possible_gaps, possible_warnings
from ..model.slots import FORMATS
from ..model.template import MARK
from . import questions

Record = dict[str, Any]
Fault = tuple[int, str, str]  # where in the text, the mark that stands there, and what is wrong with it
_FORMATS = (*FORMATS, "text")
_LIKE_A_SLOT = re.compile(r"(?<![{$])\{[?!#/]?[\w.-]+ *(?:\|[^{}\n]*)?\}")  # ${NAME} is a shell's
_NO_SLOT = "this is no slot, and would be printed. Write {path}, {path|format} or {path|format|word}, in small letters."


def faults(text: str) -> Iterator[Fault]:
    """All faults in order; none while the questions are broken, which their own file says."""
    try:
        records = _examples()
    except Problems:
        return
    like = (mark for mark in _LIKE_A_SLOT.finditer(text) if not MARK.fullmatch(mark[0]))
    yield from sorted([*((mark.start(), mark[0], _NO_SLOT) for mark in like), *_faults(text, 0, len(text), records)])


class _Examples:
    """Records of example plans, and what they hold at a path, looked up once."""

    def __init__(self, records: list[Record]) -> None:
        self._at: dict[str, list[tuple[Record, Any]]] = {"": [(record, record) for record in records]}
        self._names: dict[str, list[tuple[Record, Record]]] = {}

    def at(self, path: str) -> list[tuple[Record, Any]]:
        """Each record that has a value there, with the value."""
        if path not in self._at:
            before, _, name = path.rpartition(".")
            self._at[path] = [(record, names[name]) for record, names in self._inside(before) if name in names]
        return self._at[path]

    def names(self, path: str) -> set[str]:
        """What a path may go on with there."""
        return {name for _, names in self._inside(path) for name in names}

    def rows(self, path: str) -> list[Record]:
        """The records that a part repeated for each row there is filled from."""
        return [{**record, **row} for record, rows in self.at(path) if _is_rows(rows) for row in rows]

    def _inside(self, path: str) -> list[tuple[Record, Record]]:
        if path not in self._names:
            self._names[path] = [(record, _inside(value)) for record, value in self.at(path)]
        return self._names[path]


@functools.cache
def _examples() -> _Examples:
    """What the slots may name, plan by plan, with every warning and gap there is."""
    fields = questions.fields().items()
    numbers = {name: field["default"] or 1 for name, field in fields if field["kind"] == "number"}
    chosen = [{**numbers, name: choice} for name, field in fields for choice in field["choices"]]
    records = []
    for answers in map(questions.complete, [{}, numbers, *chosen]):
        drafted = plan(answers)
        if drafted["valid"]:
            every = {"warnings": possible_warnings(answers, drafted), "gaps": possible_gaps(answers, drafted)}
            ids = {name: [one for one, _ in rows] for name, rows in every.items()}
            records.append({**values(answers, drafted), **ids})
    return _Examples(records)


def _faults(text: str, start: int, end: int, records: _Examples) -> Iterator[Fault]:
    while mark := MARK.search(text, start, end):
        kind, path, start = mark[1], mark[2], mark.end()
        if path is None:
            continue
        inner = _Examples(records.rows(path)) if kind == "#" else records
        wrong = [f"{mark[0]} closes what is not open here. Remove it, or open it before."]
        if kind != "/":
            wrong = [_unknown(records, path) or _unfit(records, path, kind), _no_format(mark)]
        close = text.find(f"{{/{path}}}", start, end)
        if kind in ("?", "!", "#") and close < 0:
            wrong.append(f"{mark[0]} is never closed. Write {{/{path}}} where it ends.")
        yield from ((mark.start(), mark[0], said) for said in wrong if said)
        if kind in ("?", "!", "#") and close >= 0:
            yield from _faults(text, start, close, inner) if not wrong[0] else ()
            start = close + len(path) + 3


def _no_format(mark: re.Match[str]) -> str:
    name = (mark[3] or "").rstrip("0123456789")
    if not name or name in _FORMATS:
        return ""
    near = did_you_mean(name, _FORMATS) or f" Write one of {', '.join(_FORMATS)}."
    return f"no format '{name}'.{near}"


def _unknown(records: _Examples, path: str) -> str:
    """What to say of a path that leads nowhere in all of the records, or nothing."""
    if records.at(path):
        return ""
    before, _, name = path.rpartition(".")
    while before and not records.at(before):
        before, _, name = before.rpartition(".")
    near = did_you_mean(name, sorted(records.names(before)))
    return f"'{before or 'plan'}' has no '{name}'.{near or ' Write a name that is in the plan.'}"


def _unfit(records: _Examples, path: str, kind: str) -> str:
    """What to say of a known value that the mark cannot use, or nothing."""
    if kind == "#" and not records.rows(path):
        return f"'{path}' is no list of records. Write {{?{path}}} for what stands once."
    if not kind and any(isinstance(value, dict) for _, value in records.at(path)):
        return f"'{path}' is a whole record. Name a value in it."
    return ""


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _inside(value: Any) -> Record:
    """The names that a path may go on with after a value, as macros/model/slots.py follows them."""
    if isinstance(value, dict):
        return {**value, "because": ""} if "valid" in value else value
    if isinstance(value, str):
        return {value: True}
    if not isinstance(value, list):
        return {}
    numbered = {str(place): one for place, one in enumerate(value)}
    return numbered | {(one["id"] if isinstance(one, dict) and "id" in one else str(one)): one for one in value}
