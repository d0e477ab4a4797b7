"""The practice page: a check of its own beside the lesson's, with links back to the paragraphs that answer it."""

from __future__ import annotations

import json

import pytest
from conftest import watch
from helpers.bank import FIRST, QUIZ, QUIZZES, SCOPE, answer, card, right
from markupsafe import Markup

from macros.pages.markdown import inline

PRACTICE = QUIZZES["more-practice"]
OF = len(PRACTICE.order)
ONE, TWO = PRACTICE.order[:2]


@pytest.fixture
def practice(page, base_url: str):
    page.goto(base_url + "/practice/")
    return page


def value(question_id: str, right: bool) -> str:
    return next(option.id for option in PRACTICE.questions[question_id].options if option.right is right)


def saved(page, quiz: str) -> list[str]:
    return sorted(json.loads(page.evaluate("key => localStorage.getItem(key)", f"{SCOPE}quiz:{quiz}") or "{}"))


def test_progress_is_told_from_the_start(practice) -> None:
    assert practice.get_by_text(f"0 of {OF} answered.", exact=True).is_visible()
    answer(practice, ONE, value(ONE, True))
    assert card(practice, ONE).get_by_text(f"Right on the first try. 1 of {OF} answered.").is_visible()


def test_the_score_leads_to_sections_and_paragraphs_of_the_lesson(practice, base_url: str) -> None:
    for question_id in PRACTICE.order:
        answer(practice, question_id, value(question_id, question_id != ONE))
    practice.get_by_role("button", name="See my score").click()
    assert (
        practice.evaluate("() => document.activeElement.innerText")
        == f"You got {OF - 1} of {OF} right on the first try"
    )
    links = practice.locator("tr[data-objective] a").evaluate_all("links => links.map(a => a.href)")
    assert len(links) == len(PRACTICE.objectives)
    missed = practice.locator(".missed li a")
    assert missed.evaluate_all("links => links.map(a => a.href)") == [f"{base_url}/#{PRACTICE.questions[ONE].see}"]
    missed.first.click()
    practice.wait_for_url(f"{base_url}/#{PRACTICE.questions[ONE].see}")
    for link in links:
        assert link.startswith(f"{base_url}/#")
        assert practice.locator(f"h2#{link.split('#')[1]}").count() == 1


def test_the_lesson_and_the_practice_keep_progress_apart(practice, base_url: str) -> None:
    answer(practice, ONE, value(ONE, True))
    answer(practice, TWO, value(TWO, False))
    practice.goto(base_url + "/")
    assert practice.get_by_text("0 of 15 answered.", exact=True).is_visible()
    answer(practice, FIRST, right(FIRST))
    assert (saved(practice, PRACTICE.id), saved(practice, QUIZ.id)) == (sorted([ONE, TWO]), [FIRST])
    practice.goto(base_url + "/practice/")
    assert card(practice, TWO).locator("[data-mark=wrong]").count() == 1
    assert practice.locator(".finish [data-progress]").text_content() == f"2 of {OF} answered."


def test_without_scripts_every_question_unfolds_its_answer_and_every_reason(browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    strays, errors = watch(page, base_url)
    page.goto(base_url + "/practice/")
    for question in PRACTICE.questions.values():
        details = page.locator(f"form#{question.id} details")
        details.locator("summary").click()
        said = " ".join(details.inner_text().split())
        assert said.count("Correct: ") == 1
        for option in question.options:
            assert " ".join(Markup(inline(option.why)).striptags().split()) in said
    context.close()
    assert not strays and not errors
