"""Practice items with a sum: key and wrong numbers follow from the stem's own numbers by the site's formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.evidence import measured, read_records
from macros.lesson import bet
from macros.model.cost import largest_lateness_cost, request_parts
from macros.model.replica import kv_limit
from macros.model.sample_size import zero_failures_bound, zero_failures_sample
from macros.model.shape import discount_of, peak_to_mean
from macros.quiz.question import Question
from macros.quiz.read_quiz import load_quiz

ROOT = Path(__file__).resolve().parents[2]
QUIZ, _ = load_quiz(ROOT / "quizzes/more-practice", None, ROOT)
assert QUIZ is not None
WINDOW = 24 * 60  # minutes of the promised window


def numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)]


def fleet(f: float, capacity: float) -> tuple[float, set[float]]:
    off = discount_of(f / 100, capacity / 100)
    return 100 * (1 - off), {f, capacity, 100 * off}


def busy_hour(total: float, share: float) -> tuple[float, set[float]]:
    others = total * (1 - share / 100) / 23
    day = [total * share / 100, *[others] * 23]
    mean = total / 86_400
    peak = peak_to_mean(day)["ratio"] * mean
    return peak, {mean, total / 3600, peak * 60}


def half_as_long(fits: float, length: float, shorter: float) -> tuple[float, set[float]]:
    return kv_limit(fits * length, shorter, 0), {fits, fits * (length / shorter) ** 2}


def turns(calls: float, minutes: float) -> tuple[float, set[float]]:
    return calls * minutes, {minutes, WINDOW, calls * WINDOW}


def clean(batches: float, confidence: float, bound: float, wanted: float) -> tuple[float, set[float]]:
    assert 100 * zero_failures_bound(batches, confidence / 100)["share"] == pytest.approx(bound, abs=0.05)
    n = zero_failures_sample(wanted / 100, confidence / 100)["n"]
    return round(n, -2), {round(batches, -1), 100 / wanted, round(batches * (bound / wanted) ** 2, -2)}


def target(off: float, failed: float, saving: float) -> tuple[float, set[float]]:
    worked = [
        share
        for share in range(101)
        if bet.worked(100, share / 100, 1 - off / 100, failed / 100)["saving"] * 100 == pytest.approx(saving)
    ]
    assert len(worked) == 1
    return worked[0], {saving, saving / (1 - failed / 100), saving / (off / 100)}


def cold_cache(read: float, batch: float) -> tuple[float, set[float]]:
    def prompt(hit: float, ratio: float) -> float:
        price = {"input": ratio, "cache_read": ratio * read / 100, "cache_write": ratio, "output": 0}
        return request_parts({"shared": 1e6, "unique": 0, "output": 0}, price, hit)["total"]

    live = prompt(1, 1)
    return prompt(0, batch / 100) / live, {prompt(1, batch / 100), batch / 100, prompt(0, 1) / live}


def late(saved: float, share: float) -> tuple[float, set[float]]:
    return largest_lateness_cost(saved, share / 100)["usd"], {saved, saved * share / 100}


SUMS: dict[str, Callable[..., tuple[float, set[float]]]] = {
    "fleet-half-used": fleet,
    "busy-hour": busy_hour,
    "half-as-long": half_as_long,
    "twenty-turns": turns,
    "clean-batches": clean,
    "share-for-a-target": target,
    "cold-cache": cold_cache,
    "what-late-may-cost": late,
}


@pytest.mark.parametrize("name", SUMS)
def test_key_and_wrong_numbers_follow_from_the_stem(name: str) -> None:
    question = QUIZ.questions[name]
    key, wrong = SUMS[name](*numbers(question.stem))
    assert numbers(question.answer.text) == pytest.approx([key])
    shown = sorted(numbers(option.text)[0] for option in question.options if not option.right)
    assert shown == pytest.approx(sorted(wrong))


def test_every_item_with_numbers_for_options_is_worked_out_here() -> None:
    numeric = {q.id for q in QUIZ.questions.values() if all(numbers(option.text) for option in q.options)}
    assert numeric == set(SUMS)


def test_the_slow_starter_has_the_higher_rate() -> None:
    question: Question = QUIZ.questions["late-starter"]
    pages, hours, other = numbers(question.stem)
    assert pages / (60 * hours) == 30 > other
    assert "30 a minute, against 25" in question.answer.why
    assert question.answer.text.startswith("A gets more done")


def test_as_many_rows_are_sent_again_as_are_missing() -> None:
    question = QUIZ.questions["rows-missing"]
    sent, back = numbers(question.stem)
    assert numbers(question.answer.text) == [sent - back]


def test_numbers_of_the_lesson_are_the_lessons() -> None:
    """The cache's room, the usual turnaround and the clean run are computed elsewhere; no stem drifts from them."""
    saturation = read_records.evidence()["saturation"]
    assert numbers(QUIZ.questions["half-as-long"].stem)[:2] == [
        round(kv_limit(saturation["kv_tokens"], 5000, 500)),
        5500,
    ]
    assert numbers(QUIZ.questions["twenty-turns"].stem)[1] == measured.turnaround()["median"]


def test_what_reasons_say_in_numbers_is_so() -> None:
    assert 100 * zero_failures_bound(60, 0.95)["share"] == pytest.approx(4.9, abs=0.05)  # clean-batches
    assert zero_failures_sample(0.01, 0.95)["n"] == 299
    assert 0.99**100 > 1 / 3
    assert bet.worked(100, 0.48, 0.5, 0.04)["saving"] == pytest.approx(0.2304)  # share-for-a-target
    assert measured.done_within(4) < 0.5  # four-minutes
