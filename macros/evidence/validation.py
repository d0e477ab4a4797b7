"""Published figures beside what the model gives for them: the table of `reference/model.md`, and its fit."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model import replica
from ..model.queue import erlang_c
from ..model.sample_size import peeking_error, percentile_sample
from ..model.simulate import simulate
from ..pages.table import table
from . import decode, read_records
from .serving import fit, kv_tokens, off, serving

PREFILL_LIMIT, STEPS = 1024, 6000  # prompt tokens a step carries; steps of the simulated run
SPLIT = 50  # clients: the fit on these rows and below predicts the rows above
CROWD = {"clients": 250, "prompt": 5000, "output": 500}  # the row that is worked out in three ways
TWO_SIDED_5_PERCENT = 1.959963984540054  # standard deviations
DAY_S = 86400


@dataclass(frozen=True)
class Row:
    """One published figure; `within` is relative unless `absolute`. A consistency row is shown and not judged.

    `quantity` and `source` are ids whose words the table's template holds; `of` is the number a quantity speaks of,
    `card` the name of the GPU that it was measured on here.
    """

    quantity: str
    source: str
    published: float
    ours: float
    within: float
    places: int = 0
    absolute: bool = False
    judged: bool = True
    of: int | None = None
    card: str = ""

    @property
    def error(self) -> float:
        gap = abs(self.ours - self.published)
        return gap if self.absolute else gap / self.published

    @property
    def holds(self) -> bool:
        return not self.judged or self.error <= self.within


@functools.cache
def rows() -> tuple[Row, ...]:
    given = read_records.evidence()["published"]
    return (
        *_bills(given["deepseek"], given["lmsys"]),
        *_rooflines(given["scaling_book"]),
        *_fits(),
        *_crowds(),
        *_steps(),
        *_statistics(given),
    )


def _bills(day: dict[str, Any], node: dict[str, Any]) -> Iterator[Row]:
    """A published day of a fleet, and the price of a node's output."""
    input_nodes = day["input_tokens"] / DAY_S / day["input_per_node_s"]
    output_nodes = day["output_tokens"] / DAY_S / day["output_per_node_s"]
    cost = (input_nodes + output_nodes) * day["gpus_per_node"] * 24 * day["usd_per_gpu_hour"]
    revenue = (
        day["cached_tokens"] * day["price_cached"]
        + (day["input_tokens"] - day["cached_tokens"]) * day["price_in"]
        + day["output_tokens"] * day["price_out"]
    ) / 1e6
    yield Row("nodes", "deepseek", day["nodes"], input_nodes + output_nodes, 0.005, 2)
    yield Row("cost", "deepseek", day["cost_usd"], cost, 0.005)
    yield Row("revenue", "deepseek", day["revenue_usd"], revenue, 0.0005)
    per_million = replica.usd_per_million_output(2, 8, node["tokens_per_node_s"], 1)["usd"]
    yield Row("per-million", "lmsys", node["usd_per_million_output"], per_million, 0.01, 3, judged=False)


def _rooflines(chip: dict[str, Any]) -> Iterator[Row]:
    for form, bytes_each in (("bf16", 2), ("int8", 1)):
        ours = replica.critical_batch(chip["flops_per_s"], bytes_each, chip["bytes_per_s"])
        yield Row(form, "scaling_book", chip["critical_batch"][form], ours, 0.002, 1)


def _fits() -> Iterator[Row]:
    """Mean errors of the fit over the serving table, and of a fit on its first rows over the rest."""
    every, tail = list(serving()), [row for row in serving() if row["clients"] > SPLIT]
    for name, what in (("itl", "itl_s"), ("throughput", "tokens_per_s")):
        error = off(every, fit(), what)
        yield Row(f"{name}-error", "saturation", 0, error, 0.02, 3, absolute=True, of=len(every))
    for name, what in (("itl", "itl_s"), ("throughput", "tokens_per_s")):
        error = off(tail, fit(SPLIT), what)
        yield Row(f"{name}-predicted", "saturation", 0, error, 0.05, 3, absolute=True, of=SPLIT)


def _crowds() -> Iterator[Row]:
    """The machine at its fullest: as published, by the closed loop, and simulated step by step."""
    seen = next(row for row in serving() if row.items() >= CROWD.items())
    shape = (CROWD["clients"], CROWD["prompt"], CROWD["output"])
    loop = replica.closed_loop(*shape, fit(), kv_tokens())
    run = simulate(*shape, fit(), kv_tokens(), PREFILL_LIMIT, STEPS)
    for name, ours in (("crowd", loop), ("simulated", run)):
        tokens = (seen["tokens_per_s"], ours["tokens_per_s"])
        yield Row(f"{name}-throughput", "saturation", *tokens, 0.03, of=CROWD["clients"])
        yield Row(f"{name}-itl", "saturation", seen["itl_ms"], ours["itl_s"] * 1000, 0.03, 1)
        yield Row(f"{name}-ttft", "saturation", seen["ttft_s"], ours["ttft_s"], 0.03, 1)


def _steps() -> Iterator[Row]:
    """Mean errors over the decode steps of each card measured here.

    The step form is a straight line in the batch: fitted on small batches, it does not see that arithmetic takes over.
    A roofline is a floor: it knows no kernel that reads below the card's rate. Either is good to a quarter.
    """
    for card in decode.cards():
        off, of = decode.errors(card), {"fit": len(card["decode"]), "predicted": decode.SPLIT, "roofline": None}
        for name, within in (("fit", 0.05), ("predicted", 0.25), ("roofline", 0.25)):
            yield Row(f"step-{name}", "decode", 0, off[name], within, 3, absolute=True, of=of[name], card=card["name"])


def _statistics(given: dict[str, Any]) -> Iterator[Row]:
    """A queue, samples for a percentile, and looks at running results."""
    erlang = given["erlang"]
    waits = erlang_c(erlang["load"], erlang["servers"])["waits"]
    yield Row("erlang-c", "", erlang["waits"], waits, 1e-4, 5)
    for percentile in (90, 95, 99):
        samples = given["mlperf_samples"][f"p{percentile}"]
        ours = percentile_sample(percentile / 100)["n"]
        yield Row("samples", "mlperf_samples", samples, ours, 1, absolute=True, of=percentile)
    for count, share in given["armitage"]["peeks"].items():
        ours = peeking_error(count, TWO_SIDED_5_PERCENT)
        yield Row("looks", "armitage", share, ours, 0.001, 3, absolute=True, of=count)


def validation_table() -> str:
    """The rows as a table; a row out of its tolerance says so in words."""
    evidence = read_records.evidence()
    measured = {card["name"]: {"source": "#decode-step", "as_of": card["measured"]} for card in decode.cards()}
    sources = {**evidence["published"], "saturation": evidence["saturation"], **measured}
    return table("published-figures", rows=rows(), sources=sources)
