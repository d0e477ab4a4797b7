"""The theme's own script -> the same, without two things that it does on every page for nothing.

It asks for the search index when a reader opens the search: most visits search for nothing, and the index is as heavy
as all our scripts of the lesson. An address that names a word to search for (`?q=`) opens the search by itself, and one
with words to mark (`?h=`) is marked as before.

It leaves tables where they are that scroll inside a region of ours: taking each out and putting it back in a wrap of
the theme's was a third of what held back a reader of the prices.
"""

from __future__ import annotations

import re
from pathlib import Path

# What stands once in the script, and what stands there instead: "at once unless the page is a file", "mark words",
# "each table".
_CHANGES = (
    (re.compile(r'location\.protocol!=="file:"(?=\),\w+\("search"\)\))'), "!1"),
    (re.compile(r'(\w+\("search\.highlight"\))(?=\?)'), r'\1&&new URLSearchParams(location.search).has("h")'),
    (re.compile(r'"table:not\(\[class\]\)"'), '":not(.scroll)>table:not([class])"'),
)


def changed(text: str) -> str:
    """The script with all changes; ValueError where it is another version that says it otherwise."""
    for pattern, instead in _CHANGES:
        text, found = pattern.subn(instead, text)
        if found != 1:
            raise ValueError(
                f"the theme's script holds {pattern.pattern!r} {found} times, not once. See what it does instead."
            )
    return text


def rewrite(site: Path) -> None:
    """Does so in the folder of a finished build; a script that is done already stays as it is."""
    for path in (site / "assets/javascripts").glob("bundle.*.min.js"):
        text = path.read_text(encoding="utf-8")
        if _CHANGES[-1][1] not in text:
            path.write_text(changed(text), encoding="utf-8")
