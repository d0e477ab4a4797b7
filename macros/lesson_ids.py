"""The ids that a lesson's Markdown writes: what a question's `see` may point to."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

from . import outline

_H3 = re.compile(r"^###+\s+.+?\{:?[^}]*#([\w-]+)", re.MULTILINE)


def lesson_ids(text: str) -> set[str]:
    """Ids of headings and of paragraphs that carry `{: #id }`, in the body below the first section heading."""
    return set(outline.sections(text)) | set(_H3.findall(text))


def ids_by_page(docs: Path) -> Callable[[str], set[str] | None]:
    """A function from a page's path under `docs` to its ids, None where there is no such page. Each page is read once."""

    @functools.cache
    def ids(page: str) -> set[str] | None:
        path = docs / page
        inside = path.suffix == ".md" and path.resolve().is_relative_to(docs.resolve())
        return lesson_ids(path.read_text(encoding="utf-8")) if inside and path.is_file() else None

    return ids
