"""The part of `evidence.yml` that holds published figures, each of which the model must give too."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ..files.declared import Entries, Key, Number, Record, Rule, count, share, sourced
from ..files.nodes import Reader
from ..files.read_declared import child
from ..files.yaml_text import Node


def rising(*names: str) -> Rule:
    """Percentiles and the like: each at most the next."""

    def rule(r: Reader, node: Node, made: dict[str, Any]) -> None:
        for low, high in pairwise(names):
            if made.get(low) is not None and made.get(high) is not None and made[low] > made[high]:
                r.error(child(node, high), f"{high} ({made[high]}) is below {low} ({made[low]}). Check both figures.")

    return rule


_usd, _tokens = Number("USD", 0), count("tokens")
PUBLISHED = (
    Key(
        "deepseek",
        Record(
            sourced(
                Key("input_tokens", _tokens),
                Key("cached_tokens", _tokens),
                Key("output_tokens", _tokens),
                Key("input_per_node_s", Number("tokens a second", above=0)),
                Key("output_per_node_s", Number("tokens a second", above=0)),
                Key("nodes", Number(above=0), "On average over the day."),
                Key("peak_nodes", Number(above=0), "At its peak."),
                Key("usd_per_gpu_hour", Number("USD", above=0)),
                Key("gpus_per_node", count(least=1)),
                Key("cost_usd", _usd),
                Key("price_cached", _usd),
                Key("price_in", _usd),
                Key("price_out", _usd),
                Key("revenue_usd", _usd),
            )
        ),
        "A day of one vendor's service.",
    ),
    Key(
        "lmsys",
        Record(
            sourced(
                Key("tokens_per_node_s", Number("tokens a second", above=0)),
                Key("usd_per_million_output", Number("USD", above=0)),
            )
        ),
        "Throughput of one node, and what its tokens cost.",
    ),
    Key(
        "scaling_book",
        Record(
            sourced(
                Key("flops_per_s", Number(above=0)),
                Key("bytes_per_s", Number(above=0)),
                Key("critical_batch", Record((Key("bf16", Number(above=0)), Key("int8", Number(above=0))))),
            )
        ),
        "One accelerator, and the batch at which it is busy.",
    ),
    Key(
        "mlperf_samples",
        Record(
            sourced(*(Key(name, count("samples", 1)) for name in ("p90", "p95", "p99"))), rising("p90", "p95", "p99")
        ),
        "Samples asked for by percentile.",
    ),
    Key(
        "armitage",
        Record(
            sourced(Key("peeks", Entries(share(), count("looks", 1), 1), "Looks, with the chance of a false alarm."))
        ),
        "What repeated looks do to an error of 5 %.",
    ),
    Key(
        "erlang",
        Record((Key("load", Number("servers", above=0)), Key("servers", count(least=1)), Key("waits", share()))),
        "A row of the textbook's table.",
    ),
)
