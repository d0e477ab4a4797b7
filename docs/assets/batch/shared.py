"""What the three vendors' sides share: times as text, what an error means for its row, and "cannot tell yet"."""

from __future__ import annotations

import datetime
from typing import Any

AGAIN = (408, 409, 425, 429)


class Undecided(Exception):
    """The vendor's list holds a batch that may be the one, and does not show yet whose it is."""


def stamp(moment: Any) -> str | None:
    """A vendor's time (seconds or a datetime) as UTC text to the second."""
    if moment is None:
        return None
    known = (
        datetime.datetime.fromtimestamp(moment, datetime.UTC)
        if isinstance(moment, int | float)
        else moment.astimezone(datetime.UTC)
    )
    return known.isoformat(timespec="seconds").replace("+00:00", "Z")


def failure(code: int | None) -> str:
    """A request that the vendor calls wrong fails again; anything else may pass the next time."""
    return "refused" if code is not None and 400 <= code < 500 and code not in AGAIN else "failed"
