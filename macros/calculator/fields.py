"""`docs/data/calculator.yml` -> the calculator's fields, their defaults and the presets."""

from __future__ import annotations

from typing import Any, cast

from ..files.read_declared import values
from ..model.records import Inputs
from ..prices.workloads import opening
from .declared import CALCULATOR, MOST


def fields() -> list[dict[str, Any]]:
    """Groups of fields with what the template needs of each."""
    return [
        {
            "title": group["title"],
            "open": group.get("open", False),
            "fields": [_field(field) for field in group["fields"]],
        }
        for group in values(CALCULATOR)["groups"]
    ]


def _field(field: dict[str, Any]) -> dict[str, Any]:
    extra = {
        "kind": "number",
        "hint": "",
        "unit": "",
        "percent": False,
        "unknown": False,
        "choices": {},
        "least": 1 if field["id"] == "chain" else None,
        "most": field.get("most", MOST),
    }
    opens = opening().get(field["id"], field.get("default"))
    default = "" if opens is None else opens
    shown = f"{default:g}" if isinstance(default, float) else str(default)
    return {**extra, **field, "default": default, "shown": shown}


def presets() -> list[dict[str, Any]]:
    """Sets of the fields by which a reader starts."""
    return list(values(CALCULATOR)["presets"])


def defaults() -> Inputs:
    """The inputs with every field at its default, None where it opens empty; a test holds them to the record's."""
    opens = {field["id"]: field["default"] for group in fields() for field in group["fields"]}
    return cast(Inputs, {name: None if value == "" else value for name, value in opens.items()})
