"""A given answer stays: over a reload, the Back button, an edited bank, and storage that fails."""

from __future__ import annotations

import json

import pytest
from helpers.bank import FIRST, KEY, QUIZ, answer, card, right, status, wrong


@pytest.fixture
def lesson(page, base_url: str):
    page.goto(base_url + "/")
    return page


def saved(page) -> dict:
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}")


def put(page, base_url: str, text: str) -> None:
    """The lesson with `text` as its saved answers."""
    page.goto(base_url + "/404.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.goto(base_url + "/")


def test_a_given_answer_survives_a_reload(lesson) -> None:
    answer(lesson, FIRST, wrong(FIRST))
    lesson.reload()
    assert card(lesson, FIRST).locator("[data-mark=wrong] input").get_attribute("value") == wrong(FIRST)
    assert card(lesson, FIRST).locator("[data-mark=wrong] input").is_checked()
    assert status(lesson, FIRST) == "", "nothing is announced on load"
    assert lesson.locator(".finish [data-progress]").inner_text() == "1 of 15 answered."


def test_a_right_answer_after_a_reload_still_says_how_it_came(lesson) -> None:
    answer(lesson, FIRST, right(FIRST))
    lesson.reload()
    assert card(lesson, FIRST).get_by_text("Right on the first try. 1 of 15 answered.").is_visible()


def test_a_given_answer_survives_leaving_and_coming_back(lesson, base_url: str) -> None:
    answer(lesson, FIRST, right(FIRST))
    answer(lesson, QUIZ.order[1], wrong(QUIZ.order[1]))
    lesson.goto(base_url + "/reference/terms/")
    lesson.go_back()
    lesson.clock.run_for(200)
    assert card(lesson, FIRST).locator("[data-mark=right]").count() == 1
    assert card(lesson, QUIZ.order[1]).locator("[data-mark=wrong] input").is_checked()


def test_a_shown_answer_survives_a_reload(lesson) -> None:
    card(lesson, FIRST).get_by_role("button", name="Show answer").click()
    lesson.reload()
    assert card(lesson, FIRST).locator("[data-mark=shown]").count() == 1


def test_a_reworded_option_keeps_the_verdict_and_picks_no_radio(page, base_url: str) -> None:
    put(page, base_url, json.dumps({FIRST: {"rev": 1, "first": "right", "value": "000000", "tries": 1}}))
    assert card(page, FIRST).locator("input:checked").count() == 0
    assert (
        card(page, FIRST)
        .get_by_text("You had this right on the first try; its options have been reworded since.")
        .is_visible()
    )
    assert page.locator(".finish [data-progress]").inner_text() == "1 of 15 answered."


def test_a_raised_rev_drops_that_try_only_and_says_so(page, base_url: str) -> None:
    other = QUIZ.order[1]
    put(
        page,
        base_url,
        json.dumps(
            {
                FIRST: {"rev": 0, "first": "right", "value": right(FIRST), "tries": 1},
                other: {"rev": 1, "first": "wrong", "value": wrong(other), "tries": 1},
            }
        ),
    )
    assert (
        card(page, FIRST)
        .get_by_text("This question has changed since you answered it: your earlier try was dropped.")
        .is_visible()
    )
    assert card(page, FIRST).locator("input:checked").count() == 0
    assert card(page, other).locator("[data-mark=wrong]").count() == 1
    assert list(saved(page)) == [other]


def test_a_question_that_is_gone_harms_nothing(page, base_url: str) -> None:
    put(page, base_url, json.dumps({"gone-for-good": {"rev": 1, "first": "right", "value": "aaaaaa", "tries": 1}}))
    answer(page, FIRST, right(FIRST))
    assert "gone-for-good" in saved(page), "a reader's saved work is never thrown away by the page"
    assert page.locator(".finish [data-progress]").inner_text() == "1 of 15 answered."


@pytest.mark.parametrize("text", ["{", "[]", "null", '"x"', "17", "\x00", ""])
def test_corrupt_storage_is_said_and_set_aside(page, base_url: str, text: str) -> None:
    put(page, base_url, text)
    assert page.get_by_text("Answers saved earlier could not be read and were set aside.").is_visible()
    answer(page, FIRST, right(FIRST))
    assert saved(page)[FIRST]["first"] == "right"
    assert page.evaluate("key => localStorage.getItem(key)", f"{KEY}:unread") == text


@pytest.mark.parametrize(
    "record", ["null", "[]", "7", '"x"', "{}", '{"rev": 1}', '{"rev": 1, "first": 5, "value": {}, "tries": "x"}']
)
def test_a_record_of_another_shape_harms_nothing(page, base_url: str, record: str) -> None:
    put(page, base_url, f'{{"{FIRST}": {record}}}')
    answer(page, FIRST, right(FIRST))
    assert card(page, FIRST).locator("[data-mark=right]").count() == 1
    page.get_by_role("button", name="See my score").click()
    page.get_by_role("button", name="Score what I have").click()
    assert page.get_by_role("heading", name="right on the first try").is_visible()


DENIED = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
)
FULL = "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.mark.parametrize("broken", [DENIED, FULL], ids=["denied", "full"])
def test_without_storage_the_check_works_and_says_so_once(page, base_url: str, broken: str) -> None:
    # The theme keeps its colour scheme in storage: only our part is under test, so it may fail for us alone.
    page.add_init_script(
        broken if broken is FULL else f"document.addEventListener('DOMContentLoaded', () => {{ {DENIED} }});"
    )
    page.goto(base_url + "/")
    said = page.get_by_text("This browser does not keep answers here")
    answer(page, FIRST, wrong(FIRST))
    answer(page, FIRST, right(FIRST))
    assert said.count() == 1
    assert said.is_visible()
    assert card(page, FIRST).get_by_text("Correct on try 2; the first try counts.").is_visible()
    for question_id in QUIZ.order[1:]:
        answer(page, question_id, right(question_id))
    page.get_by_role("button", name="See my score").click()
    assert page.get_by_role("heading", name="You got 14 of 15 right on the first try").is_visible()


def test_two_open_tabs_add_to_one_another(page, base_url: str) -> None:
    page.goto(base_url + "/")
    other = page.context.new_page()
    other.goto(base_url + "/")
    answer(page, FIRST, right(FIRST))
    second = QUIZ.order[1]
    card(other, second).locator(f"label[for='{second}-{right(second)}']").click()
    card(other, second).get_by_role("button", name="Check answer").click()
    other.close()
    assert set(saved(page)) == {FIRST, second}
