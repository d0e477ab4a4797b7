"""Two tables of the price reference: what caches cost and how batch bills them, and what holds a price."""

from __future__ import annotations

from typing import Any

from ..pages.table import table
from .book import Model, Tier, Vendor
from .read import book


def cache_table() -> str:
    """Every model with a cached price: reads, writes and storage as listed, its least prefix, the rule in batch."""
    rows = [row for vendor in book().vendors for model in vendor.models if (row := _caches(vendor, model))]
    return table("caches", rows=rows, read=book().compiled)


def _caches(vendor: Vendor, model: Model) -> dict[str, Any] | None:
    live = model.tiers.get("realtime")
    if live is None or live.cached_input is None:
        return None
    rule = vendor.cache_rule
    return {
        "vendor": vendor,
        "model": model,
        "live": live,
        "batch": model.tiers.get("batch") or Tier("batch", live.source, live.as_of),
        "writes": rule.writes if rule else "unknown",
        "in_batch": model.cache_in_batch or (rule.batch if rule else "unknown"),
        "rule": rule,
        "least": model.cache_minimum or vendor.cache_minimum,
    }


def held_table() -> str:
    """Every model whose price is tied to something: a note, an end, a long prompt, a change that is announced."""
    day = book().compiled
    rows = [
        {"vendor": vendor, "model": model, "retired": model.retired_on(day), "tier": next(iter(model.tiers.values()))}
        for vendor in book().vendors
        for model in vendor.models
        if model.note or model.retires or model.long_prompt or model.changes
    ]
    return table("held", rows=rows, read=day)
