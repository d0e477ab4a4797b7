"""A model of Llama-3-8B's shape with random weights, and its two steps: decode over a cache, prefill of a prompt."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F  # noqa: N812 - PyTorch's own name for it

LAYERS, WIDTH, HEADS, KV_HEADS, HEAD, HIDDEN, WORDS = 32, 4096, 32, 8, 128, 14336, 128256
EPSILON, BASE = 1e-5, 500000  # of the norms, and of the angles of positions
SPANS = 128  # pieces of cache to read at once: about one for each of the card's 132 processors
Attend = Callable[[int, torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


def random(*shape: int) -> torch.Tensor:
    return torch.randn(shape, device="cuda", dtype=torch.bfloat16) * 0.02


@torch.compile(dynamic=True)
def norm(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    wide = x.float()
    return (wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + EPSILON)).to(x.dtype) * weight


@torch.compile(dynamic=True)
def turned(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Rotary positions: the halves of each head turned by the angles of its place."""
    low, high = x.float().chunk(2, -1)
    return torch.cat((low * cos - high * sin, high * cos + low * sin), -1).to(x.dtype)


@torch.compile(dynamic=True)
def gated(both: torch.Tensor) -> torch.Tensor:
    gate, up = both.chunk(2, -1)
    return F.silu(gate) * up


@torch.compile(dynamic=True)
def joined(seen: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """(batch, KV_HEADS, spans, group, HEAD) -> (batch, WIDTH)."""
    return (seen * weight.softmax(2)).sum(2).reshape(len(seen), WIDTH).to(torch.bfloat16)


class Model:
    """Weights, and a step over them; `attend` says what each new token sees: (layer, q, k, v) -> (tokens, WIDTH)."""

    def __init__(self, layers: int = LAYERS) -> None:
        self.words, self.head = random(WORDS, WIDTH), random(WORDS, WIDTH)
        self.layers = [
            {
                "norm": 1 + random(WIDTH),
                "qkv": random((HEADS + 2 * KV_HEADS) * HEAD, WIDTH),
                "out": random(WIDTH, WIDTH),
                "norm_2": 1 + random(WIDTH),
                "up": random(2 * HIDDEN, WIDTH),
                "down": random(WIDTH, HIDDEN),
            }
            for _ in range(layers)
        ]
        self.last = 1 + random(WIDTH)

    def tensors(self) -> list[torch.Tensor]:
        return [self.words, self.head, self.last, *(each for layer in self.layers for each in layer.values())]

    def step(self, ids: torch.Tensor, places: torch.Tensor, attend: Attend, asked: slice = slice(None)) -> torch.Tensor:
        """Logits after the new tokens `ids` that are `asked` for; `places` are their positions, (tokens, 1)."""
        angles = places / BASE ** (torch.arange(0, HEAD, 2, device="cuda") / HEAD)
        cos, sin = angles.cos()[:, None], angles.sin()[:, None]
        x = F.embedding(ids, self.words)
        for index, layer in enumerate(self.layers):
            qkv = F.linear(norm(x, layer["norm"]), layer["qkv"]).view(len(ids), -1, HEAD)
            q, k, v = qkv.split((HEADS, KV_HEADS, KV_HEADS), 1)
            x = x + F.linear(attend(index, turned(q, cos, sin), turned(k, cos, sin), v), layer["out"])
            x = x + F.linear(gated(F.linear(norm(x, layer["norm_2"]), layer["up"])), layer["down"])
        return F.linear(norm(x[asked], self.last), self.head)

    def decode(self, ids: torch.Tensor, cache: list[tuple[torch.Tensor, torch.Tensor]]) -> torch.Tensor:
        """One new token for each sequence; `cache`: keys and values of each layer, (batch, KV_HEADS, context, HEAD).

        The query heads that share a head of the cache stand as queries of that head, so it is read once for them. A
        long context is read in spans at once, whose parts are joined by their weights, as engines do.
        """
        batch, _, context, _ = cache[0][0].shape
        spans = 1
        while batch * KV_HEADS * spans < SPANS and context // spans >= 256:
            spans *= 2

        def attend(index: int, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
            keys, values = cache[index]
            keys[:, :, -1], values[:, :, -1] = k, v
            grouped = q.view(batch, KV_HEADS, 1, HEADS // KV_HEADS, HEAD).expand(-1, -1, spans, -1, -1)
            parts = [each.reshape(batch, KV_HEADS * spans, -1, HEAD) for each in (grouped, keys, values)]
            if spans == 1:
                return F.scaled_dot_product_attention(*parts).reshape(batch, WIDTH)
            seen, weight = torch.ops.aten._scaled_dot_product_flash_attention(*parts)[:2]
            return joined(seen.reshape(batch, KV_HEADS, spans, -1, HEAD), weight.reshape(batch, KV_HEADS, spans, -1, 1))

        places = torch.full((batch, 1), context - 1, device="cuda")
        return self.step(ids, places, attend)

    def prefill(self, ids: torch.Tensor) -> torch.Tensor:
        """Logits after one prompt."""

        def attend(index: int, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
            heads = [each.transpose(0, 1)[None] for each in (q, k, v)]
            seen = F.scaled_dot_product_attention(*heads, is_causal=True, enable_gqa=True)
            return seen[0].transpose(0, 1).reshape(len(ids), WIDTH)

        return self.step(ids, torch.arange(len(ids), device="cuda")[:, None], attend, slice(-1, None))
