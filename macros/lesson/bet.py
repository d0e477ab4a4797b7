"""The bet at the top of the lesson: its four numbers from `docs/data/workloads.yml`, its answer worked out here.

A share of the bill may wait; batch charges a part of the price; a share of the batched work fails, is
not billed, and is done again live at full price.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..prices import workloads


def worked(bill: float, share: float, price: float, failed: float) -> dict[str, float]:
    """USD a month of each part: `live`, `batch` (billed), `redone`, their `total`; `saving` as a share of the bill."""
    live = bill * (1 - share)
    batch = bill * share * (1 - failed) * price
    redone = bill * share * failed
    total = live + batch + redone
    return {"live": live, "batch": batch, "redone": redone, "total": total, "saving": 1 - total / bill}


def bet(root: Path) -> dict[str, Any]:
    """The bet's numbers and its answer, as the words that the ticket and section 4 print."""
    given = workloads.given(root)["bet"]
    out = worked(given["bill"], given["share_percent"] / 100, given["price_percent"] / 100, given["fail_percent"] / 100)
    return {
        **given,
        **{name: f"{value:,.0f}" for name, value in out.items() if name != "saving"},
        "saved": f"{given['bill'] * out['saving']:,.0f}",
        "remaining": f"{out['total']:,.0f}",
        "saving_percent": f"{out['saving'] * 100:.1f}",
        "answer_href": "#bet-answer",
    }
