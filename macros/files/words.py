"""A file of `docs/words/` -> its sentences by id. What Python or the browser gives as an id is said in these words."""

from __future__ import annotations

import functools

from .paths import ROOT
from .yaml_text import values

WORDS = ROOT / "docs/words"


@functools.cache
def sentences(name: str) -> dict[str, str]:
    """The sentences of `docs/words/NAME.yml`."""
    return dict(values((WORDS / f"{name}.yml").read_text(encoding="utf-8")))
