"""A component's template with its values -> HTML. Templates escape by default and refuse unknown names."""

from __future__ import annotations

import functools
import re
from typing import Any

import jinja2

from ..files.paths import ROOT
from . import markdown

COMPONENTS = ROOT / "docs" / "components"
used: set[str] = set()  # components drawn since the edge last looked: their styles and scripts go into the page's head
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_INDENT = re.compile(r"\n\s*")


@functools.cache
def environment() -> jinja2.Environment:
    """Our own environment: the one of the macros plugin does not escape."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(COMPONENTS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["block"] = markdown.block
    made.filters["inline"] = markdown.inline
    return made


def render(component: str, **context: Any) -> str:
    """HTML of `docs/components/NAME/NAME.html.jinja`; line breaks between tags are left out to save bytes."""
    used.add(component)
    out = environment().get_template(f"{component}/{component}.html.jinja").render(**context)
    if "<pre" in out:
        return out.strip()
    return _INDENT.sub("\n", _BETWEEN_TAGS.sub("><", out)).strip()


def parts() -> list[str]:
    """The style and script files of the components drawn, as paths from the site's root; a script loads its own imports."""
    names = [f"components/{name}/{name}{suffix}" for name in sorted(used) for suffix in (".css", ".js")]
    return [name for name in names if (ROOT / "docs" / name).exists()]
