"""What a reader could choose otherwise: another deadline, other hits, a smaller model. Twin of docs/model/choices.js.

Held to tests/vectors/choices.json. Shares saved are of the realtime cost of one usable answer.
"""

from __future__ import annotations

from .cost import saved
from .records import Cheaper, Due, HitsRow, Inputs, Sold
from .request import has_time, in_batch, live, live_share

LIVE_HITS = (50, 70, 90, 95, 99)  # percent
BATCH_HITS = (0, 30, 50, 70, 98)


def by_deadline(inputs: Inputs, deadlines_h: list[float]) -> list[Due]:
    """What is saved at each deadline, all else as it stands; a measured share holds for its own deadline only.

    Without time for a batch all stays in realtime, which saves nothing.
    """
    out: list[Due] = []
    for hours in deadlines_h:
        moved: Inputs = {**inputs, "deadline_h": hours, "hedged": None}
        part, room = in_batch(moved, inputs["hit_likely"], "batch_write"), has_time(moved)
        share = saved(live(inputs), part) if room else 0.0
        out.append({"hours": hours, "live_only": not room, "hedged": live_share(moved), "saved": share})
    return out


def by_both_hits(inputs: Inputs) -> list[HitsRow]:
    """The share saved by hits in realtime, a row each, and by hits in batch; `off`: with caching off in batch."""
    out: list[HitsRow] = []
    for hits in LIVE_HITS:
        moved: Inputs = {**inputs, "hit_realtime": hits}
        cost = live(moved)
        off = in_batch({**moved, "caching": "realtime"}, 0, "batch_write")
        cells = [saved(cost, in_batch(moved, other, "batch_write")) for other in BATCH_HITS]
        out.append({"live": hits, "saved": cells, "off": saved(cost, off)})
    return out


def cheaper_live(inputs: Inputs, others: list[Sold], batch_day: float) -> Cheaper | None:
    """The cheapest of `others` in realtime, where it costs less than `batch_day` (USD a day), at the same hits."""
    least: Cheaper | None = None
    for other in others:
        moved: Inputs = {**inputs, **other["set"]}  # type: ignore[typeddict-item]
        day = live(moved) * inputs["requests_per_day"]
        if day < (least["day"] if least else batch_day):
            least = {"id": other["id"], "day": day, "saved": saved(live(inputs) * inputs["requests_per_day"], day)}
    return least
