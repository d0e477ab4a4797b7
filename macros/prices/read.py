"""`docs/data/prices.yml` -> a PriceBook, or every problem in it at its line and column.

A price needs a source and a date; batch and flex may not cost more than realtime unless the row says why.
"""

from __future__ import annotations

import datetime
import functools
from pathlib import Path
from typing import Any

from ..files import read_declared
from ..files.paths import ROOT
from ..files.problems import Problem, Problems
from .book import (
    COMPONENTS,
    CacheRule,
    LongPrompt,
    Minimum,
    Model,
    PriceBook,
    PriceChange,
    Rule,
    Term,
    Tier,
    Vendor,
    derived_batch,
)
from .declared import PRICES

PATH = PRICES.path


@functools.cache
def load_prices(root: Path, today: datetime.date | None = None) -> tuple[PriceBook | None, list[Problem]]:
    """The book and what is wrong in it; None when anything is. `today`: no date may lie after it, if given."""
    made, problems = read_declared.load(PRICES, root, today)
    return (None if made is None else _book(made)), problems


def read_prices(name: str, text: str, today: datetime.date | None = None) -> tuple[PriceBook | None, list[Problem]]:
    """The same from a text, said to stand in the file `name`."""
    made, problems = read_declared.read(PRICES, name, text, today=today)
    return (None if made is None else _book(made)), problems


def _book(read: dict[str, Any]) -> PriceBook:
    compiled = read["meta"]["compiled"]
    vendors = tuple(_vendor(vendor, compiled) for vendor in read["vendors"])
    return PriceBook(compiled, vendors, tuple(read["meta"].get("datasets") or ()))


def _vendor(read: dict[str, Any], compiled: datetime.date) -> Vendor:
    said = read["batch_rule"]
    rule = Rule(_float(said["multiplier"]), said["applies_to"], said["source"], said["as_of"], said.get("note"))
    terms = tuple(Term(**term) for term in read["terms"])
    models = []
    for m in read["models"]:
        tiers = {name: _tier(name, t) for name, t in m["tiers"].items()}
        if m["id"] in (said.get("derive") or ()) and "realtime" in tiers and "batch" not in tiers:
            tiers["batch"] = derived_batch(tiers["realtime"], rule, compiled)
        models.append(Model(m["id"], m["class"], tiers, m.get("note"), m.get("retires"), **_cached(m)))
    said, least = read.get("cache_rule"), _minimum(read)
    cache = CacheRule(said["batch"], said["writes"], said["source"], said["as_of"], said.get("note")) if said else None
    return Vendor(read["id"], read["name"], rule, terms, tuple(models), read.get("note"), cache, least)


def _minimum(read: dict[str, Any]) -> Minimum | None:
    return Minimum(**read["cache_minimum"]) if "cache_minimum" in read else None


def _cached(read: dict[str, Any]) -> dict[str, Any]:
    """What of a model holds its price: its cache, its long prompts, a change that is announced."""
    long, changes = read.get("long_prompt"), read.get("changes")
    return {
        "cache_in_batch": read.get("cache_in_batch"),
        "cache_minimum": _minimum(read),
        "long_prompt": LongPrompt(**long) if long else None,
        "changes": PriceChange(changes["on"], changes["text"], changes.get("tiers") or {}) if changes else None,
    }


def _tier(name: str, read: dict[str, Any]) -> Tier:
    prices: dict[str, Any] = {part: _float(read.get(part)) for part in COMPONENTS}
    return Tier(name, read["source"], read["as_of"], upstream=read.get("upstream"), **prices)


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


@functools.cache
def book() -> PriceBook:
    """The price book of this site, or every problem in it."""
    made, problems = load_prices(ROOT)
    if made is None:
        raise Problems(problems)
    return made
