"""The browser's formulas give what the shared cases say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


@pytest.mark.parametrize("name", ["format", "score"])
def test_the_browser_agrees_with_the_cases(page, base_url: str, name: str) -> None:
    page.goto(base_url + "/404.html")
    cases = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    given = page.evaluate(
        "async ([address, cases]) => { const m = await import(address); return cases.map((c) => m[c.call](...c.with)); }",
        [f"{base_url}/model/{name}.js", cases],
    )
    assert given == [case["gives"] for case in cases]


def test_both_languages_round_ten_thousand_numbers_alike(page, base_url: str) -> None:
    import random

    from macros.model.format import fixed

    random.seed(20261123)
    values = [[random.uniform(-1, 1) * 10 ** random.randint(-6, 12), random.randint(0, 4)] for _ in range(10_000)]
    page.goto(base_url + "/404.html")
    given = page.evaluate(
        "async ([address, values]) => { const { fixed } = await import(address); return values.map((v) => fixed(...v)); }",
        [f"{base_url}/model/format.js", values],
    )
    assert given == [fixed(*value) for value in values]
