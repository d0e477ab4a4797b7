"""What `decode.yml` holds: decode and prefill steps of one model's shape, measured for this site card by card."""

from __future__ import annotations

from typing import Any

from ..files.declared import Day, Key, ListOf, Number, Record, Text, count
from ..files.nodes import Reader
from ..files.read_declared import child
from ..files.yaml_text import Node
from .declared_published import rising

# Decode steps that sentences compare, on each card: sequences, tokens of context.
COMPARED = ((1, 512), (64, 512), (1, 2048), (64, 2048))

_MS = Number("ms", above=0)
_TIMES = (
    Key("ms", _MS, "The median of all repeats."),
    Key("low", _MS, "The third shortest."),
    Key("high", _MS, "The third longest."),
)
_STEP = Record(
    (Key("batch", count("sequences", 1)), Key("context", count("tokens of each", 1)), *_TIMES),
    rising("low", "ms", "high"),
)
_PROMPT = Record((Key("prompt", count("tokens", 1)), *_TIMES), rising("low", "ms", "high"))


def _steps(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """No step is timed twice, and those that sentences compare are there."""
    rows = child(node, "decode")
    seen: set[tuple[Any, Any]] = set()
    for place, row in zip(rows.value if made.get("decode") else (), made.get("decode") or (), strict=True):
        size = ((row or {}).get("batch"), (row or {}).get("context"))
        if None in size:
            return  # said already
        if size in seen:
            r.error(place, f"the step of {size[0]} sequences at {size[1]} tokens is listed already. Keep one.")
        seen.add(size)
    for batch, context in COMPARED if seen else ():
        if (batch, context) not in seen:
            said = f"the step of {batch} sequences at {context} tokens is missing, which the page quotes. Measure it."
            r.error(rows, said)


_CARD = Record(
    (
        Key("name", Text(), "As its driver says it."),
        Key("measured", Day(), "The day it was measured."),
        Key("torch", Text(), "The release of PyTorch."),
        Key("bytes_per_s", Number("bytes a second", above=0), "Read by the fastest of three plain reads."),
        Key("operations_per_s", Number("operations a second", above=0), "Of a matrix product, 8192 each way, in bf16."),
        Key("decode", ListOf(_STEP, 1), "One token for each sequence."),
        Key("prefill", ListOf(_PROMPT, 1, once="prompt"), "One prompt."),
    ),
    _steps,
)
DECODE_STEPS = Record(
    (
        Key(
            "model",
            Record(
                (
                    Key("name", Text()),
                    Key("weight_bytes", count("bytes", 1)),
                    Key("embedding_bytes", count("bytes"), "Of the weights: a step reads one row of them a token."),
                    Key("kv_bytes_per_token", count("bytes", 1)),
                )
            ),
            "The same on each card.",
        ),
        Key("repeats", count("times", 5), "How often each step ran."),
        Key("cards", ListOf(_CARD, 1, once="name"), "As the benchmark prints them."),
    )
)
