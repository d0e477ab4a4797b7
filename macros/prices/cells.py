"""What every cost table is made of: the price book, the workloads, and cells of words, figures and dated links.

Each row ends in its dated source. A figure that follows from a published rule says "derived"; a rule that no
page states reads "not stated"; a page without a date reads "undated page, read DATE".
"""

from __future__ import annotations

import datetime
from typing import Any

from markupsafe import Markup

from ..model import format as say
from ..pages.table import cell
from .book import Model, Vendor
from .read import book

NOT_STATED = "not stated"


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
    return {
        "text": say.percent(value),
        "bar": round(value * 100),
        "below": "derived" if derived else "",
        "number": True,
    }
