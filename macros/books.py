"""The full tables of the reference pages, computed at build from the price book."""

from __future__ import annotations

from typing import Any

from .cells import NOT_STATED, book, dated, name, share, workloads
from .model import format as say
from .model.price import Term, Tier, ratio, usd_per_1000_usable
from .pages.table import cell, table


def price_book() -> str:
    """Every model: realtime, batch, flex and cached prices of input and output, with its date."""
    rows, keys = [], []
    for vendor in book().vendors:
        for model in vendor.models:
            tiers = model.tiers
            live, batch = tiers.get("realtime"), tiers.get("batch")
            flexible = next((tiers[name] for name in ("flex", "async_1h", "balanced", "off_peak") if name in tiers), None)
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
            keys.append({"vendor": vendor.name, "tiers": sorted(tier.replace("_", " ") for tier in tiers), "date": newest.as_of.isoformat()})
    heads = ["Model", "Batch ÷ realtime", "Realtime in", "out", "Batch in", "out", "Flex in", "out", "Priority in", "out", "Cache read", "Price of"]
    note = "USD per 1,000,000 tokens. – means not listed. Flex stands for each vendor's middle or off-peak lane, named below its price."
    return table("Prices by model", note, heads, rows, True, keys)


def _pair(tier: Tier | None) -> list[dict[str, Any]]:
    return [
        cell(say.price(amount) if tier and (amount := getattr(tier, part)) is not None else None)
        for part in ("input", "output")
    ]


def answers_book() -> str:
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
            rows.append([name(vendor, model), {"text": kind}, *cells, {"text": dated(waits.source, waits.as_of), "due": waits.due}])
    heads = ["Model", "Waiting lane"]
    for w in workloads().values():
        heads += [f"{w.name}: realtime", "waiting"]
    tokens = "; ".join(
        f"{w.name}: {w.input_tokens:,} in, {w.output_tokens:,} out, {say.percent(w.unusable)} unusable" for w in workloads().values()
    )
    return table("Cost of 1,000 usable answers", f"USD, no caching. {tokens}.", [*heads, "Price of"], rows, True)


TOPICS = {
    "Window": ("completion_window", "windows"),
    "At its end": ("expiry",),
    "Limits": ("limits", "limits_v1"),
    "Own quota": ("separate_rate_limits",),
    "With caching": ("cache_stacking", "cache", "cache_multipliers"),
}


def terms_book() -> str:
    """Every vendor: the batch rule and what is stated on window, end, limits, quota and caching."""
    rows = []
    for vendor in book().vendors:
        rule = vendor.rule
        price = say.percent(rule.multiplier) if rule.multiplier is not None else NOT_STATED
        cells: list[dict[str, Any]] = [{"text": vendor.name}, {"text": price, "below": rule.applies_to, "source": dated(rule.source, rule.as_of)}]
        cells += [_term(vendor.term(*topics)) for topics in TOPICS.values()]
        rows.append(cells)
    return table("Terms by vendor", "Batch price as a share of realtime, and the rules around it.", ["Vendor", "Batch price", *TOPICS], rows, True)


def _term(term: Term | None) -> dict[str, Any]:
    return {"text": term.text, "source": dated(term.source, term.as_of)} if term else {"text": NOT_STATED}
