"""One card, row by row of the two tables it was specified by: keys, and what each event shows, says and focuses."""

from __future__ import annotations

import pytest
from helpers.address import shown_address
from helpers.bank import FIRST, KEY, QUESTIONS, QUIZ, answer, card, choose, right, status, wrong

PRACTICE = QUIZ.practice[0]


@pytest.fixture
def lesson(page, base_url: str):
    page.goto(base_url + "/")
    return page


def focused(page) -> str:
    return page.evaluate("() => { const a = document.activeElement; return a.id || a.innerText }")


def reason(value: str, question_id: str = FIRST) -> str:
    return next(o.why for o in QUESTIONS[question_id].options if o.id == value)


def test_tab_goes_to_the_first_radio_then_the_buttons_then_the_link(lesson) -> None:
    first = QUESTIONS[FIRST].options[0].id
    lesson.locator(f"#{FIRST}-{first}").focus()
    lesson.keyboard.press("Shift+Tab")
    lesson.keyboard.press("Tab")
    assert focused(lesson) == f"{FIRST}-{first}"
    walked = []
    for _ in range(3):
        lesson.keyboard.press("Tab")
        walked.append(focused(lesson))
    assert walked == ["Check answer", "Show answer", "Read the paragraph"]
    lesson.keyboard.press("Tab")
    assert lesson.evaluate("() => document.activeElement.form.id") == QUIZ.order[1]


def test_tab_comes_back_to_the_chosen_radio(lesson) -> None:
    third = QUESTIONS[FIRST].options[2].id
    choose(lesson, FIRST, third)
    card(lesson, FIRST).get_by_role("button", name="Check answer").focus()
    lesson.keyboard.press("Shift+Tab")
    assert focused(lesson) == f"{FIRST}-{third}"


def test_arrows_move_select_and_wrap_and_judge_nothing(lesson) -> None:
    options = [o.id for o in QUESTIONS[FIRST].options]
    lesson.locator(f"#{FIRST}-{options[0]}").focus()
    seen = []
    for _ in range(len(options) + 1):
        lesson.keyboard.press("ArrowDown")
        seen.append(card(lesson, FIRST).locator("input:checked").get_attribute("value"))
    assert seen == [*options[1:], options[0], options[1]]
    assert card(lesson, FIRST).locator("form").get_attribute("data-state") == ""
    assert status(lesson, FIRST) == ""


@pytest.mark.parametrize("key", ["n", "p", ".", ",", "f", "s", "/"])
def test_single_keys_do_nothing_on_an_option(lesson, key: str) -> None:
    lesson.locator(f"#{FIRST}-{right(FIRST)}").focus()
    before = (shown_address(lesson), focused(lesson))
    lesson.keyboard.press(key)
    lesson.clock.run_for(300)
    assert (shown_address(lesson), focused(lesson)) == before


@pytest.mark.parametrize("key", ["n", "p", ".", ",", "f", "s", "/"])
def test_single_keys_do_nothing_anywhere_on_another_page(page, base_url: str, key: str) -> None:
    page.goto(base_url + "/reference/terms/")
    page.keyboard.press(key)
    page.clock.run_for(300)
    assert shown_address(page) == base_url + "/reference/terms/"
    assert page.evaluate("() => document.activeElement === document.body")


def test_the_search_field_still_takes_those_letters(page, base_url: str) -> None:
    page.goto(base_url + "/reference/terms/")
    field = page.get_by_role("textbox", name="Search")
    field.click()
    page.keyboard.type("flips/n.")
    assert field.input_value() == "flips/n."


def test_escape_does_nothing_and_traps_nothing(lesson) -> None:
    choose(lesson, FIRST, wrong(FIRST))
    lesson.keyboard.press("Escape")
    assert card(lesson, FIRST).locator("input:checked").count() == 1


def test_check_with_nothing_chosen_says_so_and_moves_to_the_first_radio(lesson) -> None:
    card(lesson, FIRST).get_by_role("button", name="Check answer").click()
    error = card(lesson, FIRST).get_by_text("Error: Choose an answer to question 1", exact=True)
    assert error.is_visible()
    assert focused(lesson) == f"{FIRST}-{QUESTIONS[FIRST].options[0].id}"
    assert status(lesson, FIRST) == "", "the focus move tells it; the status region stays quiet"
    described = lesson.evaluate(
        "() => { const at = document.activeElement, described = 'aria-describedby';"
        " const ids = at.getAttribute(described) ?? at.closest('fieldset').getAttribute(described);"
        " return ids.split(' ').map((id) => document.getElementById(id).textContent).join(' '); }"
    )
    assert "Choose an answer to question 1" in described
    choose(lesson, FIRST, wrong(FIRST))
    assert not error.is_visible()


def test_a_practice_card_names_itself(lesson) -> None:
    card(lesson, PRACTICE).get_by_role("button", name="Check answer").click()
    assert card(lesson, PRACTICE).get_by_text("Error: Choose an answer to this question", exact=True).is_visible()


def test_a_wrong_answer_shows_its_own_reason_only_and_keeps_focus(lesson) -> None:
    value = wrong(FIRST)
    answer(lesson, FIRST, value)
    assert focused(lesson) == "Check answer"
    text = next(o.text for o in QUESTIONS[FIRST].options if o.id == value).removesuffix(".")
    assert status(lesson, FIRST) == f"Question 1: not correct. You chose: {text}. {reason(value)} You can try again."
    shown = card(lesson, FIRST).locator(".why:visible")
    assert shown.count() == 1
    assert (
        shown.inner_text().split("\n") == ["Your answer: not correct", reason(value)]
        or reason(value) in shown.inner_text()
    )
    row = card(lesson, FIRST).locator("[data-mark=wrong]")
    assert row.evaluate("e => getComputedStyle(e).outlineStyle") == "dashed"
    assert "✗" in row.locator("strong").evaluate("e => getComputedStyle(e, '::before').content")
    assert card(lesson, FIRST).get_by_text("Try again if you like; the first try counts.").is_visible()


def test_the_same_wrong_answer_twice_is_said_twice(lesson) -> None:
    answer(lesson, FIRST, wrong(FIRST))
    said = status(lesson, FIRST)
    card(lesson, FIRST).get_by_role("button", name="Check answer").click()
    assert card(lesson, FIRST).get_by_role("status").inner_text() == "", "emptied first"
    assert status(lesson, FIRST) == said


def test_right_on_the_first_try_unfolds_every_reason(lesson) -> None:
    answer(lesson, FIRST, right(FIRST))
    assert focused(lesson) == "Check answer"
    assert status(lesson, FIRST) == f"Question 1: correct. {reason(right(FIRST))} 1 of 15 answered."
    assert card(lesson, FIRST).locator(".why:visible").count() == len(QUESTIONS[FIRST].options)
    row = card(lesson, FIRST).locator("[data-mark=right]")
    assert row.locator("strong").first.inner_text() == "Correct answer"
    assert row.evaluate("e => getComputedStyle(e).borderLeftStyle + getComputedStyle(e).borderLeftWidth") == "solid4px"
    assert card(lesson, FIRST).get_by_text("Right on the first try. 1 of 15 answered.").is_visible()


def test_right_on_a_later_try_says_which_and_that_the_first_counts(lesson) -> None:
    answer(lesson, FIRST, wrong(FIRST))
    answer(lesson, FIRST, right(FIRST))
    assert status(lesson, FIRST) == f"Question 1: correct on try 2. {reason(right(FIRST))}"
    assert card(lesson, FIRST).get_by_text("Correct on try 2; the first try counts.").is_visible()


def test_show_answer_gives_the_key_and_all_reasons_and_keeps_focus(lesson) -> None:
    answer(lesson, FIRST, wrong(FIRST))
    card(lesson, FIRST).get_by_role("button", name="Show answer").click()
    text = QUESTIONS[FIRST].answer.text.removesuffix(".")
    assert status(lesson, FIRST) == f"Question 1: answer shown. The correct answer is: {text}. {reason(right(FIRST))}"
    assert focused(lesson) == "Show answer"
    assert card(lesson, FIRST).locator(".why:visible").count() == len(QUESTIONS[FIRST].options)
    assert card(lesson, FIRST).locator("[data-mark=shown] strong").first.inner_text() == "The correct answer"


def test_an_answer_shown_before_any_try_counts_as_not_right(lesson) -> None:
    card(lesson, FIRST).get_by_role("button", name="Show answer").click()
    assert card(lesson, FIRST).get_by_text("Answer shown: this one counts as not right.").is_visible()
    record = lesson.evaluate("([key, id]) => JSON.parse(localStorage.getItem(key))[id]", [KEY, FIRST])
    assert (record["first"], record["tries"]) == ("shown", 0)


def test_a_new_choice_clears_the_marks_and_keeps_the_first_try(lesson) -> None:
    answer(lesson, FIRST, wrong(FIRST))
    status(lesson, FIRST)
    choose(lesson, FIRST, right(FIRST))
    assert card(lesson, FIRST).locator("[data-mark]:not([data-mark=''])").count() == 0
    assert card(lesson, FIRST).locator(".why:visible").count() == 0
    record = lesson.evaluate("([key, id]) => JSON.parse(localStorage.getItem(key))[id]", [KEY, FIRST])
    assert record["first"] == "wrong"


def test_nothing_is_ever_disabled_and_nothing_preselected(lesson) -> None:
    assert lesson.locator("quiz-question :disabled").count() == 0
    assert lesson.locator("quiz-question input:checked").count() == 0
    answer(lesson, FIRST, right(FIRST))
    assert lesson.locator("quiz-question :disabled").count() == 0


def test_every_row_is_at_least_44_px_high_and_all_of_it_is_the_label(lesson) -> None:
    heights = lesson.eval_on_selector_all(
        "quiz-question label", "labels => labels.map(l => [l.offsetHeight, l.offsetWidth >= l.parentNode.clientWidth])"
    )
    assert all(height >= 44 and whole for height, whole in heights)


def test_options_stand_in_hash_order_and_carry_no_position(lesson) -> None:
    for question in QUESTIONS.values():
        values = card(lesson, question.id).locator("input").evaluate_all("inputs => inputs.map(i => i.value)")
        assert values == [o.id for o in question.options]
        if not question.options[0].text[0].isdigit():
            assert values == sorted(values)
