"""The lesson's own parts: the bet, the sorting card, and dates by the reader's clock."""

from __future__ import annotations

import pytest
from conftest import TODAY
from helpers.bank import QUIZ, SORTING
from helpers.lesson_dates import from_due


@pytest.fixture
def lesson(page, base_url: str):
    page.goto(base_url + "/")
    return page


def bet(page, text: str) -> None:
    page.get_by_label("Your bet").fill(text)
    page.get_by_role("button", name="Place the bet").click()


def test_the_bet_is_answered_with_the_readers_own_number(lesson) -> None:
    assert not lesson.locator("bet-answer .yours").is_visible()
    bet(lesson, "50")
    assert lesson.locator("bet-answer .yours").inner_text() == "You bet 50 %: 21.2 points too high."
    lesson.clock.run_for(150)
    assert lesson.locator("bet-ticket").get_by_role("status").inner_text() == "You bet 50 %."
    lesson.reload()
    assert lesson.get_by_label("Your bet").input_value() == "50"
    assert lesson.locator("bet-answer .yours").inner_text() == "You bet 50 %: 21.2 points too high."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("28.8", "within a point of it."),
        ("28,5 %", "within a point of it."),
        ("0", "28.8 points too low."),
        ("100", "71.2 points too high."),
    ],
)
def test_a_bet_is_measured_against_28_8(lesson, text: str, said: str) -> None:
    bet(lesson, text)
    assert lesson.locator("bet-answer .yours").inner_text().endswith(said)


@pytest.mark.parametrize("text", ["", "  ", "-1", "101", "half", "1e9", "NaN"])
def test_a_bet_that_is_no_share_is_an_error_at_the_field(lesson, text: str) -> None:
    bet(lesson, text)
    assert lesson.locator("#bet-error").is_visible()
    assert lesson.locator("#bet-error").inner_text() == "Error: Write a number from 0 to 100"
    field = lesson.get_by_label("Your bet")
    assert field.get_attribute("aria-invalid") is not None
    assert "bet-error" in field.get_attribute("aria-describedby")
    assert lesson.evaluate("() => document.activeElement.id") == "bet"
    assert not lesson.locator("bet-answer .yours").is_visible()


def sort(page, value_of) -> None:
    for row in SORTING.rows:
        page.locator(f"sorting-card input[name='{row.id}'][value='{value_of(row)}']").check()
    page.locator("sorting-card").get_by_role("button", name="Check").click()
    page.clock.run_for(150)


def test_sorting_judges_nothing_before_the_check_and_each_row_after_it(lesson) -> None:
    card = lesson.locator("sorting-card")
    first = SORTING.rows[0]
    lesson.locator(f"sorting-card input[name='{first.id}'][value='true']").check()
    assert card.locator("[data-mark]").count() == 0
    sort(lesson, lambda row: "true")
    waits = [row for row in SORTING.rows if row.waits]
    assert card.locator("tr[data-mark=right]").count() == len(waits)
    assert card.locator("tr[data-mark=wrong]").count() == len(SORTING.rows) - len(waits)
    assert card.locator(".why:visible").count() == len(SORTING.rows)
    assert card.get_by_role("status").inner_text() == f"{len(waits)} of {len(SORTING.rows)} sorted right."
    lesson.reload()
    assert card.locator("tr[data-mark=right]").count() == len(waits)


def test_sorting_by_keyboard_gets_every_row_right(lesson) -> None:
    for row in SORTING.rows:
        lesson.locator(f"sorting-card input[name='{row.id}'][value='true']").focus()
        lesson.keyboard.press("Space")
        if not row.waits:
            lesson.keyboard.press("ArrowRight")
    lesson.keyboard.press("Enter")
    lesson.clock.run_for(150)
    assert lesson.locator("sorting-card").get_by_role("status").inner_text() == "8 of 8 sorted right."


def test_rows_left_open_are_counted_and_the_first_gets_focus(lesson) -> None:
    for row in SORTING.rows[1:6]:
        lesson.locator(f"sorting-card input[name='{row.id}'][value='true']").check()
    lesson.locator("sorting-card").get_by_role("button", name="Check").click()
    assert lesson.get_by_text("Error: Choose a side for each row; 3 left").is_visible()
    assert lesson.evaluate("() => document.activeElement.name") == SORTING.rows[0].id
    assert lesson.locator("sorting-card [data-mark]").count() == 0


def test_a_new_choice_clears_that_rows_mark_only(lesson) -> None:
    sort(lesson, lambda row: str(row.waits).lower())
    row = SORTING.rows[0]
    lesson.locator(f"sorting-card input[name='{row.id}'][value='true']").check()
    assert lesson.locator("sorting-card tr[data-mark=right]").count() == len(SORTING.rows) - 1


def stale(page, base_url: str, day: str):
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.goto(base_url + "/")
    return page.locator("lesson-facts .stale")


def test_the_day_before_the_facts_are_due_nothing_is_said(page, base_url: str) -> None:
    assert not stale(page, base_url, from_due(-1)).is_visible()


def test_on_the_due_day_itself_nothing_is_said(page, base_url: str) -> None:
    assert not stale(page, base_url, from_due(0)).is_visible()


def test_the_day_after_a_banner_says_how_old_the_prices_are(page, base_url: str) -> None:
    said = stale(page, base_url, from_due(1))
    assert said.is_visible()
    assert f"due for a new check on {from_due(0)}" in said.inner_text()
    assert "61 days old" in said.inner_text()


def past_due(page) -> list[tuple[str, bool]]:
    """(due day, whether "past due" is shown) of each dated price; rows far down are not drawn yet: styles are asked."""
    found = page.locator("price-table [data-due]").evaluate_all(
        "cells => cells.map(c => [c, c.lastElementChild.querySelector('b')])"
        ".map(([c, b]) => [c.dataset.due, b.textContent, getComputedStyle(b).display !== 'none'])"
    )
    assert all(text == "past due" for _due, text, _shown in found)
    return [(due, shown) for due, _text, shown in found]


def test_four_hundred_days_on_every_dated_price_is_past_due(page, base_url: str) -> None:
    assert "400 days old" in stale(page, base_url, from_due(340)).inner_text()
    marks = past_due(page)
    assert len(marks) >= 10
    assert all(shown for _due, shown in marks)


def test_a_row_turns_past_due_on_its_own_day(page, base_url: str) -> None:
    page.goto(base_url + "/reference/prices/")
    marks = past_due(page)
    assert len(marks) > 100
    assert all(shown == (due < TODAY) for due, shown in marks)
    assert {shown for _due, shown in marks} == {True, False}


def test_without_a_repository_there_is_no_edit_or_report_link(lesson) -> None:
    assert lesson.get_by_role("link", name="Edit", exact=True).count() == 0
    assert lesson.get_by_role("link", name="Report a problem").count() == 0
    assert lesson.get_by_role("link", name="Read the paragraph").count() >= len(QUIZ.questions)
