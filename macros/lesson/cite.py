"""The lesson's dates and the site's settings -> what a citation needs, and the same as BibTeX by cite.jinja.

The address is left out while the site is only served on this machine: a citation must lead somewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from ..files.words_beside import words
from ..pages import outline
from ..quiz.read_quiz import LESSON


def fields(docs: Path, conf: Any) -> dict[str, str]:
    """Title, author, day of the last check, year and address of the site, each as text, and `bibtex` made from them."""
    lesson = (docs / LESSON).read_text(encoding="utf-8")
    checked = str(yaml.safe_load(outline.front_matter(lesson)[0])["checked"])
    address = conf["site_url"] or ""
    found = {
        "title": conf["site_name"],
        "author": conf["site_author"],
        "checked": checked,
        "year": checked[:4],
        "url": "" if urlsplit(address).hostname in (None, "127.0.0.1", "localhost") else address,
    }
    return {**found, "bibtex": words(__file__).bibtex(found)}
