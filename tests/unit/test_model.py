"""The arithmetic behind figures and sentences, against values worked out elsewhere."""

from __future__ import annotations

import math

import pytest

from macros.evidence import measured
from macros.lesson import bet
from macros.model.shape import discount_of
from macros.prices import workloads


def test_the_bet_saves_28_8_percent_and_not_half() -> None:
    out = bet.worked(10_000, 0.6, 0.5, 0.04)
    assert (out["live"], out["batch"], out["redone"], out["total"]) == (4000, 2880, 240, 7120)
    assert out["saving"] == pytest.approx(0.288)
    assert bet.worked(10_000, 0.6, 0.75, 0.04)["saving"] == pytest.approx(0.144)
    assert bet.worked(10_000, 0.6, 0.9, 0.04)["saving"] == pytest.approx(0.0576)


def test_the_site_uses_the_same_running_workload() -> None:
    cost = workloads.cached_workload()
    assert {name: round(value) for name, value in cost.items()} == {
        # 200,000 × (2,000 own tokens, 300 out, and 6,000 shared at 90 % hits), at 2 / 0.10 / 2.50 / 10
        "realtime": 1808,
        "naive": 904,
        "uncached": 1900,
        "missed": 2200,
        "low": 1768,
        "hour": 2398,
        "assumed": 1480,
        "high": 789,
        "flex": 904,
        "quarter": 2220,
    }


def test_the_sites_curve_goes_through_both_published_percentiles() -> None:
    assert measured.done_within(7) == pytest.approx(0.5)
    assert measured.done_within(60) == pytest.approx(0.9)


def test_seven_fleets_give_the_discounts_that_were_published_for_them() -> None:
    used = {fleet.name: fleet.used for fleet in measured.fleets()}
    assert used["Chat service, one week"] == pytest.approx(0.599, abs=5e-4)
    assert used["Code assistant, one week"] == pytest.approx(0.335, abs=5e-4)
    off = {name: round(discount_of(0.92, u), 2) for name, u in used.items()}
    assert list(off.values()) == [0.45, 0.69, 0.54, 0.48, 0.51, 0.58, 0.32]


def test_the_week_adds_up_to_its_printed_totals() -> None:
    assert math.isclose(sum(measured.week("code_req_per_min")) * 60, 16_803_695, rel_tol=1e-3)
    assert math.isclose(sum(measured.week("conv_req_per_min")) * 60, 27_303_999, rel_tol=1e-3)
    assert len(measured.week("code_req_per_min")) == 168
