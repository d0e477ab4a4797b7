"""Twelve mistakes that other calculators and pages make on this subject: ours does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros.calculator.fields import defaults
from macros.lesson.tables import ratio_table
from macros.model.calculator import calculate
from macros.model.cost import hedge_multiplier, lane_price, request_parts
from macros.model.replica import itl_s, usd_per_million_output
from macros.model.value import quota_tokens_per_hour
from macros.prices.read import book, read_prices

ROOT = Path(__file__).resolve().parents[2]
PLAIN = {
    **defaults(),
    "shared": 0,
    "hit_realtime": 0,
    "hit_low": 0,
    "hit_likely": 0,
    "hit_high": 0,
    "hedged": 0,
    "wasted": 0,
}


def test_1_a_deadline_of_twelve_hours_does_not_kill_the_discount() -> None:
    assert 1 - hedge_multiplier(0.5, 0.05, 0, 0) == pytest.approx(0.475)
    assert calculate({**PLAIN, "deadline_h": 12, "hedged": 5})["saved_likely"] == pytest.approx(0.475)


def test_2_nothing_is_ten_times_cheaper_at_half_price() -> None:
    assert calculate(PLAIN)["saved_most"] == pytest.approx(0.5)


def test_3_idle_hours_make_a_token_dearer_and_not_cheaper() -> None:
    busy, idle = (usd_per_million_output(2, 8, 22300, used)["usd"] for used in (1, 0.3))
    assert idle == pytest.approx(busy / 0.3)
    assert usd_per_million_output(1.5, 1, 1e6 / 3600, 0.3)["usd"] * 0.3 == pytest.approx(1.5)


def test_4_batch_and_cache_together_are_not_a_tenth_of_the_bill() -> None:
    found = calculate(defaults())
    assert found["low_day"] / found["realtime_day"] > 0.4
    cold = {"shared": 4000, "unique": 2000, "output": 300}
    listed = {"input": 1, "cache_read": 0.1, "cache_write": 1.25, "output": 5}
    uncached = request_parts(cold, {**listed, "cache_write": 1}, 0)["total"]
    assert request_parts(cold, lane_price(listed, 0.5, "multiply"), 0.98)["total"] / uncached > 0.25


def test_5_not_exactly_half_at_every_model_of_every_vendor() -> None:
    table = ratio_table()
    assert "10–51" in table
    assert "80" in table


def test_6_savings_do_not_add_up() -> None:
    listed = {"input": 1, "cache_read": 0.1, "cache_write": 1.25, "output": 5}
    assert lane_price(listed, 0.5, "multiply")["cache_read"] == pytest.approx(0.05), (
        "half of a tenth, and never a tenth less a half"
    )
    assert lane_price(listed, 0.5, "exclusive")["cache_read"] == pytest.approx(0.1)


def test_7_cache_writes_are_paid() -> None:
    parts = request_parts(
        {"shared": 4000, "unique": 0, "output": 0},
        {"input": 1, "cache_read": 0.1, "cache_write": 1.25, "output": 5},
        0.3,
    )
    assert parts["cache_write"] == pytest.approx(4000 * 0.7 * 1.25 / 1e6)
    found = calculate(defaults())
    assert found["hour_day"] > found["realtime_day"], "with one-hour writes left on batch costs more"


def test_8_an_off_peak_clock_is_not_called_batch() -> None:
    vendor = next(v for v in book().vendors if v.id == "deepseek")
    assert vendor.rule.multiplier is None
    assert all("batch" not in model.tiers for model in vendor.models)


def test_9_a_cap_is_a_rate_by_littles_law() -> None:
    assert quota_tokens_per_hour(2e6, 7 / 60)["tokens_per_hour"] == pytest.approx(2e6 * 60 / 7)
    assert quota_tokens_per_hour(2e6, 24)["tokens_per_hour"] == pytest.approx(83_333, rel=1e-4)


def test_10_a_true_price_of_nothing_is_a_price_and_a_missing_one_is_not() -> None:
    text = yaml.safe_dump(
        {
            "meta": {"title": "t", "unit": "u", "compiled": "2026-11-23"},
            "vendors": [
                {
                    "id": "v",
                    "name": "V",
                    "batch_rule": {
                        "multiplier": None,
                        "applies_to": "none",
                        "source": None,
                        "as_of": None,
                        "quality": "vendor",
                    },
                    "terms": [],
                    "models": [
                        {
                            "id": "m",
                            "class": "small",
                            "tiers": {
                                "realtime": {
                                    "input": 0,
                                    "free": True,
                                    "source": "https://example.org/a",
                                    "as_of": "2026-11-01",
                                }
                            },
                        }
                    ],
                }
            ],
        }
    )
    made, problems = read_prices("prices.yml", text)
    assert problems == []
    assert made is not None
    tier = made.vendors[0].models[0].tiers["realtime"]
    assert (tier.input, tier.output) == (0, None)


def test_11_a_step_takes_longer_with_more_in_it() -> None:
    fit = {"a": 0.018, "b": 5e-5, "c": 4e-8, "d": 6e-5}
    steps = [itl_s(batch, 5000, 500, fit) for batch in (1, 10, 50, 86)]
    assert steps == sorted(steps)
    assert steps[-1] > 3 * steps[0]


def test_12_nothing_promises_24_hours_and_partial_results_are_told_apart() -> None:
    lesson = (ROOT / "docs/index.md").read_text(encoding="utf-8").lower()
    assert "guaranteed" not in lesson
    ends = " ".join(term.text for vendor in book().vendors for term in vendor.terms if term.topic == "expiry").lower()
    for fate in (
        "finished requests are returned and charged",
        "not billed",
        "will not have any results",
        "don't expire",
    ):
        assert fate in ends
