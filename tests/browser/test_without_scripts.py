"""With scripts off the page is a complete exercise: every question, and an unfolding answer with all reasons."""

from __future__ import annotations

import pytest
from conftest import watch
from helpers.bank import QUESTIONS, QUIZ, SORTING
from markupsafe import Markup

from macros.pages.markdown import inline


@pytest.fixture
def plain(browser, base_url: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    strays, errors = watch(page, base_url)
    page.goto(base_url + "/")
    yield page
    context.close()
    assert not strays and not errors


def words(text: str) -> str:
    return Markup(inline(text)).striptags()


def test_every_question_unfolds_its_answer_and_every_reason(plain) -> None:
    for question in QUESTIONS.values():
        form = plain.locator(f"form#{question.id}")
        assert form.locator("legend").text_content().endswith(words(question.stem))
        answer = form.locator("details")
        assert not answer.locator("p").first.is_visible()
        answer.locator("summary").click()
        said = " ".join(answer.inner_text().split())
        assert f"Correct: {words(question.answer.text)}" in said
        assert said.count("Correct: ") == 1
        for option in question.options:
            assert " ".join(words(option.why).split()) in said
            assert form.get_by_label(words(option.text), exact=True).count() == 1


def test_nothing_is_offered_that_needs_a_script(plain) -> None:
    for name in ("Check answer", "Show answer", "See my score", "Place the bet", "Check", "Print"):
        assert plain.get_by_role("button", name=name, exact=True).count() == 0, name
    assert plain.locator("quiz-check .answer-key").is_visible() is False


def test_the_bet_unfolds_its_answer(plain) -> None:
    plain.locator("bet-ticket summary").click()
    assert "28.8" in plain.locator("bet-ticket details p").inner_text()
    assert "7,120" in plain.locator("bet-answer").inner_text()


def test_the_sorting_card_is_a_table_with_an_unfolding_key(plain) -> None:
    card = plain.locator("sorting-card")
    assert card.locator("tbody tr").count() == len(SORTING.rows)
    card.locator("summary").click()
    said = card.locator("details").inner_text()
    assert said.count("can wait") == sum(row.waits for row in SORTING.rows)
    assert all(words(row.why) in said for row in SORTING.rows)


def test_figures_carry_their_table(plain) -> None:
    figures = plain.locator(".lesson-figure")
    assert figures.count() == 5
    for figure in figures.all():
        figure.locator("summary").click()
        assert figure.locator("table tbody tr").count() >= 5


def test_the_whole_check_stands_in_order(plain) -> None:
    ids = [form.get_attribute("id") for form in plain.locator("quiz-check form.question").all()]
    assert ids == list(QUIZ.order)
