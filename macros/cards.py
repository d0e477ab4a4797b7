"""The cards of a page, rendered for the place they stand in: questions, sorting, the check, the bet, the facts line."""

from __future__ import annotations

import datetime
import functools
import subprocess
from pathlib import Path
from typing import Any

from markupsafe import Markup

from . import bets, minutes, tables
from .files.paths import ROOT
from .files.problems import Problem, Problems, did_you_mean
from .lint import load_and_lint
from .model.quiz import Question, Quiz
from .pages import outline
from .pages.forge import Forge
from .pages.outline import ids_by_page
from .pages.page import Page, href_to
from .pages.render import render
from .placeholder import unfilled_in_pages
from .scaffold_text import question as question_text


class Desk:
    """All quizzes, read once a build, and the macros that draw from them."""

    def __init__(self, extra: dict[str, Any], root: Path = ROOT) -> None:
        self.extra, self.root = extra, root
        self.forge = Forge(extra.get("repo"))
        self.problems: list[Problem] = []
        self.worded: set[str] = set()  # pages that carry the cards' words already
        self.quizzes: dict[str, Quiz] = {}
        see_ids = ids_by_page(root / "docs")
        self.sections = functools.cache(lambda page: outline.sections((root / "docs" / page).read_text(encoding="utf-8")))
        for folder in sorted(path.parent for path in (root / "quizzes").glob("*/quiz.yml")):
            quiz, problems = load_and_lint(folder, see_ids, root)
            self.problems += problems
            if quiz:
                self.quizzes[folder.name] = quiz
        self.problems += unfilled_in_pages(root)

    def quiz(self, place: Page) -> Quiz:
        if found := self.quizzes.get(place.quiz_id):
            return found
        errors = [problem for problem in self.problems if problem.severity == "error"]
        raise Problems(
            errors or [Problem(place.source, 1, 1, f"there is no quiz '{place.quiz_id}'. Name a folder of quizzes/.")]
        )

    def question(self, place: Page, question_id: str) -> str:
        """A practice card; cards of the check are drawn by `check()`."""
        quiz = self.quiz(place)
        if question_id not in quiz.questions:
            raise ValueError(f"there is no question '{question_id}'.{did_you_mean(question_id, quiz.questions)}")
        return self._card(place, quiz, quiz.questions[question_id], None)

    def check(self, place: Page) -> str:
        """The end-of-lesson check: all questions of `order`, and the score by objective."""
        quiz = self.quiz(place)
        drawn = [Markup(self._card(place, quiz, quiz.questions[i], n)) for n, i in enumerate(quiz.order, 1)]  # noqa: S704 - our own template
        links = outline.objective_links(quiz, self.sections(quiz.lesson))
        home = href_to(place, quiz.lesson)
        objectives = [
            {
                "id": i,
                "text": text,
                "href": f"{home}#{links[i].id}" if i in links else "",
                "label": links[i].title if i in links else "",
            }
            for i, text in quiz.objectives.items()
        ]
        return render("quiz-check", quiz=quiz, cards=drawn, objectives=objectives, suggest_href=self.forge.suggest(quiz.id, question_text(list(quiz.objectives), quiz.lesson)))

    def sorting(self, place: Page, sorting_id: str) -> str:
        quiz = self.quiz(place)
        if sorting_id not in quiz.sortings:
            raise ValueError(f"there is no sorting card '{sorting_id}'.{did_you_mean(sorting_id, quiz.sortings)}")
        card = quiz.sortings[sorting_id]
        return render(
            "sorting-card",
            sorting=card,
            quiz_id=quiz.id,
            see_href=f"{href_to(place, quiz.lesson)}#{card.see}" if card.see else "",
            edit_href=self.forge.edit(card.source),
            report_href=self.forge.report(card.id, card.rev, "a sorting card"),
        )

    def bet(self) -> str:
        return render("bet-ticket", bet=bets.bet(self.root))

    def bet_answer(self) -> str:
        return render("bet-answer", bet=bets.bet(self.root))

    def lesson_facts(self, place: Page) -> str:
        """Minutes and dates under the title; the reader's clock says later whether they are stale."""
        text = outline.front_matter(Path(place.path).read_text(encoding="utf-8"))[1]
        took = minutes.lesson_minutes(text, self.quiz(place), _table)
        return render(
            "lesson-facts",
            minutes={"read": took.read, "try": took.try_, "check": took.check},
            checked=place.meta["checked"],
            due=place.meta["due"],
            changed=_last_change(place.path),
            maintainer=self.extra.get("maintainer"),
        )

    def _card(self, place: Page, quiz: Quiz, question: Question, number: int | None) -> str:
        called = f"question {number}" if number else "a practice question"
        first = place.source not in self.worded
        self.worded.add(place.source)
        return render(
            "quiz-question",
            question=question,
            number=number,
            total=len(quiz.order),
            quiz_id=quiz.id,
            see_href=f"{href_to(place, quiz.lesson)}#{question.see}",
            words=first,
            edit_href=self.forge.edit(question.source),
            report_href=self.forge.report(question.id, question.rev, called),
        )


def _table(name: str, argument: str) -> str:
    macro = getattr(tables, name)
    return str(macro(argument) if argument else macro())


@functools.cache
def _last_change(path: str) -> datetime.date | None:
    """The day of the page's last commit, where there is a history to ask."""
    command = ["git", "log", "-1", "--format=%cs", "--", path]
    try:
        out = subprocess.run(command, cwd=Path(path).parent, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    except OSError:
        return None
    return datetime.date.fromisoformat(out) if out else None
