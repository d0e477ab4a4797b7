"""The steps of `decode_model.py` in float64, one head at a time: what they are held to before they are timed."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812 - PyTorch's own name for it
from decode_model import BASE, EPSILON, HEAD, HEADS, KV_HEADS, WIDTH, WORDS, Model, random

Cache = list[tuple[torch.Tensor, torch.Tensor]]


def largest_error() -> float:
    """Largest relative error of two layers' logits against the same sums in float64, for decode and prefill."""
    model = Model(2)
    errors = []
    for batch, context in ((3, 96), (2, 4096), (64, 512)):
        shape = (batch, KV_HEADS, context, HEAD)
        cache = [(random(*shape), random(*shape)) for _ in model.layers]
        ids = torch.randint(WORDS, (batch,), device="cuda")
        got = model.decode(ids, cache)
        errors.append(error(got, exact(model, ids, [context - 1] * batch, cache)))
    ids = torch.randint(WORDS, (1024,), device="cuda")
    errors.append(error(model.prefill(ids), exact(model, ids, range(1024), None)[-1:]))
    return max(errors)


def error(got: torch.Tensor, wanted: torch.Tensor) -> float:
    return float((got.double() - wanted).norm() / wanted.norm())


def turn(x: torch.Tensor, angles: torch.Tensor) -> torch.Tensor:
    low, high = x.chunk(2, -1)
    return torch.cat((low * angles.cos() - high * angles.sin(), high * angles.cos() + low * angles.sin()), -1)


def normed(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + EPSILON) * weight.double()


def seen(q: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
    """What each new token takes from the values of the tokens before it that are not `hidden` from it."""
    found = torch.empty(len(q), HEADS, HEAD, device="cuda", dtype=torch.float64)
    for head, query in enumerate(q.unbind(1)):
        scores = torch.einsum("rd,rtd->rt", query, keys[:, head // (HEADS // KV_HEADS)]) / HEAD**0.5
        weights = scores.masked_fill(hidden, float("-inf")).softmax(-1)
        found[:, head] = torch.einsum("rt,rtd->rd", weights, values[:, head // (HEADS // KV_HEADS)])
    return found.reshape(len(q), WIDTH)


def exact(model: Model, ids: torch.Tensor, places: Sequence[int], cache: Cache | None) -> torch.Tensor:
    """The logits in float64; without a cache each token sees the tokens up to itself."""
    rows = len(ids)
    angles = torch.tensor(list(places), device="cuda").double()[:, None, None]
    angles = angles / BASE ** (torch.arange(0, HEAD, 2, device="cuda").double() / HEAD)
    x = model.words[ids].double()
    for index, layer in enumerate(model.layers):
        w = {name: weight.double() for name, weight in layer.items()}
        q, k, v = (normed(x, w["norm"]) @ w["qkv"].T).view(rows, -1, HEAD).split((HEADS, KV_HEADS, KV_HEADS), 1)
        if cache is None:
            keys, values = (each.transpose(0, 1)[None].expand(rows, -1, -1, -1) for each in (turn(k, angles), v))
            hidden = torch.ones(rows, rows, device="cuda", dtype=torch.bool).triu(1)
        else:
            keys, values = (each.double() for each in cache[index])  # the step has written the new token
            hidden = torch.zeros(rows, keys.shape[2], device="cuda", dtype=torch.bool)
        x = x + seen(turn(q, angles), keys, values, hidden) @ w["out"].T
        gate, up = (normed(x, w["norm_2"]) @ w["up"].T).chunk(2, -1)
        x = x + (F.silu(gate) * up) @ w["down"].T
    return normed(x, model.last) @ model.head.double().T
