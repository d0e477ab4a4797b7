"""Two figures of sections 3 and 4: turnaround against a deadline, and what the running workload costs in each case."""

from __future__ import annotations

import math
from typing import Any

from markupsafe import Markup

from ...evidence import measured, read_records
from ...model import format as say
from ...model.cost import break_even_hit
from ...pages import chart
from ...pages.render import render
from ...prices import workloads


def turnaround() -> dict[str, Any]:
    seen, curve = read_records.turnaround()["measured"], measured.turnaround()
    hours = workloads.given()["deadline_hours"]
    last = 24 * 60 * 2
    known = seen["p90_minutes_at_most"]

    def x(minutes: float) -> float:
        return math.log(minutes) / math.log(last)

    def along(start: float, stop: float) -> list[tuple[float, float]]:
        grid = [start * (stop / start) ** (i / 40) for i in range(41)]
        return [(x(m), 1 - measured.done_within(m)) for m in grid]

    due = hours * 60
    late = 1 - measured.done_within(due)
    words = [chart.line(0, y, 1, y, "grid") for y in (0, 0.5)]
    words += [chart.line(0, 1, 1, 1, "ink"), chart.line(x(due), 0, x(due), 1, "half due")]
    words += [
        chart.text(0, 0, say.percent(1), dy="-.3em"),
        chart.text(0, 0.5, say.percent(0.5), dy="-.3em"),
        chart.dot(x(curve["median"]), 0.5, 5, "ring"),
        chart.text(x(curve["median"]), 0.5, f"half back in {curve['median']:g} min", "label", dx="12", dy="1.2em"),
        chart.dot(x(known), 0.1, 5, "ring"),
        chart.text(x(known), 0.1, "90\u00a0% in an hour", "label", dx="-10", dy="-.5em", anchor="end"),
        chart.text(x(due), 0.72, f"due in {hours}{say.NBSP}h:", "label due", dx="8"),
        chart.text(x(due), 0.72, f"{say.percent(late, 1)} late", "label waited late", dx="8", dy="1.3em"),
        chart.text(1, 0.12, "extrapolated", "idle", dy=".8em", anchor="end"),
    ]
    ticks = (
        (1, "1 min", "start"),
        (10, "10 min", "middle"),
        (60, "1 h", "middle"),
        (480, "8 h", "middle"),
        (1440, "24 h", "middle"),
    )
    words += [chart.text(x(m), 1, label, dy="1.4em", anchor=anchor) for m, label, anchor in ticks]
    rows = [
        [
            label,
            say.percent(measured.done_within(m), 2 if m > 600 else 1),
            "measured" if m in (curve["median"], known) else "from the curve" if m < known else "extrapolated",
        ]
        for m, label in (
            (curve["median"], f"{curve['median']:g} min"),
            (30, "30 min"),
            (60, "1 h"),
            (due, f"{hours} h"),
            (480, "8 h"),
            (1440, "24 h"),
        )
    ]
    control = render(
        "deadline-control",
        median=curve["median"],
        sigma=curve["sigma"],
        span=last,
        hours=hours,
        late=say.percent(late, 1),
        count=say.fixed(late * 1000, 0),
    )
    return {
        "control": Markup(control),  # noqa: S704 - our own template
        "title": "Typical is minutes; the deadline is what you plan for",
        "what": chart.BOLD.format(
            f"Share of batches that are back, by minutes since submission; curve through a published median and 90th percentile. Late for a deadline of {hours} h:",
            say.percent(late, 1),
        ),
        "said": f"Half of the batches are back within {curve['median']:g} minutes and 90 % within an hour; on the extrapolated curve {say.percent(late, 1)} miss a deadline of {hours} hours, and days-long incidents are not on the curve.",
        "marks": Markup("").join(
            [chart.path(along(1, known), "batch dashed"), chart.path(along(known, last), "guessed")]
        ),
        "words": Markup("").join(words),
        "heads": ["Within", "Batches back", "How it is known"],
        "rows": rows,
        "source": Markup(
            "{:,} batches over two weeks at one gateway ({}). Lognormal, σ {} at most; past one hour extrapolated. Incidents of days happen and are not on this curve."
        ).format(seen["batches"], chart.link(seen["source"], str(seen["as_of"])), say.fixed(curve["sigma"], 2)),
    }


def running_workload() -> dict[str, Any]:
    cost, given = workloads.cached_workload(), workloads.given()["caching"]
    low, high = given["batch_low_hit_percent"], given["batch_high_hit_percent"]
    bars = (
        (f"Realtime as it runs, {given['realtime_hit_percent']} % cache hits", "realtime", "realtime"),
        ("The naive estimate: half of that", "naive", "guess"),
        (f"Batch, {high} % hits", "high", "batch"),
        (f"Batch, {low} % hits", "low", "batch"),
        ("Batch, no cache", "uncached", "batch"),
        (f"Batch, {low} % hits, one-hour writes left on", "hour", "batch"),
    )
    widest = workloads.cached_day("hour", 0) / 0.8  # the dearest that a reader can set leaves room for its words
    words = []
    for index, (name, key, kind) in enumerate(bars):
        y, width = (index + 0.5) / len(bars), cost[key] / widest
        moves = key if key in ("low", "hour") else ""  # what the control sets
        words += [
            chart.text(0, y, name.replace(" %", "\u00a0%"), f"{moves}-name" if moves else "", dy="-.35em"),
            chart.bar(y, width, 14, f"{kind} {moves}".strip()),
            chart.text(width, y, say.usd(cost[key], 0), f"label {moves}".strip(), dx="8", dy="12"),
        ]
    saved = {key: 1 - value / cost["realtime"] for key, value in cost.items()}
    said = f"Realtime with its cache costs {say.usd(cost['realtime'], 0)} a day; batch costs {say.usd(cost['high'], 0)} to {say.usd(cost['uncached'], 0)} depending on cache hits, and {say.usd(cost['hour'], 0)} when one-hour cache writes stay on; none of them is the naive half, {say.usd(cost['naive'], 0)}."
    lanes = workloads.cached_lanes()
    even = break_even_hit(lanes["tokens"], lanes["hour"], cost["realtime"] / lanes["requests"])["hit"]
    control = render(
        "hits-control",
        given={
            "requests": lanes["requests"],
            "tokens": lanes["tokens"],
            "low": lanes["short"],
            "hour": lanes["hour"],
            "realtime": cost["realtime"],
            "widest": widest,
        },
        hits=low,
        realtime=say.usd(cost["realtime"], 0),
        low=say.usd(cost["low"], 0),
        saved=say.percent(saved["low"]),
        hour=say.usd(cost["hour"], 0),
        even=say.percent(even),
        words={key: name.replace(f"{low} %", "{hits}") for name, key, _ in bars if key in ("low", "hour")},
    )
    return {
        "control": Markup(control),  # noqa: S704 - our own template
        "title": "Half price is not half the bill once a cache is at work",
        "what": chart.BOLD.format(
            "USD a day of the running workload, by lane and cache hits. Saved by plain batch without a cache:",
            say.percent(saved["uncached"]),
        ),
        "said": said,
        "kind": "rows",
        "words": Markup("").join(words),
        "heads": ["Case", "USD a day", "Saved against realtime"],
        "rows": [
            [name.replace(" %", "\u00a0%"), say.usd(cost[key], 0), say.percent(saved[key])] for name, key, _ in bars
        ],
        "source": f"Example prices: ${given['price_in']} in and ${given['price_out']} out per 1,000,000 tokens, reads at {given['read']}×, writes at {given['write']}× (one hour: {given['write_one_hour']}×), batch at {given['batch_price']}×, both discounts multiplying. Vendors differ in each of these.",
    }
