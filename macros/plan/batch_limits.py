"""`python -m macros.plan.batch_limits`: the price book's batch limits -> the limits.json that the batch script reads.

The file is generated and committed, so that the script's folder is whole when it is downloaded; a test holds it to the
book. A limit that the vendor does not state is null: nothing is guessed.
"""

from __future__ import annotations

import json
from pathlib import Path

from ..files.paths import ROOT
from ..files.problems import Problems
from ..prices.read import PATH, load_prices

VENDORS = ("openai", "anthropic", "gemini")
FILE = "docs/assets/batch/limits.json"


def limits(root: Path = ROOT) -> str:
    """The file's text: requests and megabytes (1e6 bytes) of one file, with source and date, by vendor."""
    book, problems = load_prices(root)
    if book is None:
        raise Problems(problems)
    made = {}
    for vendor in book.vendors:
        term = vendor.term("limits") if vendor.id in VENDORS else None
        if term:
            stated = term.value or {}
            made[vendor.id] = {
                "max_requests": stated.get("max_requests"),
                "max_file_mb": stated.get("max_file_mb"),
                "source": term.source,
                "as_of": str(term.as_of) if term.as_of else None,
            }
    said = f"python -m macros.plan.batch_limits, from {PATH}"
    return json.dumps({"generated": said, **made}, indent=1) + "\n"


if __name__ == "__main__":
    (ROOT / FILE).write_text(limits(), encoding="utf-8")
