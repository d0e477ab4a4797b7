"""Tables of the pages on history, turnaround and GPU-hours, and of the price of urgency; each row with its dated source."""

from __future__ import annotations

import datetime
import re
from typing import Any

from .cells import book, dated, name, share
from .files.data import read
from .files.paths import ROOT
from .files.problems import Problems
from .load_records import load_records
from .model import format as say
from .model.price import DUE_DAYS, Tier, Vendor
from .pages.table import cell, table

LANES = ("batch", "flex", "async_1h", "balanced", "off_peak", "priority", "ultrafast")


def records(file: str) -> dict[str, Any]:
    made, problems = load_records(ROOT, file)
    if made is None:
        raise Problems(problems)
    return made


def history_book() -> str:
    """Dated launches and changes, oldest first; what is announced for a later day says so."""
    rows = []
    for event in sorted(records("history.yml")["events"], key=lambda event: event["when"]):
        when = event["when"] + (", announced" if event.get("announced") else "")
        rows.append([{"text": when}, {"text": event["vendor"]}, {"text": event["text"]}, {"text": dated(event["source"], None, "source"), "below": event["quality"]}])
    return table("Changes of async prices and tiers", "Prices are USD per 1,000,000 tokens, input/output.", ["When", "Vendor", "What changed", "Source"], rows, True)


def coverage_book() -> str:
    """How many entries of one price file carry an async price, release by release."""
    coverage = records("history.yml")["coverage"]
    rows = [
        [{"text": row["release"]}, *(cell(f"{row[key]:,}") for key in ("entries", "batch", "flex", "priority")), {"text": dated(coverage["source"], row["as_of"])}]
        for row in coverage["rows"]
    ]
    return table("Async prices in one dataset", coverage["told"], ["Release", "Entries", "with batch", "flex", "priority", "As of"], rows)


def turnaround_book() -> str:
    """Statements, reports and incidents beside the 24-hour promise."""
    given = records("turnaround.yml")
    measured = given["measured"]
    rows = [[{"text": "OpenRouter (many providers)"}, {"text": measured["text"]}, {"text": "vendor measurement, largest sample found"}, {"text": dated(measured["source"], measured["as_of"])}]]
    rows += [[{"text": seen["vendor"]}, {"text": seen["text"]}, {"text": seen["quality"]}, {"text": dated(seen["source"], seen["as_of"])}] for seen in given["observations"]]
    return table("Turnaround as stated, measured and reported", "Words in quotation marks are the vendor’s.", ["Vendor", "What is said", "Kind", "Dated"], rows, True)


def gpu_book() -> str:
    """USD per GPU-hour, dearest first within each GPU."""
    rows = []
    for row in sorted(records("gpu_hours.yml")["prices"], key=lambda row: (row["gpu"], -row["usd_per_gpu_hour"])):
        below = "instance price ÷ its GPUs" if row["derived"] else ""
        rows.append([{"text": row["gpu"]}, {"text": row["vendor"]}, {"text": row["kind"].replace("_", " ")}, {**cell(say.usd(row["usd_per_gpu_hour"])), "below": below}, {"text": dated(row["source"], row["as_of"]), "due": row["as_of"] + datetime.timedelta(days=DUE_DAYS)}])
    note = "USD per GPU-hour. On demand, spot and marketplace are different products: spot can be reclaimed, marketplace hosts carry no data-centre agreement."
    return table("GPU-hours", note, ["GPU", "Vendor", "Kind", "USD an hour", "Read on"], rows, True)


def latency_book() -> str:
    """f by model: throughput under a latency target ÷ offline throughput, from MLPerf results."""
    factor = read("evidence.yml")["latency_factor"]
    rows = [
        [{"text": row["model"], "below": row["scenario"]}, cell(str(row["pairs"])), *(cell(say.fixed(row[key], 2)) for key in ("p10", "median", "p90")), {"text": dated(factor["source"], factor["as_of"])}]
        for row in factor["models"]
    ]
    note = "Interactive sets a tighter latency target than Server. Derived here from published results, not verified by MLCommons."
    return table("f by model", note, ["Model", "Pairs", "p10", "Median", "p90", "Read on"], rows)


def urgency_book() -> str:
    """Every lane of a model as a share of its realtime output price, where it sells more than two."""
    rows = []
    for vendor in book().vendors:
        for model in vendor.models:
            live = model.tiers.get("realtime")
            lanes = {lane: tier for lane in LANES if (tier := model.tiers.get(lane)) and not tier.derived and tier.output is not None}
            if live is None or not live.output or not set(lanes) - {"batch"}:
                continue
            newest = max((live, *lanes.values()), key=lambda tier: tier.as_of)
            values = [share(tier.output / live.output) if (tier := lanes.get(lane)) and tier.output is not None else cell(None) for lane in LANES]
            rows.append([name(vendor, model), *values, cell(say.price(live.output)), {"text": dated(newest.source, newest.as_of), "due": newest.due}])
    heads = ["Model", *(lane.replace("_", " ").capitalize() for lane in LANES), "Realtime output, USD", "Price of"]
    return table("The price of urgency", "Output price of each lane as a share of realtime.", heads, rows, True)


def _plain(model_id: str) -> str:
    """A model's own name: without an owner before it, and with a point where some vendors write p (5p3 is 5.3)."""
    return re.sub(r"(?<=\d)p(?=\d)", ".", re.sub(r"^(?:openai|anthropic|amazon)\.", "", model_id.split("/")[-1].lower()))


def provider_book() -> str:
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
        rows.append([{"text": model_name}, *cells, {"text": beaten, "number": True}, {"text": dated(best[1].source, best[1].as_of), "due": best[1].due}])
    rows.sort(key=lambda row: (row[4]["text"][0] in "0–", row[0]["text"]))
    note = "USD per 1,000,000 output tokens, by published rows. The last figure counts the lanes of other vendors that make you wait and still cost more than the cheapest live price."
    heads = ["Model", "Dearest live", "Cheapest live", "Cheapest that waits", "Waiting lanes dearer than live", "Price of"]
    return table("The same model at another vendor", note, heads, rows)


def _offer(vendor: Vendor, tier: Tier) -> dict[str, Any]:
    lane = "" if tier.name == "realtime" else f", {tier.name.replace('_', ' ')}"
    return {**cell(say.price(tier.output or 0)), "below": f"{vendor.name}{lane}"}
