"""A page's content policy -> one that runs the page's own inline scripts, each by its hash, and no other.

A build says 'unsafe-inline', as it does not know yet what the theme writes into each page; a finished page does.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

ANY = " ".join(("script-src", "'self'", "'unsafe-inline'"))
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def strict(html: str) -> str:
    """The page with the hashes of its inline scripts in the place of leave for all; as it was where it has none."""
    if ANY not in html:
        return html
    found = dict.fromkeys(hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(html))
    hashes = "".join(f" 'sha256-{base64.b64encode(one).decode()}'" for one in found)
    return html.replace(ANY, f"script-src 'self'{hashes}", 1)


def in_place_of_any(site: Path) -> None:
    """Writes each page's own policy into it."""
    for path in site.rglob("*.html"):
        path.write_text(strict(path.read_text(encoding="utf-8")), encoding="utf-8")
