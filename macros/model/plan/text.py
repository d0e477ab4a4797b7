"""A plan as JSON text, its answers as YAML text, the same bytes from both languages. Twin of docs/model/plan/text.js.

Numbers are written with at most six decimals and no exponents: two languages may differ in the last digit of a float.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..format import fixed, number

SCHEMA = "benchmark-plan/1"


def json_text(value: Any, indent: str = "") -> str:
    """JSON with one entry a line."""
    deeper = indent + " "
    if isinstance(value, dict):
        inner = [f"{deeper}{_quoted(key)}: {json_text(one, deeper)}" for key, one in value.items()]
        return "{\n" + ",\n".join(inner) + f"\n{indent}}}" if inner else "{}"
    if isinstance(value, (list, tuple)):
        inner = [deeper + json_text(one, deeper) for one in value]
        return "[\n" + ",\n".join(inner) + f"\n{indent}]" if inner else "[]"
    return _scalar(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _quoted(value)
    return fixed(value, 6).rstrip("0").rstrip(".").replace(",", "")


def plan_text(answers: Mapping[str, Any], plan: Mapping[str, Any]) -> str:
    """The plan's JSON twin: its answers, then all worked out from them, less what the document alone asks for."""
    kept = {name: value for name, value in plan.items() if name != "detail"}
    return json_text({"schema": SCHEMA, "inputs": answers, "plan": kept}) + "\n"


def inputs_text(answers: Mapping[str, Any]) -> str:
    """The answers as a YAML file that `python -m macros.plan` reads."""
    return "\n".join(f"{name}: {_written(value)}" for name, value in answers.items()) + "\n"


def _written(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return "null" if value is None else number(value).replace(",", "")
