"""The lesson's dates and the site's settings -> what a citation needs, and the same as BibTeX.

The address is left out while the site is only served on this machine: a citation must lead somewhere.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import yaml

from ..pages import outline


def fields(lesson: str, conf: Any) -> dict[str, str]:
    """Title, author, day of the last check, year and address of the site, each as text, and `bibtex` made from them."""
    checked = str(yaml.safe_load(outline.front_matter(lesson)[0])["checked"])
    address = conf["site_url"] or ""
    found = {
        "title": conf["site_name"],
        "author": conf["site_author"],
        "checked": checked,
        "year": checked[:4],
        "url": "" if urlsplit(address).hostname in (None, "127.0.0.1", "localhost") else address,
    }
    return {**found, "bibtex": _bibtex(found)}


def _bibtex(found: dict[str, str]) -> str:
    """Braces inside the quotes of the author, so that a group is not taken for a first and a last name."""
    lines = [
        f"@misc{{batch-inference-economics-{found['year']},",
        f'  author = "{{{found["author"]}}}",',
        f"  title  = {{{found['title']}}},",
        f"  year   = {{{found['year']}}},",
        f"  url    = {{{found['url']}}}," if found["url"] else "",
        f"  note   = {{Facts checked {found['checked']}; CC BY 4.0}}",
        "}",
    ]
    return "\n".join(line for line in lines if line)
