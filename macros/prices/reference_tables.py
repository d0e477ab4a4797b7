"""The full tables of the reference pages, computed at build from the price book."""

from __future__ import annotations

import re
from typing import Any

from ..model import format as say
from ..pages.table import cell, table
from .book import Term, Tier, Vendor, ratio, usd_per_1000_usable
from .cells import NOT_STATED, dated, name, share
from .read import book
from .workloads import workloads


def price_table() -> str:
    """Every model: realtime, batch, flex and cached prices of input and output, with its date."""
    rows, keys = [], []
    for vendor in book().vendors:
        for model in vendor.models:
            tiers = model.tiers
            live, batch = tiers.get("realtime"), tiers.get("batch")
            flexible = next(
                (tiers[name] for name in ("flex", "async_1h", "balanced", "off_peak") if name in tiers), None
            )
            newest = batch or flexible or live
            if newest is None:
                continue
            value = ratio(model)
            if value is None:
                value = ratio(model, "input")
            rows.append(
                [
                    name(vendor, model),
                    share(value, bool(batch and batch.derived)),
                    *_pair(live),
                    *_pair(batch),
                    {**_pair(flexible)[0], "below": flexible.name.replace("_", " ") if flexible else ""},
                    _pair(flexible)[1],
                    *_pair(tiers.get("priority")),
                    cell(say.price(live.cached_input) if live and live.cached_input is not None else None),
                    {"text": dated(newest.source, newest.as_of), "due": newest.due},
                ]
            )
            keys.append(
                {
                    "vendor": vendor.name,
                    "tiers": sorted(tier.replace("_", " ") for tier in tiers),
                    "date": newest.as_of.isoformat(),
                }
            )
    heads = [
        "Model",
        "Batch ÷ realtime",
        "Realtime in",
        "out",
        "Batch in",
        "out",
        "Flex in",
        "out",
        "Priority in",
        "out",
        "Cache read",
        "Price of",
    ]
    note = "USD per 1,000,000 tokens. – means not listed. Flex stands for each vendor's middle or off-peak lane, named below its price."
    return table("Prices by model", note, heads, rows, True, keys)


def _pair(tier: Tier | None) -> list[dict[str, Any]]:
    return [
        cell(say.price(amount) if tier and (amount := getattr(tier, part)) is not None else None)
        for part in ("input", "output")
    ]


def answers_table() -> str:
    """USD per 1,000 usable answers of three workloads, realtime and batch."""
    rows = []
    for vendor in book().vendors:
        for model in vendor.models:
            live, waits = model.tiers.get("realtime"), model.waiting
            if live is None or waits is None or live.output is None:
                continue
            cells = []
            for w in workloads().values():
                for tier, lane in ((live, "realtime"), (waits, "batch")):
                    cost = usd_per_1000_usable(tier, w.input_tokens, w.output_tokens, w.unusable)
                    cells.append(cell(say.usd(cost) if cost is not None else None, lane=lane))
            lane = waits.name.replace("_", " ")
            kind = f"{lane}, derived" if waits.derived else lane
            rows.append(
                [
                    name(vendor, model),
                    {"text": kind},
                    *cells,
                    {"text": dated(waits.source, waits.as_of), "due": waits.due},
                ]
            )
    heads = ["Model", "Waiting lane"]
    for w in workloads().values():
        heads += [f"{w.name}: realtime", "waiting"]
    tokens = "; ".join(
        f"{w.name}: {w.input_tokens:,} in, {w.output_tokens:,} out, {say.percent(w.unusable)} unusable"
        for w in workloads().values()
    )
    return table("Cost of 1,000 usable answers", f"USD, no caching. {tokens}.", [*heads, "Price of"], rows, True)


TOPICS = {
    "Window": ("completion_window", "windows"),
    "At its end": ("expiry",),
    "Limits": ("limits", "limits_v1"),
    "Own quota": ("separate_rate_limits",),
    "With caching": ("cache_stacking", "cache", "cache_multipliers"),
}


def terms_table() -> str:
    """Every vendor: the batch rule and what is stated on window, end, limits, quota and caching."""
    rows = []
    for vendor in book().vendors:
        rule = vendor.rule
        price = say.percent(rule.multiplier) if rule.multiplier is not None else NOT_STATED
        cells: list[dict[str, Any]] = [
            {"text": vendor.name},
            {"text": price, "below": rule.applies_to, "source": dated(rule.source, rule.as_of)},
        ]
        cells += [_term(vendor.term(*topics)) for topics in TOPICS.values()]
        rows.append(cells)
    return table(
        "Terms by vendor",
        "Batch price as a share of realtime, and the rules around it.",
        ["Vendor", "Batch price", *TOPICS],
        rows,
        True,
    )


def _term(term: Term | None) -> dict[str, Any]:
    return {"text": term.text, "source": dated(term.source, term.as_of)} if term else {"text": NOT_STATED}


LANES = ("batch", "flex", "async_1h", "balanced", "off_peak", "priority", "ultrafast")


def urgency_table() -> str:
    """Every lane of a model as a share of its realtime output price, where it sells more than two."""
    rows = []
    for vendor in book().vendors:
        for model in vendor.models:
            live = model.tiers.get("realtime")
            lanes = {
                lane: tier
                for lane in LANES
                if (tier := model.tiers.get(lane)) and not tier.derived and tier.output is not None
            }
            if live is None or not live.output or not set(lanes) - {"batch"}:
                continue
            newest = max((live, *lanes.values()), key=lambda tier: tier.as_of)
            values = [
                share(tier.output / live.output)
                if (tier := lanes.get(lane)) and tier.output is not None
                else cell(None)
                for lane in LANES
            ]
            rows.append(
                [
                    name(vendor, model),
                    *values,
                    cell(say.price(live.output)),
                    {"text": dated(newest.source, newest.as_of), "due": newest.due},
                ]
            )
    heads = ["Model", *(lane.replace("_", " ").capitalize() for lane in LANES), "Realtime output, USD", "Price of"]
    return table("The price of urgency", "Output price of each lane as a share of realtime.", heads, rows, True)


def _plain(model_id: str) -> str:
    """A model's own name: without an owner before it, and with a point where some vendors write p (5p3 is 5.3)."""
    return re.sub(
        r"(?<=\d)p(?=\d)", ".", re.sub(r"^(?:openai|anthropic|amazon)\.", "", model_id.split("/")[-1].lower())
    )


def provider_table() -> str:
    """One model at several vendors: the cheapest live price beside the cheapest price for work that waits, by output."""
    offers: dict[str, list[tuple[Vendor, Tier, bool]]] = {}
    for vendor in book().vendors:
        for model in vendor.models:
            for tier in model.tiers.values():
                if tier.output and not tier.derived and tier.name not in ("priority", "ultrafast"):
                    offers.setdefault(_plain(model.id), []).append((vendor, tier, tier.name == "realtime"))
    rows = []
    for model_name, found in offers.items():
        live = sorted((row for row in found if row[2]), key=lambda row: row[1].output or 0)
        waits = sorted((row for row in found if not row[2]), key=lambda row: row[1].output or 0)
        if not waits or len({vendor.id for vendor, _, _ in live}) < 2:
            continue
        best, least = live[0], waits[0]
        others = [row for row in waits if row[0].id != best[0].id]
        cheaper = sum((row[1].output or 0) > (best[1].output or 0) for row in others)
        beaten = f"{cheaper} of {len(others)}" if others else "–"
        cells = [_offer(*row[:2]) for row in (live[-1], best, least)]
        rows.append(
            [
                {"text": model_name},
                *cells,
                {"text": beaten, "number": True},
                {"text": dated(best[1].source, best[1].as_of), "due": best[1].due},
            ]
        )
    rows.sort(key=lambda row: (row[4]["text"][0] in "0–", row[0]["text"]))
    note = "USD per 1,000,000 output tokens, by published rows. The last figure counts the lanes of other vendors that make you wait and still cost more than the cheapest live price."
    heads = [
        "Model",
        "Dearest live",
        "Cheapest live",
        "Cheapest that waits",
        "Waiting lanes dearer than live",
        "Price of",
    ]
    return table("The same model at another vendor", note, heads, rows)


def _offer(vendor: Vendor, tier: Tier) -> dict[str, Any]:
    lane = "" if tier.name == "realtime" else f", {tier.name.replace('_', ' ')}"
    return {**cell(say.price(tier.output or 0)), "below": f"{vendor.name}{lane}"}
