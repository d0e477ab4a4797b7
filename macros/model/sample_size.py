"""How many observations a claim needs, and what a clean run proves. The twin of docs/model/sample_size.js."""

from __future__ import annotations

import math
from math import exp
from typing import Any

from . import normal

Record = dict[str, Any]
Z95 = 1.96
BELL = math.sqrt(2 * math.pi)  # under the curve of exp(−x²÷2)


def mean_sample(cv: float, half_width: float) -> Record:
    """n for a mean within ±half_width (relative) at 95 %: (1.96 · CV ÷ δ)², rounded up."""
    if half_width <= 0:
        return {"valid": False, "because": "no-width"}
    return {"valid": True, "n": max(1, math.ceil((Z95 * cv / half_width) ** 2 - 1e-9))}


def two_arm_sample(cv: float, difference: float, alpha: float, power: float, correlation: float) -> Record:
    """n per arm to see a relative difference: 2(z_a + z_b)² CV² ÷ δ², times 1 − ρ when the arms are paired."""
    if difference <= 0:
        return {"valid": False, "because": "no-difference"}
    z = normal.quantile(1 - alpha / 2) + normal.quantile(power)
    return {"valid": True, "n": max(1, math.ceil(2 * z**2 * cv**2 / difference**2 * (1 - correlation) - 1e-9))}


def normal_interval_valid(n: float, skew: float) -> bool:
    """Whether the normal interval holds for a skewed mean: n > 25 · skew²."""
    return n > 25 * skew**2


def quantile_sample(q: float, confidence: float) -> Record:
    """The least n whose largest value is at or above the true q-quantile with that confidence: ln(1 − c) ÷ ln q."""
    if not 0 < q < 1 or not 0 < confidence < 1:
        return {"valid": False, "because": "share-outside"}
    return {"valid": True, "n": math.ceil(math.log(1 - confidence) / math.log(q) - 1e-9)}


def zero_failures_bound(n: float, confidence: float) -> Record:
    """Upper bound of a failure share after n clean trials: 1 − (1 − c)^(1/n)."""
    if n < 1:
        return {"valid": False, "because": "nothing-tried"}
    return {"valid": True, "share": 1 - (1 - confidence) ** (1 / n)}


def zero_failures_sample(bound: float, confidence: float) -> Record:
    """Clean trials needed to prove fewer than `bound` fail: ln(1 − c) ÷ ln(1 − bound)."""
    if not 0 < bound < 1 or not 0 < confidence < 1:
        return {"valid": False, "because": "share-outside"}
    return {"valid": True, "n": math.ceil(math.log(1 - confidence) / math.log1p(-bound) - 1e-9)}


def percentile_sample(q: float) -> Record:
    """Samples that the MLPerf rules ask for to state the q-percentile: 99 % confidence, margin (1 − q) ÷ 20."""
    if not 0 < q < 1:
        return {"valid": False, "because": "share-outside"}
    margin = (1 - q) / 20
    return {"valid": True, "n": math.ceil(normal.quantile(0.995) ** 2 * q * (1 - q) / margin**2)}


def wilson_interval(failures: float, n: float, confidence: float) -> Record:
    """Wilson's interval of a share."""
    if n < 1:
        return {"valid": False, "because": "nothing-tried"}
    z = normal.quantile(1 - (1 - confidence) / 2)
    p = failures / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(max(p * (1 - p) / n + z * z / (4 * n * n), 0.0)) / (1 + z * z / n)
    return {"valid": True, "low": max(middle - half, 0.0), "high": min(middle + half, 1.0)}


def confidence_sequence(n: float, sd: float, alpha: float, tuned: float) -> Record:
    """Half-width of an anytime-valid interval of a mean after n observations.

    A normal mixture, tightest near n = `tuned`: sd · √((n·ρ² + 1) · ln((n·ρ² + 1) ÷ α²)) ÷ (n·ρ),
    ρ² = (−2 ln α + ln(−2 ln α + 1)) ÷ tuned (Robbins 1970; Howard et al. 2021). One may look after every observation.
    """
    if n < 1 or tuned < 1 or not 0 < alpha < 1:
        return {"valid": False, "because": "size-or-share-outside"}
    rho2 = (-2 * math.log(alpha) + math.log(-2 * math.log(alpha) + 1)) / tuned
    inside = n * rho2 + 1
    return {"valid": True, "half_width": sd * math.sqrt(inside * math.log(inside / alpha**2)) / (n * math.sqrt(rho2))}


def peeking_error(peeks: int, z: float) -> float:
    """P(at least one |z-value| exceeds z) over equally spaced looks at data without any effect.

    By recursion over the density of the running sum that has not crossed yet, on a grid (Armitage, McPherson and Rowe
    1969): S_k = S_{k−1} + N(0, 1), crossed when |S_k| > z·√k.
    """
    steps = 160
    inside = 0.0
    points: list[float] = []
    weighted: list[float] = []  # Simpson's weight times density at each point
    for k in range(1, peeks + 1):
        edge = z * math.sqrt(k)
        width = 2 * edge / steps
        grid = [-edge + width * i for i in range(steps + 1)]
        half = grid[: steps // 2 + 1]  # the density is even: the other half mirrors this one
        if k == 1:
            left = [exp(x**2 / -2) / BELL for x in half]
        else:
            old = points[1] - points[0]
            seen = list(zip(weighted, points, strict=True))
            left = [old * sum([weight * exp((x - point) ** 2 / -2) for weight, point in seen]) / BELL for x in half]
        density = left + left[-2::-1]
        points, weighted = grid, [_simpson(i, steps) * value for i, value in enumerate(density)]
        inside = width * sum(weighted)
    return 1 - inside if peeks > 0 else 0.0


def _simpson(i: int, steps: int) -> float:
    return (1 if i in (0, steps) else 4 if i % 2 else 2) / 3
