"""What the macros of one build share, each made when the first of them asks for it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .pages import forge
from .pages.page import Page

if TYPE_CHECKING:
    from .lesson.header import Header
    from .quiz.bank import Bank
    from .quiz.cards import Cards
    from .quiz.quality import Quality


class Once(dict[str, str]):
    """Values by name, filled when the first is asked for; question marks when they could not be made (None)."""

    def __init__(self, fill: Callable[[], dict[str, str] | None]) -> None:
        super().__init__()
        self.fill: Callable[[], dict[str, str] | None] | None = fill
        self.unknown = False

    def __missing__(self, name: str) -> str:
        if self.fill:
            made, self.fill = self.fill(), None
            self.unknown = made is None
            self.update(made or {})
            return self[name]
        if self.unknown:
            return "?"
        raise KeyError(name)


class Shared:
    """By the site's settings (`extra` of mkdocs.yml) and the folder that the site is built into."""

    def __init__(self, extra: dict[str, Any], site: Path) -> None:
        self.extra, self.site = extra, site
        self.links = forge.Forge(extra.get("repo"))

    def settings(self) -> list[str]:
        """What is wrong with the settings."""
        fault = forge.fault(self.extra.get("repo"))
        return [f"mkdocs.yml: {fault}"] if fault else []

    @functools.cached_property
    def bank(self) -> Bank:
        from .quiz.bank import Bank

        return Bank()

    @functools.cached_property
    def cards(self) -> Cards:
        from .quiz.cards import Cards

        return Cards(self.bank, self.links)

    @functools.cached_property
    def header(self) -> Header:
        from .lesson.header import Header

        return Header(self.bank, self.extra.get("maintainer"))

    @functools.cached_property
    def judged(self) -> Quality:
        from .quiz.quality import Quality

        return Quality(dict(self.bank.sound()))

    def exports_table(self, page: Page) -> str:
        """Writes the exports beside the pages, a quiz at a time, and gives the table of them."""
        from .export.table import exports_table

        return exports_table(page, (quiz for _, quiz in self.bank.sound()), self.site)
