"""What MkDocs calls while it builds, besides the macros: a page's late parts are drawn just before it is written.

By then the search plugin has read the page without them, and after it they are let go: a site of any number of pages
holds the cards of one.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import escape
from mkdocs.exceptions import PluginError

from macros.files.problems import Problem
from macros.pages import safe_page

# A build makes trees and strings, hardly a ring: looking for rings after every 700 new objects took 6 % of its time.
gc.set_threshold(50_000, 20, 20)


def on_env(env: jinja2.Environment, **_others: Any) -> jinja2.Environment:
    """The theme's templates are compiled once and not at every build, in the folder for temporary files."""
    env.bytecode_cache = jinja2.FileSystemBytecodeCache()
    return env


def on_config(config: Any) -> Any:
    """What settings say stands in quotes of a page's head."""
    config.site_description = config.site_description and escape(config.site_description)
    return config


def on_files(files: Any, config: Any) -> Any:
    _stop(safe_page.outside(files, config.docs_dir))
    return files


def on_page_markdown(markdown: str, page: Any, **_others: Any) -> str:
    """A description stands in quotes of the head, and may hold quotes itself."""
    if isinstance(page.meta.get("description"), str):
        page.meta["description"] = escape(page.meta["description"])
    return markdown


def on_page_content(content: str, page: Any, **_others: Any) -> str:
    if any(True for _ in safe_page.unsafe(content)):
        text = Path(page.file.abs_src_path).read_text(encoding="utf-8-sig")
        _stop(safe_page.faults(page.file.src_uri, text, content))
    return content


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise PluginError("\n".join(map(str, problems)))


def on_page_context(context: Any, page: Any, config: Any, **_others: Any) -> Any:
    if packed := config.extra.get("fragments"):  # not there in a site without the macros
        page.content = packed.whole(page.content)
    _stop(safe_page.twice(page.file.src_uri, page.content))
    return context


def on_post_page(output: str, page: Any, **_others: Any) -> str:
    page.content = ""
    return output
