"""The calculator's lanes beyond a point: cost by cache hits, the one-hour lane, and a band.

The twin of docs/model/lanes.js. USD a day unless a name says otherwise.
"""

from __future__ import annotations

from typing import Literal

from .plot import nice_top
from .records import Band, BreakEven, ByHits, Drawn, Inputs, OneHour, Places, Write
from .request import caches, flex, in_batch, live

DRAWS = 199  # the 10th and the 190th of 199 ordered draws bound 90 %
COUNTS: tuple[tuple[Literal["shared", "unique", "output"], int], ...] = (("shared", 2), ("unique", 3), ("output", 5))


def by_hits(inputs: Inputs) -> ByHits:
    """Batch against its own cache hits: `short` and `hour` writes at 0 and 100 % hits, `off` without caching.

    `realtime` stands beside them. Cost is a straight line in the hits, level where nothing is cached. `even_short` and
    `even_hour` are the hit rates in batch above which it costs less than realtime; `always` and `never` say that no
    hit rate changes the answer. `hour` and `even_hour` are None where no one-hour write is sold.
    """
    requests = inputs["requests_per_day"]
    realtime = live(inputs) * requests
    short, even_short = _line(inputs, "batch_write", realtime)
    sold = inputs["batch_write_hour"] is not None and caches(inputs, "batch")
    hour, even_hour = _line(inputs, "batch_write_hour", realtime) if sold else (None, None)
    return {
        "realtime": realtime,
        "off": in_batch({**inputs, "caching": "realtime"}, 0, "batch_write") * requests,
        "short": short,
        "even_short": even_short,
        "hour": hour,
        "even_hour": even_hour,
    }


def _line(inputs: Inputs, write: Write, realtime: float) -> tuple[list[float], BreakEven]:
    """USD a day at 0 and at 100 % hits, and where the line between them meets realtime."""
    requests = inputs["requests_per_day"]
    cold, warm = in_batch(inputs, 0, write) * requests, in_batch(inputs, 100, write) * requests
    fall = cold - warm
    hit = (cold - realtime) / fall if fall > 0 else 0.0
    return [cold, warm], {"hit": min(max(hit, 0.0), 1.0), "always": cold <= realtime, "never": warm > realtime}


def places(inputs: Inputs, cost: ByHits | None = None) -> Places:
    """Where the marks of "cost a day by hits in batch" stand, as shares of the plot.

    `top` is USD a day at its upper edge. `even` is where one-hour writes meet realtime, None when they never do inside
    the plot. `cost` is what `by_hits` gives, where it is there already.
    """
    cost = cost or by_hits(inputs)
    hour = cost["hour"]
    top = nice_top(max(cost["realtime"], cost["off"], *cost["short"], *(hour or ())))

    def y(usd: float) -> float:
        return 1 - usd / top

    cold, warm = cost["short"]
    likely = min(inputs["hit_likely"], 100) / 100
    even = cost["even_hour"]
    return {
        "top": top,
        "realtime": y(cost["realtime"]),
        "off": y(cost["off"]),
        "short": [[0, y(cold)], [1, y(warm)]],
        "hour": [[0, y(hour[0])], [1, y(hour[1])]] if hour else None,
        "likely": [likely, y(cold + (warm - cold) * likely)],
        "even": None if not even or even["always"] or even["never"] else [even["hit"], y(cost["realtime"])],
    }


def one_hour(inputs: Inputs) -> OneHour:
    """The lane sold as "within an hour": a share of the realtime price, met by a cache as warm as realtime's."""
    each = live(inputs) * inputs["hour_lane"] / 100
    return {
        "day": each * inputs["requests_per_day"],
        "per_1000": each * 1000,
        "saved": 1 - inputs["hour_lane"] / 100,
    }


def halton(index: int, base: int) -> float:
    """The index-th number of van der Corput's sequence in `base`.

    Spread evenly over 0 to 1, the same on every machine. A base below 2 has no digits to mirror and gives 0.
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


def _drawn(inputs: Inputs) -> Drawn:
    """What a band is drawn for."""
    realtime = live(inputs)
    batch = in_batch(inputs, inputs["hit_likely"], "batch_write")
    saved = 1 - batch / realtime if realtime > 0 else 0.0
    return {"realtime": realtime * 1000, "flex": flex(inputs) * 1000, "batch": batch * 1000, "saved": saved}


def band(inputs: Inputs) -> Band:
    """[least, most] of 90 %: USD per 1,000 usable answers by lane, and the share saved by batch.

    Token counts vary by ±`tokens_pm` % each, realtime hits by ±`hits_pm` points, batch hits between their three
    values, all triangular and independent, over 199 Halton points. A band always holds its point.
    """
    spread, hits, wide = inputs["tokens_pm"] / 100, inputs["hit_realtime"], inputs["hits_pm"]
    low, likely, high = inputs["hit_low"], inputs["hit_likely"], inputs["hit_high"]
    draws = []
    for index in range(1, DRAWS + 1):
        varied = inputs.copy()
        for name, base in COUNTS:
            varied[name] = inputs[name] * triangular(halton(index, base), max(1 - spread, 0), 1, 1 + spread)
        varied["hit_likely"] = triangular(halton(index, 7), low, likely, high)
        varied["hit_realtime"] = triangular(halton(index, 11), max(hits - wide, 0), hits, min(hits + wide, 100))
        draws.append(_drawn(varied))
    point = _drawn(inputs)
    return {
        "realtime": _least_and_most([draw["realtime"] for draw in draws], point["realtime"]),
        "flex": _least_and_most([draw["flex"] for draw in draws], point["flex"]),
        "batch": _least_and_most([draw["batch"] for draw in draws], point["batch"]),
        "saved": _least_and_most([draw["saved"] for draw in draws], point["saved"]),
    }


def _least_and_most(drawn: list[float], point: float) -> list[float]:
    ordered = sorted(drawn)
    return [min(ordered[9], point), max(ordered[189], point)]
