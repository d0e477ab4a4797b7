"""How long a batch takes: a lognormal fitted to a published median and 90th percentile. Minutes throughout.

A prior, not a promise: beyond the measured percentiles the curve is extrapolated, and incidents of days are not on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Turnaround:
    """Lognormal with this median (minutes) and `sigma`, the standard deviation of the natural logarithm."""

    median: float
    sigma: float

    @classmethod
    def fitted(cls, median: float, p90: float) -> Turnaround:
        """From two percentiles; a p90 stated as "at most" gives the largest sigma they allow."""
        return cls(median, math.log(p90 / median) / _NORMAL.inv_cdf(0.9))

    def done_by(self, minutes: float) -> float:
        """Share of batches that are back within `minutes`."""
        return _NORMAL.cdf(math.log(minutes / self.median) / self.sigma) if minutes > 0 else 0.0

    def percentile(self, share: float) -> float:
        """Minutes by which `share` (0 to 1, both excluded) of batches are back."""
        return self.median * math.exp(self.sigma * _NORMAL.inv_cdf(share))
