"""The page a macro is called on, and addresses relative to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_QUIZ = "batch-inference-economics"


@dataclass(frozen=True)
class Page:
    """The page a macro is called on."""

    source: str
    url: str
    meta: dict[str, Any]
    path: str

    @property
    def quiz_id(self) -> str:
        return str(self.meta.get("quiz", DEFAULT_QUIZ))

    def line_of(self, key: str) -> int:
        """The line of a key in the page's head; 1 where it is not written."""
        lines = Path(self.path).read_text(encoding="utf-8").splitlines()
        return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)


def href_to(place: Page, page: str) -> str:
    """The relative address of a page, given by its path under docs/, from this one: nothing when it is this one."""
    if place.source == page:
        return ""
    address = re.sub(r"(^|/)index/$", r"\1", page.removesuffix(".md") + "/")
    return "../" * place.url.count("/") + address
