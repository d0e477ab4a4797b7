"""A plan's numbers -> the slots of its commands. The twin of docs/model/plan/commands.js.

Digits only, and names that are safe in a shell: whatever is typed into the form, nothing else reaches a command.
"""

from __future__ import annotations

from typing import Any

from ..format import fixed
from ..template import slug
from .schedule import DRY

VENDORS = ("openai", "anthropic", "gemini")  # whose batches the downloadable script sends
_CHAT = '"messages": [{"role": "user", "content": "…"}]'
_CACHED = '"system": [{"type": "text", "text": "…", "cache_control": {"type": "ephemeral"}}], '
_BODIES = {"anthropic": f'"max_tokens": 500, {_CACHED}{_CHAT}', "gemini": '"contents": [{"parts": [{"text": "…"}]}]'}


def commands(x: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """`n_…`: digits; `slug`; `vendor` and `model` of the price row, or words to replace where the script does not speak to its vendor (`other_vendor`); `example`, a row to send."""
    numbers = {
        "rows": made["rows"],
        "dry": DRY,
        **dict(zip(("small", "medium", "large"), made["cost"]["sizes"], strict=True)),
        **{name: x[name] for name in ("shared", "unique", "output")},
        "per_day": x["requests_per_day"],
        "deadline_s": x["deadline_h"] * 3600,
        "hedge_s": max(made["hedge_h"] - made["submit"]["every_h"], 0)
        * 3600,  # from the submission: the oldest row was collected before it
        "polling_s": x["polling_min"] * 60,
    }
    digits = {f"n_{name}": fixed(value, 0).replace(",", "") for name, value in numbers.items()}
    vendor, _, model = x["row"].partition("/")
    sent = vendor in VENDORS
    return {
        **digits,
        "n_per_second": fixed(x["requests_per_day"] / 86400, 3).replace(",", ""),
        "slug": slug(x["workload"]),
        "vendor": vendor if sent else "VENDOR",
        "model": model if sent else "MODEL",
        "other_vendor": not sent,
        "example": f'{{"id": "row-17", "body": {{{_BODIES.get(vendor, _CHAT)}}}}}',
    }
