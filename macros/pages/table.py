"""Rows of cells -> a table as HTML."""

from __future__ import annotations

from typing import Any

from .render import render


def cell(amount: str | None, **more: Any) -> dict[str, Any]:
    return {"text": amount if amount is not None else "–", "number": True, **more}


def table(
    label: str,
    note: str,
    heads: list[str],
    rows: list[list[dict[str, Any]]],
    sortable: bool = False,
    keys: list[dict[str, Any]] | None = None,
) -> str:
    """A table; a sortable one can be filtered and sorted once its script runs.

    `keys` says of each row its vendor, its tiers and the date of its price: then it can be filtered by these too.
    """
    choices = {
        "vendor": sorted({key["vendor"] for key in keys or []}, key=str.lower),
        "tiers": sorted({tier for key in keys or [] for tier in key["tiers"]}),
    }
    return render(
        "price-table", label=label, note=note, heads=heads, rows=rows, sortable=sortable, keys=keys, choices=choices
    )
