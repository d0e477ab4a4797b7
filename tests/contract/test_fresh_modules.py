"""A rebuild reads every module of `macros` afresh, also those that something has imported before."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_a_module_imported_before_the_build_is_not_used_by_it(site: Path) -> None:
    page = (site / "workbench/calculator/index.html").read_text(encoding="utf-8")
    assert "components/cost-calculator/cost-calculator.css" in page


def test_a_rebuild_forgets_the_modules_of_the_last() -> None:
    import importlib
    import sys

    import macros
    from macros.calculator import page

    class Env:
        conf = {}  # noqa: RUF012 - a stand-in that fails as soon as it is used

    with pytest.raises(KeyError):
        macros.define_env(Env())
    assert "macros.calculator.page" not in sys.modules
    assert importlib.import_module("macros.calculator.page") is not page
    assert sys.modules["macros.env"]._module("calculator.page").cost_calculator is not page.cost_calculator
