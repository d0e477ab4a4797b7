"""The standard normal distribution with the same arithmetic in both languages (docs/model/normal.js).

Python has it in `statistics`, JavaScript has not; two libraries would agree to fewer digits than one algorithm.
"""

from __future__ import annotations

import math

_A = (
    -39.69683028665376,
    220.9460984245205,
    -275.9285104469687,
    138.357751867269,
    -30.66479806614716,
    2.506628277459239,
)
_B = (-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572)
_C = (
    -0.007784894002430293,
    -0.3223964580411365,
    -2.400758277161838,
    -2.549732539343734,
    4.374664141464968,
    2.938163982698783,
)
_D = (0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416)
_TAIL = 0.02425


def upper(x: float) -> float:
    """P(Z > x) for a standard normal Z; relative error below 1e-12 for x up to 37."""
    if x < 0:
        return 1 - upper(-x)
    if x > 38:
        return 0.0
    density = math.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    if x < 2.5:
        term = total = x
        for k in range(1, 80):
            term *= x * x / (2 * k + 1)
            total += term
        return 0.5 - density * total
    tail = x  # Laplace's continued fraction, from its far end
    for k in range(160, 0, -1):
        tail = x + k / tail
    return density / tail


def cdf(x: float) -> float:
    """P(Z ≤ x)."""
    return upper(-x) if x < 0 else 1 - upper(x)


def quantile(p: float) -> float:
    """The x with cdf(x) = p; p is cut to 1e-300 … 1 − 1e-16. Acklam's rational form, refined by Halley's step."""
    p = min(max(p, 1e-300), 1 - 1e-16)
    if p < _TAIL:
        q = math.sqrt(-2 * math.log(p))
        x = _ratio(_C, q) / (_ratio(_D, q) * q + 1)
    elif p > 1 - _TAIL:
        q = math.sqrt(-2 * math.log(1 - p))
        x = -_ratio(_C, q) / (_ratio(_D, q) * q + 1)
    else:
        q = p - 0.5
        r = q * q
        x = _ratio(_A, r) * q / (_ratio(_B, r) * r + 1)
    for _ in range(2):
        step = (cdf(x) - p) * math.sqrt(2 * math.pi) * math.exp(x * x / 2)
        x -= step / (1 + x * step / 2)
    return x


def _ratio(coefficients: tuple[float, ...], q: float) -> float:
    total = 0.0
    for coefficient in coefficients:
        total = total * q + coefficient
    return total
