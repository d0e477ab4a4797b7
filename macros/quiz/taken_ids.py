"""The ids that the site's own parts print on a page of questions, so that no question takes one of them."""

from __future__ import annotations

import functools
import re

from ..files.paths import ROOT

_PRINTED = re.compile(r'\bid="([a-z][a-z0-9-]*)(\{\{)?')
_OF_AN_ITEM = re.compile(r"(.+)-(?:stem|error|[0-9a-f]{6})")


@functools.cache
def _printed() -> tuple[frozenset[str], tuple[str, ...]]:
    """(whole ids, beginnings of ids) in the templates of components and pages."""
    found = [
        match
        for folder in ("docs/components", "macros")
        for path in sorted((ROOT / folder).rglob("*.jinja"))
        for match in _PRINTED.findall(path.read_text(encoding="utf-8"))
    ]
    return frozenset(name for name, more in found if not more), tuple({name for name, more in found if more})


def taken(name: str, siblings: set[str]) -> bool:
    """Whether a part of the site, or of another item of its folder (`siblings`), prints a question's id already."""
    whole, beginnings = _printed()
    item = _OF_AN_ITEM.fullmatch(name)
    return name in whole or name.startswith(beginnings) or bool(item and item[1] in siblings)
