"""What every cost table is made of: the price book, the workloads, and cells of words, figures and dated links.

Each row ends in its dated source. A figure that follows from a published rule says "derived"; a rule that no
page states reads "not stated"; a page without a date reads "undated page, read DATE".
"""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from .files.paths import ROOT
from .files.problems import Problems
from .files.yaml_text import values
from .load_prices import load_prices
from .model import format as say
from .model.price import Model, PriceBook, Vendor
from .pages.table import cell

NOT_STATED = "not stated"


@dataclass(frozen=True)
class Workload:
    """Tokens per request; `unusable` is the share of billed answers that is thrown away."""

    id: str
    name: str
    requests_per_day: int
    input_tokens: int
    output_tokens: int
    unusable: float


@functools.cache
def book() -> PriceBook:
    """The price book of this site, or every problem in it."""
    made, problems = load_prices(ROOT)
    if made is None:
        raise Problems(problems)
    return made


@functools.cache
def workloads() -> dict[str, Workload]:
    read = values((ROOT / "docs/data/workloads.yml").read_text(encoding="utf-8"))["workloads"]
    return {
        w["id"]: Workload(
            w["id"],
            w["name"],
            w["requests_per_day"],
            w["shared_tokens"] + w["unique_tokens"],
            w["output_tokens"],
            w["unusable_percent"] / 100,
        )
        for w in read
    }


def dated(source: str | None, as_of: datetime.date | None, words: str = "") -> Markup:
    """A link to the source that reads as its date, or as `words`."""
    if source is None:
        return Markup("no page found")
    words = words or (as_of.isoformat() if as_of else f"undated page, read {book().compiled}")
    return Markup('<a href="{}">{}</a>').format(source, words)


def name(vendor: Vendor, model: Model) -> dict[str, Any]:
    return {"text": model.id.split("/")[-1], "below": vendor.name}


def share(value: float | None, derived: bool = False) -> dict[str, Any]:
    if value is None:
        return cell(None)
    value = round(value, 12)  # a quotient of two prices may fall a hair below the half it is
    return {"text": say.percent(value), "bar": round(value * 100), "below": "derived" if derived else "", "number": True}
