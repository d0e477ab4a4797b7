"""Formulas are lists of cases: Python here, the browser in tests/browser/test_model_in_browser.py."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from macros.model import format as format_rule
from macros.model import score

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
MODULES: dict[str, ModuleType] = {"format": format_rule, "score": score}
CASES = [(name, case) for name in MODULES for case in json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("name", "case"), CASES, ids=lambda value: value["says"] if isinstance(value, dict) else value)
def test_a_formula_gives_what_its_case_says(name: str, case: dict[str, Any]) -> None:
    assert getattr(MODULES[name], case["call"])(*case["with"]) == case["gives"]


def test_every_list_of_cases_has_a_formula_that_runs_it() -> None:
    assert {path.stem for path in VECTORS.glob("*.json")} == set(MODULES)
