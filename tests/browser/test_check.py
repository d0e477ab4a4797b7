"""The fifteen-question check: gaps, score, the missed again, and the ways out of it."""

from __future__ import annotations

import pytest
from helpers.bank import FIRST, KEY, QUESTIONS, QUIZ, answer, card, choose, right, wrong

MISSED = ("caption-deadline", "up-to-eight-times")


@pytest.fixture
def check(page, base_url: str):
    page.goto(base_url + "/")
    return page


def answer_all(page, wrongly: tuple[str, ...] = ()) -> None:
    for question_id in QUIZ.order:
        answer(page, question_id, wrong(question_id) if question_id in wrongly else right(question_id))


def score(page) -> None:
    page.get_by_role("button", name="See my score").click()


def focused(page) -> str:
    return page.evaluate("() => document.activeElement.innerText")


def test_progress_is_told_as_text(check) -> None:
    assert check.get_by_text("0 of 15 answered.", exact=True).is_visible()
    answer(check, FIRST, wrong(FIRST))
    assert check.locator(".finish [data-progress]").inner_text() == "1 of 15 answered."


def test_gaps_are_named_with_a_link_each_and_focus_moves_to_the_summary(check) -> None:
    answer(check, FIRST, right(FIRST))
    score(check)
    assert focused(check) == "There is a problem"
    links = check.locator(".gaps li a")
    assert links.all_inner_texts() == [f"Question {n} of 15" for n in range(2, 16)]
    links.first.click()
    assert check.evaluate("() => location.hash") == f"#{QUIZ.order[1]}"
    check.get_by_role("button", name="Score what I have").click()
    assert focused(check) == "You got 1 of 15 right on the first try"


def test_a_complete_check_is_scored_by_objective_with_links_to_paragraphs(check) -> None:
    answer_all(check, MISSED)
    score(check)
    assert focused(check) == "You got 13 of 15 right on the first try"
    rows = {row.get_attribute("data-objective"): row for row in check.locator("tr[data-objective]").all()}
    assert list(rows) == list(QUIZ.objectives)
    for objective, row in rows.items():
        of = [q for q in QUIZ.order if QUESTIONS[q].objective == objective]
        good = [q for q in of if q not in MISSED]
        assert row.locator("[data-words]").inner_text() == f"{len(good)} of {len(of)}"
        assert row.locator(".rings").inner_text() == "●" * len(good) + "○" * (len(of) - len(good))
        assert row.locator("a").get_attribute("href").startswith("#")
    missed = check.locator(".missed li a")
    assert [check.evaluate("href => new URL(href).hash", link.evaluate("a => a.href")) for link in missed.all()] == [
        "#" + QUESTIONS[q].see for q in MISSED
    ]
    for link in missed.all():
        assert check.locator(link.evaluate("a => new URL(a.href).hash")).count() == 1


def test_retry_shows_only_the_missed_in_another_order_and_keeps_the_first_score(check) -> None:
    answer_all(check, MISSED)
    score(check)
    check.get_by_role("button", name="Retry the 2 missed").click()
    shown = check.locator("quiz-check quiz-question:visible form").evaluate_all("forms => forms.map(f => f.id)")
    assert sorted(shown) == sorted(MISSED)
    assert check.evaluate("() => document.activeElement.form.id") == shown[0]
    for question_id in MISSED:
        assert card(check, question_id).locator("input:checked").count() == 0
        assert card(check, question_id).locator(".why:visible").count() == 0
        answer(check, question_id, right(question_id))
    assert card(check, MISSED[0]).get_by_text("Correct on try 2; the first try counts.").is_visible()
    assert check.get_by_role("heading", name="You got 13 of 15 right on the first try").is_visible()
    check.get_by_role("button", name="Back to all questions").click()
    assert check.locator("quiz-check quiz-question:visible").count() == 15


def test_a_retry_shuffles_the_options_and_judges_them_alike(check) -> None:
    answer_all(check, QUIZ.order)
    score(check)
    check.get_by_role("button", name="Retry the 15 missed").click()
    moved = 0
    for question_id in QUIZ.order:
        values = card(check, question_id).locator("input").evaluate_all("inputs => inputs.map(i => i.value)")
        assert sorted(values) == sorted(o.id for o in QUESTIONS[question_id].options)
        moved += values != [o.id for o in QUESTIONS[question_id].options]
        answer(check, question_id, right(question_id))
        assert card(check, question_id).locator("[data-mark=right]").count() == 1
    assert moved > 10


def test_reasons_at_the_end_judge_nothing_before_the_score(check) -> None:
    check.get_by_label("at the end").check()
    for question_id in QUIZ.order:
        choose(check, question_id, wrong(question_id) if question_id in MISSED else right(question_id))
    assert check.locator("quiz-check [data-mark]:not([data-mark=''])").count() == 0
    assert check.locator("quiz-check").get_by_role("button", name="Check answer").count() == 0
    score(check)
    assert focused(check) == "You got 13 of 15 right on the first try"
    assert check.locator("quiz-check [data-mark=right]").count() == 13
    assert check.locator("quiz-check [data-mark=wrong]").count() == 2


def test_enter_on_an_option_judges_nothing_while_reasons_wait_for_the_end(check) -> None:
    check.get_by_label("at the end").check()
    choose(check, FIRST, wrong(FIRST))
    check.keyboard.press("Enter")
    assert check.locator("quiz-check [data-mark]:not([data-mark=''])").count() == 0
    assert check.evaluate("key => localStorage.getItem(key)", KEY) is None


def test_gaps_at_the_end_count_what_is_chosen(check) -> None:
    check.get_by_label("at the end").check()
    for question_id in QUIZ.order[1:]:
        choose(check, question_id, right(question_id))
    score(check)
    assert check.locator(".gaps li a").all_inner_texts() == ["Question 1 of 15"]


def test_a_retry_with_reasons_at_the_end_is_judged_at_the_end(check) -> None:
    answer_all(check, MISSED)
    score(check)
    check.get_by_label("at the end").check()
    check.get_by_role("button", name="Retry the 2 missed").click()
    for question_id in MISSED:
        choose(check, question_id, right(question_id))
    assert check.locator("quiz-question:visible [data-mark=right]").count() == 0
    score(check)
    for question_id in MISSED:
        assert card(check, question_id).locator("[data-mark=right]").count() == 1
    assert focused(check) == "You got 13 of 15 right on the first try"


def test_results_can_be_copied(check) -> None:
    check.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer_all(check, MISSED)
    score(check)
    check.get_by_role("button", name="Copy my results").click()
    check.get_by_text("Copied.").wait_for()
    lines = check.evaluate("() => navigator.clipboard.readText()").split("\n")
    assert lines[0] == "You got 13 of 15 right on the first try"
    assert len(lines) == 1 + len(QUIZ.objectives)
    assert lines[1].startswith("O1 ")
    assert lines[1].endswith(": 2 of 2")


def test_a_copy_that_is_not_allowed_says_what_to_do(check) -> None:
    check.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    answer_all(check)
    score(check)
    assert check.get_by_role("heading", name="You got 15 of 15 right on the first try").is_visible()
    assert not check.locator("[data-do=retry]").is_visible()
    assert not check.locator(".missed").is_visible()
    check.get_by_role("button", name="Copy my results").click()
    check.get_by_text("Copying is not allowed here").wait_for()


def test_clearing_asks_first_in_the_page(check) -> None:
    answer_all(check, MISSED)
    score(check)
    check.get_by_role("button", name="Clear saved answers").click()
    assert focused(check) == "Yes, clear them"
    check.get_by_role("button", name="Keep them").click()
    assert focused(check) == "Clear saved answers"
    assert len(check.evaluate("key => Object.keys(JSON.parse(localStorage.getItem(key)))", KEY)) == 15
    check.get_by_role("button", name="Clear saved answers").click()
    check.get_by_role("button", name="Yes, clear them").click()
    assert check.evaluate("key => localStorage.getItem(key)", KEY) is None
    assert check.locator("quiz-question input:checked").count() == 0
    assert check.locator(".finish [data-progress]").inner_text() == "0 of 15 answered."


def test_practice_cards_are_never_in_the_score(check) -> None:
    for question_id in QUIZ.practice:
        answer(check, question_id, wrong(question_id))
    assert check.locator(".finish [data-progress]").inner_text() == "0 of 15 answered."


def progress(check) -> str:
    return str(check.locator(".finish [data-progress]").inner_text())


def test_a_retry_counts_what_is_put_right_and_ends(check) -> None:
    answer_all(check, MISSED)
    score(check)
    check.get_by_role("button", name="Retry the 2 missed").click()
    assert progress(check) == "0 of 2 put right."
    answer(check, MISSED[0], wrong(MISSED[0]))
    assert progress(check) == "0 of 2 put right."
    for number, question_id in enumerate(MISSED, 1):
        answer(check, question_id, right(question_id))
        assert progress(check) == f"{number} of 2 put right."
    score(check)
    assert check.get_by_text("Of those missed, 2 of 2 are put right.").is_visible()
    assert focused(check) == "You got 13 of 15 right on the first try", "the first try counts"
    check.get_by_role("button", name="Back to all questions").click()
    assert progress(check) == "15 of 15 answered."


def test_a_choice_that_is_judged_at_the_end_is_counted_as_answered(check) -> None:
    answer(check, QUIZ.order[0], wrong(QUIZ.order[0]))
    check.get_by_label("at the end").check()
    for number, question_id in enumerate(QUIZ.order[1:4], 2):
        choose(check, question_id, right(question_id))
        assert progress(check) == f"{number} of 15 answered."
    choose(check, QUIZ.order[1], wrong(QUIZ.order[1]))
    assert progress(check) == "4 of 15 answered.", "another choice for the same question is no second answer"
    check.get_by_label("after each question").check()
    assert progress(check) == "1 of 15 answered."
