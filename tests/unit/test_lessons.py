"""A quiz belongs to one page: its questions are judged by that page's ids, and link there from wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.pages.forge import Forge
from macros.pages.outline import ids_by_page
from macros.pages.page import Page
from macros.quiz.bank import Bank
from macros.quiz.cards import Cards
from macros.quiz.read_quiz import load_quiz

QUIZ = "title: A check\nlesson: {lesson}\nobjectives: {{O1: Sort work.}}\norder: [{name}]\n"
QUESTION = """rev: 1
objective: O1
level: apply
see: {see}
stem: Which of these may wait?
answer: {{text: The report, why: Nobody reads it today.}}
distractors:
  - {{text: The reply, misconception: all-waits, why: A person waits.}}
  - {{text: The score, misconception: back-office, why: A payment waits.}}
"""
PAGES = {"index.md": "first-words", "lessons/second.md": "second-words", "lessons/index.md": "third-words"}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def quiz(root: Path, name: str, lesson: str, see: str) -> Path:
    folder = root / "quizzes" / name
    write(folder / "quiz.yml", QUIZ.format(lesson=lesson, name=f"a-{name}"))
    write(folder / f"a-{name}.yml", QUESTION.format(see=see))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for page, written in PAGES.items():
        write(tmp_path / "docs" / page, f"# A lesson\n\n## A section\n\nWords.\n{{: #{written} }}\n")
    write(tmp_path / "outside.md", "## A section\n\nWords.\n{: #outside }\n")
    return tmp_path


def test_each_page_has_its_own_ids(root: Path) -> None:
    ids = ids_by_page(root / "docs")
    assert {page: ids(page) for page in PAGES} == {page: {"a-section", written} for page, written in PAGES.items()}


@pytest.mark.parametrize("page", ["gone.md", "lessons", "", "../outside.md", "index.txt", "/etc/hosts"])
def test_only_a_page_under_docs_is_a_lesson(root: Path, page: str) -> None:
    assert ids_by_page(root / "docs")(page) is None


def test_a_question_is_judged_by_the_lesson_its_quiz_names(root: Path) -> None:
    ids = ids_by_page(root / "docs")
    right, none = load_quiz(quiz(root, "second", "lessons/second.md", "second-words"), ids, root)
    assert none == []
    assert right is not None
    assert right.lesson == "lessons/second.md"
    _, problems = load_quiz(quiz(root, "wrong", "lessons/second.md", "first-words"), ids, root)
    assert [str(problem) for problem in problems] == [
        "quizzes/wrong/a-wrong.yml:4:6: QZ005 the lesson has no paragraph or heading with the id 'first-words'. "
        "Did you mean 'second-words'?"
    ]


LINKS = {
    ("index.md", "", "second"): "lessons/second/#second-words",
    ("practice.md", "practice/", "second"): "../lessons/second/#second-words",
    ("lessons/second.md", "lessons/second/", "second"): "#second-words",
    ("lessons/other.md", "lessons/other/", "first"): "../../#first-words",
    ("lessons/index.md", "lessons/", "first"): "../#first-words",
    ("lessons/other.md", "lessons/other/", "third"): "../../lessons/#third-words",
}


@pytest.mark.parametrize(
    ("page", "href"), LINKS.items(), ids=lambda value: " to ".join(value[::2]) if isinstance(value, tuple) else ""
)
def test_a_card_and_the_score_link_to_the_lesson_from_any_page(
    root: Path, page: tuple[str, str, str], href: str
) -> None:
    for name, (lesson, see) in zip(("first", "second", "third"), PAGES.items(), strict=False):
        quiz(root, name, lesson, see)
    source, url, name = page
    out = Cards(Bank(root), Forge(None)).check(Page(source, url, {"quiz": name}, ""))
    assert f'<a href="{href}">Read the paragraph</a>' in out
    assert f'<a href="{href.split("#")[0]}#a-section">A section</a>' in out
