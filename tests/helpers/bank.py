"""The bank as the YAML has it, for tests that compare pages with it.

`QUIZ` and what follows from it is the lesson's own check; `EVERY` holds the questions of all quizzes.
"""

from __future__ import annotations

from pathlib import Path

from macros.quiz.read_quiz import load_quiz

ROOT = Path(__file__).resolve().parents[2]
QUIZZES = {}
for folder in sorted(path.parent for path in (ROOT / "quizzes").glob("*/quiz.yml")):
    QUIZZES[folder.name], _PROBLEMS = load_quiz(folder, None, ROOT)
    assert QUIZZES[folder.name] is not None, _PROBLEMS
EVERY = {(quiz.id, question.id): question for quiz in QUIZZES.values() for question in quiz.questions.values()}
QUIZ = QUIZZES["batch-inference-economics"]
QUESTIONS = QUIZ.questions
FIRST = QUIZ.order[0]
KEY = f"quiz:{QUIZ.id}"
SORTING = QUIZ.sortings[QUIZ.sorting[0]]


def card(page, question_id: str):
    return page.locator(f"quiz-question:has(form#{question_id})")


def option(page, question_id: str, text: str):
    return card(page, question_id).get_by_label(text, exact=True)


def right(question_id: str) -> str:
    """The value of the right option."""
    return QUESTIONS[question_id].answer.id


def wrong(question_id: str, index: int = 0) -> str:
    """The value of a wrong option."""
    return [o.id for o in QUESTIONS[question_id].options if not o.right][index]


def choose(page, question_id: str, value: str) -> None:
    card(page, question_id).locator(f"label[for='{question_id}-{value}']").click()


def answer(page, question_id: str, value: str) -> None:
    choose(page, question_id, value)
    card(page, question_id).get_by_role("button", name="Check answer").click()


def status(page, question_id: str) -> str:
    """What was announced, once the pause that lets equal texts repeat is over."""
    page.clock.run_for(150)
    return card(page, question_id).get_by_role("status").inner_text()
