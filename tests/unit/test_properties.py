"""What must hold for any input: costs are linear, slack never hurts, a band contains its point."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.calculator.fields import defaults
from macros.model.calculator import calculate, verdict
from macros.model.choices import by_deadline
from macros.model.cost import hedge_multiplier
from macros.model.deferral import fleet_saved, least_capacity, least_capacity_edf, unlimited_capacity
from macros.model.lanes import band, by_hits, places
from macros.model.request import in_batch
from macros.model.turnaround import fitted, on_time

SHARE = st.floats(0, 1)
PERCENT = st.floats(0, 99)
AMOUNT = st.floats(0.001, 1e6)
FEW = settings(max_examples=200, deadline=None, derandomize=True)


@st.composite
def inputs(draw: Any) -> dict[str, float]:
    x = defaults()
    for name in (
        "shared",
        "unique",
        "output",
        "price_in",
        "price_read",
        "price_write",
        "price_out",
        "batch_in",
        "batch_read",
        "batch_write",
        "batch_out",
        "batch_write_hour",
        "requests_per_day",
    ):
        x[name] = draw(AMOUNT)
    for name in (
        "hit_realtime",
        "hit_low",
        "hit_likely",
        "hit_high",
        "hedged",
        "wasted",
        "billed_twice",
        "unusable_realtime",
        "unusable_batch",
        "incident_chance",
    ):
        x[name] = draw(PERCENT)
    return x


@FEW
@given(inputs(), st.floats(1.5, 100))
def test_cost_is_linear_in_volume(x: dict[str, float], factor: float) -> None:
    once, more = calculate(x), calculate({**x, "requests_per_day": x["requests_per_day"] * factor})
    assert more["likely_day"] == pytest.approx(once["likely_day"] * factor)
    assert more["saved_likely"] == pytest.approx(once["saved_likely"])


@FEW
@given(inputs())
def test_the_band_contains_its_point(x: dict[str, float]) -> None:
    found = calculate(x)
    assert found["low_day"] <= found["likely_day"] <= found["high_day"]
    assert found["saved_most"] >= found["saved_likely"] >= found["saved_least"]


@FEW
@given(st.floats(0.05, 0.95), SHARE, SHARE)
def test_the_saving_falls_as_the_hedged_share_rises(ratio: float, one: float, two: float) -> None:
    less, more = sorted((one, two))
    assert hedge_multiplier(ratio, less, 0, 0) <= hedge_multiplier(ratio, more, 0, 0) + 1e-12


@FEW
@given(st.floats(1, 5000), st.floats(1, 5000), st.floats(0, 600), st.floats(0, 60), SHARE, st.floats(0, 3000))
def test_more_slack_never_lowers_the_chance_to_be_in_time(
    one: float, two: float, collect: float, poll: float, chance: float, incident: float
) -> None:
    curve = fitted(7, 60)
    short, long = sorted((one, two))
    assert (
        on_time(short, curve, collect, poll, chance, incident)
        <= on_time(long, curve, collect, poll, chance, incident) + 1e-12
    )


@FEW
@given(st.lists(st.floats(0, 1000), min_size=1, max_size=20), SHARE, st.integers(0, 30))
def test_deferred_work_needs_no_less_than_the_mean_and_no_more_than_the_peak(
    demand: list[float], share: float, delay: int
) -> None:
    capacity = least_capacity(demand, share, delay)
    assert sum(demand) / len(demand) - 1e-9 <= capacity <= max(demand) + 1e-9
    assert capacity >= unlimited_capacity(demand, share) - 1e-9
    assert least_capacity(demand, share, delay + 1) <= capacity + 1e-9


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.floats(1, 1000), min_size=2, max_size=12), SHARE, st.integers(0, 6))
def test_two_methods_find_the_same_capacity(demand: list[float], share: float, delay: int) -> None:
    assert least_capacity_edf(demand, share, delay) == pytest.approx(least_capacity(demand, share, delay), rel=5e-8)


@FEW
@given(st.lists(st.floats(1, 1000), min_size=1, max_size=20), SHARE, SHARE, st.integers(0, 10))
def test_more_work_that_waits_never_saves_less(demand: list[float], one: float, two: float, delay: int) -> None:
    less, more = sorted((one, two))
    assert fleet_saved(demand, less, delay) <= fleet_saved(demand, more, delay) + 1e-9


@FEW
@given(inputs(), st.floats(0.1, 72), st.floats(0.1, 72))
def test_a_shorter_deadline_never_raises_the_saving(x: dict[str, float], one: float, two: float) -> None:
    """What batch saves, and 0 where it saves nothing: nobody is made to lose by it."""
    short, long = sorted((one, two))
    x = {**x, "hedged": None}
    saved = [max(due["saved"], 0.0) for due in by_deadline(x, [short, long])]
    assert saved[0] <= saved[1] + 1e-9


@FEW
@given(inputs(), PERCENT, PERCENT, st.sampled_from(["batch_write", "batch_write_hour"]))
def test_more_hits_never_raise_the_cost_while_caching_is_on(
    x: dict[str, float], one: float, two: float, write: str
) -> None:
    fewer, more = sorted((one, two))
    x = {**x, "batch_read": min(x["batch_read"], x[write])}
    assert in_batch(x, more, write) <= in_batch(x, fewer, write) * (1 + 1e-12)


@FEW
@given(inputs())
def test_cost_by_hits_has_no_jump_at_no_hits(x: dict[str, float]) -> None:
    assert in_batch(x, 1e-9, "batch_write") == pytest.approx(in_batch(x, 0, "batch_write"), rel=1e-6)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(inputs())
def test_each_band_holds_its_point(x: dict[str, float]) -> None:
    x = {**x, "tokens_pm": 10, "hits_pm": 5}
    drawn, found = band(x), calculate(x)
    for lane, point in (("realtime", "realtime_1000"), ("flex", "flex_1000"), ("batch", "likely_1000")):
        assert drawn[lane][0] <= found[point] * (1 + 1e-12) and found[point] <= drawn[lane][1] * (1 + 1e-12)
    assert drawn["saved"][0] - 1e-12 <= found["saved_likely"] <= drawn["saved"][1] + 1e-12


HOSTILE = [math.nan, math.inf, -math.inf, -1.0, -1e-300]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_number_that_is_none_is_refused_whatever_it_is_for(value: float) -> None:
    for name, default in defaults().items():
        if isinstance(default, (int, float)):
            assert calculate({**defaults(), name: value}) == {"valid": False, "because": "no-number"}, name


def test_nothing_divides_by_zero_where_no_answer_is_usable() -> None:
    x = {**defaults(), "unusable_batch": 100, "unusable_realtime": 100}
    assert calculate(x) == {"valid": False, "because": "no-usable-answer"}
    for found in (by_hits(x)["realtime"], *by_hits(x)["short"], *band(x)["batch"], places(x)["top"]):
        assert math.isfinite(found)


def test_no_calls_in_a_row_leave_no_time() -> None:
    found = calculate({**defaults(), "chain": 0})
    assert verdict(found) == "live-only" and found["on_time"] == 0
