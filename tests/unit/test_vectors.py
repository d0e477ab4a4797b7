"""Formulas are lists of cases: Python here, the browser in tests/browser/test_model_in_browser.py."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from helpers.vectors import NAMES, VECTORS, cases, holds, kept, module, stored

ROOT = Path(__file__).resolve().parents[2]
CASES = [pytest.param(name, case, id=f"{name}: {case['says']}") for name in NAMES for case in cases(name)]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_formula_gives_what_its_case_says(name: str, case: dict[str, Any]) -> None:
    given = json.loads(json.dumps(getattr(module(name), case["call"])(*case["with"])))
    assert holds(case, given), given


def test_every_case_teaches_something_and_says_where_it_comes_from() -> None:
    for name in NAMES:
        says = [case["says"] for case in kept(name)]
        assert len(set(says)) == len(says), name
        assert all(len(words.split()) >= 2 for words in says), name
        assert all(case["source"] for case in kept(name)), name
        replaced = [case["replaces"] for case in kept(name) if "replaces" in case]
        assert set(replaced) <= set(says) and len(set(replaced)) == len(replaced), name


def test_every_formula_stands_in_both_languages() -> None:
    for name in NAMES:
        assert (ROOT / f"docs/model/{name}.js").exists(), name
        assert (ROOT / f"macros/model/{name}.py").exists(), name


def test_no_case_was_edited_since_it_was_committed() -> None:
    """A case is never edited: a correction is a new case that names the one it replaces."""
    for name in NAMES:
        path = (VECTORS / f"{name}.json").relative_to(ROOT).as_posix()
        out = subprocess.run(["git", "show", f"HEAD:{path}"], cwd=ROOT, capture_output=True, text=True, check=False)
        if out.returncode:
            continue  # new here, or no history to compare with
        stands = {json.dumps(case, sort_keys=True) for case in stored(name)}
        assert all(json.dumps(case, sort_keys=True) in stands for case in json.loads(out.stdout)), name


@pytest.mark.parametrize(
    ("given", "stands"),
    [("record-empty", True), ("record-flat", False), ("the record does not vary", False), (None, False)],
)
def test_a_case_that_holds_a_sentence_holds_its_id_and_the_words_of_it(given: str | None, stands: bool) -> None:
    case = {"gives": {"valid": False, "because": "the record is empty"}}
    assert holds(case, {"valid": False, "because": given}) is stands


def test_a_case_that_holds_an_id_holds_no_other() -> None:
    case = {"gives": {"n": [{"because": "too-few"}]}}
    assert holds(case, {"n": [{"because": "too-few"}]})
    assert not holds(case, {"n": [{"because": "spread"}]})
