"""The lesson's figures, printed by the build from `docs/data/`: a finding, its picture, the same as a table, its source."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from . import chart, evidence, tables
from .model import format as say
from .model.demand import discount, utilisation
from .model.price import ratio
from .problems import did_you_mean
from .render import render

DRAWN = "conv_req_per_min"  # the week that section 1 works out
STRIP = "code_req_per_min"
START = datetime.date(2024, 5, 12)
BOLD = Markup("{} <b>{}</b>.")


def figure(name: str) -> str:
    if name not in FIGURES:
        raise ValueError(f"there is no figure '{name}'.{did_you_mean(name, FIGURES)}")
    given: dict[str, Any] = {"kind": "", "hatched": False, "marks": "", **FIGURES[name]()}
    return render("lesson-figure", id=name, **given)


def week_strip() -> str:
    """168 bars, one an hour, each as high as the share of the fleet that it uses."""
    values = evidence.week(STRIP)
    top = max(values)
    bars = "".join(f"M{hour} 100V{100 - value / top * 100:.0f}h.7V100z" for hour, value in enumerate(values))
    idle = say.percent(1 - utilisation(values))
    said = f"A week of requests to a code assistant, hour by hour, against the machines that its busiest hour needs: {idle} of the machine time is idle and paid for."
    caption = Markup("One real week of a code assistant, hour by hour. Hatched: idle, paid for, {}. {}").format(idle, _demand_source())
    return render("week-strip", bars=bars, said=said, caption=caption)


def _demand_source() -> Markup:
    demand = evidence.read("evidence.yml")["demand"]
    return Markup('Data: <a href="{}">AzurePublicDataset</a> ({}), 2024, <a href="data/{}">CSV</a>.').format(
        demand["source"], demand["licence"], demand["file"]
    )


def _week_of_demand() -> dict[str, Any]:
    values = evidence.week(DRAWN)
    top, mean = max(values), sum(values) / len(values)
    idle = say.percent(1 - utilisation(values))
    points = chart.steps(values, top)
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
    rows = [
        [f"{day:%A} {day}", say.fixed(sum(hours) / 24, 0), say.fixed(max(hours), 0), say.percent(1 - sum(hours) / 24 / top)]
        for index, day in enumerate(days)
        for hours in [values[24 * index : 24 * index + 24]]
    ]
    note = evidence.read("evidence.yml")["demand"]["note"]
    return {
        "title": "Machines are bought for one hour and idle for the rest",
        "what": BOLD.format("A chat service’s requests a minute, hour by hour. Everything hatched is paid for and unused:", idle),
        "said": f"Demand swings between {say.fixed(min(values), 0)} and {say.fixed(top, 0)} requests a minute around a mean of {say.fixed(mean, 0)}; capacity drawn at the busiest hour leaves {idle} of the machine time idle.",
        "hatched": True,
        "marks": Markup("").join([chart.area(points, "realtime")]),
        "words": Markup("").join(words),
        "heads": ["Day", "Mean, requests a minute", "Busiest hour", "Idle at that capacity"],
        "rows": [*rows, ["The week", say.fixed(mean, 0), say.fixed(top, 0), idle]],
        "source": Markup("Requests a minute, hourly, UTC. {} {}").format(note, _demand_source()),
    }


def _discount_by_fleet() -> dict[str, Any]:
    factor = evidence.latency_factor()
    fleets = sorted(evidence.fleets(), key=lambda fleet: fleet.used)
    charged = Counter(
        round(1 - value, 2)
        for vendor in tables.book().vendors
        for model in vendor.models
        if (batch := model.tiers.get("batch")) and not batch.derived and (value := ratio(model)) is not None
    )
    words = [chart.line(0.5, 0, 0.5, 1, "half"), chart.text(0.5, 0, "half off", "label", dy="-.4em", anchor="middle")]
    slots = len(fleets) + 2
    for index, fleet in enumerate(fleets):
        y, off = (index + 0.8) / slots, discount(factor, fleet.used)
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
    words += [chart.text(share, 1, say.percent(share), dy="1.1em", anchor=anchor) for share, anchor in ((0, "start"), (0.25, "middle"), (0.5, "middle"), (0.75, "middle"), (1, "end"))]
    low, high = discount(factor, max(f.used for f in fleets)), discount(factor, min(f.used for f in fleets))
    count = sum(charged.values())
    said = f"A fleet without a latency target and without idle hours would be {say.percent(low)} to {say.percent(high)} cheaper on these six weeks and days; of {count} published batch prices {charged[0.5]} are half off, the others from {say.percent(min(charged))} to {say.percent(max(charged))} off."
    rows = [[f.name, say.fixed(factor, 2), say.fixed(f.used, 3), say.percent(discount(factor, f.used)), _link(f.source, f.as_of)] for f in fleets]
    rows += [[f"Charged by vendors: {n} of {count} models", "", "", say.percent(off), Markup('<a href="reference/prices/">price table</a>')] for off, n in sorted(charged.items())]
    mlperf = evidence.read("evidence.yml")["latency_factor"]
    return {
        "title": "Idle hours explain a discount, and not always one half",
        "what": BOLD.format("Discount that idle hours and latency targets would explain, 1 − f·u, for six real fleets; below, what vendors take off, a dot as large as its number of models. At half price:", f"{charged[0.5]} of {count}"),
        "said": said,
        "kind": "rows",
        "words": Markup("").join(words),
        "heads": ["Fleet", "f", "u", "Discount", "Source"],
        "rows": rows,
        "source": Markup("f is the median of {} MLPerf results ({}), derived here and not verified by MLCommons. u is mean ÷ busiest hour. A yardstick, not a price rule.").format(mlperf["pairs"], _link(mlperf["source"], f"read {mlperf['as_of']}")),
    }


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)


def _turnaround() -> dict[str, Any]:
    import math

    measured, curve = evidence.read("turnaround.yml")["measured"], evidence.turnaround()
    hours = evidence.read("workloads.yml")["deadline_hours"]
    last = 24 * 60 * 2
    known = measured["p90_minutes_at_most"]

    def x(minutes: float) -> float:
        return math.log(minutes) / math.log(last)

    def along(start: float, stop: float) -> list[tuple[float, float]]:
        grid = [start * (stop / start) ** (i / 40) for i in range(41)]
        return [(x(m), 1 - curve.done_by(m)) for m in grid]

    due = hours * 60
    late = 1 - curve.done_by(due)
    words = [chart.line(0, y, 1, y, "grid") for y in (0, 0.5)]
    words += [chart.line(0, 1, 1, 1, "ink"), chart.line(x(due), 0, x(due), 1, "half")]
    words += [
        chart.text(0, 0, say.percent(1), dy="-.3em"),
        chart.text(0, 0.5, say.percent(0.5), dy="-.3em"),
        chart.dot(x(curve.median), 0.5, 5, "ring"),
        chart.text(x(curve.median), 0.5, f"half back in {curve.median:g} min", "label", dx="12", dy="1.2em"),
        chart.dot(x(known), 0.1, 5, "ring"),
        chart.text(x(known), 0.1, "90\u00a0% in an hour", "label", dx="-10", dy="-.5em", anchor="end"),
        chart.text(x(due), 0.72, f"due in {hours} h:", "label", dx="8"),
        chart.text(x(due), 0.72, f"{say.percent(late, 1)} late", "label waited", dx="8", dy="1.3em"),
        chart.text(1, 0.12, "extrapolated", "idle", dy=".8em", anchor="end"),
    ]
    ticks = ((1, "1 min", "start"), (10, "10 min", "middle"), (60, "1 h", "middle"), (480, "8 h", "middle"), (1440, "24 h", "middle"))
    words += [chart.text(x(m), 1, label, dy="1.4em", anchor=anchor) for m, label, anchor in ticks]
    rows = [[label, say.percent(curve.done_by(m), 2 if m > 600 else 1), "measured" if m in (curve.median, known) else "from the curve" if m < known else "extrapolated"] for m, label in ((curve.median, f"{curve.median:g} min"), (30, "30 min"), (60, "1 h"), (due, f"{hours} h"), (480, "8 h"), (1440, "24 h"))]
    return {
        "title": "Typical is minutes; the deadline is what you plan for",
        "what": BOLD.format(f"Share of batches that are back, by minutes since submission; curve through a published median and 90th percentile. Late for a deadline of {hours} h:", say.percent(late, 1)),
        "said": f"Half of the batches are back within {curve.median:g} minutes and 90 % within an hour; on the extrapolated curve {say.percent(late, 1)} miss a deadline of {hours} hours, and days-long incidents are not on the curve.",
        "marks": Markup("").join([chart.path(along(1, known), "batch dashed"), chart.path(along(known, last), "guessed")]),
        "words": Markup("").join(words),
        "heads": ["Within", "Batches back", "How it is known"],
        "rows": rows,
        "source": Markup("{:,} batches over two weeks at one gateway ({}). Lognormal, σ {} at most; past one hour extrapolated. Incidents of days happen and are not on this curve.").format(measured["batches"], _link(measured["source"], str(measured["as_of"])), say.fixed(curve.sigma, 2)),
    }


def _running_workload() -> dict[str, Any]:
    cost, given = evidence.cached_workload(), evidence.read("workloads.yml")["caching"]
    low, high = given["batch_low_hit_percent"], given["batch_high_hit_percent"]
    bars = (
        (f"Realtime as it runs, {given['realtime_hit_percent']} % cache hits", "realtime", "realtime"),
        ("The naive estimate: half of that", "naive", "guess"),
        (f"Batch, {high} % hits", "high", "batch"),
        (f"Batch, {low} % hits", "low", "batch"),
        ("Batch, no cache", "uncached", "batch"),
        (f"Batch, {low} % hits, one-hour writes left on", "hour", "batch"),
    )
    most = max(cost.values())
    words = []
    for index, (name, key, kind) in enumerate(bars):
        y, width = (index + 0.5) / len(bars), cost[key] / most * 0.8
        words += [
            chart.text(0, y, name.replace(" %", "\u00a0%"), dy="-.35em"),
            chart.bar(y, width, 14, kind),
            chart.text(width, y, say.usd(cost[key], 0), "label", dx="8", dy="12"),
        ]
    saved = {key: 1 - value / cost["realtime"] for key, value in cost.items()}
    said = f"Realtime with its cache costs {say.usd(cost['realtime'], 0)} a day; batch costs {say.usd(cost['high'], 0)} to {say.usd(cost['uncached'], 0)} depending on cache hits, and {say.usd(cost['hour'], 0)} when one-hour cache writes stay on; none of them is the naive half, {say.usd(cost['naive'], 0)}."
    return {
        "title": "Half price is not half the bill once a cache is at work",
        "what": BOLD.format("USD a day of the running workload, by lane and cache hits. Saved by plain batch without a cache:", say.percent(saved["uncached"])),
        "said": said,
        "kind": "rows",
        "words": Markup("").join(words),
        "heads": ["Case", "USD a day", "Saved against realtime"],
        "rows": [[name.replace(" %", "\u00a0%"), say.usd(cost[key], 0), say.percent(saved[key])] for name, key, _ in bars],
        "source": f"Example prices: ${given['price_in']} in and ${given['price_out']} out per 1,000,000 tokens, reads at {given['read']}×, writes at {given['write']}× (one hour: {given['write_one_hour']}×), batch at {given['batch_price']}×, both discounts multiplying. Vendors differ in each of these.",
    }


FIGURES: dict[str, Callable[[], dict[str, Any]]] = {
    "week-of-demand": _week_of_demand,
    "discount-by-fleet": _discount_by_fleet,
    "turnaround": _turnaround,
    "running-workload": _running_workload,
}
