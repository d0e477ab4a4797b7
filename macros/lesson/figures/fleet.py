"""Two figures of section 1: a week of demand under its capacity, and what idle hours would explain of a discount."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from ...evidence import measured, read_records
from ...model import plot
from ...model.deferral import knee, least_capacity
from ...model.shape import discount_of, utilisation_of
from ...prices import read, workloads
from ...prices.book import ratio

DRAWN = "conv_req_per_min"  # the week that section 1 works out
START = datetime.date(2024, 5, 12)
LEVELS = (2000, 4000)  # requests a minute


def week_of_demand() -> dict[str, Any]:
    values = measured.week(DRAWN)
    top, waits = max(values), workloads.given()["may_wait"]
    share = waits["share_percent"] / 100
    return {
        "points": plot.steps(values, top),
        "levels": [(1 - level / top, level) for level in LEVELS],
        "least": min(values),
        "mean": sum(values) / len(values),
        "top": top,
        "idle": 1 - utilisation_of(values)["used"],
        "days": [_day(index, values[24 * index : 24 * index + 24]) for index in range(7)],
        "demand": [f"{value:g}" for value in values],
        "share": share,
        "share_percent": waits["share_percent"],
        "delay_hours": waits["delay_hours"],
        "enough": least_capacity(list(values), share, waits["delay_hours"]),
        "knee": knee(list(values)),
        "source": read_records.evidence()["demand"],
    }


def _day(index: int, hours: tuple[float, ...]) -> dict[str, Any]:
    return {"day": START + datetime.timedelta(days=index), "mean": sum(hours) / 24, "top": max(hours)}


def discount_by_fleet() -> dict[str, Any]:
    factor, interactive = measured.latency_factor(), measured.interactive_factor()
    day = read_records.evidence()["published"]["deepseek"]
    one = measured.Fleet("", measured.published_use(), None, day["source"], day["as_of"])
    fleets = [
        {
            "name": fleet.name,
            "used": fleet.used,
            "used_10": fleet.used_10,
            "off": discount_of(factor, fleet.used),
            "off_interactive": discount_of(interactive, fleet.used),
            "source": fleet.source,
            "as_of": fleet.as_of,
        }
        for fleet in sorted((*measured.fleets(), one), key=lambda fleet: fleet.used)
    ]
    charged = Counter(
        round(1 - value, 2)
        for vendor in read.book().vendors
        for model in vendor.models
        if (batch := model.tiers.get("batch")) and not batch.derived and (value := ratio(model)) is not None
    )
    return {
        "factor": factor,
        "interactive": interactive,
        "fleets": fleets,
        "least": fleets[-1]["off"],
        "most": fleets[0]["off_interactive"],
        "charged": charged,
        "models": sum(charged.values()),
        "source": read_records.evidence()["latency_factor"],
    }
