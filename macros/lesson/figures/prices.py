"""Two figures of the price book: batch ÷ realtime as a distribution over vendors, and the dated history as a line of time."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from markupsafe import Markup

from ...evidence import read_records
from ...model import format as say
from ...pages import chart
from ...prices.book import ratio
from ...prices.read import book

HALF = 0.5


def _ratios() -> list[tuple[str, Counter[float]]]:
    """(vendor, how many models at each ratio of output prices), rows nearest to one half first."""
    found = []
    for vendor in book().vendors:
        count: Counter[float] = Counter()
        for model in vendor.models:
            batch = model.tiers.get("batch")
            if batch and not batch.derived and (value := ratio(model)) is not None:
                count[round(value, 2)] += 1
        if count:
            found.append((vendor.name, count))

    def distance(row: tuple[str, Counter[float]]) -> tuple[float, int, str]:
        return max(abs(value - HALF) for value in row[1]), -sum(row[1].values()), row[0]

    return sorted(found, key=distance)


def ratio_spread() -> dict[str, Any]:
    rows = _ratios()
    every: Counter[float] = sum((count for _, count in rows), Counter())
    total, low, high = sum(every.values()), min(every), max(every)
    words = [
        chart.line(HALF, 0, HALF, 1, "half"),
        chart.text(HALF, 0, "half price", "label", dy="-.4em", anchor="middle"),
        chart.line(0, 1, 1, 1, "ink"),
    ]
    for index, (name, count) in enumerate(rows):
        y = (index + 0.75) / len(rows)
        words += [chart.line(0, y, 1, y, "grid"), chart.text(0, y, name, dy="-.35em")]
        for value, models in sorted(count.items()):
            words.append(chart.dot(value, y, 3.4 * models**0.5, "batch"))
            if models >= 3:
                words.append(chart.text(value, y, str(models), "on", dy=".35em", anchor="middle"))
    words += [
        chart.text(share, 1, say.percent(share), dy="1.3em", anchor=anchor)
        for share, anchor in ((0, "start"), (0.25, "middle"), (0.5, "middle"), (0.75, "middle"), (1, "end"))
    ]
    return {
        "level": 2,
        "title": f"{say.percent(HALF)} is the mode, not the law",
        "what": chart.BOLD.format(
            "Output price in batch ÷ output price in realtime, a dot a ratio, as large as its number of models. At one half:",
            f"{every[HALF]} of {total} models",
        ),
        "said": f"{every[HALF]} of {total} published batch prices are half of realtime; the others run from {say.percent(low)} to {say.percent(high)}.",
        "kind": "tall",
        "words": Markup("").join(words),
        "heads": ["Vendor", "Batch ÷ realtime", "Models"],
        "rows": [
            [name, say.percent(value), str(models)] for name, count in rows for value, models in sorted(count.items())
        ],
        "source": Markup(
            'Published rows of the <a href="#by-model">table above</a>, each with its own source and date; derived ones left out.'
        ),
    }


def _day(when: str) -> datetime.date:
    """The day of an event; the first of the month or of the year where no more is known."""
    return datetime.date.fromisoformat(f"{when}-01-01"[:10] if len(when) == 4 else f"{when}-01"[:10])


def history_line() -> dict[str, Any]:
    events = sorted(read_records.history()["events"], key=lambda event: str(event["when"]))
    days = [_day(str(event["when"])) for event in events]
    first, last = datetime.date(days[0].year, 1, 1), datetime.date(days[-1].year + 1, 1, 1)
    span = (last - first).days
    today = book().compiled

    def x(day: datetime.date) -> float:
        return (day - first).days / span

    vendors = list(dict.fromkeys(event["vendor"] for event in events))
    words = []
    for index, vendor in enumerate(vendors):
        y = (index + 0.75) / len(vendors)
        words += [chart.line(0, y, 1, y, "grid"), chart.text(0, y, vendor, dy="-.35em")]
    for event, day in zip(events, days, strict=True):
        y = (vendors.index(event["vendor"]) + 0.75) / len(vendors)
        words.append(chart.dot(x(day), y, 6, "ring" if event.get("announced") or day > today else "batch"))
    words += [
        chart.line(x(today), 0, x(today), 1, "half"),
        chart.text(x(today), 0, f"read {today}", "label", dy="-.4em", anchor="end"),
    ]
    words += [chart.line(0, 1, 1, 1, "ink")]
    words += [
        chart.text(x(datetime.date(year, 1, 1)), 1, str(year), dy="1.3em", anchor="start")
        for year in range(first.year, last.year)
    ]
    ahead = sum(1 for event, day in zip(events, days, strict=True) if event.get("announced") or day > today)
    return {
        "level": 2,
        "title": "The discount keeps moving",
        "what": chart.BOLD.format(
            "Launches, cuts and withdrawals of async prices by vendor; rings are announced. Dated changes:",
            str(len(events)),
        ),
        "said": f"{len(events)} dated changes at {len(vendors)} vendors between {events[0]['when']} and {events[-1]['when']}, {ahead} of them announced for later.",
        "kind": "tall",
        "words": Markup("").join(words),
        "heads": ["When", "Vendor", "What changed"],
        "rows": [[str(event["when"]), event["vendor"], event["text"]] for event in events],
        "source": "Sources and kinds of evidence stand in the table below. Where only a month or a year is known, its first day is drawn.",
    }
