"""Records -> a table as HTML. Its words stand in `docs/components/price-table/tables/`."""

from __future__ import annotations

from typing import Any

from .render import render


def table(name: str, /, **facts: Any) -> str:
    """The table of that name; one that says it is sortable can be filtered and sorted once its script runs."""
    return render("price-table", f"tables/{name}", **facts)
