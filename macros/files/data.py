"""A file of `docs/data/` -> its plain values."""

from __future__ import annotations

import functools
from typing import Any

from .paths import ROOT
from .yaml_text import values

DATA = ROOT / "docs/data"


@functools.cache
def read(name: str) -> dict[str, Any]:
    """A file of `docs/data/`."""
    return dict(values((DATA / name).read_text(encoding="utf-8")))
