"""Numbers that the lesson's sentences carry, computed from `docs/data/` at build: `{{ facts.NAME }}` on a page."""

from __future__ import annotations

from collections import Counter

from ..evidence import decode, measured, read_records
from ..files.paths import ROOT
from ..model import format as say
from ..model.replica import critical_batch, kv_limit
from ..model.sample_size import zero_failures_bound
from ..model.shape import discount_of
from ..prices import read, workloads
from ..prices.book import ratio
from .bet import bet, worked


def facts() -> dict[str, str]:
    """Every number as the words that stand in a sentence."""
    return {**_discount(), **_saturation(), **_waiting(), **_savings(), **_decision(), **_steps()}


def _discount() -> dict[str, str]:
    factor, interactive = measured.latency_factor(), measured.interactive_factor()
    fleets, use, public = measured.fleets(), measured.published_use(), read_records.evidence()["public_file"]
    chat = fleets[0]
    off = [discount_of(factor, use), *(discount_of(f, fleet.used) for f in (factor, interactive) for fleet in fleets)]
    found = [
        value
        for vendor in read.book().vendors
        for model in vendor.models
        if (batch := model.tiers.get("batch")) and not batch.derived and (value := ratio(model)) is not None
    ]
    halves = Counter(round(value, 2) for value in found)[0.5]
    return {
        "f": say.fixed(factor, 2),
        "f_off": say.percent(1 - factor),
        "f_interactive": say.fixed(interactive, 2),
        "f_interactive_off": say.percent(1 - interactive),
        "f_interactive_pairs": str(read_records.evidence()["latency_factor"]["interactive"]["pairs"]),
        "u": say.fixed(chat.used, 1),
        "u_published": say.fixed(use, 2),
        "u_published_source": str(read_records.evidence()["published"]["deepseek"]["source"]),
        "fu": say.fixed(factor * chat.used, 2),
        "public_ratios": str(public["ratios"]),
        "public_at_half": str(public["at_half"]),
        "public_share": say.percent(public["at_half"] / public["ratios"]),
        "public_source": str(public["source"]),
        "chat_off": say.percent(discount_of(factor, chat.used)),
        "chat_idle": say.percent(1 - chat.used),
        "low_off": say.percent(min(off)),
        "high_off": say.percent(max(off)),
        "priced": str(len(found)),
        "at_half": str(halves),
        "lowest_ratio": say.percent(min(found)),
        "highest_ratio": say.percent(max(found)),
        "f_source": str(read_records.evidence()["latency_factor"]["source"]),
        "f_pairs": str(read_records.evidence()["latency_factor"]["pairs"]),
    }


def _saturation() -> dict[str, str]:
    given = read_records.evidence()["saturation"]
    shape = {"prompt": 5000, "output": 500}  # the shape the lesson names
    rows = {row["clients"]: row for row in given["rows"] if shape.items() <= row.items()}
    some, many = rows[100], rows[250]
    return {
        "kv_sequences": say.fixed(kv_limit(given["kv_tokens"], **shape), 0),
        "tokens_100": say.fixed(some["tokens_per_s"], 0),
        "tokens_250": say.fixed(many["tokens_per_s"], 0),
        "ttft_100": say.fixed(some["ttft_ms"] / 1000, 0),
        "ttft_250": say.fixed(many["ttft_ms"] / 1000, 0),
        "more_tokens": say.percent(many["tokens_per_s"] / some["tokens_per_s"] - 1, 1),
        "one_client": say.fixed(rows[1]["tokens_per_s"], 0),
        "saturation_source": str(given["source"]),
        "saturation_read": str(given["as_of"]),
    }


def _waiting() -> dict[str, str]:
    curve, seen = measured.turnaround(), read_records.turnaround()["measured"]
    hours = workloads.given()["deadline_hours"]
    workload = workloads.workloads()["ticket-summaries"]
    return {
        "median": f"{curve['median']:g}",
        "deadline": str(hours),
        "late": say.roughly(1 - measured.done_within(60 * hours)),
        "window_over_median": say.fixed(round(24 * 60 / curve["median"], -2), 0),
        "batches": f"{seen['batches']:,}",
        "turnaround_source": str(seen["source"]),
        "turnaround_date": str(seen["as_of"]),
        "per_day": f"{workload.requests_per_day:,}",
        "per_second": say.fixed(workload.requests_per_day / 86400, 1),
    }


def _savings() -> dict[str, str]:
    given = workloads.given()
    asked = given["bet"]
    out = {
        f"bet_{off}": say.percent(
            worked(asked["bill"], asked["share_percent"] / 100, 1 - off / 100, asked["fail_percent"] / 100)["saving"], 1
        )
        for off in given["discount_cases"]
    }
    cost = workloads.cached_workload()
    out |= {f"cost_{name}": say.usd(value, 0) for name, value in cost.items()}
    out |= {f"saved_{name}": say.percent(1 - value / cost["realtime"]) for name, value in cost.items()}
    out["more_hour"] = say.percent(cost["hour"] / cost["realtime"] - 1)
    out["more_uncached"] = say.percent(cost["uncached"] / cost["realtime"] - 1)
    hits = given["caching"]
    out |= {f"hits_{name}": f"{hits[f'batch_{name}_hit_percent']:g}{say.NBSP}%" for name in ("low", "assumed", "high")}
    out |= {"hits_source": str(hits["hits_source"]), "hits_date": str(hits["hits_as_of"])}
    out["model"] = str(workloads.running_row()["name"])
    out["smaller"], out["cost_smaller"] = workloads.smaller()[0], say.usd(workloads.smaller()[1], 0)
    live = workloads.cached_lanes()["live"]
    out["read_share"] = say.percent(live["cache_read"] / live["input"])
    tokens = workloads.cached_lanes()["tokens"]
    out |= {f"{name}_tokens": f"{count:,}" for name, count in tokens.items()}
    out["prompt_tokens"] = f"{tokens['shared'] + tokens['unique']:,}"
    out["clean"] = str(given["clean_batches"])
    out["clean_bound"] = say.percent(zero_failures_bound(given["clean_batches"], 0.95)["share"], 1)
    out["bet"] = bet(ROOT)["saving_percent"] + say.NBSP + "%"
    return out


def _decision() -> dict[str, str]:
    """Section 7: the running workload in batch at low and at assumed hits, against what it costs to build and run."""
    given, cost = workloads.given()["decision"], workloads.cached_workload()
    requests = workloads.workloads()["ticket-summaries"].requests_per_day
    late = float(f"{1 - measured.done_within(60 * workloads.given()['deadline_hours']):.1g}")  # as the page prints it
    out = {
        "operations": say.usd(given["operations_usd_per_month"], 0),
        "build": say.usd(given["build_usd"], 0),
        "quarter_loss": say.usd(cost["quarter"] - cost["realtime"], 0),
    }
    for hits in ("low", "assumed"):
        day = cost["realtime"] - cost[hits]
        net = day * given["days_per_month"] - given["operations_usd_per_month"]
        out |= {
            f"{hits}_day": say.usd(day, 0),
            f"{hits}_month": say.usd(day * given["days_per_month"], 0),
            f"{hits}_payback": say.fixed(given["build_usd"] / net, 0 if net < given["build_usd"] else 1),
            f"{hits}_cents": say.fixed(day / requests * 100, 2),
            f"{hits}_late_worth": f"{day / requests / late * 100:.1g}",
        }
    return out


def _steps() -> dict[str, str]:
    """Decode steps measured here, of 64 sequences against one, over all cards; and how far the roofline falls short."""
    cards, short, long = decode.cards(), 512, 2048  # tokens of context that the page names
    ratios = [decode.times_as_long(card, 64, short) for card in cards]
    critical = [critical_batch(card["operations_per_s"], decode.BYTES_EACH, card["bytes_per_s"]) for card in cards]
    missed = [1 - decode.roofline_s(card, 1, short) / decode.step_s(card, 1, short) for card in cards]
    faster = [decode.cache_bytes_per_s(card) / card["bytes_per_s"] - 1 for card in cards]
    return {
        "step_64": _between(ratios, 1),
        "step_64_long": _between([decode.times_as_long(card, 64, long) for card in cards], 1),
        "step_share": _between([64 / ratio for ratio in ratios], 0),
        "step_split": str(decode.SPLIT),
        "step_critical": _between(critical, 0),
        "roofline_short": _between([100 * share for share in missed], 0) + say.NBSP + "%",
        "cache_faster": _between([100 * share for share in faster], 0) + say.NBSP + "%",
    }


def _between(values: list[float], places: int) -> str:
    """The least and the most, or one where both read the same."""
    low, high = say.fixed(min(values), places), say.fixed(max(values), places)
    return low if low == high else f"{low}–{high}"
