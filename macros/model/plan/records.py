"""What a benchmark plan is made from and what it holds, as a type checker sees it; the browser has no twin of it.

USD unless a name says otherwise. Shares are percentages in `Answers`, and shares of 1 everywhere else. A day is text
such as 2026-11-23, empty for none.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ..records import Inputs, Months, Refused, Usd


class Measured(TypedDict):
    """A line of the workload card: a number that a log, an invoice or the test can tell."""

    id: str
    label: str
    unit: str


class Dated(TypedDict):
    """What a plan says of its price row, empty for prices of one's own; `flex`: the model is sold so."""

    price_label: str
    price_as_of: str
    price_source: str
    price_due: str
    price_ends: str
    price_changes: str
    price_note: str
    live_as_of: str
    live_source: str
    flex: bool


class Answers(Inputs, Dated):
    """The calculator's inputs, the fields of docs/data/plan.yml (None: not known), and the price row `row`."""

    workload: str
    owner: str
    personal: Literal["yes", "no", "unknown"]
    approval: str
    waits: str
    start: str
    window_days: float
    ceiling_usd: float
    cv: float | None
    skew: float | None
    quality: float | None
    measured_p95_h: float | None
    paired: Literal["yes", "no"]
    correlation: float
    discordant: float | None
    score_usd: float
    promotion_off: float
    promotion_ends: str
    off_peak_off: float
    row: str
    card: list[Measured]
    assumed: list[str]


class NoSize(TypedDict):
    """No sample size, and why; `n` is what it would take where there are too few."""

    valid: Literal[False]
    because: str
    n: NotRequired[int]


class CostSize(TypedDict):
    """Rows per arm for the saving: the largest of four; `heavy`: `shape` rules."""

    valid: Literal[True]
    n: int
    once: int
    looks: int
    mean: int
    shape: int
    heavy: bool
    sd: float
    gap: float


class LossSize(TypedDict):
    valid: Literal[True]
    n: int
    clean: int


class QualitySize(TypedDict):
    valid: Literal[True]
    n: int
    by: str


class Claims(TypedDict):
    """The sizes of the claims that an arm answers; None where it answers none."""

    cost: CostSize | NoSize | None
    loss: LossSize | NoSize | None
    quality: QualitySize | NoSize | None


class Arm(Claims):
    id: str
    saving: float
    rows: int


class LateRule(TypedDict):
    """Batches in time that pass: `clean`, and `more` for each late one; and the ratio that stops the pilot."""

    clean: int
    more: int
    harm_late: float
    harm_in_time: float
    harm_at: float


class LateChance(TypedDict):
    allowed: int
    power: float
    next: int


class Incidents(TypedDict):
    """How often a test sees none; `gap_days` between two, None where none are assumed."""

    gap_days: float | None
    missed: float
    hundred: float


class Stake(TypedDict):
    """The share of late answers that eats the saving, and the batches in a row in time that show fewer."""

    free: bool
    share: float
    clean: int


class MonthAtStake(Stake):
    month: float


class Rank(TypedDict):
    valid: Literal[True]
    rank: int


class Look(TypedDict):
    n: int
    half: float


class Lines(TypedDict):
    """The pass lines."""

    saving: float
    late: float
    loss: float
    quality: float
    invoice: float


class Submissions(TypedDict):
    fits: bool
    cut: bool
    every_h: float
    rows: int
    per_day: float


class Canaries(TypedDict):
    days: int
    needed_days: int
    batches: int
    each: int
    for_p95: int
    rank: Rank | NoSize
    bound: float
    short: bool
    weekend: bool
    late: LateRule


class Stages(TypedDict):
    """The plan's days."""

    dry: str
    canary: str
    canary_end: str
    claims: str
    five: str
    quarter: str
    all: str
    decided: str
    expires: str
    days: int
    first_weekday: int


class Shares(TypedDict):
    """Of the enqueued-token cap and of the realtime limit."""

    cap_known: bool
    production: float
    canary: float
    cap_left: float
    free: float
    need: float
    enough: bool
    rescued_rows: int


class Cost(TypedDict):
    """What the test costs, by part, likely and at most; `sizes` are the rows of the three canaries."""

    sizes: list[int]
    canary_rows: int
    dry: float
    arms: float
    canaries: float
    score: float
    scored: int
    likely: float
    most: float
    smaller: bool


class Judged(TypedDict):
    saving: float
    month: float
    net: float
    payback: Months | Refused
    decision: Literal["go", "pilot", "stay"]


class Case(Judged):
    id: str


class Flip(TypedDict):
    """The one discount at which a saving is met; `possible` when it lies between 0 and 1."""

    valid: Literal[True]
    discount: float
    possible: bool


class Prices(TypedDict):
    """What the calculator says of the plan's prices, by 1,000 usable answers and by the month."""

    realtime_1000: float
    batch_1000: float
    batch_1000_low: float
    batch_1000_high: float
    written_1000: float
    uncached_1000: float
    saving: float
    month: float
    late: float
    hedged: float
    hedged_given: bool
    too_short: bool
    hedge_h: float
    lateness: Usd | Refused
    stake: MonthAtStake


class Paid(TypedDict):
    """What moving costs and when it is back, under today's prices and others."""

    cases: list[Case]
    flip_zero: Flip | Refused
    flip_line: Flip | Refused
    effort: float
    payback: Months | Refused
    payback_falling: Months | Refused


class Worked(Prices, Paid):
    """A plan's numbers, before what they warn of."""

    valid: Literal[True]
    p95_h: float
    p95_measured: bool
    chance: LateChance
    incidents: Incidents
    least_batches: int
    arms: list[Arm]
    lines: Lines
    rows: int
    loss_clean: int
    submit: Submissions
    canaries: Canaries
    cost: Cost
    quota: Shares
    dates: Stages


class Drafted(Worked):
    """Its warnings and gaps are ids, in the order printed."""

    warnings: list[str]
    gaps: list[str]


class Quantity(Measured):
    """A line of the workload card with its answer."""

    value: float | None
    known: bool
    assumed: bool


class Harm(TypedDict):
    """Harmful rows that may be seen before the pilot stops: after a day, a week and the whole run."""

    day: int
    week: int
    all: int


class Detail(TypedDict):
    """What the plan's document shows beside the rest; `shape` is None where no arm has a size for its saving."""

    ready: bool
    card: list[Quantity]
    saving_low: float
    saving_high: float
    three_months: float
    late_costs: bool
    written: bool
    ratio_line: float
    shape: int | None
    skewed: bool
    halves: list[Look]
    allowed: int
    whole_week: bool
    harm: Harm
    canary_a_day: int
    stage_rows: list[float]
    dry_rows: int
    arm_rows: int
    hedge_s: float
    deadline_s: float
    polling_s: float
    per_second: float


class Plan(Drafted):
    """The whole plan."""

    detail: Detail
