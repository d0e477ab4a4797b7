"""The price book -> the rows of the calculator: models with both lanes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .book import Model, PriceBook, Tier, Vendor
from .read import book, load_prices


def rows() -> list[dict[str, Any]]:
    """Models of the price book with both lanes, as sets of the calculator's price fields."""
    return _rows(book())


def row_ids(root: Path) -> list[str] | None:
    """The ids of those rows in the project at `root`; None when its book is broken, which it says itself."""
    made, _problems = load_prices(root)
    return None if made is None else [row["id"] for row in _rows(made)]


def _rows(of: PriceBook) -> list[dict[str, Any]]:
    return [row for vendor in of.vendors for model in vendor.models if (row := _row(vendor, model))]


def _row(vendor: Vendor, model: Model) -> dict[str, Any] | None:
    """A model as a row; None where a lane is missing, or a price that every request needs."""
    live, waits = model.tiers.get("realtime"), model.waiting
    if live is None or waits is None or None in (live.input, live.output, waits.input, waits.output):
        return None
    kind = "" if waits.name == "batch" else f", {waits.name.replace('_', ' ')}"
    derived = ", derived" if waits.derived else ""
    return {
        "id": f"{vendor.id}/{model.id}",
        "label": f"{model.id.split('/')[-1]}: {vendor.name}{kind}{derived}, {waits.as_of}",
        "due": waits.due,
        "as_of": waits.as_of,
        "source": waits.source,
        "live_as_of": live.as_of,
        "live_source": live.source,
        "ends": model.retires,
        "flex": "flex" in model.tiers,
        "unstated": live.cached_input is not None and waits.cached_input is None,
        "set": {**_prices(live, "price"), **_prices(waits, "batch"), "batch_write_hour": _write(waits)},
    }


def _write(tier: Tier) -> float:
    return tier.cache_write if tier.cache_write is not None else (tier.input or 0)


def _prices(tier: Tier, lane: str) -> dict[str, float | None]:
    """A component without a price of its own is fresh input: no discount is invented."""
    cached = tier.cached_input if tier.cached_input is not None else tier.input
    return {f"{lane}_in": tier.input, f"{lane}_read": cached, f"{lane}_write": _write(tier), f"{lane}_out": tier.output}
