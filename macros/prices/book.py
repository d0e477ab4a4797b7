"""Prices and rules of vendors, and what a request costs. Shapes and arithmetic: `rules.py` says what is wrong.

Prices are USD per 1e6 tokens. Each component keeps its own price in each tier: there is no global "half".
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

TIERS = ("realtime", "batch", "flex", "async_1h", "balanced", "off_peak", "priority", "ultrafast")
COMPONENTS = ("input", "cached_input", "cache_write", "cache_write_1h", "cache_storage", "output")
CACHE_RULES = ("multiplies", "excluded", "kept", "unknown")  # what batch does to a cached token
DUE_DAYS = 60


@dataclass(frozen=True)
class Tier:
    """Prices of one model in one tier; a component that is not listed is None. `derived`: from a published rule."""

    name: str
    source: str
    as_of: datetime.date
    input: float | None = None
    cached_input: float | None = None
    cache_write: float | None = None
    cache_write_1h: float | None = None  # one that lasts an hour
    cache_storage: float | None = None  # USD per 1e6 tokens and hour, where a cache is billed by the hour
    output: float | None = None
    upstream: str | None = None
    derived: bool = False

    @property
    def due(self) -> datetime.date:
        """The day from which the row wants a new look."""
        return self.as_of + datetime.timedelta(days=DUE_DAYS)


@dataclass(frozen=True)
class CacheRule:
    """How a vendor bills caches. `batch`: one of CACHE_RULES; `writes`: charged, free or unknown."""

    batch: str
    writes: str
    source: str
    as_of: datetime.date | None
    note: str | None = None


@dataclass(frozen=True)
class Minimum:
    """The shortest prefix that is cached, in tokens."""

    tokens: int
    source: str
    as_of: datetime.date | None


@dataclass(frozen=True)
class LongPrompt:
    """Above so many prompt tokens each listed price is multiplied; None where by how much is not published."""

    above: int
    source: str
    as_of: datetime.date | None
    input: float | None = None
    cached_input: float | None = None
    cache_write: float | None = None
    output: float | None = None


@dataclass(frozen=True)
class PriceChange:
    """What a model's prices become on a day, by tier and component; without tiers only the words are known."""

    on: datetime.date
    text: str
    tiers: dict[str, dict[str, float]]


@dataclass(frozen=True)
class Model:
    id: str
    kind: str
    tiers: dict[str, Tier]
    note: str | None = None
    retires: datetime.date | None = None
    cache_in_batch: str | None = None
    cache_minimum: Minimum | None = None
    long_prompt: LongPrompt | None = None
    changes: PriceChange | None = None

    def retired_on(self, day: datetime.date) -> bool:
        """Whether its vendor has ended it by that day."""
        return self.retires is not None and self.retires <= day

    @property
    def waiting(self) -> Tier | None:
        """The tier for work that can wait: batch where there is one, else the cheapest named flexible tier."""
        return next(
            (self.tiers[name] for name in ("batch", "flex", "async_1h", "balanced") if name in self.tiers), None
        )


@dataclass(frozen=True)
class Rule:
    """What a vendor publishes about batch as a whole; `multiplier` of the realtime price, or None."""

    multiplier: float | None
    applies_to: str
    source: str | None
    as_of: datetime.date | None
    note: str | None = None


@dataclass(frozen=True)
class Term:
    topic: str
    text: str
    source: str
    as_of: datetime.date | None
    quality: str
    value: Any = None


@dataclass(frozen=True)
class Vendor:
    id: str
    name: str
    rule: Rule
    terms: tuple[Term, ...]
    models: tuple[Model, ...]
    note: str | None = None
    cache_rule: CacheRule | None = None
    cache_minimum: Minimum | None = None

    def term(self, *topics: str) -> Term | None:
        return next((term for topic in topics for term in self.terms if term.topic == topic), None)


@dataclass(frozen=True)
class PriceBook:
    compiled: datetime.date
    vendors: tuple[Vendor, ...]
    datasets: tuple[dict[str, Any], ...] = field(default=())

    def model(self, vendor_id: str, model_id: str) -> tuple[Vendor, Model]:
        """Raises KeyError when the book has no such row."""
        for vendor in self.vendors:
            for model in vendor.models:
                if (vendor.id, model.id) == (vendor_id, model_id):
                    return vendor, model
        raise KeyError(f"{vendor_id}/{model_id}")


def derived_batch(realtime: Tier, rule: Rule, day: datetime.date) -> Tier:
    """The batch tier that a published rule gives: every listed component times the multiplier."""
    if rule.multiplier is None or rule.source is None:
        raise ValueError("a rule without a multiplier and a source gives no price")
    factor = rule.multiplier

    def price(amount: float | None) -> float | None:
        return None if amount is None else round(amount * factor, 10)

    # A cached price inside a batch is a rule of its own: without a published one it is not derived.
    return Tier(
        "batch",
        rule.source,
        min(realtime.as_of, rule.as_of or day),
        input=price(realtime.input),
        output=price(realtime.output),
        derived=True,
    )


def ratio(model: Model, component: str = "output", tier: str = "batch") -> float | None:
    """Price in `tier` / realtime price of one component; None when either is not listed or realtime is free."""
    waiting_tier, live_tier = model.tiers.get(tier), model.tiers.get("realtime")
    if not waiting_tier or not live_tier:
        return None
    waiting, live = getattr(waiting_tier, component), getattr(live_tier, component)
    return waiting / live if waiting is not None and live else None


def usd_per_request(tier: Tier, input_tokens: float, output_tokens: float) -> float | None:
    """USD of one request without caching; None when a component that is needed has no price."""
    if tier.input is None or (output_tokens and tier.output is None):
        return None
    return (tier.input * input_tokens + (tier.output or 0) * output_tokens) / 1e6


def usd_per_1000_usable(tier: Tier, input_tokens: float, output_tokens: float, unusable: float) -> float | None:
    """USD per 1,000 usable answers when a share `unusable` (0 to below 1) of billed answers is thrown away."""
    per_request = usd_per_request(tier, input_tokens, output_tokens)
    return None if per_request is None else per_request * 1e6 / 1e3 / (1 - unusable)
