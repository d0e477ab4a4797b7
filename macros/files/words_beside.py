"""A template beside a module -> the texts in it, each a function by name: words of commands and of files they write.

`report.jinja` beside `report.py` holds macros; `words(__file__).table(rows)` is the text of its macro `table`. Plain
text and Markdown are not escaped; an unknown name is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2


def words(module: str, *filters: Callable[..., object]) -> Any:
    """The macros of the template beside the file `module`, which may use the `filters` by their names."""
    path = Path(module)
    environment = jinja2.Environment(  # noqa: S701 - no HTML is made here
        loader=jinja2.FileSystemLoader(path.parent),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({each.__name__: each for each in filters})
    return environment.get_template(f"{path.stem}.jinja").module
