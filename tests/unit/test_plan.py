"""The drafted plan: what it says, what it warns of and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.drafted_plan import SIGNED, drafted, section

from macros.model.plan import cases as cases_module
from macros.model.plan import plan as plan_module
from macros.model.plan.cases import variants
from macros.model.plan.plan import plan
from macros.model.plan.schedule import SIZES, SLOTS, order
from macros.model.sample_size import peeking_error
from macros.plan import document, questions

ROOT = Path(__file__).resolve().parents[2]


def asked_for(what: str, where: str = "") -> list[str]:
    """The ids that the template has words for, such as those of `warnings`, as printed; `where` picks the lines."""
    lines = [line for line in document.template().splitlines() if where in line]
    return list(dict.fromkeys(re.findall(rf"\{{\?{what}\.([a-z0-9-]+)\}}", "\n".join(lines))))


WARNINGS, GAPS = asked_for("warnings"), asked_for("gaps")
ARMS, CASES = asked_for("id", "{?id.again}"), asked_for("id", "{?id.today}")


def test_the_running_workload_gives_a_whole_plan() -> None:
    made, text = drafted()
    heads = re.findall(r"^## (\d+) ", text, re.MULTILINE)
    assert heads == [str(n) for n in range(1, 17)]
    assert made["rows"] == 3092
    assert (made["canaries"]["batches"], made["cost"]["sizes"]) == (336, [10, 50, 500])
    assert made["cost"]["likely"] < made["cost"]["most"] <= 3000
    assert "Prices as of 2026-10-14" in text
    assert not re.search(r"\{[?!#/]?[\w.|-]+\}|undefined|NaN|None|nan\b", text)


def test_the_first_day_is_the_price_books_date() -> None:
    compiled = yaml.safe_load((ROOT / "docs/data/prices.yml").read_text(encoding="utf-8"))["meta"]["compiled"]
    assert questions.complete({})["start"] == str(compiled)


def test_the_plan_opens_with_a_row_whose_prices_are_the_calculators_defaults() -> None:
    defaults = questions.calculator.defaults()
    row = questions.rows()[questions.default_row()]
    assert all(row["set"][name] == defaults[name] for name in questions.PRICES)


def test_every_canary_size_meets_every_slot_of_every_weekday_and_keeps_no_hour() -> None:
    met = {(slot, on, size) for slot in range(SLOTS) for on in range(7) for size in order(slot, on)}
    assert len(met) == 168
    firsts = {order(slot, on)[0] for slot in range(SLOTS) for on in range(7)}
    assert firsts == set(range(SIZES))


def test_a_plan_with_every_answer_can_be_signed() -> None:
    made, text = drafted(**SIGNED)
    assert made["warnings"] == made["gaps"] == []
    assert section(text, 1).strip().endswith("No warning and no gap is left: this plan can be signed.")
    assert "| assumed |" not in section(text, 3)
    assert "Head of support" in section(text, 16)


RAISED = {
    "months": {"requests_per_day": 500},
    "ceiling": {"ceiling_usd": 5},
    "weekend": {"window_days": 4, "start": "2026-11-23"},
    "short": {"window_days": 7},
    "p95": {"deadline_h": 3, "measured_p95_h": 4},
    "collect": {"deadline_h": 3, "measured_p95_h": 2},
    "personal": {"approval": ""},
    "below": {"hit_high": 40},
    "storm": {"limit_used": 100},
    "cap": {"cap_tokens": 1_000_000},
    "promotion": {"promotion_off": 20, "promotion_ends": "2026-12-10"},
    "due": {"row": "anthropic/claude-haiku-4-5"},
    "late-cost": {"late_usd": 1},
    "too-short": {"shared": 1000},
    "changes": {"row": "gemini/gemini-4-argon", "start": "2026-11-20"},
}


@pytest.mark.parametrize("name", RAISED)
def test_each_warning_is_raised_by_what_it_warns_of_and_said_in_the_plan(name: str) -> None:
    _made, sound = drafted(**SIGNED)
    made, text = drafted(**{**SIGNED, **RAISED[name]})
    assert name in made["warnings"]
    assert section(text, 1).count("\n- ") == len(made["warnings"]) + len(made["gaps"]) > section(sound, 1).count("\n- ")


def test_the_plan_says_how_likely_its_canaries_pass_and_when_they_cannot(tmp_path: Path) -> None:
    whole, short = section(drafted(**SIGNED)[1], 9), section(drafted(**{**SIGNED, "window_days": 5})[1], 9)
    assert (
        "These 336 canaries pass with none late: a lane whose working fallback leaves 0.1 % late does so "
        "in 71.5\u00a0% of cases. With one more late it takes 588 batches." in whole
    )
    assert "These 120 canaries cannot pass it." in short
    assert "within 168" in whole and "within 168" not in short


def test_flex_is_an_arm_only_where_the_model_is_sold_so() -> None:
    sold, text = drafted(**SIGNED)
    assert "flex" in {arm["id"] for arm in sold["arms"]} and "minutes instead of hours" in section(text, 6)
    other, text = drafted(**{**SIGNED, "row": "anthropic/claude-haiku-4-5"})
    assert "flex" not in {arm["id"] for arm in other["arms"]} and "not sold for this model: nothing is sent" in section(
        text, 6
    )


def test_caching_that_never_hits_costs_more_than_none_and_is_printed() -> None:
    made, text = drafted(**{**SIGNED, "row": "anthropic/claude-haiku-4-5"})
    assert made["written_1000"] > made["uncached_1000"] > 0
    assert f"| Batch, caching on and never hit | ${made['written_1000']:.2f} |" in section(text, 4)
    assert f"| Batch, caching off | ${made['uncached_1000']:.2f} |" in section(text, 4)


def test_what_never_pays_back_says_never_and_why() -> None:
    _made, text = drafted(**{**SIGNED, "requests_per_day": 40_000, "yearly_fall": 99})
    assert "with prices falling 99\u00a0% a year, never, as the saving shrinks faster than it pays back." in section(
        text, 13
    )
    _made, text = drafted(**{**SIGNED, "operations_usd": 1e6})
    assert "come back never, as running it costs as much as it saves; " in section(text, 13)
    assert "| never | stay |" in section(text, 13)


def test_a_model_that_its_vendor_ends_before_the_decision_is_warned_of() -> None:
    x = {**questions.complete(SIGNED), "price_ends": "2026-12-01"}
    assert plan(x)["warnings"] == ["ends"]
    assert "ends this model on 2026-12-01" in section(document.markdown(x), 1)
    assert set(RAISED) | {"ends"} == set(WARNINGS)


OPEN = {
    "owner": {"owner": ""},
    "waits": {"waits": ""},
    "personal-unknown": {"personal": "unknown"},
    "source": {"row": ""},
    "promotion-date": {"promotion_off": 20},
    "p95-prior": {"measured_p95_h": None},
    "spread": {"cv": None},
    "on-the-line": {"row": "anthropic/claude-haiku-4-5", "hit_likely": 57.4},
    "expected-to-fail": {"unusable_batch": 1},
    "quality": {"quality": None, "discordant": None},
    "too-few": {"requests_per_day": 100},
    "pairs": {"discordant": None},
    "heavy": {"skew": 11},
    "size": {"collect_h": 4, "ceiling_usd": 1000},
    "no-cap": {"cap_tokens": 0},
}


@pytest.mark.parametrize("name", OPEN)
def test_each_gap_is_opened_by_what_is_not_known_and_said_in_the_plan(name: str) -> None:
    made, text = drafted(**{**SIGNED, **OPEN[name]})
    assert name in made["gaps"]
    assert section(text, 1).count("\n- ") == len(made["warnings"]) + len(made["gaps"])
    assert set(OPEN) | {"assumed"} == set(GAPS)


@pytest.mark.parametrize(
    ("answers", "column"),
    [
        ({"cv": None}, 2),
        ({"skew": None}, 2),
        ({"unusable_batch": 1}, 3),
        ({"quality": None, "discordant": None}, 4),
        ({"requests_per_day": 10}, 2),
    ],
)
def test_a_refused_size_is_no_number_in_the_table(answers: dict[str, Any], column: int) -> None:
    _made, text = drafted(**{**SIGNED, **answers})
    row = next(line for line in section(text, 7).splitlines() if line.startswith("| Batch |"))
    assert row.split("|")[column].strip() == "refused"
    assert "**No sample size" in section(text, 1)


def test_no_normal_interval_is_offered_before_skewness_allows_it() -> None:
    """CV 2 and skewness 11, as real output lengths: the claim alone would stop at a few hundred rows."""
    made, text = drafted(**{**SIGNED, "cv": 2, "skew": 11, "hit_likely": 98})
    cost = next(arm["cost"] for arm in made["arms"] if arm["id"] == "batch")
    assert cost["once"] < cost["looks"] < cost["shape"] == 3026 <= cost["n"]
    assert "Until row 3,026 a normal interval of a mean misses too often" in text
    assert "no interval of a mean" in text


def test_the_error_of_daily_looks_that_the_plan_quotes_is_the_computed_one() -> None:
    quoted = re.search(r"Looking every day for two weeks turns an error of 5\s% into (\d+)\s%", drafted()[1])
    assert quoted
    assert peeking_error(14, 1.959964) == pytest.approx(int(quoted[1]) / 100, abs=0.005)


def test_prompts_that_are_not_shared_need_more_rows() -> None:
    paired, _ = drafted(**SIGNED)
    alone, text = drafted(**{**SIGNED, "paired": "no"})
    assert alone["rows"] > 2 * paired["rows"]
    assert "nothing is gained from pairs" in text


def test_every_price_case_has_its_decision() -> None:
    made, text = drafted(**{**SIGNED, "promotion_off": 20, "promotion_ends": "2027-01-05", "off_peak_off": 30})
    rows = [line for line in section(text, 13).splitlines() if line.startswith("| ")][1:]
    assert [case["id"] for case in made["cases"]] == list(CASES)
    assert len(rows) == len(CASES)
    assert all(row.split("|")[-2].strip() in ("go", "pilot", "stay") for row in rows)
    cases = {case["id"]: case for case in made["cases"]}
    assert cases["quarter"]["decision"] == cases["tenth"]["decision"] == "stay"
    assert cases["promotion"]["saving"] < cases["today"]["saving"]
    assert cases["off-peak"]["saving"] < cases["off-peak-ends"]["saving"] == cases["today"]["saving"]
    assert cases["list-up"]["month"] == pytest.approx(1.2 * cases["today"]["month"])
    assert made["dates"]["expires"] == "2027-01-05", "the decision does not outlive the promotion"
    assert "| Realtime in off-peak hours |" in text
    assert {arm["id"] for arm in made["arms"]} == set(ARMS)


def test_the_flip_is_where_the_saving_is_nothing_and_where_it_meets_the_line() -> None:
    from macros.model.calculator import calculate
    from macros.model.plan.cases import discounted

    x = questions.complete(SIGNED)
    made = plan(x)
    for found, saving in ((made["flip_zero"], 0), (made["flip_line"], 0.25)):
        assert calculate(discounted(x, found["discount"]))["saved_likely"] == pytest.approx(saving, abs=1e-9)


def test_the_canaries_never_cost_more_than_the_ceiling_leaves() -> None:
    for ceiling in (100, 300, 1000, 5000, 20_000):
        made, _ = drafted(**{**SIGNED, "ceiling_usd": ceiling})
        assert made["cost"]["most"] <= ceiling or ("ceiling" in made["warnings"] and made["cost"]["sizes"][2] == 50)


def test_one_plan_works_the_calculator_out_once_for_the_answers_and_once_for_each_price_case_that_moves_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked: list[dict[str, Any]] = []
    calculate = plan_module.calculate
    for module in (plan_module, cases_module):
        monkeypatch.setattr(module, "calculate", lambda x: worked.append(x) or calculate(x))
    x = questions.complete(SIGNED)
    document.markdown(x)
    moved = [one for _name, one, _alternative in variants(x) if one is not x]
    assert (len(worked), sum(one is x for one in worked)) == (1 + len(moved), 1)


def test_an_answer_in_words_stands_in_the_template_only_where_it_is_escaped() -> None:
    words = [name for name, field in questions.fields().items() if field["kind"] == "text"] + ["price_label"]
    shown = re.findall(r"\{asked\.(\w+)((?:\|[^{}]*)?)\}", document.template())
    assert {name for name, _format in shown} >= set(words) > {"workload", "owner"}
    assert [name for name, format in shown if name in words and format != "|text"] == []
