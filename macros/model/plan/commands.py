"""A plan's answers -> the names in its commands. The twin of docs/model/plan/commands.js.

Each is safe in a shell: whatever is typed into the form, these and numbers alone reach a command.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..template import slug

VENDORS = ("openai", "anthropic", "gemini")  # whose batches the downloadable script sends
_CHAT = '"messages": [{"role": "user", "content": "…"}]'
_CACHED = '"system": [{"type": "text", "text": "…", "cache_control": {"type": "ephemeral"}}], '
_BODIES = {"anthropic": f'"max_tokens": 500, {_CACHED}{_CHAT}', "gemini": '"contents": [{"parts": [{"text": "…"}]}]'}


def commands(answers: Mapping[str, Any]) -> dict[str, Any]:
    """`vendor` and `model` of the price row, `slug` of the call site, and `example`, a row to send.

    Where the script does not speak to the row's vendor (`other_vendor`), the first two are words to replace.
    """
    vendor, _, model = answers["row"].partition("/")
    sent = vendor in VENDORS
    return {
        "slug": slug(answers["workload"]),
        "vendor": vendor if sent else "VENDOR",
        "model": model if sent else "MODEL",
        "other_vendor": not sent,
        "example": f'{{"id": "row-17", "body": {{{_BODIES.get(vendor, _CHAT)}}}}}',
    }
