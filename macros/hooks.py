"""What MkDocs calls while it builds, besides the macros: a page's late parts are drawn just before it is written.

By then the search plugin has read the page without them, and after it they are let go: a site of any number of pages
holds the cards of one.
"""

from __future__ import annotations

import gc
from typing import Any

import jinja2

# A build makes trees and strings, hardly a ring: looking for rings after every 700 new objects took 6 % of its time.
gc.set_threshold(50_000, 20, 20)


def on_env(env: jinja2.Environment, **_others: Any) -> jinja2.Environment:
    """The theme's templates are compiled once and not at every build, in the folder for temporary files."""
    env.bytecode_cache = jinja2.FileSystemBytecodeCache()
    return env


def on_page_context(context: Any, page: Any, config: Any, **_others: Any) -> Any:
    if packed := config.extra.get("fragments"):  # not there in a site without the macros
        page.content = packed.whole(page.content)
    return context


def on_post_page(output: str, page: Any, **_others: Any) -> str:
    page.content = ""
    return output
