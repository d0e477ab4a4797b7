"""The cards of a page, rendered for the place they stand in: questions, sorting, the check."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from ..files.problems import did_you_mean
from ..files.words_beside import words
from ..pages import outline
from ..pages.forge import Forge
from ..pages.page import Page, href_to
from ..pages.render import render
from .bank import Bank
from .question import Question, Quiz, Sorting

CALLED = words(__file__)


class Cards:
    """The macros that draw from a bank, with links to the forge where there is one."""

    def __init__(self, bank: Bank, forge: Forge) -> None:
        self.bank, self.forge = bank, forge
        self.worded: set[str] = set()  # pages that carry the cards' words already

    def question(self, page: Page, question_id: str) -> str:
        """A practice card; cards of the check are drawn by `check()`."""
        quiz = self.bank.quiz(page)
        if question_id not in quiz.questions:
            raise ValueError(f"there is no question '{question_id}'.{did_you_mean(question_id, quiz.questions)}")
        return self._card(page, quiz, quiz.questions[question_id], None)

    def check(self, page: Page) -> str:
        """The end-of-lesson check: all questions of `order`, and the score by objective."""
        quiz = self.bank.quiz(page)
        questions = enumerate((quiz.questions[name] for name in quiz.order), 1)
        cards = [Markup(self._card(page, quiz, question, n)) for n, question in questions]  # noqa: S704 - ours
        links = outline.objective_links(quiz, self.bank.sections(quiz.lesson))
        home = href_to(page, quiz.lesson)
        objectives = [
            {
                "id": name,
                "text": text,
                "href": f"{home}#{links[name].id}" if name in links else "",
                "label": links[name].title if name in links else "",
            }
            for name, text in quiz.objectives.items()
        ]
        return render(
            "quiz-check",
            quiz=quiz,
            cards=cards,
            objectives=objectives,
            suggest_href=self._suggest(quiz),
        )

    def sorting(self, page: Page, sorting_id: str) -> str:
        quiz = self.bank.quiz(page)
        if sorting_id not in quiz.sortings:
            raise ValueError(f"there is no sorting card '{sorting_id}'.{did_you_mean(sorting_id, quiz.sortings)}")
        card = quiz.sortings[sorting_id]
        return render(
            "sorting-card",
            sorting=card,
            quiz_id=quiz.id,
            see_href=f"{href_to(page, quiz.lesson)}#{card.see}" if card.see else "",
            edit_href=self.forge.edit(card.source),
            report_href=self._report(card, lambda: CALLED.sorting()),
        )

    def _card(self, page: Page, quiz: Quiz, question: Question, number: int | None) -> str:
        first = page.source not in self.worded
        self.worded.add(page.source)
        return render(
            "quiz-question",
            question=question,
            number=number,
            total=len(quiz.order),
            quiz_id=quiz.id,
            see_href=f"{href_to(page, quiz.lesson)}#{question.see}",
            words=first,
            edit_href=self.forge.edit(question.source),
            report_href=self._report(question, lambda: CALLED.question(number)),
        )

    def _report(self, item: Question | Sorting, called: Callable[[], str]) -> str | None:
        return self.forge.report(item.id, item.rev, called()) if self.forge.repo else None

    def _suggest(self, quiz: Quiz) -> str | None:
        if not self.forge.repo:
            return None
        from .scaffold_text import question  # what it is made with is needed here alone

        return self.forge.suggest(quiz.id, question(list(quiz.objectives), quiz.lesson))
