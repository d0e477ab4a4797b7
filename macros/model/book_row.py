"""The prices of a row of the book, as they hold for a day and a prompt. The twin of docs/model/book_row.js.

Held to tests/vectors/book_row.json.
"""

from __future__ import annotations

from .records import BookRow


def row_prices(row: BookRow, prompt_tokens: float, today: str) -> dict[str, float | None]:
    """The prices of a row of the book on a day (2026-11-27), for a prompt of that length, where they are published."""
    changes, long = row["changes"], row["long"]
    prices = row["set"]
    if changes and changes["set"] and today >= changes["on"]:
        prices = changes["set"]
    return long["set"] if long and long["set"] and prompt_tokens > long["above"] else prices
