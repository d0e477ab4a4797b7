"""A public price list, downloaded -> its prices in the shapes of the book: {(vendor prefix, model): {tier: prices}}.

Two forms are read: litellm's price file (USD per token, one object) and the data of genai-prices (USD per 1,000,000
tokens, a list of providers). Left out: prices of images, audio and tools, and rates of long prompts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from ..files.json_text import Misfit, Steps

Prices = dict[str, dict[str, float]]  # by tier and component, USD per 1,000,000 tokens
LITELLM, GENAI = "litellm", "genai-prices"
_TIERS = {"realtime": "", "batch": "_batches", "flex": "_flex", "priority": "_priority", "ultrafast": "_ultrafast"}
_PER_TOKEN = {
    "input": "input_cost_per_token",
    "cached_input": "cache_read_input_token_cost",
    "cache_write": "cache_creation_input_token_cost",
    "cache_write_1h": "cache_creation_input_token_cost_above_1hr",
    "output": "output_cost_per_token",
}
_PER_MILLION = {
    "input": "input_mtok",
    "cached_input": "cache_read_mtok",
    "cache_write": "cache_write_mtok",
    "cache_write_1h": "cache_write_1h_mtok",
    "output": "output_mtok",
}
_NUMBER = "a price is a number of 0 or more. Was the file changed by hand? Download it again."
_NEITHER = (
    "this is neither litellm's price file nor the data of genai-prices. Name a downloaded copy of one of the two."
)


def kind_of(read: Any) -> str:
    """Which of the two lists a file is; Misfit where it is neither."""
    if isinstance(read, dict) and any(isinstance(one, dict) and "litellm_provider" in one for one in read.values()):
        return LITELLM
    if isinstance(read, list) and read and all(isinstance(one, dict) and "models" in one for one in read):
        return GENAI
    raise Misfit((), _NEITHER)


def found(kind: str, read: Any, prefix: str, model: str, day: str) -> Prices | None:
    """The prices of one model on a day (2026-11-27), which stands under `prefix` and its own name.

    None where the list does not hold it.
    """
    return _of_litellm(read, prefix + model) if kind == LITELLM else _of_genai(read, prefix, model, day)


def _of_litellm(read: dict[str, Any], name: str) -> Prices | None:
    said = read.get(name)
    if not isinstance(said, dict):
        return None
    out: Prices = {}
    for tier, suffix in _TIERS.items():
        for component, key in _PER_TOKEN.items():
            if said.get(key + suffix) is not None:
                price = _number(said[key + suffix], (name, key + suffix))
                out.setdefault(tier, {})[component] = round(price * 1e6, 6)
    return out


def _of_genai(read: list[Any], provider: str, name: str, day: str) -> Prices | None:
    for index, one in enumerate(read):
        if one.get("id") != provider or not isinstance(one["models"], list):
            continue
        for at, model in enumerate(one["models"]):
            if isinstance(model, dict) and model.get("id") == name:
                return dict(_by_tier(model, day, (index, "models", at)))
    return None


def _by_tier(model: dict[str, Any], day: str, path: Steps) -> Iterator[tuple[str, dict[str, float]]]:
    yield "realtime", _components(model.get("prices"), day, (*path, "prices"))
    for index, variant in enumerate(model.get("price_variants") or []):
        tier = (variant.get("when") or {}).get("processing") if isinstance(variant, dict) else None
        if tier in _TIERS and tier != "realtime":
            yield tier, _components(variant.get("prices"), day, (*path, "price_variants", index, "prices"))


def _components(prices: Any, day: str, path: Steps) -> dict[str, float]:
    """Of dated prices those that hold on the day, of those by the hour the dearest, of tiered ones the base."""
    if isinstance(prices, list):
        dated = [(at, one) for at, one in enumerate(prices) if isinstance(one, dict)]
        holding = [at for at, one in dated if _holds(one.get("constraint"), day)]
        by_hour = [at for at, one in dated if "start_time" in (one.get("constraint") or {})]
        chosen = [_components(prices[at].get("prices"), day, (*path, at, "prices")) for at in (*holding[-1:], *by_hour)]
        return max(chosen, key=lambda one: one.get("output", 0.0), default={})
    if not isinstance(prices, dict):
        return {}
    out = {}
    for component, key in _PER_MILLION.items():
        value = prices.get(key)
        if isinstance(value, dict):
            value = value.get("base")
        if value is not None:
            out[component] = _number(value, (*path, key))
    return out


def _holds(constraint: Any, day: str) -> bool:
    """Whether a dated price holds: without a constraint from the first, else from its day on."""
    if not constraint:
        return True
    return isinstance(constraint, dict) and "start_date" in constraint and str(constraint["start_date"]) <= day


def _number(value: Any, path: Steps) -> float:
    """A price; genai-prices writes some as text, to keep their digits."""
    try:
        number = float(value) if not isinstance(value, bool) else math.nan
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise Misfit(path, _NUMBER)
    return number
