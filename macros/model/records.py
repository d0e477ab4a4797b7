"""What the calculator takes and gives, as a type checker sees it: a misspelt field is found before anything runs.

The browser has no twin of this module: both languages are held to the same shapes by tests/vectors. USD unless a name
says otherwise; `_h` hours, `_min` minutes. Shares are percentages in `Inputs`, and shares of 1 everywhere else.
"""

from __future__ import annotations

from typing import Literal, TypedDict

Lane = Literal["price", "batch"]  # realtime and batch, as the names of the price fields open
Write = Literal["price_write", "batch_write", "batch_write_hour"]  # the price that a prefix is written at
Caching = Literal["both", "realtime", "none"]  # the lanes in which the prefix is cached


class Refused(TypedDict):
    """No number, and why: the id of a sentence in docs/words/because.yml."""

    valid: Literal[False]
    because: str


class Tokens(TypedDict):
    """Of one request; `shared` is a prefix that all requests open with."""

    shared: float
    unique: float
    output: float


class Price(TypedDict):
    """USD per 1e6 tokens."""

    input: float
    cache_read: float
    cache_write: float
    output: float


class Request(TypedDict):
    """USD of one request by component."""

    fresh: float
    cache_read: float
    cache_write: float
    output: float
    total: float


class Parts(Request):
    """The same with its share of a cache that is billed by the hour."""

    cache_storage: float


class Usd(TypedDict):
    valid: Literal[True]
    usd: float


class Months(TypedDict):
    valid: Literal[True]
    months: float


class Hours(TypedDict):
    valid: Literal[True]
    hours: float


class Minutes(TypedDict):
    valid: Literal[True]
    minutes: float


class Quota(TypedDict):
    valid: Literal[True]
    tokens_per_hour: float


class Cadence(TypedDict):
    """How long to collect, and so how many submissions a day."""

    valid: Literal[True]
    collect_h: float
    per_day: int


class PromptRatio(TypedDict):
    valid: Literal[True]
    prompt_per_output: float


class BreakEven(TypedDict):
    """A hit rate; `always` and `never` say that none changes the answer."""

    hit: float
    always: bool
    never: bool


class Route(TypedDict):
    batch: bool
    margin: float


class Curve(TypedDict):
    """A lognormal of turnaround: median in minutes, and sigma."""

    valid: Literal[True]
    median: float
    sigma: float


class Inputs(TypedDict):
    """Everything a reader can set: the fields of docs/data/calculator.yml, explained there."""

    requests_per_day: float
    shared: float
    unique: float
    output: float
    caching: Caching
    hit_realtime: float
    hit_likely: float
    hit_low: float
    hit_high: float
    deadline_h: float
    late_usd: float
    chain: float
    collect_h: float
    polling_min: float
    reserve_h: float
    median_min: float
    p90_min: float
    incident_chance: float
    incident_h: float
    price_in: float
    price_read: float
    price_write: float
    price_out: float
    batch_in: float
    batch_read: float
    batch_write: float
    batch_write_hour: float | None
    batch_out: float
    cache_minimum: float
    cache_storage: float
    hour_lane: float
    tokens_pm: float
    hits_pm: float
    unusable_realtime: float
    unusable_batch: float
    hedged: float | None
    wasted: float
    billed_twice: float
    cap_tokens: float
    limit_per_minute: float
    limit_used: float
    backfill_tokens: float
    build_hours: float
    hourly_usd: float
    operations_usd: float
    yearly_fall: float


class Lanes(TypedDict):
    """USD of one usable answer by lane; batch at its best, its likely and its worst cache hits."""

    realtime: float
    low: float
    likely: float
    high: float
    uncached: float
    hour: float | None
    flex: float
    naive: float


class Money(TypedDict):
    """The lanes by the day, by 1,000 usable answers, and as the share saved against realtime."""

    realtime_day: float
    low_day: float
    likely_day: float
    high_day: float
    uncached_day: float
    hour_day: float | None
    flex_day: float
    naive_day: float
    realtime_1000: float
    low_1000: float
    likely_1000: float
    high_1000: float
    flex_1000: float
    saved_flex: float
    saved_most: float
    saved_likely: float
    saved_least: float
    saved_uncached: float
    saved_naive: float


class Time(TypedDict):
    """Whether answers come in time, and what a late one may cost."""

    on_time: float
    late: float
    hedge_after_h: float
    hedged: float
    hedged_given: bool
    lanes: bool
    lateness: Usd | Refused
    net_saving: float
    cadence: Cadence | Refused
    p95_h: float
    chain_h: float


class Answer(Money, Time):
    """Everything the calculator shows for one set of inputs."""

    valid: Literal[True]
    saved_month: float
    cached: bool
    too_short: bool
    flex_better: bool
    parts_realtime: Parts
    parts_batch: Parts
    break_even: BreakEven
    quota: Quota | Refused
    backfill: Hours | Refused
    backfill_batch: Hours | Refused
    payback: Months | Refused
    payback_falling: Months | Refused


class Due(TypedDict):
    """What a deadline leaves: the share that goes live, the share saved; `live_only`: no time for a batch."""

    hours: float
    live_only: bool
    hedged: float
    saved: float


class Swing(TypedDict):
    """The share saved with one input at either of its ends."""

    input: str
    low: float
    high: float


class ByHits(TypedDict):
    """USD a day by cache hits in batch: each lane at 0 and at 100 %, and where it meets realtime.

    None where one-hour writes are not sold.
    """

    realtime: float
    off: float
    short: list[float]
    hour: list[float] | None
    even_short: BreakEven
    even_hour: BreakEven | None


class Places(TypedDict):
    """Where the marks of that picture stand, as shares of the plot; `top` in USD a day."""

    top: float
    realtime: float
    off: float
    short: list[list[float]]
    hour: list[list[float]] | None
    likely: list[float]
    even: list[float] | None


class HitsRow(TypedDict):
    """The share saved at one hit rate in realtime, by hits in batch, and with caching off there."""

    live: float
    saved: list[float]
    off: float


class Sold(TypedDict):
    """A model and its prices, as the calculator's fields."""

    id: str
    set: dict[str, float | None]


class LongPrompt(TypedDict):
    """Prices of a prompt above so many tokens; None where they are not published."""

    above: float
    set: dict[str, float | None] | None


class Changes(TypedDict):
    """Prices from a day on, as 2026-12-01; None where they are not published."""

    on: str
    set: dict[str, float | None] | None


class BookRow(TypedDict):
    """A row of the book: its prices, those of a long prompt, those of after a change that is announced."""

    set: dict[str, float | None]
    long: LongPrompt | None
    changes: Changes | None


class Cheaper(TypedDict):
    """A model that costs less in realtime than this one does in batch; USD a day."""

    id: str
    day: float
    saved: float


class OneHour(TypedDict):
    day: float
    per_1000: float
    saved: float


class Drawn(TypedDict):
    """USD per 1,000 usable answers by lane, and the share saved by batch."""

    realtime: float
    flex: float
    batch: float
    saved: float


class Band(TypedDict):
    """The same as [least, most] of 90 %."""

    realtime: list[float]
    flex: list[float]
    batch: list[float]
    saved: list[float]
