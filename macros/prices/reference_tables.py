"""The full tables of the reference pages, computed at build from the price book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..pages.table import table
from .book import Model, Tier, Vendor, ratio, usd_per_1000_usable
from .read import book
from .workloads import workloads

FLEXIBLE = ("flex", "async_1h", "balanced", "off_peak")  # a vendor's middle or off-peak lane
LANES = ("batch", *FLEXIBLE, "priority", "ultrafast")


def _models() -> Iterator[tuple[Vendor, Model]]:
    for vendor in book().vendors:
        for model in vendor.models:
            yield vendor, model


def price_table() -> str:
    """Every model: realtime, batch, flex and cached prices of input and output, with its date."""
    rows = [row for vendor, model in _models() if (row := _prices(vendor, model))]
    keys = [row["key"] for row in rows]
    choices = {
        "vendor": sorted({key["vendor"] for key in keys}, key=str.lower),
        "tiers": sorted({tier for key in keys for tier in key["tiers"]}),
    }
    return table("prices", rows=rows, choices=choices)


def _prices(vendor: Vendor, model: Model) -> dict[str, Any] | None:
    """One row; `key` says its vendor, its tiers and the date of its price, by which it can be filtered."""
    tiers = model.tiers
    live, batch = tiers.get("realtime"), tiers.get("batch")
    flexible = next((tiers[name] for name in FLEXIBLE if name in tiers), None)
    newest = batch or flexible or live
    if newest is None:
        return None
    by_output = ratio(model)
    return {
        "vendor": vendor,
        "model": model,
        "ratio": ratio(model, "input") if by_output is None else by_output,
        "live": live,
        "batch": batch,
        "flexible": flexible,
        "priority": tiers.get("priority"),
        "newest": newest,
        "key": {
            "vendor": vendor.name,
            "tiers": sorted(tier.replace("_", " ") for tier in tiers),
            "date": newest.as_of.isoformat(),
        },
    }


def answers_table() -> str:
    """USD per 1,000 usable answers of three workloads, realtime and batch."""
    rows = []
    for vendor, model in _models():
        live, waits = model.tiers.get("realtime"), model.waiting
        if live is None or waits is None or live.output is None:
            continue
        costs = [
            usd_per_1000_usable(tier, w.input_tokens, w.output_tokens, w.unusable)
            for w in workloads().values()
            for tier in (live, waits)
        ]
        rows.append({"vendor": vendor, "model": model, "waits": waits, "costs": costs})
    return table("answers", rows=rows, workloads=list(workloads().values()))


TOPICS = {
    "window": ("completion_window", "windows"),
    "end": ("expiry",),
    "limits": ("limits", "limits_v1"),
    "quota": ("separate_rate_limits",),
    "caching": ("cache_stacking", "cache", "cache_multipliers"),
}


def terms_table() -> str:
    """Every vendor: the batch rule and what is stated on window, end, limits, quota and caching."""
    rows = [
        {
            "vendor": vendor.name,
            "rule": vendor.rule,
            "terms": {topic: vendor.term(*names) for topic, names in TOPICS.items()},
        }
        for vendor in book().vendors
    ]
    return table("terms", rows=rows, read=book().compiled)


def urgency_table() -> str:
    """Every lane of a model as a share of its realtime output price, where it sells more than two."""
    rows = []
    for vendor, model in _models():
        live = model.tiers.get("realtime")
        sold = {
            lane: tier
            for lane in LANES
            if (tier := model.tiers.get(lane)) and not tier.derived and tier.output is not None
        }
        if live is None or not live.output or not set(sold) - {"batch"}:
            continue
        shares = {lane: (sold[lane].output or 0) / live.output if lane in sold else None for lane in LANES}
        newest = max((live, *sold.values()), key=lambda tier: tier.as_of)
        rows.append({"vendor": vendor, "model": model, "shares": shares, "live": live, "newest": newest})
    return table("urgency", rows=rows, lanes=LANES)


def _plain(model_id: str) -> str:
    """A model's own name: without an owner before it, and with a point where some vendors write p (5p3 is 5.3)."""
    return re.sub(
        r"(?<=\d)p(?=\d)", ".", re.sub(r"^(?:openai|anthropic|amazon)\.", "", model_id.split("/")[-1].lower())
    )


def provider_table() -> str:
    """One model at several vendors: the cheapest live price beside the cheapest for work that waits, by output."""
    offers: dict[str, list[dict[str, Any]]] = {}
    for vendor, model in _models():
        for tier in model.tiers.values():
            if tier.output and not tier.derived and tier.name not in ("priority", "ultrafast"):
                offers.setdefault(_plain(model.id), []).append({"vendor": vendor, "tier": tier})
    rows = [row for name, found in offers.items() if (row := _compared(name, found))]
    rows.sort(key=lambda row: (row["dearer"] == 0, row["model"]))
    return table("providers", rows=rows)


def _output(offer: dict[str, Any]) -> float:
    tier: Tier = offer["tier"]
    return tier.output or 0


def _compared(name: str, offers: list[dict[str, Any]]) -> dict[str, Any] | None:
    """None where nothing waits or fewer than two vendors sell it live.

    `dearer` of `others`: lanes elsewhere that cost more than live.
    """
    live = sorted((offer for offer in offers if offer["tier"].name == "realtime"), key=_output)
    waits = sorted((offer for offer in offers if offer["tier"].name != "realtime"), key=_output)
    if not waits or len({offer["vendor"].id for offer in live}) < 2:
        return None
    others = [offer for offer in waits if offer["vendor"].id != live[0]["vendor"].id]
    return {
        "model": name,
        "dearest": live[-1],
        "cheapest": live[0],
        "waits": waits[0],
        "others": len(others),
        "dearer": sum(_output(offer) > _output(live[0]) for offer in others),
    }
