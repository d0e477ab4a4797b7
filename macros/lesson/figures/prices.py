"""Two figures of the price book: batch ÷ realtime as a distribution over vendors, and the history as a line of time."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from ...evidence import read_records
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
    return {
        "at_half": every[HALF],
        "total": sum(every.values()),
        "least": min(every),
        "most": max(every),
        "vendors": [{"name": name, "ratios": sorted(count.items())} for name, count in rows],
    }


def _day(when: str) -> datetime.date:
    """The day of an event; the first of the month or of the year where no more is known."""
    return datetime.date.fromisoformat(f"{when}-01-01"[:10] if len(when) == 4 else f"{when}-01"[:10])


def history_line() -> dict[str, Any]:
    events = sorted(read_records.history()["events"], key=lambda event: str(event["when"]))
    days = [_day(str(event["when"])) for event in events]
    first, last = datetime.date(days[0].year, 1, 1), datetime.date(days[-1].year + 1, 1, 1)
    today = book().compiled

    def x(day: datetime.date) -> float:
        return (day - first).days / (last - first).days

    return {
        "vendors": list(dict.fromkeys(event["vendor"] for event in events)),
        "events": [
            {"when": event["when"], "vendor": event["vendor"], "text": event["text"], "x": x(day)}
            | {"ahead": bool(event.get("announced")) or day > today}
            for event, day in zip(events, days, strict=True)
        ],
        "read_on": today,
        "read_at": x(today),
        "years": [(year, x(datetime.date(year, 1, 1))) for year in range(first.year, last.year)],
    }
