"""Published figures beside what the model gives for them: the table of `reference/model.md`, and the fit it rests on."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from ..model import format as say
from ..model import replica
from ..model.queue import erlang_c
from ..model.sample_size import peeking_error, percentile_sample
from ..model.simulate import simulate
from ..pages import chart
from ..pages.table import cell, table
from . import read_records
from .serving import fit, kv_tokens, off, serving

PREFILL_LIMIT, STEPS = 1024, 6000  # prompt tokens a step carries; steps of the simulated run
SPLIT = 50  # clients: the fit on these rows and below predicts the rows above


@dataclass(frozen=True)
class Row:
    """One published figure; `within` is relative unless `absolute`. A consistency row is shown and not judged."""

    source: Any
    quantity: str
    published: float
    ours: float
    within: float
    places: int = 0
    absolute: bool = False
    judged: bool = True

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
    deep, lmsys, book, mlperf, peek, erlang = (
        given[name] for name in ("deepseek", "lmsys", "scaling_book", "mlperf_samples", "armitage", "erlang")
    )
    nim = read_records.evidence()["saturation"]
    day = 86400
    nodes = (
        deep["input_tokens"] / day / deep["input_per_node_s"] + deep["output_tokens"] / day / deep["output_per_node_s"]
    )
    cost = deep["nodes"] * deep["gpus_per_node"] * 24 * deep["usd_per_gpu_hour"]
    revenue = (
        deep["cached_tokens"] * deep["price_cached"]
        + (deep["input_tokens"] - deep["cached_tokens"]) * deep["price_in"]
        + deep["output_tokens"] * deep["price_out"]
    ) / 1e6
    per_million = replica.usd_per_million_output(2, 8, lmsys["tokens_per_node_s"], 1)["usd"]
    tail = [row for row in serving() if row["clients"] > SPLIT]
    crowd = next(row for row in serving() if (row["prompt"], row["output"], row["clients"]) == (5000, 500, 250))
    loop = replica.closed_loop(250, 5000, 500, fit(), kv_tokens())
    run = simulate(250, 5000, 500, fit(), kv_tokens(), PREFILL_LIMIT, STEPS)
    link = chart.link
    d, n = (
        link(deep["source"], f"DeepSeek, {deep['as_of']}"),
        link(nim["source"], f"NVIDIA NIM guide, read {nim['as_of']}"),
    )
    s, m = (
        link(book["source"], f"How to Scale Your Model, {book['as_of']}"),
        link(mlperf["source"], f"MLPerf rules, read {mlperf['as_of']}"),
    )
    a = link(peek["source"], "Armitage and others, 1969")
    return (
        Row(d, "Nodes from tokens a day and tokens a second a node", deep["nodes"], nodes, 0.005, 2),
        Row(d, "Cost a day, USD", deep["cost_usd"], cost, 0.005),
        Row(d, "Revenue a day at list prices, USD", deep["revenue_usd"], revenue, 0.0005),
        Row(
            link(lmsys["source"], f"LMSYS, {lmsys['as_of']}"),
            "USD per 1,000,000 output tokens, at $2 a GPU-hour (not stated there)",
            lmsys["usd_per_million_output"],
            per_million,
            0.01,
            3,
            judged=False,
        ),
        Row(
            s,
            "Critical batch, v5e, bf16",
            book["critical_batch"]["bf16"],
            replica.critical_batch(book["flops_per_s"], 2, book["bytes_per_s"]),
            0.002,
            1,
        ),
        Row(
            s,
            "Critical batch, v5e, int8 weights",
            book["critical_batch"]["int8"],
            replica.critical_batch(book["flops_per_s"], 1, book["bytes_per_s"]),
            0.002,
            1,
        ),
        Row(n, "ITL over 39 rows: mean error", 0, off(list(serving()), fit(), "itl_s"), 0.02, 3, absolute=True),
        Row(
            n,
            "Throughput over 39 rows: mean error",
            0,
            off(list(serving()), fit(), "tokens_per_s"),
            0.02,
            3,
            absolute=True,
        ),
        Row(
            n,
            f"ITL above {SPLIT} clients, predicted from the rest: mean error",
            0,
            off(tail, fit(SPLIT), "itl_s"),
            0.05,
            3,
            absolute=True,
        ),
        Row(
            n,
            f"Throughput above {SPLIT} clients, predicted: mean error",
            0,
            off(tail, fit(SPLIT), "tokens_per_s"),
            0.05,
            3,
            absolute=True,
        ),
        Row(n, "5,000 + 500 tokens, 250 clients: tokens a second", crowd["tokens_per_s"], loop["tokens_per_s"], 0.03),
        Row(n, "the same: ITL, ms", crowd["itl_ms"], loop["itl_s"] * 1000, 0.03, 1),
        Row(n, "the same: TTFT, s (Little’s law)", crowd["ttft_s"], loop["ttft_s"], 0.03, 1),
        Row(n, "simulated step by step: tokens a second", crowd["tokens_per_s"], run["tokens_per_s"], 0.03),
        Row(n, "simulated: ITL, ms", crowd["itl_ms"], run["itl_s"] * 1000, 0.03, 1),
        Row(n, "simulated: TTFT, s", crowd["ttft_s"], run["ttft_s"], 0.03, 1),
        Row(
            "textbook",
            "Erlang C, load 8 on 10 servers",
            erlang["waits"],
            erlang_c(erlang["load"], erlang["servers"])["waits"],
            1e-4,
            5,
        ),
        *(
            Row(
                m,
                f"Samples for the {p[1:]}th percentile",
                mlperf[p],
                percentile_sample(int(p[1:]) / 100)["n"],
                1,
                absolute=True,
            )
            for p in ("p90", "p95", "p99")
        ),
        *(
            Row(
                a,
                f"{count} looks at 5 %: chance of a false alarm",
                share,
                peeking_error(count, 1.959963984540054),
                0.001,
                3,
                absolute=True,
            )
            for count, share in peek["peeks"].items()
        ),
    )


def proof_table() -> str:
    """The rows as a table; a row out of its tolerance says so in words."""
    made = []
    for row in rows():
        within = say.fixed(row.within, 4).rstrip("0").rstrip(".") if row.absolute else say.percent(row.within, 2)
        gap = say.fixed(row.error, 4) if row.absolute else say.percent(row.error, 2)
        verdict = "consistency only" if not row.judged else "holds" if row.holds else "does not hold"
        made.append(
            [
                {"text": row.quantity},
                cell(say.fixed(row.published, row.places)),
                cell(say.fixed(row.ours, row.places)),
                cell(gap),
                {**cell(within), "below": verdict},
                {"text": row.source},
            ]
        )
    return table(
        "Published figures and ours",
        "Errors are relative where they carry a %, absolute otherwise.",
        ["Quantity", "Published", "Ours", "Error", "Tolerance", "Source"],
        made,
    )
