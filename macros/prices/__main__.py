"""`python -m macros.prices [--today DATE]`: which prices want a new look, oldest first.

A row is due 60 days after its date, unless the vendor has announced an end for the model, which wins when it is
earlier.
Exit status 0 whatever is due: an old price is a matter for a maintainer, never for a reader's build.
"""

from __future__ import annotations

import argparse
import datetime

from ..files.command import run
from ..files.problems import Problems
from ..files.words_beside import words
from .read import book

WORDS = words(__file__)


def report(today: datetime.date) -> list[str]:
    """One line for each tier past its date, and a count."""
    tiers = [
        (vendor, model, tier) for vendor in book().vendors for model in vendor.models for tier in model.tiers.values()
    ]
    past = []
    for vendor, model, tier in tiers:
        day = min(tier.due, model.retires) if model.retires else tier.due
        if day < today:
            past.append((day, WORDS.row(day, vendor, model, tier)))
    return [line for _day, line in sorted(past)] + [WORDS.count(len(past), len(tiers), today)]


def day_asked(arguments: list[str], prog: str, description: str) -> datetime.date:
    """The `--today DATE` of a command that takes nothing else; today when left out."""
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=datetime.date.fromisoformat,
        default=datetime.date.today(),
        help="the day to compare with, as YYYY-MM-DD",
    )
    today: datetime.date = parser.parse_args(arguments).today
    return today


def main(arguments: list[str]) -> int:
    today = day_asked(arguments, "python -m macros.prices", "List the price rows that are past their due date.")
    try:
        lines = report(today)
    except Problems as problems:
        print(problems)
        return 1
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    run(main)
