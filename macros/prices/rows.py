"""The price book -> the rows of the calculator: models with both lanes, each component as its vendor bills it.

A component that is billed and not published is never filled with another's price in silence: `assumed` names it.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from .book import Model, PriceBook, Tier, Vendor
from .read import book, load_prices

CARRIED = ("name", "vendor", "old", "ends", "note", "long", "changes")  # what a page says of a row, where it holds
Set = dict[str, float | None]
PARTS = {"in": "input", "read": "cached_input", "write": "cache_write", "out": "output"}


def rows() -> list[dict[str, Any]]:
    """Models of the price book with both lanes, as sets of the calculator's price fields."""
    return _rows(book())


def row_ids(root: Path) -> list[str] | None:
    """The ids of those rows in the project at `root`; None when its book is broken, which it says itself."""
    made, _problems = load_prices(root)
    return None if made is None else [row["id"] for row in _rows(made)]


def carried(row: dict[str, Any]) -> dict[str, Any]:
    """What of a row a page carries for its tools."""
    return {"assumed": row["assumed"], "set": row["set"], **{name: row[name] for name in CARRIED if row[name]}}


def _rows(of: PriceBook) -> list[dict[str, Any]]:
    return [
        row for vendor in of.vendors for model in vendor.models if (row := _row(vendor, model, of.compiled)) is not None
    ]


def _row(vendor: Vendor, model: Model, today: datetime.date) -> dict[str, Any] | None:
    """A model as a row; None where a lane is missing, or a price that every request needs.

    `due`: the day the older of its two lanes wants a new look.
    """
    live, waits = model.tiers.get("realtime"), model.waiting
    if live is None or waits is None or None in (live.input, live.output, waits.input, waits.output):
        return None
    kind = "" if waits.name == "batch" else f", {waits.name.replace('_', ' ')}"
    derived = ", derived" if waits.derived else ""
    retired = f", retired {model.retires}" if model.retires and model.retires <= today else ""
    prices, assumed = _set(vendor, model, live, waits)
    return {
        "id": f"{vendor.id}/{model.id}",
        "name": model.id.split("/")[-1],
        "vendor": vendor.id,
        "label": f"{model.id.split('/')[-1]}: {vendor.name}{kind}{derived}{retired}, {waits.as_of}",
        "due": min(live.due, waits.due),
        "as_of": waits.as_of,
        "source": waits.source,
        "live_as_of": live.as_of,
        "live_source": live.source,
        "ends": "" if model.retires is None else str(model.retires),
        "retired": bool(retired),
        "old": bool(retired) or model.kind == "previous",
        "flex": "flex" in model.tiers,
        "note": model.note or "",
        "assumed": assumed,
        "set": prices,
        "long": _long(model, prices),
        "changes": (changes := _changes(vendor, model, live, waits)),
        "changes_on": changes["on"] if changes else "",
    }


def _set(vendor: Vendor, model: Model, live: Tier, waits: Tier) -> tuple[Set, list[str]]:
    """The calculator's price fields, and which of them nobody publishes."""
    read, write = _live_cache(vendor, live)
    batch_read, batch_write = _batch_cache(vendor, model, live, waits)
    least = model.cache_minimum or vendor.cache_minimum
    found: dict[str, tuple[float | None, bool]] = {
        "price_read": read,
        "price_write": write,
        "batch_read": batch_read,
        "batch_write": batch_write,
        "cache_minimum": (least.tokens if least else 0, least is None),
    }
    prices: Set = {
        "price_in": live.input,
        "price_out": live.output,
        "batch_in": waits.input,
        "batch_out": waits.output,
        "batch_write_hour": waits.cache_write_1h,
        "cache_storage": live.cache_storage or 0,
        **{name: amount for name, (amount, _) in found.items()},
    }
    cached = live.cached_input is not None
    return prices, [name for name, (_, assumed) in found.items() if assumed and (cached or name.endswith("_read"))]


def _live_cache(vendor: Vendor, live: Tier) -> tuple[tuple[float | None, bool], tuple[float | None, bool]]:
    """(price, whether it is assumed) of a cache read and a cache write in realtime.

    Without a price of its own a read is fresh input; a write is, too, where the vendor bills none.
    """
    free = vendor.cache_rule is not None and vendor.cache_rule.writes == "free"
    read = (live.input, True) if live.cached_input is None else (live.cached_input, False)
    write = (live.input, not free) if live.cache_write is None else (live.cache_write, False)
    return read, write


def _batch_cache(
    vendor: Vendor, model: Model, live: Tier, waits: Tier
) -> tuple[tuple[float | None, bool], tuple[float | None, bool]]:
    """The same in batch: as listed, else as the vendor's rule says, else as fresh input in batch, assumed."""
    rule = vendor.cache_rule
    said = model.cache_in_batch or (rule.batch if rule else "unknown")
    ratio = (waits.input or 0) / live.input if live.input else 1.0
    by_rule = {
        "multiplies": None if live.cached_input is None else round(live.cached_input * ratio, 10),
        "kept": live.cached_input,
        "excluded": waits.input,
    }.get(said)
    read: tuple[float | None, bool] = (waits.input, True) if by_rule is None else (by_rule, False)
    if waits.cached_input is not None:
        read = (waits.cached_input, False)
    if waits.cache_write is not None:
        return read, (waits.cache_write, False)
    if live.cache_write is not None and said == "multiplies":
        return read, (round(live.cache_write * ratio, 10), False)
    return read, (waits.input, not (rule is not None and rule.writes == "free"))


def _long(model: Model, prices: Set) -> dict[str, Any] | None:
    """Prices of a prompt above `above` tokens; `set` is None where the vendor's rates for it are not published."""
    said = model.long_prompt
    if said is None:
        return None
    times = {part: getattr(said, name) for part, name in PARTS.items()}
    known = times["in"] is not None and times["out"] is not None
    moved = dict(prices)
    for lane in ("price", "batch"):
        for part in PARTS:
            amount, factor = prices[f"{lane}_{part}"], times[part] or times["in"]
            moved[f"{lane}_{part}"] = None if amount is None or factor is None else round(amount * factor, 10)
    return {"above": said.above, "set": moved if known else None}


def _changes(vendor: Vendor, model: Model, live: Tier, waits: Tier) -> dict[str, Any] | None:
    """What the row becomes on a day; `set` is None where the prices from then on are not published."""
    said = model.changes
    if said is None:
        return None
    new_live, new_waits = (_moved(tier, said.tiers.get(tier.name)) for tier in (live, waits))
    whole = "realtime" in said.tiers and waits.name in said.tiers
    prices = _set(vendor, model, new_live, new_waits)[0] if whole else None
    return {"on": str(said.on), "text": said.text, "set": prices}


def _moved(tier: Tier, prices: dict[str, float] | None) -> Tier:
    return Tier(**{**tier.__dict__, **prices}) if prices else tier
