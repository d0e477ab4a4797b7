"""One file of a quiz folder -> a Question or a Sorting, or None after every problem in it is said."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import yaml

from ..files.declared import Entries, Flag, Key, ListOf, Number, OneOf, Record
from ..files.nodes import Read, Reader, line_and_column, short
from ..files.problems import Problem, did_you_mean
from ..files.yaml_text import Node, read_bytes, read_document
from . import keys
from .blocks import fault
from .placeholder import unfilled
from .question import LintOk, Question, Sorting, SortRow, option_id
from .read_options import as_seen, option_entries, options, whole_entries

_TAG = re.compile(r"<(?:[a-zA-Z/!?])")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


class Items:
    """Reads items against the objectives of their quiz and the ids of its lesson (None: not checked)."""

    def __init__(self, problems: list[Problem], objectives: dict[str, str], see_ids: set[str] | None) -> None:
        self.problems, self.objectives, self.see_ids = problems, objectives, see_ids

    def _item(
        self, path: Path, name: str, declared: tuple[Key, ...]
    ) -> tuple[Reader, dict[str, Node], dict[str, Any]] | None:
        """(reader, node by key, value by key) of an item's file, or None."""
        text = read_bytes(path, name, self.problems)
        root = read_document(name, text, self.problems) if text is not None else None
        if root is None:
            return None
        reader = Reader(name, self.problems)
        read = record(reader, root, declared)
        if read is None or not isinstance(root, yaml.MappingNode):
            return None
        nodes = {key.value: value for key, value in root.value if isinstance(key, yaml.ScalarNode)}
        self._objective(reader, nodes.get("objective"), read.get("objective"))
        self._see(reader, nodes.get("see"), read)
        if read.get("rev") == 0:
            reader.error(nodes["rev"], "rev starts at 1. Write 1.")
        return reader, nodes, read

    def _objective(self, reader: Reader, node: Node | None, value: str | None) -> None:
        if node is not None and value and self.objectives and value not in self.objectives:
            reader.error(
                node,
                f"'{short(value)}' is not an objective of quiz.yml. Choose one of {', '.join(self.objectives)}.",
                rule="QZ005",
            )

    def _see(self, reader: Reader, node: Node | None, read: dict[str, Any]) -> None:
        if node is None or not read.get("see"):
            return
        read["see"] = str(read["see"]).removeprefix("#")
        if self.see_ids is not None and read["see"] not in self.see_ids:
            hint = did_you_mean(read["see"], self.see_ids) or " Write an id that the lesson carries, as {: #id }."
            reader.error(
                node, f"the lesson has no paragraph or heading with the id '{short(read['see'])}'.{hint}", rule="QZ005"
            )

    def question(self, path: Path, name: str) -> Question | None:
        """The question as far as it can be judged, also when an error was said.

        None when a part it cannot do without is missing.
        """
        item = self._item(path, name, keys.QUESTION)
        if item is None:
            return None
        reader, nodes, read = item
        ascending = read.get("order") == "ascending"
        entries = option_entries(reader, nodes, read, ascending)
        complete = all(read.get(key.name) for key in keys.QUESTION if key.required)
        if not complete or not entries or entries[0].key != "answer":
            return None
        excused = whole_entries("lint-ok", nodes, read, ("rule", "because"))
        places = {key: line_and_column(node) for key, node in nodes.items()}
        for entry in entries + excused:
            places |= {f"{entry.key}/{key}": line_and_column(entry.child(key)) for key in entry.value}
        return Question(
            path.stem, read["rev"], read["objective"], read["level"], read["see"], read["stem"],
            options(path.stem, entries, ascending), name, bool(read.get("negative")), ascending,
            tuple(LintOk(entry.value["rule"], entry.value["because"], entry.key) for entry in excused), places,
        )  # fmt: skip

    def sorting(self, path: Path, name: str) -> Sorting | None:
        before = len(self.problems)
        item = self._item(path, name, keys.SORTING)
        if item is None:
            return None
        reader, nodes, read = item
        rows = [row for row in read.get("rows") or [] if row and row.get("text") and row.get("why")]
        if rows and len({as_seen(row["text"]) for row in rows}) < len(rows):
            reader.error(nodes["rows"], "two rows say the same. Change one.")
        if rows and len({row.get("waits") for row in rows}) < 2:
            reader.error(nodes["rows"], "all rows sort to one side. Add a row of the other kind.")
        if len(self.problems) > before:
            return None
        sort_rows = tuple(
            SortRow(option_id(path.stem, row["text"]), row["text"], row["waits"], row["why"]) for row in rows
        )
        return Sorting(path.stem, read["rev"], read["objective"], read["stem"], sort_rows, name, read.get("see"))


def record(reader: Reader, node: Node, declared: tuple[Key, ...]) -> dict[str, Any] | None:
    """The values of a declared record; None when it is no record at all."""
    required = {key.name: _read(reader, key) for key in declared if key.required}
    optional = {key.name: _read(reader, key) for key in declared if not key.required}
    return reader.record(node, required, optional, {key.name: key.rule for key in declared})


def _read(reader: Reader, key: Key) -> Read:
    """The reader function that a key's declaration asks for."""
    match key.shape:
        case Record(keys=inner):
            return lambda node: record(reader, node, inner)
        case ListOf(of=Record(keys=inner)) as many:
            return lambda node: reader.items(
                node, lambda child: record(reader, child, inner), many.at_least, many.at_most, key.rule
            )
        case ListOf():
            return lambda node: reader.items(node, lambda child: child if _filled(reader, child, reader.text) else None)
        case Entries():
            return lambda node: reader.entries(node, lambda child: _filled(reader, child, reader.text))
        case Number():
            return reader.integer
        case Flag():
            return reader.flag
        case OneOf(names=names):
            return lambda node: _filled(reader, node, reader.one_of(*names, rule=key.rule))
        case _:
            return lambda node: _filled(reader, node, lambda child: _markdown_text(reader, child, key.name == "stem"))


def _filled(reader: Reader, node: Node, read: Read) -> Any:
    """What `read` makes of the node, unless the scaffold's words still stand there."""
    if isinstance(node, yaml.ScalarNode) and (said := unfilled(node.value)):
        reader.error(node, said)
        return None
    return read(node)


def _markdown_text(reader: Reader, node: Node, stem: bool) -> str | None:
    """Text without raw HTML, and without blocks that a card would run together; code aside."""
    value = reader.text(node)
    if value is not None and (opening := _TAG.search(_CODE.sub("", value))):
        tag = html.unescape(opening[0])
        reader.error(node, f"raw HTML ('{tag}…') is not allowed. Write Markdown, or put code in `backticks`.")
        return None
    if value is not None and (said := fault(value, stem)):
        reader.error(node, said)
        return None
    return value
