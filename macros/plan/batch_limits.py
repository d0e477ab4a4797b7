"""`python -m macros.plan.batch_limits`: the price book's batch limits -> docs/assets/batch/limits.json, which the batch script reads.

The file is generated and committed, so that the script's folder is whole when it is downloaded; a test holds it to the
book. A limit that the vendor does not state is null: nothing is guessed.
"""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from ..files.paths import ROOT

VENDORS = ("openai", "anthropic", "gemini")
FILE = "docs/assets/batch/limits.json"


def limits(root: Path = ROOT) -> str:
    """The file's text: requests and megabytes (1e6 bytes) of one file, with source and date, by vendor."""
    book = yaml.safe_load((root / "docs/data/prices.yml").read_text(encoding="utf-8"))
    made = {}
    for vendor in book["vendors"]:
        if vendor["id"] in VENDORS:
            term = next(term for term in vendor["terms"] if term["topic"] == "limits")
            stated = term.get("value") or {}
            made[vendor["id"]] = {
                "max_requests": stated.get("max_requests"),
                "max_file_mb": stated.get("max_file_mb"),
                "source": term["source"],
                "as_of": str(term["as_of"]) if term["as_of"] else None,
            }
    return (
        json.dumps({"generated": "python -m macros.plan.batch_limits, from docs/data/prices.yml", **made}, indent=1)
        + "\n"
    )


if __name__ == "__main__":
    (ROOT / FILE).write_text(limits(), encoding="utf-8")
