"""YAML nodes -> values, with a problem at the line and column of each value that is not as declared.

The reader walks PyYAML's node tree instead of its values, because only nodes keep their place. Here are records and
lists, in `scalars.py` the values inside them. Nothing raises for an author's mistake: a reader appends problems and
returns None.
"""

from __future__ import annotations

from typing import Any

import yaml

from .problems import did_you_mean
from .scalars import Read, ScalarReader, kind, line_and_column, null, short
from .yaml_text import Node

__all__ = ["Read", "Reader", "line_and_column", "null", "short"]


class Reader(ScalarReader):
    """Readers for one file. Each takes a node and returns a value, or None after saying why not."""

    def record(
        self,
        node: Node,
        required: dict[str, Read],
        optional: dict[str, Read] | None = None,
        rules: dict[str, str] | None = None,
    ) -> dict[str, Any] | None:
        """A mapping with these keys and no others; duplicates, unknown and missing keys are said.

        `rules` gives the item rule that a missing or repeated key breaks, by key.
        """
        rules = rules or {}
        optional = optional or {}
        if not isinstance(node, yaml.MappingNode):
            self.error(
                node, f"keys are expected here ({', '.join(required)}), not {kind(node)}. Write 'key: value' lines."
            )
            return None
        known = {**required, **optional}
        values: dict[str, Any] = {}
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None or key not in known:
                name = key if key is not None else "a list or a record"
                hint = did_you_mean(str(name), known) or f" Known keys: {', '.join(known)}."
                self.error(key_node, f"'{short(str(name))}' is not a known key.{hint}")
            elif key in seen:
                self.error(key_node, f"'{key}' is given twice. Keep one.", rule=rules.get(key, ""))
            else:
                seen.add(key)
                values[key] = known[key](value_node)
        for key in required:
            if key not in seen:
                self.error(node, f"'{key}' is missing. Add it.", rule=rules.get(key, ""))
        return values

    def items(
        self, node: Node, read: Read, at_least: int = 0, at_most: int | None = None, rule: str = ""
    ) -> list[Any] | None:
        """A list; None entries are those already reported."""
        if not isinstance(node, yaml.SequenceNode):
            self.error(node, f"a list is expected here, not {kind(node)}. Write one '- ' line per entry.")
            return None
        count = len(node.value)
        if count < at_least:
            self.error(node, f"the list holds {count}, at least {at_least} are needed. Add more.", rule=rule)
        if at_most is not None and count > at_most:
            self.error(node, f"the list holds {count}, at most {at_most} are allowed. Remove some.", rule=rule)
        return [read(child) for child in node.value[:at_most]]

    def entries(self, node: Node, read: Read) -> dict[str, Any] | None:
        """A mapping whose keys the author chooses."""
        if not isinstance(node, yaml.MappingNode):
            self.error(node, f"names with values are expected here, not {kind(node)}. Write 'name: value' lines.")
            return None
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.text(key_node)
            if key is None:
                continue
            if key in values:
                self.error(key_node, f"'{short(key)}' is given twice. Keep one.")
                continue
            values[key] = read(value_node)
        return values
