"""One rule for numbers on a page, the same in the browser: half away from zero, a no-break space before a unit.

The twin of docs/model/format.js, held to tests/vectors/format.json. Python's own formatting rounds half to even on the
binary value.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"


def fixed(value: float, places: int) -> str:
    """`value` with `places` decimals and commas between thousands, rounded as a reader would by hand."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,}"


def percent(share: float, places: int = 0) -> str:
    """A share of 1 as a percentage."""
    return f"{fixed(float(Decimal(repr(share)) * 100), places)}{NBSP}%"


def roughly(share: float) -> str:
    """A share as far as it is known: one digit of the smaller of it and the rest, none below 0.1 %."""
    small = min(share, 1 - share) * 100
    if small < 0.1:
        return f"{'<0.1' if share < 0.5 else '>99.9'}{NBSP}%"
    tens = math.floor(math.log10(small))
    digit = float(fixed(small / 10.0**tens, 0)) * 10.0**tens
    return f"{fixed(digit if share <= 0.5 else 100 - digit, max(0, -tens))}{NBSP}%"


def large(value: float) -> str:
    """A number of which the first three digits count."""
    if value == 0:
        return "0"
    unit = 10.0 ** max(math.floor(math.log10(abs(value))) - 2, 0)
    return fixed(float(fixed(value / unit, 0).replace(",", "")) * unit, 0)


def usd(amount: float, places: int = 2) -> str:
    return f"-${fixed(-amount, places)}" if amount < 0 else f"${fixed(amount, places)}"


def price(amount: float) -> str:
    """A list price: two decimals, more only when the source has them."""
    exact = Decimal(repr(amount)).normalize()
    places = max(2, -int(exact.as_tuple().exponent))
    return f"${exact.quantize(Decimal(1).scaleb(-places)):,}"


def number(value: float) -> str:
    """As many decimals as the number has, and commas between thousands."""
    exact = Decimal(repr(value)).normalize()
    return fixed(value, max(0, -int(exact.as_tuple().exponent)))
