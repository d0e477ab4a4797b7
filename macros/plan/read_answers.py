"""A YAML file of answers -> what it answers, or every problem in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ..calculator.declared import PRICES
from ..files.nodes import Reader, null
from ..files.problems import Problem, did_you_mean
from ..files.yaml_text import Node, read_bytes, read_document
from ..model.plan.dates import is_day
from ..model.template import plain
from .questions import LONGEST, Record, fields, rows

_OWN = " Write null for prices of your own."


def answers(path: Path) -> tuple[Record | None, list[Problem]]:
    """What a file answers, or every problem in it."""
    problems: list[Problem] = []
    name = str(path)
    text = read_bytes(path, name, problems)
    node = read_document(name, text, problems) if text is not None else None
    if node is None:
        return None, problems
    reader = Reader(name, problems)
    if not isinstance(node, yaml.MappingNode):
        reader.error(node, "answers are expected here, one a line. Write 'name: value' lines, such as 'shared: 4000'.")
        return None, problems
    given = reader.record(
        node, {}, {"row": _row(reader), **{field["id"]: _reader(reader, field) for field in fields().values()}}
    )
    if given is not None:
        _against_row(reader, node, given)
    return (None if problems else given), sorted(problems)


def _row(r: Reader) -> Any:
    def read_row(node: Node) -> str:
        value = "" if null(node) or node.value == "" else r.text(node)
        if value and value not in rows():
            r.error(
                node,
                f"'{value}' is no row of the price book.{did_you_mean(value, rows()) or _OWN}",
            )
        return value or ""

    return read_row


def _against_row(r: Reader, node: yaml.MappingNode, given: Record) -> None:
    """Prices beside a row must be left out: two prices of one thing cannot both hold."""
    if not given.get("row"):
        return
    for key, _value in node.value:
        if key.value in PRICES:
            r.error(key, f"'{key.value}' is given by the row '{given['row']}'. Leave one of the two out.")


def _reader(r: Reader, field: Record) -> Any:
    return {"number": _number_of, "text": _text_of, "date": _date_of, "choice": _choice_of}[field["kind"]](r, field)


def _number_of(r: Reader, field: Record) -> Any:
    least, most = field["least"] or 0, 100 if field["percent"] else field["most"]

    def read_number(node: Node) -> float | None:
        if field["unknown"] and null(node):
            return None
        value = r.number(node)
        if value is not None and value < least:
            r.error(node, f"'{field['id']}' is below {least}. Write a number of {least} or more.")
        elif value is not None and value > field["most"]:
            r.error(node, f"'{field['id']}' is above {field['most']}. Write a number up to {field['most']}.")
        elif value is not None and value > most:
            r.error(node, f"'{field['id']}' is a percentage above 100. Write a number up to 100.")
        return value

    return read_number


def _text_of(r: Reader, field: Record) -> Any:
    def read_text(node: Node) -> str:
        value = "" if null(node) or node.value == "" else r.text(node) or ""
        if len(value) > LONGEST:
            r.error(node, f"the text is over {LONGEST} characters. Shorten it.")
        return plain(value)

    return read_text


def _date_of(r: Reader, field: Record) -> Any:
    def read_date(node: Node) -> str:
        if field["default"] == "" and (null(node) or node.value == ""):
            return ""
        value = r.date(node)
        if value is not None and not is_day(value.isoformat()):
            r.error(node, f"the year {value.year} is out of range. Write a day from 2000 to 2199.")
        return str(value or "")

    return read_date


def _choice_of(r: Reader, field: Record) -> Any:
    """`yes` and `no` need no quotes here, although YAML reads them as true and false."""

    def read_choice(node: Node) -> str:
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if value not in field["choices"]:
            r.error(node, f"'{field['id']}' is one of {', '.join(field['choices'])}. Write one of these words.")
        return str(value)

    return read_choice
