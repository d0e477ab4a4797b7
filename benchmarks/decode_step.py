"""Time of one step of a Llama-3-8B-shaped model in bf16 on one GPU: decode by batch and context, prefill by tokens.

Needs a CUDA GPU and PyTorch, which no requirement file here names: run it where both are. Prints the card as an entry
of docs/data/decode.yml takes it: two rates as measured (bytes a second by the fastest of three plain reads, and
operations a second of a large matrix product), a row for each batch size and context that fits the card, and one for
each length of prompt. Given a file, it also writes there, as JSON, all that it measured.

Run: python benchmarks/decode_step.py

Weights and cache are random: time does not depend on their values. Each step is one CUDA graph, so launches cost what
they cost an engine; each time is the median of REPEATS replays. Left out: paging of the cache, sampling beyond argmax,
scheduling, detokenising, and everything before and after the GPU. An engine is slower by that much.
"""

from __future__ import annotations

import datetime
import functools
import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from decode_card import card_lines
from decode_exact import largest_error
from decode_model import HEAD, KV_HEADS, LAYERS, WORDS, Model, random

KV_BYTES = LAYERS * 2 * KV_HEADS * HEAD * 2  # of one token of context
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
CONTEXTS = (512, 2048, 8192, 32768)
PROMPTS = (128, 256, 512, 1024, 2048, 4096, 8192)
REPEATS = 40
SPARE = 6 * 2**30  # bytes left free beside weights and cache


def milliseconds(work: Callable[[], Any]) -> list[float]:
    """Each of REPEATS runs, in order of time."""
    times = []
    for _ in range(REPEATS):
        begin, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        begin.record()
        work()
        end.record()
        end.synchronize()
        times.append(begin.elapsed_time(end))
    return sorted(times)


def replayed(work: Callable[[], Any]) -> list[float]:
    """The times of `work` as one CUDA graph, after three runs to warm up."""
    side = torch.cuda.Stream()
    with torch.cuda.stream(side):
        for _ in range(3):
            work()
    torch.cuda.synchronize()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        work()
    for _ in range(3):
        graph.replay()
    return milliseconds(graph.replay)


def bytes_per_s() -> float:
    """The rate of the fastest of three plain reads of 4 GiB."""
    rows, vector = random(2**16, 2**15), random(2**15)
    reads = {"largest": rows.amax, "largest of each row": lambda: rows.amax(1), "times a vector": lambda: rows @ vector}
    times = {name: statistics.median(replayed(read)) for name, read in reads.items()}
    print(json.dumps({"reads, ms": times}), file=sys.stderr, flush=True)
    return rows.numel() * rows.element_size() / min(times.values()) * 1e3


def operations_per_s() -> float:
    """The rate of a large matrix product."""
    left, right = random(8192, 8192), random(8192, 8192)
    return 2 * 8192**3 / statistics.median(replayed(lambda: left @ right)) * 1e3


def chosen(step: Callable[..., torch.Tensor], *given: Any) -> torch.Tensor:
    return step(*given).argmax(-1)


def row(work: Callable[[], Any], **size: int) -> dict[str, Any]:
    """Median, and all but two of the times at each end."""
    times = replayed(work)
    found = {**size, "ms": statistics.median(times), "low": times[2], "high": times[-3]}
    print(json.dumps(found), file=sys.stderr, flush=True)
    return found


def decoded(model: Model, tokens: int) -> list[dict[str, Any]]:
    """A row for each batch and context of which `tokens` tokens of cache have room."""
    pool = torch.empty(LAYERS, 2, tokens * KV_HEADS * HEAD, device="cuda", dtype=torch.bfloat16)
    for layer in pool:
        layer.normal_()
    rows = []
    for context in CONTEXTS:
        for batch in BATCHES:
            if batch * context > tokens:
                continue
            shape, size = (batch, KV_HEADS, context, HEAD), batch * KV_HEADS * context * HEAD
            cache = [(keys[:size].view(shape), values[:size].view(shape)) for keys, values in pool]
            ids = torch.randint(WORDS, (batch,), device="cuda")
            rows.append(row(functools.partial(chosen, model.decode, ids, cache), batch=batch, context=context))
    return rows


def prefilled(model: Model) -> list[dict[str, Any]]:
    """A row for each length of prompt."""
    rows = []
    for prompt in PROMPTS:
        ids = torch.randint(WORDS, (prompt,), device="cuda")
        rows.append(row(functools.partial(chosen, model.prefill, ids), prompt=prompt))
    return rows


@torch.inference_mode()
def measure() -> dict[str, Any]:
    off = largest_error()
    if not off < 0.02:  # bf16 has 8 bits: a sum wrongly made is off by half its norm or more
        raise SystemExit(
            f"The step differs from its sums in float64 by {off:.4f} of their norm. Times would be of something else."
        )
    rates = {"bytes_per_s": bytes_per_s(), "operations_per_s": operations_per_s()}
    torch.cuda.empty_cache()
    model = Model()
    tokens = (torch.cuda.mem_get_info()[0] - SPARE) // KV_BYTES
    return {
        "card": torch.cuda.get_device_name(),
        "measured": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "torch": torch.__version__,
        "error": off,
        **rates,
        "weight_bytes": sum(each.numel() * each.element_size() for each in model.tensors()),
        "embedding_bytes": model.words.numel() * model.words.element_size(),
        "kv_bytes_per_token": KV_BYTES,
        "cache_tokens": tokens,
        "repeats": REPEATS,
        "decode": decoded(model, tokens),
        "prefill": prefilled(model),
    }


if __name__ == "__main__":
    torch.manual_seed(20261126)
    result = measure()
    for path in sys.argv[1:2]:
        Path(path).write_text(json.dumps(result, indent=1), encoding="utf-8")
    print("\n".join(card_lines(result)))
