"""`docs/data/calculator.yml` -> the calculator's fields, their defaults and the presets."""

from __future__ import annotations

from typing import Any

from ..files.read_declared import values
from .declared import CALCULATOR, MOST


def fields() -> list[dict[str, Any]]:
    """Groups of fields with what the template needs of each."""
    out = []
    for group in values(CALCULATOR)["groups"]:
        made = []
        for field in group["fields"]:
            extra = {
                "hint": "",
                "percent": False,
                "least": 1 if field["id"] == "chain" else None,
                "most": field.get("most", MOST),
            }
            made.append(
                {
                    **extra,
                    **field,
                    "shown": f"{field['default']:g}" if isinstance(field["default"], float) else str(field["default"]),
                }
            )
        out.append({"title": group["title"], "open": group.get("open", False), "fields": made})
    return out


def presets() -> list[dict[str, Any]]:
    """Sets of the fields by which a reader starts."""
    return list(values(CALCULATOR)["presets"])


def defaults() -> dict[str, float]:
    return {field["id"]: field["default"] for group in fields() for field in group["fields"]}
