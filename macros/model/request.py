"""What one request costs in each lane: its cache as it is billed there, and in batch the share that goes live.

The twin of docs/model/request.js, held to tests/vectors/request.json. Inputs are the calculator's fields; USD.
"""

from __future__ import annotations

from .cost import hedge_multiplier, request_parts
from .records import Inputs, Lane, Parts, Price, Write
from .turnaround import fitted, on_time

LEAST_USABLE = 1e-12  # the calculator refuses answers of which none is usable: nothing here divides by zero for them


def prices(inputs: Inputs, lane: Lane, write: Write) -> Price:
    """One lane's prices as request_parts takes them; `write` names the field of the cache write."""
    if lane == "price":
        return {
            "input": inputs["price_in"],
            "cache_read": inputs["price_read"],
            "cache_write": inputs[write] or 0.0,
            "output": inputs["price_out"],
        }
    return {
        "input": inputs["batch_in"],
        "cache_read": inputs["batch_read"],
        "cache_write": inputs[write] or 0.0,
        "output": inputs["batch_out"],
    }


def caches(inputs: Inputs, lane: Lane) -> bool:
    """Whether a lane caches the prefix: it is switched on there, and the prefix is long enough to be cached at all."""
    wanted = inputs["caching"] == "both" or (inputs["caching"] == "realtime" and lane == "price")
    return wanted and inputs["shared"] >= inputs["cache_minimum"]


def lane_parts(inputs: Inputs, lane: Lane, hit_percent: float, write: Write) -> Parts:
    """USD of one request by component; without caching the prefix is plain input, whatever the hits.

    A cache that is billed by the hour is kept all day for one prefix, and its requests share that.
    """
    price = prices(inputs, lane, write)
    if not caches(inputs, lane):
        return {**request_parts(inputs, {**price, "cache_write": price["input"]}, 0), "cache_storage": 0.0}
    parts, requests = request_parts(inputs, price, hit_percent / 100), inputs["requests_per_day"]
    stored = inputs["cache_storage"] * inputs["shared"] / 1e6 * 24 / requests if requests > 0 else 0.0
    return {**parts, "cache_storage": stored, "total": parts["total"] + stored}


def live_cost(inputs: Inputs) -> float:
    """USD of one request in realtime, usable or not."""
    return lane_parts(inputs, "price", inputs["hit_realtime"], "price_write")["total"]


def live(inputs: Inputs) -> float:
    """USD of one usable answer in realtime."""
    return live_cost(inputs) / max(1 - inputs["unusable_realtime"] / 100, LEAST_USABLE)


def flex(inputs: Inputs) -> float:
    """USD of one usable answer at batch prices in minutes, so with a cache as warm as realtime's."""
    part = lane_parts(inputs, "batch", inputs["hit_realtime"], "batch_write")["total"]
    return part / max(1 - inputs["unusable_realtime"] / 100, LEAST_USABLE)


def timer_h(inputs: Inputs) -> float:
    """Hours after a request at which it goes live if it is not back; calls in a row share them."""
    left = max(inputs["deadline_h"] - inputs["reserve_h"], 0.0)
    return left / inputs["chain"] if inputs["chain"] > 0 else 0.0


def has_time(inputs: Inputs) -> bool:
    """Whether the timer leaves a batch any time at all, once it is collected and half a polling interval is gone."""
    return timer_h(inputs) * 60 > inputs["collect_h"] * 60 + inputs["polling_min"] / 2


def live_share(inputs: Inputs) -> float:
    """Share of the rows that go live: as measured, else P(not back at the timer) on the turnaround curve."""
    if inputs["hedged"] is not None:
        return inputs["hedged"] / 100
    curve = fitted(inputs["median_min"], inputs["p90_min"])
    if not curve["valid"]:
        return 1.0
    collect, incident = inputs["collect_h"] * 60, inputs["incident_h"] * 60
    chance = inputs["incident_chance"] / 100
    return 1 - on_time(timer_h(inputs) * 60, curve, collect, inputs["polling_min"], chance, incident)


def in_batch(inputs: Inputs, hit_percent: float, write: Write) -> float:
    """USD of one usable answer by batch: with what goes live, its waste and what comes back unusable in either lane."""
    batch, live_one = lane_parts(inputs, "batch", hit_percent, write)["total"], live_cost(inputs)
    hedged, wasted, twice = live_share(inputs), inputs["wasted"] / 100, inputs["billed_twice"] / 100
    part = hedge_multiplier(batch / live_one, hedged, wasted, twice) * live_one if live_one > 0 else batch
    return part / max(usable_share(inputs, hedged), LEAST_USABLE)


def usable_share(inputs: Inputs, hedged: float) -> float:
    """Usable answers of the rows sent by batch, of which a share `hedged` is answered live."""
    return (1 - hedged) * (1 - inputs["unusable_batch"] / 100) + hedged * (1 - inputs["unusable_realtime"] / 100)
