"""`docs/data/calculator.yml` -> the calculator's fields and their defaults."""

from __future__ import annotations

from typing import Any, cast

from ..files.data import read
from ..model.records import Inputs

MOST = 1_000_000_000_000


def fields() -> list[dict[str, Any]]:
    """Groups of fields with what the template needs of each."""
    out = []
    for group in read("calculator.yml")["groups"]:
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


def defaults() -> Inputs:
    """The inputs with every field at its default; a test holds the file's fields to the record's."""
    return cast(Inputs, {field["id"]: field["default"] for group in fields() for field in group["fields"]})
