"""The price book as JSON, CSV and a schema under `docs/data/`: made at each build, written when the bytes differ."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from ..files.words_beside import words
from ..files.write import write
from .book import COMPONENTS, PriceBook
from .declared import UNIT
from .read import book

COLUMNS = (
    "vendor", "model", "class", "tier", "component", "usd_per_million_tokens", "derived", "source", "as_of", "due",
)  # fmt: skip


def rows(book: PriceBook) -> list[dict[str, Any]]:
    """One row per listed price: vendor, model, tier, component."""
    return [
        {
            "vendor": vendor.name,
            "model": model.id,
            "class": model.kind,
            "tier": tier.name,
            "component": part,
            "usd_per_million_tokens": amount,
            "derived": tier.derived,
            "source": tier.source,
            "as_of": tier.as_of.isoformat(),
            "due": tier.due.isoformat(),
        }
        for vendor in book.vendors
        for model in vendor.models
        for tier in model.tiers.values()
        for part in COMPONENTS
        if (amount := getattr(tier, part)) is not None
    ]


def _no_formula(value: Any) -> Any:
    """A text as a spreadsheet shows it: one that opens with =, +, - or @ would be worked out there."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def schema() -> dict[str, Any]:
    """JSON Schema of the published rows."""
    kinds: dict[str, dict[str, Any]] = {name: {"type": "string"} for name in COLUMNS}
    kinds["usd_per_million_tokens"] = {"type": "number", "minimum": 0}
    kinds["derived"] = {"type": "boolean"}
    kinds["component"] = {"enum": list(COMPONENTS)}
    kinds["as_of"] = kinds["due"] = {"type": "string", "format": "date"}
    row = {"type": "object", "additionalProperties": False, "required": list(COLUMNS), "properties": kinds}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": words(__file__).title(),
        "type": "object",
        "required": ["compiled", "unit", "prices"],
        "properties": {
            "compiled": {"type": "string", "format": "date"},
            "unit": {"const": UNIT},
            "prices": {"type": "array", "items": row},
        },
    }


def publish(folder: Path) -> None:
    """Writes prices.json, prices.csv and prices.schema.json into `folder`. Problems where the book is wrong."""
    listed = book()
    prices = rows(listed)
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, COLUMNS)
    writer.writeheader()
    writer.writerows({name: _no_formula(value) for name, value in row.items()} for row in prices)
    whole = {"compiled": listed.compiled.isoformat(), "unit": UNIT, "prices": prices}
    write(folder / "prices.json", json.dumps(whole, indent=1, ensure_ascii=False) + "\n")
    write(folder / "prices.csv", table.getvalue())
    write(folder / "prices.schema.json", json.dumps(schema(), indent=1) + "\n")
