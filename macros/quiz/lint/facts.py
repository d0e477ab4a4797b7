"""QZ501: no item carries a vendor's price. Prices live in the price book, with source and date."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ...files.paths import ROOT
from ..question import Question
from . import text
from .rule import Finding, rule

_AMOUNT = re.compile(r"(?:US)?[$€£]\s?\d|\b\d[\d,.]*\s?(?:USD|EUR|GBP|dollars?|euros?|cents?)\b")
_GENERIC = re.compile(r"\s*\([^)]*\)|\s+API\b")
# First words of vendors' names that are English words too: these vendors are known by the whole name only.
_ORDINARY = frozenset(("Agent", "Fireworks", "Hugging", "Sail", "Snowflake", "Together", "Voyage"))


@functools.cache
def vendors() -> re.Pattern[str]:
    """The names of the price book, whole and by their first word; a book that cannot be read is said elsewhere."""
    from ...prices.read import load_prices  # the price book is for items that name an amount

    book = load_prices(ROOT)[0]
    names: set[str] = set()
    for vendor in book.vendors if book else ():
        for name in _GENERIC.sub("", vendor.name).split(" / "):
            names |= {name, name.split()[0]} - _ORDINARY
    return re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b" if names else r"(?!)"
    )


@rule(
    "QZ501",
    "error",
    what="A currency amount stands in an item that names a vendor.",
    why="List prices change within weeks. The item would teach a stale one, and nobody would see it.",
    example="“OpenAI charges $2.50 for …”",
    instead="“A vendor charges $2.50 …” in a made-up case, or the ratio, with the price in the price book",
)
def no_vendor_price(item: Question) -> Iterator[Finding]:
    values = [("stem", item.stem)]
    for option in item.as_written:
        values += [(f"{option.key}/text", option.text), (f"{option.key}/why", option.why)]
    shown = [(key, text.plain(value)) for key, value in values]
    priced = [key for key, words in shown if _AMOUNT.search(words)]
    if not priced:
        return
    vendor = next((match[0] for _, words in shown if (match := vendors().search(words))), None)
    if vendor:
        message = f"a price in an item that names {vendor} goes stale. Leave the vendor out, or ask for a ratio."
        yield Finding(priced[0], message)
