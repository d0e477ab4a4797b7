"""The figures with a control: line, label and sentence answer it, and at rest say what the build printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from macros import evidence
from macros.model.deferral import least_capacity

ROOT = Path(__file__).resolve().parents[2]
with (ROOT / "docs/data/demand/azure24-week.csv").open(encoding="utf-8", newline="") as _file:
    WEEK = [float(row["conv_req_per_min"]) for row in csv.DictReader(_file)]


def seen(page) -> tuple[str, str, float]:
    figure = page.locator("figure:has(demand-control)")
    sentence = " ".join(page.locator("demand-control > p").nth(2).text_content().split())
    return sentence, figure.locator("text.enough").text_content(), float(figure.locator("line.enough").get_attribute("y1").rstrip("%"))


@pytest.fixture
def lesson(page, base_url: str):
    page.goto(base_url + "/")
    return page


def test_with_scripts_off_the_figure_says_the_same(lesson, browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(base_url + "/")
    printed = seen(plain)
    assert not plain.locator("demand-control input").is_visible()
    context.close()
    now = seen(lesson)
    assert printed[:2] == now[:2]
    assert printed[2] == pytest.approx(now[2], abs=0.01)


@pytest.mark.parametrize("share", [0, 10, 25, 40, 60, 100])
def test_the_line_stands_where_the_model_says(lesson, share: int) -> None:
    field = lesson.get_by_label("Share that may wait, up to 8 hours")
    field.fill(str(share))
    capacity = least_capacity(WEEK, share / 100, 8)
    sentence, label, y = seen(lesson)
    assert y == pytest.approx(100 * (1 - capacity / max(WEEK)), abs=0.01)
    assert f"a capacity of {capacity:,.0f} requests" in sentence
    assert f"{capacity:,.0f}" in label
    assert lesson.locator("[data-beyond]").get_attribute("hidden") == (None if share > 40 else "")


@pytest.mark.parametrize("text", ["", "-1", "101", "many"])
def test_a_bad_share_is_an_error_and_the_last_answer_stays(lesson, text: str) -> None:
    before = seen(lesson)
    lesson.get_by_label("Share that may wait, up to 8 hours").fill(text)
    assert lesson.locator("#may-wait-error").inner_text() == "Error: Write a number from 0 to 100"
    assert seen(lesson) == before


def test_one_sentence_is_announced_after_the_last_key(lesson) -> None:
    field = lesson.get_by_label("Share that may wait, up to 8 hours")
    field.scroll_into_view_if_needed()
    field.fill("4")
    field.fill("40")
    lesson.clock.run_for(500)
    assert lesson.locator("demand-control [role=status]").text_content() == ""
    lesson.clock.run_for(200)
    assert "Let 40\u00a0% wait" in lesson.locator("demand-control [role=status]").text_content()


def due(page) -> tuple[str, str, str, float]:
    figure = page.locator("figure:has(deadline-control)")
    sentence = " ".join(page.locator("deadline-control > p").nth(2).text_content().split())
    return sentence, figure.locator("text.due").text_content(), figure.locator("text.late").text_content(), float(figure.locator("line.due").get_attribute("x1").rstrip("%"))


@pytest.mark.parametrize("address", ["/", "/reference/turnaround/"])
def test_the_deadline_stands_at_rest_as_the_build_printed_it(page, browser, base_url: str, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(base_url + address)
    printed = due(plain)
    assert not plain.locator("deadline-control input").is_visible()
    context.close()
    page.goto(base_url + address)
    now = due(page)
    assert printed[:3] == now[:3]
    assert printed[3] == pytest.approx(now[3], abs=0.01)


@pytest.mark.parametrize("hours", [0.5, 1, 2, 8, 24])
def test_a_deadline_gives_the_share_that_is_late_on_the_curve(lesson, hours: float) -> None:
    lesson.get_by_label("Answers are needed within").fill(str(hours))
    late = 1 - evidence.done_within(hours * 60)
    sentence, at, said, x = due(lesson)
    assert f"{100 * late:.1f} % of the batches are late" in sentence
    assert f"{hours:g}\u00a0h" in at
    assert said.startswith(f"{100 * late:.1f}")
    assert 0 < x < 100


@pytest.mark.parametrize("text", ["", "0", "-2", "100", "soon"])
def test_a_bad_deadline_is_an_error_and_the_last_answer_stays(lesson, text: str) -> None:
    before = due(lesson)
    lesson.get_by_label("Answers are needed within").fill(text)
    assert lesson.locator("#needed-within-error").inner_text() == "Error: Write a number of hours from 0.1 to 48"
    assert due(lesson) == before
