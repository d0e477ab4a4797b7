"""Days of the calendar as numbers, so that both languages count alike and no clock is asked.

The twin of docs/model/plan/dates.js. A day is the number of days since 1970-01-01 (Gregorian; the arithmetic of
H. Hinnant, "chrono-compatible low-level date algorithms").
"""

from __future__ import annotations

import re

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def day(iso: str) -> int:
    """The number of an ISO day such as 2026-11-23."""
    year, month, date = (int(part) for part in iso.split("-"))
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + date - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def iso(number: int) -> str:
    """The ISO day of a number."""
    number += 719468
    era = number // 146097
    of_era = number - era * 146097
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    date = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + (3 if shifted < 10 else -9)
    return f"{year + era * 400 + (month <= 2):04d}-{month:02d}-{date:02d}"


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, from 2000 to 2199."""
    return bool(re.fullmatch(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}", text)) and iso(day(text)) == text


def weekday(number: int) -> int:
    """0 for a Monday to 6 for a Sunday."""
    return (number + 3) % 7


def meets_weekend(first: int, days: int) -> bool:
    """Whether `days` days from `first` on hold both a Saturday and a Sunday."""
    met = {weekday(first + i) for i in range(min(days, 7))}
    return {SATURDAY, SUNDAY} <= met
