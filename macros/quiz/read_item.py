"""One file of a quiz folder -> a Question or a Sorting, or None after every problem in it is said."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from ..files.declared import Entries, Flag, Key, ListOf, Number, OneOf, Record
from ..files.nodes import Read, Reader, line_and_column, short
from ..files.problems import Problem, did_you_mean
from ..files.yaml_text import Node, read_bytes, read_document
from . import keys
from .placeholder import unfilled
from .question import LintOk, Option, Question, Sorting, SortRow, in_hash_order, option_id

_TAG = re.compile(r"<(?:[a-zA-Z/!?])")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_NUMBER = re.compile(r"[^\d+-]*([-+]?\d[\d,]*(?:\.\d+)?)")


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
        """The question as far as it can be judged, also when an error was said; None when a part it cannot do without is missing."""
        item = self._item(path, name, keys.QUESTION)
        if item is None:
            return None
        reader, nodes, read = item
        raw = [("answer", nodes.get("answer"), read.get("answer"))]
        raw += [
            (f"distractors/{n}", node, value)
            for n, (node, value) in enumerate(_both(nodes.get("distractors"), read.get("distractors")))
        ]
        options = [(key, n, v) for key, n, v in raw if n is not None and v and v.get("text") and v.get("why")]
        self._alike(reader, options)
        ascending = read.get("order") == "ascending"
        if ascending:
            self._numbers(reader, options)
        if not all(read.get(key.name) for key in keys.QUESTION if key.required) or not (
            options and options[0][0] == "answer"
        ):
            return None
        made = [
            Option(option_id(path.stem, v["text"]), v["text"], v["why"], key == "answer", v.get("misconception"), key)
            for key, _, v in options
        ]
        excused = [
            (f"lint-ok/{n}", node, value)
            for n, (node, value) in enumerate(_both(nodes.get("lint-ok"), read.get("lint-ok")))
        ]
        excused = [
            (key, node, value) for key, node, value in excused if value and value.get("rule") and value.get("because")
        ]
        places = {key: line_and_column(node) for key, node in nodes.items()}
        for key, node, value in options + excused:
            places |= {f"{key}/{name}": line_and_column(_child(node, name)) for name in value}
        return Question(
            path.stem, read["rev"], read["objective"], read["level"], read["see"], read["stem"],
            tuple(sorted(made, key=lambda option: _value(option.text) or 0)) if ascending else in_hash_order(made),
            name, bool(read.get("negative")), ascending,
            tuple(LintOk(value["rule"], value["because"], key) for key, _, value in excused), places,
        )  # fmt: skip

    def _alike(self, reader: Reader, options: Iterable[tuple[str, Node, dict[str, Any]]]) -> None:
        """No two options may say the same: two right answers cannot be written down."""
        texts: dict[str, str] = {}
        for key, node, value in options:
            plain = normal(value["text"])
            if plain in texts:
                what, rule = ("the answer", "QZ002") if texts[plain] == "answer" else ("another distractor", "QZ006")
                reader.error(
                    _child(node, "text"), f"this distractor says the same as {what}. Write a different one.", rule=rule
                )
            texts.setdefault(plain, key)

    def _numbers(self, reader: Reader, options: Iterable[tuple[str, Node, dict[str, Any]]]) -> None:
        values: set[float] = set()
        for _, node, value in options:
            number = _value(value["text"])
            if number is None:
                reader.error(
                    _child(node, "text"), "order: ascending needs a number in each option. Remove order: or write one."
                )
            elif number in values:
                reader.error(_child(node, "text"), "order: ascending needs numbers that differ. Change one.")
            else:
                values.add(number)

    def sorting(self, path: Path, name: str) -> Sorting | None:
        before = len(self.problems)
        item = self._item(path, name, keys.SORTING)
        if item is None:
            return None
        reader, nodes, read = item
        rows = [row for row in read.get("rows") or [] if row and row.get("text") and row.get("why")]
        if rows and len({normal(row["text"]) for row in rows}) < len(rows):
            reader.error(nodes["rows"], "two rows say the same. Change one.")
        if rows and len({row.get("waits") for row in rows}) < 2:
            reader.error(nodes["rows"], "all rows sort to one side. Add a row of the other kind.")
        if len(self.problems) > before:
            return None
        made = tuple(SortRow(option_id(path.stem, row["text"]), row["text"], row["waits"], row["why"]) for row in rows)
        return Sorting(path.stem, read["rev"], read["objective"], read["stem"], made, name, read.get("see"))


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
            return lambda node: _filled(reader, node, lambda child: _markdown_text(reader, child))


def _filled(reader: Reader, node: Node, read: Read) -> Any:
    """What `read` makes of the node, unless the scaffold's words still stand there."""
    if isinstance(node, yaml.ScalarNode) and (said := unfilled(node.value)):
        reader.error(node, said)
        return None
    return read(node)


def _markdown_text(reader: Reader, node: Node) -> str | None:
    """Text without raw HTML: what a reader would see as markup is refused, code aside."""
    value = reader.text(node)
    if value is not None and (found := _TAG.search(_CODE.sub("", value))):
        tag = html.unescape(found[0])
        reader.error(node, f"raw HTML ('{tag}…') is not allowed. Write Markdown, or put code in `backticks`.")
        return None
    return value


def _both(node: Node | None, values: list[Any] | None) -> list[tuple[Node, Any]]:
    """The entries of a list, each node with its value; nothing when it is no list."""
    return list(zip(node.value, values or [], strict=False)) if isinstance(node, yaml.SequenceNode) else []


def _child(node: Node, key: str) -> Node:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if getattr(name, "value", None) == key), node)
    return node


def normal(text: str) -> str:
    """Words without case, marks and end stops, to find options that say the same."""
    return re.sub(r"[^\w.+-]+", " ", text.lower()).strip(" .")


def _value(text: str) -> float | None:
    found = _NUMBER.match(text)
    return float(found[1].replace(",", "")) if found else None
