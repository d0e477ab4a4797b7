"""A component's template with its values -> HTML. Templates escape by default and refuse unknown names.

Python hands over numbers; a template writes the words and chooses the digits, by the filters of `model.format` and
`model.plot`.
"""

from __future__ import annotations

import functools
import hashlib
import re
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
from markupsafe import Markup

from ..files.paths import ROOT
from ..model import format as say
from ..model import plot
from . import markdown

COMPONENTS = ROOT / "docs" / "components"
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_INDENT = re.compile(r"\n\s*")
_ELEMENT = re.compile(r"<([a-z][\w-]*)")
_CLASSES = re.compile(r'class="([^"]*)"')
_FILTERS = (
    *(markdown.block, markdown.inline),
    *(say.fixed, say.percent, say.roughly, say.usd, say.price, say.number),
    *(plot.percent_at, plot.path_d, plot.area_d, plot.band_d),
)


def _compiled() -> jinja2.BytecodeCache:
    """Fifty templates, compiled once and not at every build, in the folder for temporary files.

    Jinja formats a constant when it compiles, so the name of what it keeps follows our filters too.
    """
    filters = [Path(module.__file__ or "").read_bytes() for module in (markdown, plot, say)]
    return jinja2.FileSystemBytecodeCache(pattern=f"{hashlib.sha256(b''.join(filters)).hexdigest()[:16]}-%s.cache")


@functools.cache
def environment() -> jinja2.Environment:
    """Our own environment: the one of the macros plugin does not escape."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(COMPONENTS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_compiled(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update({each.__name__: each for each in _FILTERS})
    made.globals["component"] = lambda name, **context: Markup(render(name, **context))  # noqa: S704 - our own template
    return made


def render(component: str, drawing: str = "", /, **context: Any) -> str:
    """HTML of `docs/components/NAME/NAME.html.jinja`, or of the `drawing` below that folder which fills its blocks.

    Line breaks between tags are left out to save bytes.
    """
    out = environment().get_template(f"{component}/{drawing or component}.html.jinja").render(**context)
    if "<pre" in out:
        return out.strip()
    return _INDENT.sub("\n", _BETWEEN_TAGS.sub("><", out)).strip()


@functools.cache
def names(component: str) -> set[str]:
    """What the component's template takes values for."""
    text = (COMPONENTS / component / f"{component}.html.jinja").read_text(encoding="utf-8")
    return jinja2.meta.find_undeclared_variables(environment().parse(text))


def parts(html: str) -> list[str]:
    """The style and script files of the components in `html`, from the site's root; a script loads its own imports.

    A component is known by its name, which its element or one of its classes bears.
    """
    words = {*_ELEMENT.findall(html), *" ".join(_CLASSES.findall(html)).split()}
    names = sorted(words & _components())
    files = [f"components/{name}/{name}{suffix}" for name in names for suffix in (".css", ".js")]
    return [name for name in files if (ROOT / "docs" / name).exists()]


@functools.cache
def _components() -> frozenset[str]:
    return frozenset(path.name for path in COMPONENTS.iterdir() if path.is_dir())
