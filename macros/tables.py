"""The cost tables, computed at build from the price book: rows of words and numbers for the price-table component.

Each row ends in its dated source. A figure that follows from a published rule says "derived"; a rule that no
page states reads "not stated"; a page without a date reads "undated page, read DATE".
"""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from dataclasses import dataclass
from typing import Any

import yaml
from markupsafe import Markup

from .load_prices import load_prices
from .model import format as say
from .model.price import Model, PriceBook, Term, Tier, Vendor, ratio, usd_per_1000_usable, usd_per_request
from .problems import Problems
from .render import ROOT, render

NOT_STATED = "not stated"
# The running workload at one model of each class and several vendors; at most eight rows.
SHOWN = (
    ("openai", "gpt-6.1-sol"),
    ("openai", "gpt-6-luna"),
    ("anthropic", "claude-sonnet-5-5"),
    ("gemini", "gemini-3.8-flash"),
    ("mistral", "mistral-large-4"),
    ("groq", "openai/gpt-oss-120b"),
    ("xai", "grok-4.3"),
    ("sail", "moonshotai/Kimi-K3"),
)


@dataclass(frozen=True)
class Workload:
    """Tokens per request; `unusable` is the share of billed answers that is thrown away."""

    id: str
    name: str
    requests_per_day: int
    input_tokens: int
    output_tokens: int
    unusable: float


@functools.cache
def book() -> PriceBook:
    """The price book of this site, or every problem in it."""
    made, problems = load_prices(ROOT)
    if made is None:
        raise Problems(problems)
    return made


@functools.cache
def workloads() -> dict[str, Workload]:
    read = yaml.safe_load((ROOT / "docs/data/workloads.yml").read_text(encoding="utf-8"))["workloads"]
    return {
        w["id"]: Workload(
            w["id"],
            w["name"],
            w["requests_per_day"],
            w["shared_tokens"] + w["unique_tokens"],
            w["output_tokens"],
            w["unusable_percent"] / 100,
        )
        for w in read
    }


def dated(source: str | None, as_of: datetime.date | None) -> Markup:
    """A link to the source that reads as its date."""
    if source is None:
        return Markup("no page found")
    words = as_of.isoformat() if as_of else f"undated page, read {book().compiled}"
    return Markup('<a href="{}">{}</a>').format(source, words)


def _cell(amount: str | None, **more: Any) -> dict[str, Any]:
    return {"text": amount if amount is not None else "–", "number": True, **more}


def _name(vendor: Vendor, model: Model) -> dict[str, Any]:
    return {"text": model.id.split("/")[-1], "below": vendor.name}


def _share(value: float | None, derived: bool = False) -> dict[str, Any]:
    if value is None:
        return _cell(None)
    return {"text": say.percent(value), "bar": round(value * 100), "below": "derived" if derived else "", "number": True}


def workload_table() -> str:
    """USD a day of the running workload at several models, realtime and waiting, no caching."""
    w = workloads()["ticket-summaries"]
    rows = []
    for vendor, model in (book().model(*key) for key in SHOWN):
        live, waits = model.tiers["realtime"], model.waiting
        costs = [usd_per_request(tier, w.input_tokens, w.output_tokens) if tier else None for tier in (live, waits)]
        if costs[0] is None or costs[1] is None or waits is None:
            raise ValueError(f"{vendor.id}/{model.id} has no price to compare")
        day = [cost * w.requests_per_day for cost in costs if cost is not None]
        rows.append(
            [
                _name(vendor, model),
                _share(day[1] / day[0], waits.derived),
                _cell(say.usd(day[0], 0), lane="realtime"),
                _cell(say.usd(day[1], 0), lane="batch"),
                {"text": dated(waits.source, waits.as_of), "due": waits.due},
            ]
        )
    rows.sort(key=lambda row: -float(row[2]["text"].strip("$").replace(",", "")))
    note = f"USD a day for {w.requests_per_day:,} requests of {w.input_tokens:,} tokens in and {w.output_tokens:,} out, every token at list price, no caching."
    return _table("The running workload at eight models", note, ["Model", "Batch ÷ realtime", "Realtime", "Batch", "Price of"], rows)


def _ratios(vendor: Vendor) -> list[tuple[float, Tier]]:
    found = []
    for model in vendor.models:
        for component in ("output", "input"):
            value = ratio(model, component)
            if value is not None:
                found.append((value, model.tiers["batch"]))
                break
    return found


def ratio_table() -> str:
    """Batch price / realtime price by vendor, most rows first; at most eight."""
    rows = []
    for vendor in book().vendors:
        values = [(value, tier) for value, tier in _ratios(vendor) if not tier.derived]
        if values:
            mode, count = Counter(round(value, 2) for value, _ in values).most_common(1)[0]
            low, high = min(v for v, _ in values), max(v for v, _ in values)
            span = say.percent(low) if round(low, 2) == round(high, 2) else f"{say.fixed(low * 100, 0)}–{say.percent(high)}"
            newest = max((tier for _, tier in values), key=lambda tier: tier.as_of)
            rows.append(
                [
                    {"text": vendor.name},
                    _share(mode),
                    _cell(f"{count} of {len(values)}"),
                    _cell(span),
                    {"text": dated(newest.source, newest.as_of), "due": newest.due},
                ]
            )
    # What is not one half is the news: those vendors first, then the ones with most models.
    rows.sort(key=lambda row: (row[3]["text"] == say.percent(0.5), -int(row[2]["text"].split()[-1]), row[0]["text"]))
    hidden = rows[8:]
    note = "Output price in batch divided by output price in realtime, over the models with both; input price where there is no output."
    if hidden:
        note += f" Not shown, 50\u00a0% throughout: {', '.join(row[0]['text'] for row in hidden)}."
    return _table("Batch ÷ realtime by vendor", note, ["Vendor", "Most common", "Models at it", "Range", "Newest price of"], rows[:8])


def window_end_table() -> str:
    """What each vendor says happens when the window ends before the work does."""
    rows: list[list[dict[str, Any]]] = []
    for vendor in book().vendors:
        expiry = vendor.term("expiry")
        if expiry:
            window = vendor.term("completion_window", "windows")
            rows.append(
                [
                    {"text": vendor.name},
                    {"text": expiry.text},
                    {"text": window.text if window else NOT_STATED},
                    {"text": dated(expiry.source, expiry.as_of)},
                ]
            )
    others = sum(1 for vendor in book().vendors if vendor.models and not vendor.term("expiry"))
    note = f"Stated by {len(rows)} vendors. The other {others} whose prices are in the book: {NOT_STATED}."
    return _table("When the window ends", note, ["Vendor", "What happens to unfinished work", "Window", "Stated on"], rows[:8])


def price_book() -> str:
    """Every model: realtime, batch, flex and cached prices of input and output, with its date."""
    rows = []
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
                    _name(vendor, model),
                    _share(value, bool(batch and batch.derived)),
                    *_pair(live),
                    *_pair(batch),
                    {**_pair(flexible)[0], "below": flexible.name.replace("_", " ") if flexible else ""},
                    _pair(flexible)[1],
                    _cell(say.price(live.cached_input) if live and live.cached_input is not None else None),
                    {"text": dated(newest.source, newest.as_of), "due": newest.due},
                ]
            )
    heads = ["Model", "Batch ÷ realtime", "Realtime in", "out", "Batch in", "out", "Flex in", "out", "Cache read", "Price of"]
    note = "USD per 1,000,000 tokens. – means not listed. Flex stands for each vendor's middle lane, named below its price."
    return _table("Prices by model", note, heads, rows)


def _pair(tier: Tier | None) -> list[dict[str, Any]]:
    return [
        _cell(say.price(amount) if tier and (amount := getattr(tier, part)) is not None else None)
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
                    cells.append(_cell(say.usd(cost) if cost is not None else None, lane=lane))
            lane = waits.name.replace("_", " ")
            kind = f"{lane}, derived" if waits.derived else lane
            rows.append([_name(vendor, model), {"text": kind}, *cells, {"text": dated(waits.source, waits.as_of), "due": waits.due}])
    heads = ["Model", "Waiting lane"]
    for w in workloads().values():
        heads += [f"{w.name}: realtime", "waiting"]
    tokens = "; ".join(
        f"{w.name}: {w.input_tokens:,} in, {w.output_tokens:,} out, {say.percent(w.unusable)} unusable" for w in workloads().values()
    )
    return _table("Cost of 1,000 usable answers", f"USD, no caching. {tokens}.", [*heads, "Price of"], rows)


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
    return _table("Terms by vendor", "Batch price as a share of realtime, and the rules around it.", ["Vendor", "Batch price", *TOPICS], rows)


def _term(term: Term | None) -> dict[str, Any]:
    return {"text": term.text, "source": dated(term.source, term.as_of)} if term else {"text": NOT_STATED}


def _table(label: str, note: str, heads: list[str], rows: list[list[dict[str, Any]]]) -> str:
    return render("price-table", label=label, note=note, heads=heads, rows=rows)
