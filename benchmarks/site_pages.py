"""A project's pages as Markdown after its macros have run, each packed word opened into the HTML it carries."""

from __future__ import annotations

import re
import tempfile
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

WORD = re.compile(r"HTMLx\d+xLMTH")


def pages(folder: str) -> dict[str, str]:
    """Path under docs -> Markdown with HTML in it, as an author would have to write it without macros."""
    out: dict[str, str] = {}

    def keep(markdown: str, page: Any, config: Any, **_: Any) -> str:
        packed = config.extra["fragments"]
        opened = packed.whole(packed.unpack(WORD.sub("\n\n\\g<0>\n\n", markdown)))
        head = "".join(
            f"{key}: {value}\n" for key, value in page.meta.items() if isinstance(value, str) and ":" not in value
        )
        out[page.file.src_uri] = f"---\n{head}---\n{opened}" if head else opened
        return markdown

    with tempfile.TemporaryDirectory() as site:
        config = load_config(f"{folder}/mkdocs.yml", site_dir=site, strict=False)
        config.plugins.events["page_markdown"].append(keep)
        build(config)
    return out
