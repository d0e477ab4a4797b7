"""The week of demand answers a share that may wait: line, label and sentence, at rest as the build printed them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

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
