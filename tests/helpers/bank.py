"""The bank as the YAML has it, for tests that compare pages with it.

`QUIZ` and what follows from it is the lesson's own check; `EVERY` holds the questions of all quizzes.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Locator, Page

from macros.quiz.question import Quiz
from macros.quiz.read_quiz import load_quiz

ROOT = Path(__file__).resolve().parents[2]


def _read(folder: Path) -> Quiz:
    quiz, problems = load_quiz(folder, None, ROOT)
    assert quiz is not None, problems
    return quiz


QUIZZES = {path.parent.name: _read(path.parent) for path in sorted((ROOT / "quizzes").glob("*/quiz.yml"))}
EVERY = {(quiz.id, question.id): question for quiz in QUIZZES.values() for question in quiz.questions.values()}
QUIZ = QUIZZES["batch-inference-economics"]
QUESTIONS = QUIZ.questions
FIRST = QUIZ.order[0]
SCOPE = ("/repo/" if os.environ.get("BELOW") else "/") + "."  # keys of what is kept begin with the site's path
KEY = f"{SCOPE}quiz:{QUIZ.id}"
SORTING = QUIZ.sortings[QUIZ.sorting[0]]


def card(page: Page, question_id: str) -> Locator:
    return page.locator(f"quiz-question:has(form#{question_id})")


def option(page: Page, question_id: str, text: str) -> Locator:
    return card(page, question_id).get_by_label(text, exact=True)


def right(question_id: str) -> str:
    """The value of the right option."""
    return QUESTIONS[question_id].answer.id


def wrong(question_id: str, index: int = 0) -> str:
    """The value of a wrong option."""
    return [o.id for o in QUESTIONS[question_id].options if not o.right][index]


def choose(page: Page, question_id: str, value: str) -> None:
    card(page, question_id).locator(f"label[for='{question_id}-{value}']").click()


def answer(page: Page, question_id: str, value: str) -> None:
    choose(page, question_id, value)
    card(page, question_id).get_by_role("button", name="Check answer").click()


def status(page: Page, question_id: str) -> str:
    """What was announced, once the pause that lets equal texts repeat is over."""
    page.clock.run_for(150)
    return card(page, question_id).get_by_role("status").inner_text()
