"""A macro -> what a page can call and the build survives: errors said once, HTML packed, styles and scripts noted.

A macro never raises into the builder, which would replace the whole page: the error is logged (strict
builds count it and fail) and a red box stands in the page, so `mkdocs serve` lives on.
"""

from __future__ import annotations

import functools
import html
import logging
from collections.abc import Callable, Iterable
from typing import Any

from .files.problems import Problems
from .fragments import pack
from .pages.page import Page
from .pages.render import parts

Finish = Callable[[str], str]
log = logging.getLogger("mkdocs.plugins.macros.lesson")  # this prefix is counted by strict builds


class Edge:
    """The builder's environment for one build, and what was said in it so far."""

    def __init__(self, env: Any) -> None:
        self.env = env
        self.said: set[str] = set()

    def say(self, lines: Iterable[object]) -> None:
        """Each problem once a build, however many macros meet it."""
        for line in map(str, lines):
            if line not in self.said:
                self.said.add(line)
                log.error("%s", line)

    def add(self, name: str, macro: Callable[..., str], finish: Finish | None = None) -> None:
        """Lets pages call `macro` as `name`; `finish` packs and notes parts where a macro does both itself."""
        self.env.macro(self._guarded(macro, name, finish or self._finish), name)

    def add_of_page(self, name: str, macro: Callable[..., str], finish: Finish | None = None) -> None:
        """The same for a macro that differs by page: it gets the page's address, source and front matter first."""

        @functools.wraps(macro)
        def call(*arguments: str) -> str:
            page = self.env.page
            return macro(Page(page.file.src_uri, page.url, dict(page.meta), page.file.abs_src_path), *arguments)

        self.add(name, call, finish)

    def _guarded(self, macro: Callable[..., str], name: str, finish: Finish) -> Callable[..., str]:
        @functools.wraps(macro)
        def call(*arguments: str) -> str:
            try:
                out = macro(*arguments)
            except Problems as error:
                self.say(error.problems)
                out = box([str(problem) for problem in error.problems])
            except Exception as error:
                self.say([f"{self.env.page.file.src_uri}: {{{{ {name}{arguments!r} }}}}: {error}"])
                out = box([f"{name}{arguments!r}: {error}"])
            return finish(out)

        return call

    def _finish(self, out: str) -> str:
        return pack(_styles(self.env.page, out) + out)


def _styles(page: Any, out: str) -> str:
    """Links to the styles of components that the page meets here first; their scripts are noted for its head.

    A style sheet in the body holds back only what follows it, so a long page shows its first screen without waiting.
    """
    links = ""
    met = page.meta.setdefault("styles", [])
    scripts = page.meta.setdefault("scripts", [])
    for part in parts(out):
        if part.endswith(".js"):
            scripts.extend([part] if part not in scripts else [])
        elif part not in met:
            met.append(part)
            links += f'<link rel="stylesheet" href="{"../" * page.url.count("/")}{part}">'
    return links


def box(lines: list[str]) -> str:
    """The red box an author sees in the page itself."""
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f'<div class="admonition failure"><p class="admonition-title">Build error</p><ul>{items}</ul></div>'
