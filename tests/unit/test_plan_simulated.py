"""What a plan promises of its own test, against thousands of simulated ones: its cost, its stopping rule, incidents."""

from __future__ import annotations

import math
import random

import pytest
from helpers.drafted_plan import SIGNED, drafted, section

from macros.model.plan.cases import listed, sold
from macros.model.plan.plan import plan
from macros.model.plan.samples import incidents, late_rule
from macros.model.request import lane_parts, live_cost
from macros.plan import questions

ROWS = ("anthropic/claude-sonnet-5-5", "anthropic/claude-haiku-4-5", "openai/gpt-6.1-terra", "gemini/gemini-2.5-pro")


def paid(answers: dict, made: dict, draw: random.Random) -> float:
    """USD of one simulated test: caches anywhere from cold to warm in each lane, prices up to a fifth dearer, any share
    of the rows by batch sent live once more."""
    rise, cold = draw.uniform(0.8, 1.2), draw.random() < 0.3
    dearer = sold(listed(answers, rise), rise)
    hits = [0.0 if cold else draw.uniform(0, 100) for _ in range(2)]
    live = live_cost({**dearer, "hit_realtime": hits[0]})
    batch = lane_parts(dearer, "batch", hits[1], "batch_write")["total"]
    again = 1.0 if cold else draw.random()
    usd = sum(
        arm["rows"] * (live if arm["id"] in ("again", "off-peak") else batch + again * live) for arm in made["arms"]
    )
    dry = 20 * (live + batch + again * live)
    return usd + dry + made["cost"]["canary_rows"] * (batch + again * live) + made["cost"]["score"]


@pytest.mark.parametrize("row", ROWS)
def test_at_most_is_never_exceeded_in_simulated_tests_with_cold_caches_and_worst_hits(row: str) -> None:
    answers = questions.complete({**SIGNED, "row": row, "off_peak_off": 20})
    made, draw = plan(answers), random.Random(row)
    worst = max(paid(answers, made, draw) for _ in range(2500))
    assert 0.5 * made["cost"]["most"] < worst <= made["cost"]["most"] * (1 + 1e-9), "a bound, and no idle one"


def passes(late: list[bool]) -> bool:
    """Whether the lane is passed after any batch of a test that is looked at after each."""
    rule, needed = late_rule(), late_rule()["clean"]
    for count, one in enumerate(late, start=1):
        needed += (rule["more"] + 1) if one else 0
        if count >= needed:
            return True
    return False


@pytest.mark.parametrize("share", [0.0101, 0.02, 0.04])
def test_independent_batches_that_are_late_too_often_pass_in_at_most_one_test_of_twenty(share: float) -> None:
    draw = random.Random(20261127)
    wrong = sum(passes([draw.random() < share for _ in range(336)]) for _ in range(6000))
    assert wrong / 6000 <= 0.05


@pytest.mark.parametrize(("length_h", "gap_days"), [(24, 100), (24, 30), (6, 30)])
def test_incidents_are_missed_as_often_as_the_plan_prints(length_h: float, gap_days: float) -> None:
    """The lane is late in incidents alone, which come at random; canaries leave hourly for two weeks."""
    draw, passed, runs = random.Random(20261127), 0, 6000
    length = length_h / 24
    for _ in range(runs):
        at, starts = draw.expovariate(1 / gap_days), []
        while at < 40:
            starts.append(at)
            at += draw.expovariate(1 / gap_days)
        hours = (20 + hour / 24 for hour in range(336))
        passed += passes([any(start <= hour < start + length for start in starts) for hour in hours])
    printed = incidents(14, length_h, length / gap_days)["missed"]
    assert passed / runs == pytest.approx(printed, abs=0.02)


def test_the_plan_says_what_two_weeks_cannot_show() -> None:
    made, text = drafted(**SIGNED)
    assert made["incidents"]["hundred"] == pytest.approx(math.exp(-0.15))
    said = section(text, 9)
    assert "if batches are late independently of each other" in said
    assert "one day-long incident in a hundred days is seen without one in 86\u00a0% of such tests" in said
    assert "one of 24\u00a0h in about 200 days, 93\u00a0% of them see none" in said
    assert "a canary that stays" in said
