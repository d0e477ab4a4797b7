"""A template beside a module -> the texts in it, each a function by name: words of commands and of files they write.

`report.jinja` beside `report.py` holds macros; `words(__file__).table(rows)` is the text of its macro `table`. Plain
text and Markdown are not escaped; an unknown name is an error.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2


class Words:
    """The macros of a template; it is compiled when the first of them is called, for a build needs few of them."""

    def __init__(self, path: Path, filters: tuple[Callable[..., object], ...]) -> None:
        self._path, self._filters = path, filters

    @functools.cached_property
    def _macros(self) -> Any:
        environment = jinja2.Environment(  # noqa: S701 - no HTML is made here
            loader=jinja2.FileSystemLoader(self._path.parent),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update({each.__name__: each for each in self._filters})
        return environment.get_template(self._path.name).module

    def __getattr__(self, name: str) -> Callable[..., str]:
        return getattr(self._macros, name)  # type: ignore[no-any-return]


def words(module: str, *filters: Callable[..., object]) -> Words:
    """The macros of the template beside the file `module`, which may use the `filters` by their names."""
    return Words(Path(module).with_suffix(".jinja"), filters)
