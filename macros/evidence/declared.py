"""The files of `docs/data/` that say what was measured: demand, serving, turnaround, history and GPU-hours."""

from __future__ import annotations

from typing import Any

from ..files.declared import (
    KEBAB,
    DataFile,
    Day,
    Either,
    Flag,
    Key,
    ListOf,
    Number,
    OneOf,
    Record,
    Table,
    Text,
    Url,
    count,
    share,
    sourced,
)
from ..files.nodes import Reader
from ..files.read_declared import child
from ..files.yaml_text import Node
from .declared_decode import DECODE_STEPS
from .declared_published import PUBLISHED, rising

KINDS = ("on_demand", "spot", "marketplace")
# Rows of the serving table that sentences and the validation name: prompt tokens, output tokens, clients.
QUOTED = ((5000, 500, 1), (5000, 500, 100), (5000, 500, 250))
_ID = Text(KEBAB, "no id. Write small letters, digits and single hyphens.")
_QUALITY = Key("quality", Text(), "What kind of source it is.")


def _quoted(r: Reader, node: Node, made: dict[str, Any]) -> None:
    rows = [row for row in made.get("rows") or [] if row]
    shapes = {(row.get("prompt"), row.get("output"), row.get("clients")) for row in rows}
    for prompt, output, clients in QUOTED if rows else ():
        if (prompt, output, clients) not in shapes:
            said = (
                f"the row of {prompt} + {output} tokens and {clients} clients is missing, which the lesson quotes."
                " Add it."
            )
            r.error(child(node, "rows"), said)


WEEK = Table(
    "demand/azure24-week.csv",
    "A week of demand for two services, hour by hour.",
    (
        Key("hour_index", count(), "Hours since the first."),
        Key("code_req_per_min", Number("requests a minute", 0, 10**9), "The code assistant."),
        Key("conv_req_per_min", Number("requests a minute", 0, 10**9), "The chat service."),
    ),
    rows=168,
    counts="hour_index",
)

_factor = Number("throughput ÷ throughput", above=0, most=2)
_MODEL = Record(
    (
        Key("scenario", OneOf(("Server", "Interactive")), "The latency target it was held to."),
        Key("model", Text()),
        Key("pairs", count("pairs", 1)),
        Key("p10", _factor),
        Key("median", _factor),
        Key("p90", _factor),
    ),
    rising("p10", "median", "p90"),
)
_INTERACTIVE = Record(
    (Key("value", _factor), Key("pairs", count("pairs", 1)), Key("p10", _factor), Key("p90", _factor)),
    rising("p10", "value", "p90"),
)
_FACTOR = Record(
    sourced(
        Key("told", Text(), "What is divided by what."),
        Key("value", _factor, "f: the median over all pairs."),
        Key("pairs", count("pairs", 1), "How many results it rests on."),
        Key("p10", _factor, "The 10th percentile."),
        Key("p90", _factor, "The 90th percentile."),
        Key("interactive", _INTERACTIVE, "The same where the first token must come at once."),
        Key("note", Text(), "What was left out, and who worked it out."),
        Key("models", ListOf(_MODEL, 1), "The same by scenario and model."),
    ),
    rising("p10", "value", "p90"),
)
_NAMED = (Key("id", _ID), Key("name", Text(), "As tables and figures print it."))
_FLEET = Either(
    "column",
    Record(
        sourced(*_NAMED, Key("column", OneOf(tuple(key.name for key in WEEK.columns[1:])), "Of the demand's file."))
    ),
    Record(
        sourced(
            *_NAMED,
            Key("mean_over_peak", share(), "Mean demand ÷ busiest hour; or `column`: worked out of that."),
            Key("mean_over_peak_10_min", share(), "The same by the busiest ten minutes.", required=False),
        )
    ),
)
_ROW = Record(
    (
        Key("prompt", count("tokens", 1)),
        Key("output", count("tokens", 1)),
        Key("clients", count("always busy", 1)),
        Key("ttft_ms", Number("ms", above=0), "Time to the first token."),
        Key("itl_ms", Number("ms", above=0), "Time between tokens."),
        Key("tokens_per_s", Number("output tokens a second", above=0), "Of all clients together."),
    )
)
EVIDENCE = DataFile(
    "evidence.yml",
    "Published measurements that the lesson and the model rest on.",
    Record(
        (
            Key("latency_factor", _FACTOR, "Throughput that is left under a latency target."),
            Key(
                "public_file",
                Record(
                    sourced(
                        Key("told", Text(), "Which file, and what of it."),
                        Key("ratios", count("entries", 1)),
                        Key("at_half", count("entries")),
                    )
                ),
                "Batch ÷ realtime over a whole public price list.",
            ),
            Key("fleets", ListOf(_FLEET, 1, once="id"), "Mean demand ÷ busiest hour, by service."),
            Key(
                "demand",
                Record(
                    sourced(
                        Key("file", OneOf((WEEK.name,)), "The week's table, beside this file."),
                        Key("paper", Url()),
                        Key("licence", Text()),
                        Key("note", Text(), "How it was read, and how exactly."),
                    )
                ),
                "One real week.",
            ),
            Key(
                "saturation",
                Record(
                    sourced(
                        Key("note", Text()),
                        Key("kv_tokens", count("tokens", 1), "Room of the KV cache."),
                        Key("rows", ListOf(_ROW, 1), "The published serving table."),
                    ),
                    _quoted,
                ),
                "One machine from idle to full.",
            ),
            Key("published", Record(PUBLISHED), "Figures that the model must give too."),
        )
    ),
)
DECODE = DataFile(
    "decode.yml",
    "Time of one step of one model on a GPU, measured for this site by `benchmarks/decode_step.py`.",
    DECODE_STEPS,
)

TURNAROUND = DataFile(
    "turnaround.yml",
    "How long batches took: one measurement, then statements, reports and incidents.",
    Record(
        (
            Key(
                "measured",
                Record(
                    sourced(
                        Key("text", Text()),
                        Key("batches", count("batches", 1)),
                        Key("median_minutes", Number("min", above=0)),
                        Key("p90_minutes_at_most", Number("min", above=0)),
                    ),
                    rising("median_minutes", "p90_minutes_at_most"),
                ),
                "The largest sample found.",
            ),
            Key(
                "observations",
                ListOf(Record(sourced(Key("vendor", Text()), Key("text", Text()), _QUALITY, dated=False)), 1),
                "What is stated and reported beside it.",
            ),
        )
    ),
)

_WHEN = Text(r"\d{4}(-\d{2}(-\d{2})?)?", "no day, month or year. Write YYYY, YYYY-MM or YYYY-MM-DD in quotes.")
_EVENT = Record(
    (
        Key("when", _WHEN, "As exact as the source: a day, a month or a year, in quotes."),
        Key("vendor", Text()),
        Key("text", Text(), "What changed."),
        Key("source", Url(), "The page that says so."),
        _QUALITY,
        Key("announced", Flag(), "true for what is still to come.", required=False),
    )
)
_COVERED = Record(
    (
        Key("as_of", Day()),
        Key("release", Text()),
        *(Key(name, count("entries")) for name in ("entries", "batch", "flex", "priority")),
    )
)
HISTORY = DataFile(
    "history.yml",
    "Launches and changes of async prices and tiers.",
    Record(
        (
            Key("events", ListOf(_EVENT, 1), "Oldest first."),
            Key(
                "coverage",
                Record((Key("told", Text()), Key("source", Url()), Key("rows", ListOf(_COVERED)))),
                "Async prices in one dataset, release by release.",
            ),
        )
    ),
)

_PRICE = Number("USD a GPU-hour", above=0, too_low="a GPU-hour costs more than 0. Check the figure.")
GPU_HOURS = DataFile(
    "gpu_hours.yml",
    "Rental prices of GPUs.",
    Record(
        (
            Key(
                "prices",
                ListOf(
                    Record(
                        sourced(
                            Key("vendor", Text()),
                            Key("gpu", Text()),
                            Key("kind", OneOf(KINDS), "Three different products."),
                            Key("usd_per_gpu_hour", _PRICE),
                            Key("derived", Flag(), "true: the price of an instance ÷ its GPUs."),
                        )
                    ),
                    1,
                ),
            ),
        )
    ),
)
FILES = (EVIDENCE, DECODE, TURNAROUND, HISTORY, GPU_HOURS)
