"""All quizzes -> what is sound of them, and every problem: read once a build, for cards, exports and item quality."""

from __future__ import annotations

import functools
from pathlib import Path

from ..files.paths import ROOT
from ..files.problems import Problem, Problems, errors
from ..pages import outline
from ..pages.page import Page
from .lint import load_and_lint
from .placeholder import unfilled_in_pages
from .question import Quiz
from .read_quiz import quiz_folders


class Bank:
    """The quizzes of `root`, by the name of their folder; `problems` holds what is wrong in any of them.

    `names` are all that there are, `quizzes` those without an error.
    """

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.quizzes: dict[str, Quiz] = {}
        see_ids = outline.ids_by_page(root / "docs")
        self.sections = functools.cache(
            lambda page: outline.sections((root / "docs" / page).read_text(encoding="utf-8"))
        )
        folders = quiz_folders(root)
        self.names = [folder.name for folder in folders]
        for folder in folders:
            quiz, problems = load_and_lint(folder, see_ids, root)
            self.problems += problems
            if quiz:
                self.quizzes[folder.name] = quiz
        self.problems += unfilled_in_pages(root)

    def quiz(self, page: Page) -> Quiz:
        """The quiz that a page names; Problems when it is broken or not there."""
        if quiz := self.quizzes.get(page.quiz_id):
            return quiz
        missing = Problem(page.source, 1, 1, f"there is no quiz '{page.quiz_id}'. Name a folder of quizzes/.")
        raise Problems(errors(self.problems) or [missing])
