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
from .fragments import Fragments
from .pages.page import Page
from .pages.render import parts

Macro = Callable[..., str]
log = logging.getLogger("mkdocs.plugins.macros.lesson")  # this prefix is counted by strict builds


class Edge:
    """The builder's environment for one build, and what was said in it so far."""

    def __init__(self, env: Any, fragments: Fragments) -> None:
        self.env, self.fragments = env, fragments
        self.said: set[str] = set()

    def say(self, lines: Iterable[object]) -> None:
        """Each problem once a build, however many macros meet it."""
        for line in map(str, lines):
            if line not in self.said:
                self.said.add(line)
                log.error("%s", line)

    def add(self, name: str, macro: Macro, of_page: bool = False) -> None:
        """Lets pages call `macro` as `name`: what it gives is read by the search.

        With `of_page` a macro gets the page that it stands on first.
        """

        def call(*arguments: str) -> str:
            page = self.env.page
            out = self._guarded(name, macro, page, arguments, of_page)
            met = parts(out)
            return self.fragments.pack_late(functools.partial(_noted, page, met)) + self.fragments.pack(out)

        self.env.macro(call, name)

    def add_late(self, name: str, macro: Macro, of_page: bool = False) -> None:
        """The same for what is drawn when the page is written, past the search."""

        def call(*arguments: str) -> str:
            page = self.env.page

            def draw() -> str:
                out = self._guarded(name, macro, page, arguments, of_page)
                return _noted(page, parts(out)) + out

            return self.fragments.pack_late(draw)

        self.env.macro(call, name)

    def add_markdown(self, name: str, macro: Macro) -> None:
        """The same for one that gives Markdown and packs what else it holds; it gets the page and both ways to pack."""

        def call() -> str:
            page = self.env.page

            def late(draw: Callable[[], str]) -> str:
                return self.fragments.pack_late(functools.partial(self._guarded, name, draw, page, (), of_page=False))

            return self._guarded(name, macro, page, (self.fragments.pack, late), of_page=True)

        self.env.macro(call, name)

    def _guarded(self, name: str, macro: Macro, page: Any, arguments: tuple[Any, ...], of_page: bool) -> str:
        place = (Page(page.file.src_uri, page.url, dict(page.meta), page.file.abs_src_path),) if of_page else ()
        try:
            return macro(*place, *arguments)
        except Problems as error:
            self.say(error.problems)
            return box([str(problem) for problem in error.problems])
        except Exception as error:
            self.say([f"{page.file.src_uri}: {{{{ {name}{arguments!r} }}}}: {error}"])
            return box([f"{name}{arguments!r}: {error}"])


def _noted(page: Any, files: list[str]) -> str:
    """Links to the styles of components that the page meets here first; their scripts are noted for its head.

    A style sheet in the body holds back only what follows it, so a long page shows its first screen without waiting.
    """
    links = ""
    met = page.meta.setdefault("styles", [])
    scripts = page.meta.setdefault("scripts", [])
    for part in files:
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
