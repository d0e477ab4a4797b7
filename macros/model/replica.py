"""One self-hosted replica: a decode step, its limits, and what a token costs there. The twin of docs/model/replica.js.

A step of continuous batching takes ITL(B) = a + B·(b + c·(I + O/2) + d·I/O) seconds: `a` reads the weights, `b` is
work per sequence, `c` reads the KV cache at its mean length, `d` is the prefill that each step carries so that
sequences can be replaced. I and O are prompt and output tokens, B sequences in the batch.
"""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def roofline_step_s(batch: float, context: float, model: Record) -> float:
    """B·ctx·kv/BW + max(W/BW, 2N·B/F).

    The model has kv_bytes (a token), weight_bytes, parameters, bytes_per_s and flops_per_s.
    """
    cache = batch * context * model["kv_bytes"] / model["bytes_per_s"]
    read = model["weight_bytes"] / model["bytes_per_s"]
    work = 2 * model["parameters"] * batch / model["flops_per_s"]
    return float(cache + max(read, work))


def critical_batch(flops_per_s: float, bytes_per_weight: float, bytes_per_s: float) -> float:
    """Batch at which arithmetic takes as long as reading the weights: F · bytes ÷ (2 · BW); 0 without bandwidth."""
    return flops_per_s * bytes_per_weight / (2 * bytes_per_s) if bytes_per_s > 0 else 0.0


def itl_s(batch: float, prompt: float, output: float, fit: Record) -> float:
    """Seconds between two tokens of one sequence; without output there is no prefill to spread."""
    prefill = fit["d"] * prompt / output if output > 0 else 0.0
    return float(fit["a"] + batch * (fit["b"] + fit["c"] * (prompt + output / 2) + prefill))


def kv_limit(kv_tokens: float, prompt: float, output: float) -> float:
    """Sequences whose prompt and output fit into the cache at once."""
    return kv_tokens / (prompt + output) if prompt + output > 0 else 0.0


def closed_loop(clients: float, prompt: float, output: float, fit: Record, kv_tokens: float) -> Record:
    """`clients` that each send again as soon as they are answered: tokens_per_s, itl_s, ttft_s.

    `full` says whether the cache is. Above the KV limit the batch stays at the limit and more clients only queue:
    TTFT = C/X − ITL·(O − 1) (Little's law). Left out: the time a prompt takes to be read. Below the limit TTFT is one
    step here, and far longer in truth (407 ms published for 5,000 tokens and one client).
    """
    limit = kv_limit(kv_tokens, prompt, output)
    if output <= 0 or clients <= 0:
        return {"stable": False, "because": "nothing-asked"}
    if limit < 1:
        return {"stable": False, "because": "cache-too-small"}
    batch = min(clients, limit)
    step = itl_s(batch, prompt, output, fit)
    requests_per_s = batch / (output * step)
    ttft = clients / requests_per_s - step * (output - 1)
    return {
        "stable": True,
        "full": clients > limit,
        "batch": batch,
        "tokens_per_s": batch / step,
        "itl_s": step,
        "ttft_s": ttft,
    }


def usd_per_million_output(usd_per_hour: float, gpus: float, tokens_per_s: float, utilisation: float) -> Record:
    """USD per 1e6 output tokens. Idle hours are paid: utilisation divides."""
    if utilisation <= 0 or tokens_per_s <= 0:
        return {"valid": False, "because": "fleet-idle"}
    return {"valid": True, "usd": usd_per_hour * gpus / 3600 / (tokens_per_s * utilisation) * 1e6}


def latency_factor(prompt: float, output: float, fit: Record, kv_tokens: float, target_s: float) -> Record:
    """f: throughput with ITL at or below the target ÷ throughput at the KV limit; refused below a batch of one."""
    limit = kv_limit(kv_tokens, prompt, output)
    if limit < 1:
        return {"valid": False, "because": "cache-too-small"}
    slope = (itl_s(limit, prompt, output, fit) - fit["a"]) / limit
    if target_s <= fit["a"]:
        return {"valid": False, "because": "target-too-quick"}
    batch = min(limit, (target_s - fit["a"]) / slope if slope > 0 else limit)
    if batch < 1:
        return {"valid": False, "because": "target-too-quick"}
    best = limit / itl_s(limit, prompt, output, fit)
    return {"valid": True, "batch": batch, "factor": batch / itl_s(batch, prompt, output, fit) / best}


def fit_steps(rows: list[Record], kv_tokens: float) -> Record:
    """a, b, c, d by least squares of the relative error on rows of clients, prompt, output, itl_s.

    Clients count up to the KV limit.
    """
    normal = [[0.0] * 5 for _ in range(4)]
    for row in rows:
        batch = min(row["clients"], kv_limit(kv_tokens, row["prompt"], row["output"]))
        terms = [1.0, batch, batch * (row["prompt"] + row["output"] / 2), batch * row["prompt"] / row["output"]]
        scaled = [term / row["itl_s"] for term in terms]
        for i in range(4):
            for j in range(4):
                normal[i][j] += scaled[i] * scaled[j]
            normal[i][4] += scaled[i]
    solved = _solve(normal)
    if solved is None:
        return {"valid": False, "because": "rows-too-alike"}
    return {"valid": True, "a": solved[0], "b": solved[1], "c": solved[2], "d": solved[3]}


def _solve(system: list[list[float]]) -> list[float] | None:
    """Gauss with row exchange on columns scaled to one; None when a pivot vanishes."""
    n = len(system)
    scale = [system[i][i] ** 0.5 for i in range(n)]
    if any(value <= 0 for value in scale):
        return None
    rows = [[system[i][j] / scale[i] / scale[j] for j in range(n)] + [system[i][n] / scale[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        if abs(rows[pivot][i]) < 1e-12:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            for j in range(i, n + 1):
                rows[k][j] -= factor * rows[i][j]
    out = [0.0] * n
    for i in range(n - 1, -1, -1):
        out[i] = (rows[i][n] - sum(rows[i][j] * out[j] for j in range(i + 1, n))) / rows[i][i]
    return [out[i] / scale[i] for i in range(n)]
