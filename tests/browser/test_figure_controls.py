"""The figures with a control: line, label and sentence answer it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import TODAY

from macros.evidence import measured, serving
from macros.model import replica
from macros.model.deferral import least_capacity
from macros.model.format import roughly
from macros.prices import workloads

ROOT = Path(__file__).resolve().parents[2]
with (ROOT / "docs/data/demand/azure24-week.csv").open(encoding="utf-8", newline="") as _file:
    WEEK = [float(row["conv_req_per_min"]) for row in csv.DictReader(_file)]


def seen(page) -> tuple[str, str, float]:
    figure = page.locator("figure:has(demand-control)")
    sentence = " ".join(page.locator("demand-control .says").text_content().split())
    return (
        sentence,
        figure.locator("text.enough").text_content(),
        float(figure.locator("line.enough").get_attribute("y1").rstrip("%")),
    )


@pytest.fixture
def lesson(page, base_url: str):
    page.goto(base_url + "/")
    return page


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
    lesson.clock.pause_at(f"{TODAY}T12:10:00Z")  # only the test moves the clock: a slow machine must not
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
    sentence = " ".join(page.locator("deadline-control .says").text_content().split())
    return (
        sentence,
        figure.locator("text.due").text_content(),
        figure.locator("text.late").text_content(),
        float(figure.locator("line.due").get_attribute("x1").rstrip("%")),
    )


@pytest.mark.parametrize("hours", [0.5, 1, 2, 8, 24])
def test_a_deadline_gives_the_share_that_is_late_on_the_curve(lesson, hours: float) -> None:
    lesson.get_by_label("Answers are needed within").fill(str(hours))
    late = 1 - measured.done_within(hours * 60)
    sentence, at, said, x = due(lesson)
    assert f"{roughly(late)} of the batches are late".replace("\u00a0", " ") in sentence
    assert f"{hours:g}\u00a0h" in at
    assert said.startswith(roughly(late)), "one digit: no more is known"
    assert 0 < x < 100


@pytest.mark.parametrize("text", ["", "0", "-2", "100", "soon"])
def test_a_bad_deadline_is_an_error_and_the_last_answer_stays(lesson, text: str) -> None:
    before = due(lesson)
    lesson.get_by_label("Answers are needed within").fill(text)
    assert lesson.locator("#needed-within-error").inner_text() == "Error: Write a number of hours from 0.1 to 48"
    assert due(lesson) == before


def target(page) -> tuple[str, str, list[float]]:
    figure = page.locator("figure:has(target-control)")
    sentence = " ".join(page.locator("target-control .says").text_content().split())
    marks = [
        figure.locator("line.target").get_attribute("x1"),
        figure.locator("circle.target").get_attribute("cx"),
        figure.locator("circle.target").get_attribute("cy"),
    ]
    return sentence, figure.locator("text.target").text_content(), [float(mark.rstrip("%")) for mark in marks]


def hits(page) -> tuple[str, list[str], list[float]]:
    figure = page.locator("figure:has(hits-control)")
    sentence = " ".join(page.locator("hits-control .says").text_content().split())
    words = [figure.locator(f"text.{name}").text_content() for name in ("low", "low-name", "hour", "hour-name")]
    return (
        sentence,
        words,
        [float(figure.locator(f"rect.{lane}").get_attribute("width").rstrip("%")) for lane in ("low", "hour")],
    )


@pytest.mark.parametrize("milliseconds", [20, 30, 50, 80, 100])
def test_a_latency_target_gives_the_throughput_that_the_fit_leaves(lesson, milliseconds: int) -> None:
    lesson.get_by_label("Time between tokens at most").fill(str(milliseconds))
    found = replica.latency_factor(5000, 500, serving.fit(), serving.kv_tokens(), milliseconds / 1000)
    held = replica.itl_s(found["batch"], 5000, 500, serving.fit())
    sentence, label, (x, at, y) = target(lesson)
    assert f"{found['batch'] / held:,.0f} tokens a second" in sentence
    assert label == f"f = {found['factor']:.2f}"
    assert x == pytest.approx(milliseconds, abs=0.01)
    assert at <= x + 0.01
    assert y == pytest.approx(100 - found["batch"] / held / 10, abs=0.02)


@pytest.mark.parametrize("share", [0, 30, 56, 98, 100])
def test_cache_hits_move_both_batch_bars(lesson, share: int) -> None:
    lesson.get_by_label("Cache hits in batch").fill(str(share))
    low, hour = (workloads.cached_day(lane, share) for lane in ("short", "hour"))
    sentence, words, widths = hits(lesson)
    assert f"costs ${low:,.0f}, against $1,808 live" in sentence
    assert words == [
        f"${low:,.0f}",
        f"Batch, {share}\u00a0% hits",
        f"${hour:,.0f}",
        f"Batch, {share}\u00a0% hits, one-hour writes left on",
    ]
    assert widths[0] / widths[1] == pytest.approx(low / hour, abs=0.001)
    assert (hour > 1808) == (share < 56)


@pytest.mark.parametrize(("label", "text", "said"), [
    ("Time between tokens at most", "5", "Error: Write a number of milliseconds from 20 to 100"),
    ("Cache hits in batch", "120", "Error: Write a number from 0 to 100"),
])  # fmt: skip
def test_a_number_out_of_range_is_an_error_and_the_figure_stays(lesson, label: str, text: str, said: str) -> None:
    before = (target(lesson), hits(lesson))
    lesson.get_by_label(label).fill(text)
    assert lesson.get_by_text(said).locator("visible=true").count() == 1
    assert (target(lesson), hits(lesson)) == before
