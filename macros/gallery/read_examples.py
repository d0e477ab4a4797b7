"""`docs/components/NAME/examples.yml` -> the component's examples, or every problem in the file at its line and column.

An example stands on its own, by `with` (values for the template) or `macro`, or it comes `after` one above it: then it
takes that one's values, state, `cut` and `keep`, puts its own `with` over the values key by key, goes on from the
state, and its own `cut` and `keep` stand in place of the other's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from ..files.nodes import Read, Reader, line_and_column
from ..files.paths import ROOT
from ..files.problems import Problem, did_you_mean
from ..files.read_declared import child
from ..files.yaml_text import Node, read_bytes, read_document
from .change import KINDS
from .drawn_by import MACROS
from .example import Change, Example, Place

COMPONENTS = ROOT / "docs/components"


def components(folder: Path = COMPONENTS) -> list[str]:
    """The names of all components, in alphabetical order."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def examples(component: str, problems: list[Problem], folder: Path = COMPONENTS) -> list[Example]:
    """The examples in the order written; those with a fault are left out."""
    file = f"docs/components/{component}/examples.yml"
    text = read_bytes(folder / component / "examples.yml", file, problems)
    node = None if text is None else read_document(file, text, problems)
    return [] if node is None else _Reading(component, Reader(file, problems)).whole(node)


class _Reading:
    """One file: the reader that says its problems, and the examples read so far by name."""

    def __init__(self, component: str, reader: Reader) -> None:
        self.component, self.r = component, reader
        self.above: dict[str, Example] = {}

    def whole(self, node: Node) -> list[Example]:
        if isinstance(node, yaml.SequenceNode) and not node.value:
            self.r.error(node, "the list is empty. Write an example for each state that a reader can meet.")
        else:
            self.r.items(node, self._example)
        return list(self.above.values())

    def _example(self, node: Node) -> None:
        before = len(self.r.problems)
        made = self.r.record(
            node,
            {"name": self.r.text, "says": self.r.text},
            {
                "after": self.r.text,
                "with": self._record,
                "macro": self.r.one_of(*MACROS),
                "given": lambda inner: self.r.items(inner, self.r.text),
                "state": lambda inner: self.r.items(inner, self._change),
                "cut": lambda inner: self.r.items(inner, self.r.text),
                "keep": lambda inner: self.r.entries(inner, self.r.integer),
                "folded": self.r.flag,
            },
        )
        if len(self.r.problems) > before or made is None:
            return
        if "after" not in made and ("with" in made) == ("macro" in made):
            said = "either 'with' or 'macro' is needed. Write values for the template, or name a macro."
            return self.r.error(node, said)
        if "after" in made and made["after"] not in self.above:
            hint = did_you_mean(made["after"], self.above) or " Name one that stands above it."
            return self.r.error(child(node, "after"), f"'{made['after']}' is no example above this one.{hint}")
        one = self._made(made, self._place(node))
        if one.id in {other.id for other in self.above.values()}:
            said = f"'{one.name}' is listed already. Give each example a name of its own."
            return self.r.error(child(node, "name"), said)
        self.above[one.name] = one

    def _made(self, made: dict[str, Any], place: Place) -> Example:
        name, says = made["name"], made["says"]
        base = self.above[made["after"]] if "after" in made else Example(self.component, name, says, place)
        return Example(
            component=self.component,
            name=name,
            says=says,
            place=place,
            values=_over(base.values, made.get("with", {})),
            macro=made.get("macro", base.macro),
            given=tuple(made.get("given", base.given)),
            state=(*base.state, *made.get("state", ())),
            cut=tuple(made.get("cut", base.cut)),
            keep=made.get("keep", base.keep),
            folded=made.get("folded", False),
        )

    def _change(self, node: Node) -> Change | None:
        before = len(self.r.problems)
        kinds: dict[str, Read] = dict.fromkeys(KINDS, self.r.text)
        kinds |= {"set": self._record, "remove": self.r.flag, "fill": self._record}
        made = self.r.record(node, {"at": self.r.text}, kinds)
        if len(self.r.problems) > before or made is None:
            return None
        if not made.keys() & KINDS.keys():
            self.r.error(node, f"nothing is done there. Write one of {', '.join(KINDS)}.")
            return None
        return Change(made.pop("at"), made, self._place(node))

    def _record(self, node: Node) -> dict[str, Any] | None:
        return self.r.entries(node, self._value)

    def _value(self, node: Node) -> Any:
        """A plain value, as YAML reads it, nested as it stands."""
        if isinstance(node, yaml.MappingNode):
            return self._record(node)
        if isinstance(node, yaml.SequenceNode):
            return self.r.items(node, self._value)
        try:
            return SafeConstructor().construct_object(node)
        except ValueError as error:
            self.r.error(node, f"this value cannot be read ({error}). Put it in quotes.")

    def _place(self, node: Node) -> Place:
        return Place(self.r.file, *line_and_column(node))


def _over(values: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """`own` put over `values`, key by key, and so on inside records."""
    both = {name: (values[name], value) for name, value in own.items() if name in values}
    inner = {name: _over(*pair) for name, pair in both.items() if all(isinstance(one, dict) for one in pair)}
    return {**values, **own, **inner}
