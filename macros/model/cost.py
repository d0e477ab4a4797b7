"""What one request costs with a cached prefix, in either lane. Prices are USD per 1e6 tokens.

c = tier · [p_in · (unique + shared · (hit · read + (1 − hit) · write)) + p_out · output] / 1e6. `tier` is the
lane's price ÷ realtime price: give 1 and the lane's own prices where components are discounted differently.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """Tokens of a request: a prefix that all requests share, the rest of the prompt, the answer."""

    shared: float
    unique: float
    output: float


@dataclass(frozen=True)
class Caching:
    """`hit`: share of requests that find the prefix cached; `read` and `write`: their price ÷ the input price.

    Without caching the prefix is plain input: hit 0, write 1.
    """

    hit: float = 0.0
    read: float = 0.1
    write: float = 1.0


def usd_per_request(shape: Shape, price_in: float, price_out: float, caching: Caching, tier: float = 1.0) -> float:
    """USD of one request."""
    prefix = shape.shared * (caching.hit * caching.read + (1 - caching.hit) * caching.write)
    return tier * (price_in * (shape.unique + prefix) + price_out * shape.output) / 1e6

