"""The browser's formulas give what the shared cases say."""

from __future__ import annotations

import pytest
from helpers.vectors import NAMES, cases, holds, module, same


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_agrees_with_the_cases(page, base_url: str, name: str) -> None:
    page.goto(base_url + "/404.html")
    given = page.evaluate(
        (
            "async ([address, cases]) => { const m = await import(address); "
            "return cases.map((c) => m[c.call](...c.with)); }"
        ),
        [f"{base_url}/model/{name}.js", cases(name)],
    )
    wrong = [(case["says"], out) for case, out in zip(cases(name), given, strict=True) if not holds(case, out)]
    assert wrong == []


def test_both_languages_round_ten_thousand_numbers_alike(page, base_url: str) -> None:
    import random

    from macros.model.format import fixed

    random.seed(20261123)
    values = [[random.uniform(-1, 1) * 10 ** random.randint(-6, 12), random.randint(0, 4)] for _ in range(10_000)]
    page.goto(base_url + "/404.html")
    given = page.evaluate(
        (
            "async ([address, values]) => { const { fixed } = await import(address); "
            "return values.map((v) => fixed(...v)); }"
        ),
        [f"{base_url}/model/format.js", values],
    )
    assert given == [fixed(*value) for value in values]


def _shaken(value, random):
    """The same shape with other numbers: shares stay shares, counts and prices move by up to three times."""
    if isinstance(value, dict):
        return {key: _shaken(inner, random) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shaken(inner, random) for inner in value]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    if isinstance(value, int):
        return max(1, round(value * random.uniform(0.3, 3))) if value > 1 else random.choice((0, 1))
    return random.random() if 0 <= value <= 1 else value * random.uniform(0.3, 3)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("format", "score")])
def test_both_languages_agree_on_300_random_cases_of_each_function(page, base_url: str, name: str) -> None:
    import json
    import random

    random.seed(name)
    calls = []
    for function in sorted({case["call"] for case in cases(name)}):
        seeds = [case["with"] for case in cases(name) if case["call"] == function]
        calls += [[function, _shaken(random.choice(seeds), random)] for _ in range(300)]
    page.goto(base_url + "/404.html")
    given = page.evaluate(
        "async ([address, calls]) => { const m = await import(address); return calls.map(([f, a]) => m[f](...a)); }",
        [f"{base_url}/model/{name}.js", calls],
    )
    wrong = [
        (function, arguments, out, ours)
        for (function, arguments), out in zip(calls, given, strict=True)
        if not same(out, ours := json.loads(json.dumps(getattr(module(name), function)(*arguments))))
    ]
    assert wrong == []
