"""All quizzes of a site, each read when somebody asks for it: for cards, exports and item quality.

A build asks for what would be wrong for a reader; style is for `make check` and the page on item quality to judge.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from ..files.paths import ROOT
from ..files.problems import Problem, Problems, did_you_mean, errors
from ..pages import outline
from ..pages.page import Page
from . import lint
from .placeholder import unfilled_in_pages
from .question import Quiz
from .read_quiz import quiz_folders

KEPT = 4  # quizzes held at once: a page asks for one again and again


class Bank:
    """The quizzes of `root`; `names` are the names of their folders, sound or not."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.folders = {folder.name: folder for folder in quiz_folders(root)}
        self.names = list(self.folders)
        self.read = functools.lru_cache(maxsize=KEPT)(self._read)
        self.found: dict[str, list[Problem]] = {}
        self.see_ids = outline.ids_by_page(root / "docs")

    def _read(self, name: str) -> tuple[Quiz | None, list[Problem]]:
        """The quiz, None with an error in it, and its errors."""
        quiz, self.found[name] = lint.load_and_judge(self.folders[name], self.see_ids, self.root)
        return quiz, self.found[name]

    @functools.lru_cache(maxsize=KEPT)  # noqa: B019 - a bank lives as long as its build
    def sections(self, page: str) -> dict[str, outline.Section]:
        """The sections of a lesson, given by its path under docs/."""
        return outline.sections((self.root / "docs" / page).read_text(encoding="utf-8"))

    def quiz(self, page: Page) -> Quiz:
        """The quiz that a page names; Problems when it is broken or not there."""
        if page.quiz_id not in self.folders:
            near = did_you_mean(page.quiz_id, self.names) or " Name a folder of quizzes/."
            missing = f"there is no quiz '{page.quiz_id}'.{near}"
            raise Problems([Problem(f"docs/{page.source}", page.line_of("quiz"), 1, missing)])
        quiz, problems = self.read(page.quiz_id)
        if quiz is None:
            raise Problems(problems)
        return quiz

    def sound(self) -> Iterator[tuple[str, Quiz]]:
        """Every quiz without an error, by name."""
        for name in self.names:
            if quiz := self.read(name)[0]:
                yield name, quiz

    def faults(self) -> list[Problem]:
        """What is wrong in any quiz, also in those that nobody asked for, and each placeholder that a page holds."""
        for name in self.names:
            if name not in self.found:
                self.read(name)
        quizzes = [problem for name in self.names for problem in self.found[name]]
        return quizzes + errors(unfilled_in_pages(self.root))
