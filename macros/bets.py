"""The bet at the top of the lesson: its numbers from `docs/data/workloads.yml`, its answer worked out here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def bet(root: Path) -> dict[str, Any]:
    """The four given numbers, and the saving that they lead to, as words for the page."""
    given = yaml.safe_load((root / "docs/data/workloads.yml").read_text(encoding="utf-8"))["bet"]
    return {**given, **worked(given)}
