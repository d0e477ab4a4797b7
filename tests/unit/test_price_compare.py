"""The book against downloaded price lists: every difference at its row, and no file ends in a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros.prices.book import COMPONENTS
from macros.prices.compare import main
from macros.prices.lists import _PER_MILLION, _PER_TOKEN, _TIERS
from macros.prices.read import book

DAY = ["--as-of", "2026-11-27"]
ROW = "anthropic/claude-sonnet-5-5"
PRICED = '{"claude-sonnet-5-5": {"litellm_provider": "x", "input_cost_per_token": PRICE}}'


def tiers(model: str = "claude-sonnet-5-5", vendor: str = "anthropic") -> dict[str, dict[str, float]]:
    """The book's own prices of a model, less what lists do not carry."""
    found = book().model(vendor, model)[1].tiers
    return {
        name: {
            part: getattr(tier, part) for part in COMPONENTS if getattr(tier, part) is not None and part in _PER_TOKEN
        }
        for name, tier in found.items()
    }


def litellm(prices: dict[str, dict[str, float]], name: str = "claude-sonnet-5-5") -> str:
    said: dict[str, Any] = {"litellm_provider": "anthropic"}
    for tier, parts in prices.items():
        said |= {_PER_TOKEN[part] + _TIERS[tier]: price / 1e6 for part, price in parts.items()}
    return json.dumps({"sample_spec": {"litellm_provider": "x"}, name: said})


def genai(prices: dict[str, dict[str, float]], dated: bool = False) -> str:
    def parts(tier: str) -> Any:
        said = {_PER_MILLION[part]: str(price) for part, price in prices[tier].items()}
        if not dated:
            return said
        later = {name: str(float(price) * 2) for name, price in said.items()}
        return [
            {"prices": {"input_mtok": {"base": 9, "tiers": []}}},
            {"constraint": {"start_date": "2026-10-01"}, "prices": said},
            {"constraint": {"start_date": "2026-12-01"}, "prices": later},
        ]

    variants = [{"when": {"processing": tier}, "prices": parts(tier)} for tier in prices if tier != "realtime"]
    model = {"id": "claude-sonnet-5-5", "prices": parts("realtime"), "price_variants": variants}
    return json.dumps([{"id": "anthropic", "models": [model]}])


def compared(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> tuple[int, str, str]:
    path = tmp_path / "list.json"
    path.write_text(text, encoding="utf-8")
    status = main([str(path), *DAY])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("make", [litellm, genai, lambda prices: genai(prices, dated=True)])
def test_a_list_that_says_the_same_differs_in_nothing(make, tmp_path, capsys) -> None:
    status, out, _err = compared(tmp_path, capsys, make(tiers()))
    assert status == 0
    agree = sum(len(parts) for parts in tiers().values())
    assert f"\n{agree} prices agree, 0 differ, 0 are in" in out
    assert "openai/gpt-6-astra: not in" in out


@pytest.mark.parametrize("make", [litellm, genai])
@pytest.mark.parametrize(("factor", "said"), [(1.1, ""), (1000, ": check the unit"), (1e-6, ": check the unit")])
def test_a_price_that_differs_is_named_with_both_sides(make, factor, said, tmp_path, capsys) -> None:
    prices = tiers()
    prices["batch"]["output"] *= factor
    status, out, _err = compared(tmp_path, capsys, make(prices))
    there = f"{prices['batch']['output']:g}"
    assert status == 1
    name = "litellm" if make is litellm else "genai-prices"
    assert f"{ROW}, batch output: 5 here (2026-10-14), {there} in {name} (2026-11-27){said}\n" in out


def test_a_price_that_only_the_list_holds_is_named_and_one_of_nothing_is_not(tmp_path, capsys) -> None:
    prices = {"realtime": {"input": 0.8, "output": 4, "cached_input": 0.4, "cache_write": 0}}
    status, out, _err = compared(tmp_path, capsys, litellm(prices, "groq/qwen/qwen3.8-27b"))
    assert status == 1
    assert "groq/qwen/qwen3.8-27b, realtime cached_input: not here, 0.4 in litellm (2026-11-27)" in out
    assert "cache_write: not here" not in out


@pytest.mark.parametrize(("text", "place", "said"), [
    ("", "1:1", "no JSON"),
    ("{", "1:2", "no JSON"),
    ("<!doctype html><title>404</title>", "1:1", "no JSON"),
    ("{}", "1:1", "neither litellm's price file nor the data of genai-prices"),
    ("[]", "1:1", "neither"),
    ("[1]", "1:1", "neither"),
    ('"prices"', "1:1", "neither"),
    ("[" * 200_000, "1:1", ""),
    ('{"a": {"litellm_provider": "x", "n": NaN}}', "1:38", "no finite number"),
    (PRICED.replace("PRICE", '"cheap"'), "1:73", "a price is a number"),
    (PRICED.replace(" \"input", "\n \"input").replace("PRICE", "-1"), "2:26", "a price is a number"),
    (PRICED.replace("PRICE", 'true'), "1:73", "a price is a number"),
    (PRICED.replace("PRICE", '[1]'), "1:73", "a price is a number"),
])  # fmt: skip
def test_a_file_that_is_no_price_list_is_said_at_its_place(text, place, said, tmp_path, capsys) -> None:
    status, out, err = compared(tmp_path, capsys, text)
    assert (status, out) == (2, "")
    assert f"list.json:{place}: " in err and said in err


def test_of_prices_by_the_hour_the_dearest_is_realtime(tmp_path, capsys) -> None:
    off_peak, peak = ({"input_mtok": 0.15 * n, "cache_read_mtok": 0.003 * n, "output_mtok": 0.6 * n} for n in (1, 2))
    prices = [{"prices": off_peak}, {"constraint": {"start_time": "01:00"}, "prices": peak}]
    text = json.dumps([{"id": "deepseek", "models": [{"id": "deepseek-flash", "prices": prices}]}])
    status, out, _err = compared(tmp_path, capsys, text)
    assert status == 0 and "\n3 prices agree" in out


def test_a_tier_that_only_the_list_holds_is_named(tmp_path, capsys) -> None:
    prices = {**tiers("grok-4.7", "xai"), "batch": {"input": 1.6, "output": 4.8}}
    status, out, _err = compared(tmp_path, capsys, litellm(prices, "xai/grok-4.7"))
    assert status == 1
    assert "xai/grok-4.7, batch input: not here, 1.6 in litellm" in out


def test_a_file_that_is_not_there_is_said_and_no_traceback(tmp_path, capsys) -> None:
    assert main([str(tmp_path / "none.json")]) == 2
    assert "none.json:1:1: " in capsys.readouterr().err


def test_odd_values_of_models_that_are_not_asked_for_are_let_be(tmp_path, capsys) -> None:
    odd = {"x": 1, "y": None, "claude-opus-5-5": [], **json.loads(litellm(tiers()))}
    assert compared(tmp_path, capsys, json.dumps(odd))[0] == 0
    providers = [{"id": "google", "models": None}, {"models": [1, {"id": 2}]}, *json.loads(genai(tiers()))]
    assert compared(tmp_path, capsys, json.dumps(providers))[0] == 0
