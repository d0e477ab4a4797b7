"""`python -m macros.prices.compare FILE [--as-of DATE]`: where the price book and a downloaded price list differ.

FILE is a copy of litellm's price file or of the data of genai-prices; `docs/data/price_lists.yml` says under which
names they hold our models. Nothing is taken over: a maintainer looks each difference up. Exit status 0 where nothing
differs, 1 where something does, 2 where the file cannot be read.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..files.command import run
from ..files.json_text import Misfit, load, problem
from ..files.problems import Problem, Problems
from ..files.read_declared import values
from ..files.words_beside import words
from ..files.yaml_text import read_bytes
from .book import COMPONENTS, Model, Tier, Vendor
from .declared import PRICE_LISTS
from .lists import Prices, found, kind_of
from .read import book

WORDS = words(__file__)
NEAR = 0.005  # relative: lists round
UNITS = (1e3, 1e6)  # a price per token or per thousand beside one per million


@dataclass(frozen=True)
class Difference:
    """One component of one tier; `here` or `there` is None where that side lists nothing."""

    row: str
    tier: str
    component: str
    here: float | None
    there: float | None
    as_of: datetime.date | None

    @property
    def unit(self) -> bool:
        """Whether the two differ as prices in two units do."""
        if not self.here or not self.there:
            return False
        ratio = max(self.here, self.there) / min(self.here, self.there)
        return any(abs(ratio / unit - 1) < NEAR for unit in UNITS)


@dataclass
class Compared:
    agree: int
    differ: list[Difference]
    alone: list[Difference]
    missing: list[str]


def compare(kind: str, read: Any, day: datetime.date) -> Compared:
    """The book against a list as it holds on a day; Misfit where a price of the list is none."""
    said = next(one for one in values(PRICE_LISTS)["lists"] if one["id"] == kind)
    out = Compared(0, [], [], [])
    for vendor, model in _models():
        row = f"{vendor.id}/{model.id}"
        if vendor.id not in said["vendors"]:
            continue
        name = (said.get("names") or {}).get(row, model.id)
        there = found(kind, read, said["vendors"][vendor.id], name, day.isoformat())
        if there is None:
            out.missing.append(row)
            continue
        _sort(row, model, there, out)
    return out


def _sort(row: str, model: Model, there: Prices, out: Compared) -> None:
    for name, other in there.items():
        if name not in model.tiers:
            out.alone += [Difference(row, name, part, None, price, None) for part, price in other.items() if price]
    for tier in model.tiers.values():
        for one in _tier(row, tier, there.get(tier.name, {})):
            if one.here is None:
                out.alone.append(one)
            elif one.there is not None and abs(one.here - one.there) > NEAR * max(one.here, one.there):
                out.differ.append(one)
            elif one.there is not None:
                out.agree += 1


def _models() -> Iterator[tuple[Vendor, Model]]:
    for vendor in book().vendors:
        for model in vendor.models:
            yield vendor, model


def _tier(row: str, tier: Tier, there: dict[str, float]) -> Iterator[Difference]:
    """Each component that either side lists.

    A derived tier is our own sum, so what it leaves out is no gap; nor is a price of 0, which bills nothing.
    """
    for component in COMPONENTS:
        here, other = getattr(tier, component), there.get(component)
        if here is not None or (other and not tier.derived):
            yield Difference(row, tier.name, component, here, other, tier.as_of)


def read_list(path: Path) -> tuple[str, Any, str]:
    """(kind, value, text) of a list; Problems with all that is wrong."""
    problems: list[Problem] = []
    text = read_bytes(path, str(path), problems)
    read = load(str(path), text, problems) if text is not None else None
    if problems or text is None:
        raise Problems(problems)
    try:
        return kind_of(read), read, text
    except Misfit as error:
        raise Problems([problem(str(path), text, error)]) from error


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m macros.prices.compare", description="Compare the price book.")
    parser.add_argument("file", metavar="FILE", type=Path, help="a downloaded price list")
    parser.add_argument(
        "--as-of", metavar="DATE", type=datetime.date.fromisoformat, help="its date; left out: that of the file"
    )
    given = parser.parse_args(arguments)
    try:
        kind, read, text = read_list(given.file)
        day = given.as_of or datetime.date.fromtimestamp(given.file.stat().st_mtime)
        try:
            result = compare(kind, read, day)
        except Misfit as error:
            raise Problems([problem(str(given.file), text, error)]) from error
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 2
    print(WORDS.report(result, kind, day))
    return 1 if result.differ or result.alone else 0


if __name__ == "__main__":
    run(main)
