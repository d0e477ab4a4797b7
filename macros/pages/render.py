"""A component's template with its values -> HTML. Templates escape by default and refuse unknown names."""

from __future__ import annotations

import functools
import re
from typing import Any

import jinja2

from ..files.paths import ROOT
from . import markdown

COMPONENTS = ROOT / "docs" / "components"
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_INDENT = re.compile(r"\n\s*")
_NAMES = re.compile(r'<([a-z][\w-]*)|\bclass="([^"]*)"')


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
    out = environment().get_template(f"{component}/{component}.html.jinja").render(**context)
    if "<pre" in out:
        return out.strip()
    return _INDENT.sub("\n", _BETWEEN_TAGS.sub("><", out)).strip()


def parts(html: str) -> list[str]:
    """The style and script files of the components in `html`, as paths from the site's root; a script loads its own imports.

    A component is known by its name, which its element or one of its classes bears.
    """
    words = {word for element, classes in _NAMES.findall(html) for word in (element, *classes.split())}
    names = sorted(words & _components())
    files = [f"components/{name}/{name}{suffix}" for name in names for suffix in (".css", ".js")]
    return [name for name in files if (ROOT / "docs" / name).exists()]


@functools.cache
def _components() -> frozenset[str]:
    return frozenset(path.name for path in COMPONENTS.iterdir() if path.is_dir())
