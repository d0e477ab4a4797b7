"""A macro -> what a page can call and the build survives: errors said once, HTML packed, styles and scripts noted.

A macro never raises into the builder, which would replace the whole page: the error is logged (strict
builds count it and fail) and a red box stands in the page, so `mkdocs serve` lives on.
"""

from __future__ import annotations

import functools
import html
import logging
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .files.problems import Problem, Problems
from .fragments import Fragments
from .pages.page import Page
from .pages.page_faults import calling_line
from .pages.page_faults import place as place_of
from .pages.render import parts

Macro = Callable[..., str]
log = logging.getLogger("mkdocs.plugins.macros.lesson")  # this prefix is counted by strict builds


class Call(NamedTuple):
    """A macro's name where a page calls it: MkDocs' page, and the line of its text."""

    name: str
    page: Any
    line: int


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
            out = self._guarded(Call(name, page, calling_line()), macro, arguments, of_page)
            met = parts(out)
            return self.fragments.pack_late(functools.partial(_noted, page, met)) + self.fragments.pack(out)

        self.env.macro(call, name)

    def add_late(self, name: str, macro: Macro, of_page: bool = False) -> None:
        """The same for what is drawn when the page is written, past the search."""

        def call(*arguments: str) -> str:
            page = self.env.page
            here = Call(name, page, calling_line())

            def draw() -> str:
                out = self._guarded(here, macro, arguments, of_page)
                return _noted(page, parts(out)) + out

            return self.fragments.pack_late(draw)

        self.env.macro(call, name)

    def add_markdown(self, name: str, macro: Macro) -> None:
        """The same for one that gives Markdown and packs what else it holds; it gets the page and both ways to pack."""

        def call() -> str:
            here = Call(name, self.env.page, calling_line())

            def late(draw: Callable[[], str]) -> str:
                return self.fragments.pack_late(functools.partial(self._guarded, here, draw, (), of_page=False))

            return self._guarded(here, macro, (self.fragments.pack, late), of_page=True)

        self.env.macro(call, name)

    def _guarded(self, here: Call, macro: Macro, arguments: tuple[Any, ...], of_page: bool) -> str:
        page = here.page
        place = (Page(page.file.src_uri, page.url, dict(page.meta), page.file.abs_src_path),) if of_page else ()
        try:
            return macro(*place, *arguments)
        except Problems as error:
            problems = error.problems
        except ValueError as error:  # what a macro says of its arguments
            problems = [Problem(*place_of(page, here.line, here.name), str(error))]
        except Exception as error:
            said = f"{here.name} cannot be drawn: {type(error).__name__}: {error}"
            problems = [Problem(*place_of(page, here.line, here.name), said)]
        self.say(problems)
        return box([str(problem) for problem in problems])


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
