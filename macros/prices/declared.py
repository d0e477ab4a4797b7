"""The files of `docs/data/` on prices: the price book, and the workloads that tables and figures price."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..files.declared import (
    KEBAB,
    DataFile,
    Day,
    Entries,
    Flag,
    Here,
    Key,
    Known,
    ListOf,
    Number,
    OneOf,
    OrBlank,
    OrNull,
    Record,
    Stated,
    Text,
    Url,
    count,
    percent,
    sourced,
)
from ..files.nodes import Reader
from ..files.read_declared import child, load
from ..files.yaml_text import Node
from . import rules
from .book import CACHE_RULES, COMPONENTS, TIERS

CLASSES = ("flagship", "mid", "small", "previous", "open", "embedding")
RUNNING = "ticket-summaries"  # the workload that the lesson carries through its sections
_QUALITY = Key("quality", Text(), "What kind of source it is.")
_NOTE = Key("note", Text(), "Printed beside it.", required=False)

# A query of a price interface may hold quotes, which no source address does.
_PAGE = Text("https://.+", "no address. Write the whole of it, from https:// on.")
_AMOUNT = Number(
    "USD per 1,000,000 tokens",
    least=0,
    most=10_000,
    too_low="a price cannot be negative ({value:g}). Write USD per 1,000,000 tokens.",
    too_high="{value:g} is over 10,000 USD per 1,000,000 tokens. Check the unit.",
)
UNIT = _AMOUNT.unit
_SHARE_SAID = (
    "a batch multiplier lies above 0 and at most at 1, not at {value:g}. Write the price as a share of realtime."
)
_SHARE = Number("share of the realtime price", above=0, most=1, too_low=_SHARE_SAID, too_high=_SHARE_SAID)
_COMPONENTS = tuple(Key(name, _AMOUNT, required=False) for name in COMPONENTS)
_TIER = Record(
    (
        *_COMPONENTS,
        *sourced(),
        Key("dataset", Text(), "The compiled list it was read in, with its release.", required=False),
        Key("upstream", _PAGE, "The vendor's own page, where the source is a list.", required=False),
        Key("agrees", ListOf(Text()), "Other lists with the same price.", required=False),
        Key("differs", ListOf(Text()), "Other lists with another one.", required=False),
        Key("litellm_only", Record(_COMPONENTS), "Components that one list alone gives.", required=False),
        Key("free", Flag(), "true for a price of 0.", required=False),
        Key("dearer", Flag(), "true where waiting costs more than realtime.", required=False),
        Key("because", Text(), "Why it does.", required=False),
    ),
    rules.tier,
    "tier",
)
_MINIMUM = Record(sourced(Key("tokens", count("tokens", 1)), dated=False), name="minimum")
_RATE = Number("× the listed price", above=0, most=100)
_LONG = Record(
    sourced(
        Key("above", count("tokens", 1), "Prompts of more tokens cost more."),
        *(Key(name, _RATE, required=False) for name in ("input", "cached_input", "cache_write", "output")),
        dated=False,
    ),
    rules.long_prompt,
)
_CHANGED = Record(_COMPONENTS, name="prices")
_CHANGES = Record(
    sourced(
        Key("on", Day(to_come=True), "The first day of the new prices."),
        Key("text", Text(), "What changes, in words."),
        Key(
            "tiers",
            Record(tuple(Key(name, _CHANGED, required=False) for name in TIERS)),
            "The prices from that day on; left out where they are not published.",
            required=False,
        ),
        dated=False,
    )
)
_CACHE_BATCH = OneOf(CACHE_RULES)
_CACHE_RULE = Record(
    sourced(
        Key(
            "batch", _CACHE_BATCH, "Both discounts, none on cached tokens, the realtime cache price, or not published."
        ),
        Key("writes", OneOf(("charged", "free", "unknown")), "Whether a cache write is billed apart from input."),
        _QUALITY,
        _NOTE,
        dated=False,
    )
)
_MODEL = Record(
    (
        Key("id", Text(), "As the vendor's API takes it."),
        Key("class", OneOf(CLASSES)),
        Key("tiers", Record(tuple(Key(name, _TIER, required=False) for name in TIERS)), "Its prices by tier."),
        _NOTE,
        Key("retires", Day(to_come=True), "The day its vendor has announced for its end.", required=False),
        Key("cache_in_batch", _CACHE_BATCH, "Where it differs from the vendor's rule.", required=False),
        Key("cache_minimum", _MINIMUM, "The shortest prefix that is cached.", required=False),
        Key("long_prompt", _LONG, "What a long prompt costs.", required=False),
        Key("changes", _CHANGES, "A change of price that is announced, or has come.", required=False),
    ),
    rules.model,
)
_RULE = Record(
    (
        Key("multiplier", OrNull(_SHARE), "Batch price ÷ realtime price; null where none is published."),
        Key("applies_to", Text()),
        Key("source", OrNull(Url()), "The page that says so."),
        Key("as_of", OrNull(Day()), "The day the source is dated."),
        _QUALITY,
        _NOTE,
        Key("derive", ListOf(Text(), 1), "Models whose batch price follows from the multiplier.", required=False),
    ),
    rules.batch_rule,
)
_TERM = Record(
    (
        *sourced(Key("topic", Text()), Key("text", Text(), "What the vendor states."), _QUALITY, dated=False),
        Key("value", Stated(), "The same as a figure.", required=False),
    )
)
_VENDOR = Record(
    (
        Key("id", Text()),
        Key("name", Text(), "As tables print it."),
        Key("batch_rule", _RULE, "What is published about batch as a whole."),
        Key("cache_rule", _CACHE_RULE, "How caches are billed, where it is published.", required=False),
        Key("cache_minimum", _MINIMUM, "The shortest prefix that its models cache.", required=False),
        Key("terms", ListOf(_TERM), "Windows, limits and what happens at the end."),
        Key("models", ListOf(_MODEL, once="id", twice="model '{value}' is listed already for this vendor. Keep one.")),
        _NOTE,
    ),
    rules.vendor,
)
_DATASET = Record(sourced(Key("id", Text(), "Name and release."), Key("licence", Text(), required=False)))
PRICES = DataFile(
    "prices.yml",
    "Realtime, batch, flex, priority and cached token prices, and the rules around them.",
    Record(
        (
            Key(
                "meta",
                Record(
                    (
                        Key("title", Text()),
                        Key("unit", Text()),
                        Key("compiled", Day(), "The day pages without a date were read."),
                        Key("datasets", ListOf(_DATASET), "The compiled lists it draws on.", required=False),
                    )
                ),
            ),
            Key("vendors", ListOf(_VENDOR, 1, once="id", twice="vendor '{value}' is listed already. Merge the two.")),
        ),
        rules.book,
    ),
)


def _running(r: Reader, node: Node, made: dict[str, Any]) -> None:
    rows = [row.get("id") for row in made.get("workloads") or [] if row]
    if rows and None not in rows and RUNNING not in rows:
        r.error(child(node, "workloads"), f"the workload '{RUNNING}' is missing, which the lesson carries on. Add it.")


def _row_ids(root: Path) -> list[str] | None:
    """The ids of the book's rows; None when it is broken, which it says itself. Its reader stands upon this module."""
    from .rows import row_ids

    return row_ids(root)


_tokens = count("tokens")
_WORKLOAD = Record(
    (
        Key("id", Text(KEBAB, "no id. Write small letters, digits and single hyphens.")),
        Key("name", Text(), "As tables print it."),
        Key("told", Text(), "What goes in and what comes out."),
        Key("requests_per_day", count("requests", 1)),
        Key("shared_tokens", _tokens, "A prefix that every request opens with."),
        Key("unique_tokens", _tokens, "The rest, on average."),
        Key("output_tokens", _tokens),
        Key("unusable_percent", percent(99), "Billed answers that are thrown away."),
    )
)
_BET = Record(
    (
        Key("bill", Number("USD a month", above=0), "All of it in realtime."),
        Key("share_percent", percent(), "Of the bill that may wait."),
        Key("price_percent", percent(), "Of the realtime price that batch charges."),
        Key("fail_percent", percent(), "Of the batched work that is done again live."),
    )
)
_CACHING = Record(
    (
        Key("workload", Here("the id of a workload of this file", ("workloads", "id"))),
        Key("row", Known("a row of prices.yml with both lanes", _row_ids), "The row whose prices it is told at."),
        Key("realtime_hit_percent", percent(), "Requests whose prefix is read."),
        Key("batch_low_hit_percent", percent()),
        Key("batch_assumed_hit_percent", percent(), "What tools and decisions reckon with until it is measured."),
        Key("batch_high_hit_percent", percent()),
        Key("hits_source", Url(), "Who names the lowest and the highest of them."),
        Key("hits_as_of", Day(), "The day the source is dated."),
    )
)
WORKLOADS = DataFile(
    "workloads.yml",
    "The workloads that tables and figures price, and the bet.",
    Record(
        (
            Key("workloads", ListOf(_WORKLOAD, 1, once="id"), "Tokens are those of one request."),
            Key("bet", _BET, "The four numbers that the lesson opens with."),
            Key("caching", _CACHING, "The running workload with its prefix cached, at the prices of one row."),
            Key("discount_cases", ListOf(percent(), 1, once="."), "Discounts that the lesson works out."),
            Key("deadline_hours", Number("h", above=0), "When the running workload's answers are due."),
            Key("clean_batches", count("batches", 1), "Without a failure: the lesson says what they prove."),
            Key(
                "decision",
                Record(
                    (
                        Key("build_usd", Number("USD", 0)),
                        Key("operations_usd_per_month", Number("USD", 0)),
                        Key("days_per_month", Number("days", 28, 31)),
                    )
                ),
                "What the decision of the lesson counts with.",
            ),
            Key(
                "may_wait",
                Record((Key("share_percent", percent()), Key("delay_hours", count("h", 1)))),
                "What the week of demand shows at rest.",
            ),
            Key("latency_target_ms", Number("ms", above=0), "Between tokens: what a figure promises at rest."),
        ),
        _running,
    ),
)


def _vendor_ids(root: Path) -> list[str] | None:
    """The ids of the book's vendors; None when it is broken, which it says itself."""
    made, _problems = load(PRICES, root)
    return None if made is None else [vendor["id"] for vendor in made["vendors"]]


PRICE_LISTS = DataFile(
    "price_lists.yml",
    "Public price lists that the book is compared with, and the names under which they hold its models.",
    Record(
        (
            Key(
                "lists",
                ListOf(
                    Record(
                        (
                            Key("id", OneOf(("litellm", "genai-prices")), "The list, by its form."),
                            Key(
                                "vendors",
                                Entries(OrBlank(Text()), Known("a vendor of prices.yml", _vendor_ids)),
                                "What stands before a model's own id there.",
                            ),
                            Key(
                                "names",
                                Entries(Text()),
                                "Their name of a model, by our row, where it is another.",
                                required=False,
                            ),
                        )
                    ),
                    1,
                    once="id",
                ),
            ),
        )
    ),
)
FILES = (PRICES, WORKLOADS, PRICE_LISTS)
