"""What a page may bring to a reader: addresses of the web and of the site, and files of the site's own folder."""

from __future__ import annotations

import html
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..files.problems import Problem

_ADDRESS = re.compile(r"""\b(?:href|src|action|formaction|poster|data)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE = ("http:", "https:", "mailto:")


def unsafe(content: str) -> Iterator[str]:
    """Each address in a page's HTML that a browser would take for something else than a page, such as a script."""
    for match in _ADDRESS.finditer(content):
        # A browser drops line breaks and what is below a space before it reads the scheme.
        address = re.sub(r"[\x00-\x20]", "", html.unescape(match[1] or match[2] or ""))
        scheme = _SCHEME.match(address)
        if scheme and scheme[0].lower() not in _SAFE and not address.lower().startswith("data:image/"):
            yield address


def faults(source: str, text: str, content: str) -> list[Problem]:
    """The unsafe addresses of a page, at the first line of its file that holds their beginning."""
    found = []
    for address in unsafe(content):
        start = address.split(":")[0]
        line = next((n for n, told in enumerate(text.splitlines(), 1) if f"{start}:" in told), 1)
        said = f"an address of the kind '{start}:' is not allowed. Write one from https:// on, or a page of the site."
        found.append(Problem(f"docs/{source}", line, 1, said))
    return found


def twice(source: str, content: str) -> list[Problem]:
    """Ids that two elements of a page share: a link leads to the first of them, whichever was meant."""
    counted = Counter(re.findall(r'\sid="([^"]+)"', content))
    return [
        Problem(
            f"docs/{source}", 1, 1, f"the id '{name}' stands on this page {n} times. Rename the question or heading."
        )
        for name, n in counted.items()
        if n > 1
    ]


def outside(files: Iterable[Any], docs: str) -> list[Problem]:
    """Links in the folder `docs` to what lies outside it: whatever they point to would be published."""
    root = Path(os.path.realpath(docs))
    said = "this is a link to what lies outside docs/. Put the file itself here."
    return [
        Problem(f"docs/{file.src_uri}", 1, 1, said)
        for file in files
        if file.abs_src_path
        and file.src_dir == docs
        and not Path(os.path.realpath(file.abs_src_path)).is_relative_to(root)
    ]
