"""The calculator's lanes beyond a point: cost by cache hits, the one-hour lane, and a band. The twin of docs/model/lanes.js.

`x` is a set of the calculator's inputs (docs/data/calculator.yml). USD a day unless a name says otherwise.
"""

from __future__ import annotations

from typing import Any

from .calculator import in_batch, lane_parts
from .plot import nice_top

Record = dict[str, Any]
DRAWS = 199  # the 10th and the 190th of 199 ordered draws bound 90 %


def live(x: Record) -> float:
    """USD of one usable answer in realtime."""
    return float(lane_parts(x, "price", x["hit_realtime"], "price_write")["total"] / (1 - x["unusable_realtime"] / 100))


def by_hits(x: Record) -> Record:
    """Batch against its own cache hits: `short` and `hour` writes at 0 and 100 % hits, `off` without caching, `realtime`.

    Cost is a straight line in the hits. `even_short` and `even_hour` are the hit rates in batch above which it costs less
    than realtime; `always` and `never` say that no hit rate changes the answer.
    """
    requests, flat = x["requests_per_day"], live(x) * x["requests_per_day"]
    out: Record = {"realtime": flat, "off": in_batch(x, 0, "batch_write") * requests}
    for name, write in (("short", "batch_write"), ("hour", "batch_write_hour")):
        warm = in_batch(x, 100, write) * requests
        cold = 2 * in_batch(x, 50, write) * requests - warm
        out[name] = [cold, warm]
        fall = cold - warm
        hit = (cold - flat) / fall if fall > 0 else 0.0
        out[f"even_{name}"] = {"hit": min(max(hit, 0.0), 1.0), "always": cold <= flat, "never": warm > flat}
    return out


def places(x: Record, worked: Record | None = None) -> Record:
    """Where the marks of "cost a day by hits in batch" stand, as shares of the plot; `top` is USD a day at its upper edge.

    `even` is where one-hour writes meet realtime, None when they never do inside the plot.
    worked: what `by_hits` gives for x, where it is there already.
    """
    found = worked or by_hits(x)
    top = nice_top(max(found["realtime"], found["off"], *found["short"], *found["hour"]))

    def y(usd: float) -> float:
        return 1 - usd / top

    cold, warm = found["short"]
    likely = min(x["hit_likely"], 100) / 100
    even = found["even_hour"]
    return {
        "top": top,
        "realtime": y(found["realtime"]),
        "off": y(found["off"]),
        "short": [[0, y(cold)], [1, y(warm)]],
        "hour": [[0, y(found["hour"][0])], [1, y(found["hour"][1])]],
        "likely": [likely, y(cold + (warm - cold) * likely)],
        "even": None if even["always"] or even["never"] else [even["hit"], y(found["realtime"])],
    }


def one_hour(x: Record) -> Record:
    """The lane that is sold as "within an hour": a share of the realtime price, met by a cache as warm as realtime's."""
    each = live(x) * x["hour_lane"] / 100
    return {"day": each * x["requests_per_day"], "per_1000": each * 1000, "saved": 1 - x["hour_lane"] / 100}


def halton(index: int, base: int) -> float:
    """The index-th number of van der Corput's sequence in `base`: spread evenly over 0 to 1, the same on every machine.

    A base below 2 has no digits to mirror and gives 0.
    """
    if base < 2:
        return 0.0
    out, part = 0.0, 1.0
    while index > 0:
        part /= base
        out += part * (index % base)
        index //= base
    return out


def triangular(u: float, low: float, likely: float, high: float) -> float:
    """The value below which a share `u` of a triangular distribution lies; ends out of order are put in order."""
    low, high = min(low, likely, high), max(low, likely, high)
    if high <= low:
        return likely
    turn = (likely - low) / (high - low)
    if u < turn:
        return float(low + (u * (high - low) * (likely - low)) ** 0.5)
    return float(high - ((1 - u) * (high - low) * (high - likely)) ** 0.5)


def _drawn(y: Record) -> dict[str, float]:
    """What a band is drawn for: USD per 1,000 usable answers by lane, and the share saved by batch."""
    realtime = live(y)
    batch = in_batch(y, y["hit_likely"], "batch_write")
    flex = lane_parts(y, "batch", y["hit_realtime"], "batch_write")["total"] / (1 - y["unusable_realtime"] / 100)
    saved = 1 - batch / realtime if realtime > 0 else 0.0
    return {"realtime": realtime * 1000, "flex": flex * 1000, "batch": batch * 1000, "saved": saved}


def band(x: Record) -> Record:
    """[least, most] of 90 %: USD per 1,000 usable answers by lane, and the share saved by batch.

    Token counts vary by ±`tokens_pm` % each, realtime hits by ±`hits_pm` points, batch hits between their three values, all
    triangular and independent, over 199 Halton points. A band always holds its point.
    """
    spread, hits = x["tokens_pm"] / 100, x["hit_realtime"]
    draws = []
    for index in range(1, DRAWS + 1):
        y = dict(x)
        for name, base in (("shared", 2), ("unique", 3), ("output", 5)):
            y[name] = x[name] * triangular(halton(index, base), max(1 - spread, 0), 1, 1 + spread)
        y["hit_likely"] = triangular(halton(index, 7), x["hit_low"], x["hit_likely"], x["hit_high"])
        y["hit_realtime"] = triangular(
            halton(index, 11), max(hits - x["hits_pm"], 0), hits, min(hits + x["hits_pm"], 100)
        )
        draws.append(_drawn(y))
    out = {}
    for name, point in _drawn(x).items():
        ordered = sorted(draw[name] for draw in draws)
        out[name] = [min(ordered[9], point), max(ordered[189], point)]
    return out
