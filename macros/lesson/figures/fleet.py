"""Two figures of section 1: a week of demand under its capacity, and what idle hours would explain of a discount."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from markupsafe import Markup

from ...evidence import measured, read_records
from ...model import format as say
from ...model import plot
from ...model.deferral import knee, least_capacity
from ...model.shape import discount_of, utilisation_of
from ...pages import chart
from ...pages.render import render
from ...prices import read, workloads
from ...prices.book import ratio

DRAWN = "conv_req_per_min"  # the week that section 1 works out
START = datetime.date(2024, 5, 12)


def demand_source() -> Markup:
    demand = read_records.evidence()["demand"]
    return Markup('Data: <a href="{}">AzurePublicDataset</a> ({}), 2024, <a href="data/{}">CSV</a>.').format(
        demand["source"], demand["licence"], demand["file"]
    )


def week_of_demand() -> dict[str, Any]:
    values = measured.week(DRAWN)
    top, mean = max(values), sum(values) / len(values)
    idle = say.percent(1 - utilisation_of(values)["used"])
    points = plot.steps(values, top)
    days = [START + datetime.timedelta(days=day) for day in range(7)]
    words = [chart.line(0, 1 - level / top, 1, 1 - level / top, "grid") for level in (2000, 4000)]
    words += [chart.line(0, 0, 1, 0, "ink"), chart.line(0, 1, 1, 1, "ink")]
    words += [chart.text(0, 1 - level / top, f"{level:,}", dy="-.3em") for level in (2000, 4000)]
    words += [
        chart.text(0, 0, f"capacity: {say.fixed(top, 0)}, the busiest hour", "label", dy="-.5em"),
        chart.text(0.995, 0.13, "idle, paid for", "label idle", anchor="end"),
        chart.text(0.79, 0.75, "live", "label live", anchor="middle"),
    ]
    words += [
        chart.text((index + 0.5) / 7, 1, f"{day:%a}", "" if index % 2 == 0 else "wide", dy="1.4em", anchor="middle")
        for index, day in enumerate(days)
    ]
    waits = workloads.given()["may_wait"]
    share, delay = waits["share_percent"] / 100, waits["delay_hours"]
    enough = least_capacity(list(values), share, delay)
    label = "enough if {share} waits: {capacity}"
    words += [
        chart.line(0, 1 - enough / top, 1, 1 - enough / top, "batch dashed enough"),
        chart.text(
            0.02,
            1 - enough / top,
            label.format(share=say.percent(share), capacity=say.fixed(enough, 0)),
            "label waited enough",
            dy="1.3em",
        ),
    ]
    control = render(
        "demand-control",
        demand=[f"{value:g}" for value in values],
        delay=delay,
        share=waits["share_percent"],
        capacity=say.fixed(enough, 0),
        saved=say.percent(1 - enough / top),
        knee=say.percent(knee(list(values))),
        beyond=share > knee(list(values)),
        label=label,
    )
    rows = [
        [
            f"{day:%A} {day}",
            say.fixed(sum(hours) / 24, 0),
            say.fixed(max(hours), 0),
            say.percent(1 - sum(hours) / 24 / top),
        ]
        for index, day in enumerate(days)
        for hours in [values[24 * index : 24 * index + 24]]
    ]
    note = read_records.evidence()["demand"]["note"]
    return {
        "title": "Machines are bought for one hour and idle for the rest",
        "what": chart.BOLD.format(
            "A chat service’s requests a minute, hour by hour. Everything hatched is paid for and unused:", idle
        ),
        "said": f"Demand swings between {say.fixed(min(values), 0)} and {say.fixed(top, 0)} requests a minute around a mean of {say.fixed(mean, 0)}; capacity drawn at the busiest hour leaves {idle} of the machine time idle.",
        "hatched": True,
        "control": Markup(control),  # noqa: S704 - our own template
        "marks": Markup("").join([chart.area(points, "realtime")]),
        "words": Markup("").join(words),
        "heads": ["Day", "Mean, requests a minute", "Busiest hour", "Idle at that capacity"],
        "rows": [*rows, ["The week", say.fixed(mean, 0), say.fixed(top, 0), idle]],
        "source": Markup("Requests a minute, hourly, UTC. {} {}").format(note, demand_source()),
    }


def discount_by_fleet() -> dict[str, Any]:
    factor = measured.latency_factor()
    fleets = sorted(measured.fleets(), key=lambda fleet: fleet.used)
    charged = Counter(
        round(1 - value, 2)
        for vendor in read.book().vendors
        for model in vendor.models
        if (batch := model.tiers.get("batch")) and not batch.derived and (value := ratio(model)) is not None
    )
    words = [chart.line(0.5, 0, 0.5, 1, "half"), chart.text(0.5, 0, "half off", "label", dy="-.4em", anchor="middle")]
    slots = len(fleets) + 2
    for index, fleet in enumerate(fleets):
        y, off = (index + 0.8) / slots, discount_of(factor, fleet.used)
        words += [
            chart.line(0, y, 1, y, "grid"),
            chart.text(0, y, fleet.name, dy="-.45em"),
            chart.dot(off, y, 6, "ring"),
            chart.text(off, y, say.percent(off), "label", dx="12", dy=".35em"),
        ]
    y = 1 - 0.7 / slots
    words += [chart.line(0, y, 1, y, "grid"), chart.text(0, y, "What vendors take off", dy="-.45em")]
    for off, count in sorted(charged.items()):
        words.append(chart.dot(off, y, 3.2 * count**0.5, "batch"))
        if count >= 5:
            words.append(chart.text(off, y, str(count), "on", dy=".35em", anchor="middle"))
    words += [
        chart.text(share, 1, say.percent(share), dy="1.1em", anchor=anchor)
        for share, anchor in ((0, "start"), (0.25, "middle"), (0.5, "middle"), (0.75, "middle"), (1, "end"))
    ]
    low, high = discount_of(factor, max(f.used for f in fleets)), discount_of(factor, min(f.used for f in fleets))
    count = sum(charged.values())
    said = f"A fleet without a latency target and without idle hours would be {say.percent(low)} to {say.percent(high)} cheaper on these six weeks and days; of {count} published batch prices {charged[0.5]} are half off, the others from {say.percent(min(charged))} to {say.percent(max(charged))} off."
    rows = [
        [
            f.name,
            say.fixed(factor, 2),
            say.fixed(f.used, 3),
            say.percent(discount_of(factor, f.used)),
            chart.link(f.source, f.as_of),
        ]
        for f in fleets
    ]
    rows += [
        [
            f"Charged by vendors: {n} of {count} models",
            "",
            "",
            say.percent(off),
            Markup('<a href="reference/prices/">price table</a>'),
        ]
        for off, n in sorted(charged.items())
    ]
    mlperf = read_records.evidence()["latency_factor"]
    return {
        "title": "Idle hours explain a discount, and not always one half",
        "what": chart.BOLD.format(
            "Discount that idle hours and latency targets would explain, 1 − f·u, for six real fleets; below, what vendors take off, a dot as large as its number of models. At half price:",
            f"{charged[0.5]} of {count}",
        ),
        "said": said,
        "kind": "rows",
        "words": Markup("").join(words),
        "heads": ["Fleet", "f", "u", "Discount", "Source"],
        "rows": rows,
        "source": Markup(
            "f is the median of {} MLPerf results ({}), derived here and not verified by MLCommons. u is mean ÷ busiest hour. A yardstick, not a price rule."
        ).format(mlperf["pairs"], chart.link(mlperf["source"], f"read {mlperf['as_of']}")),
    }
