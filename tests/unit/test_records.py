"""The shapes a checker sees: as wide as the files they stand for, and a misspelt field never reaches a run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.calculator.fields import defaults
from macros.model.calculator import calculate
from macros.model.lanes import band, by_hits, places
from macros.model.plan import records as plan_records
from macros.model.plan.plan import plan
from macros.model.records import Answer, Band, ByHits, Inputs, Places
from macros.plan import questions

ROOT = Path(__file__).resolve().parents[2]
SNIPPET = """from macros.model.calculator import calculate
from macros.model.lanes import by_hits
from macros.model.plan.plan import plan
from macros.model.records import Inputs
from macros.plan import questions

answers = questions.complete({})
answers["%(assumed)s"] = []
drafted, answer = plan(answers), calculate(answers)
if drafted["valid"] and answer["valid"]:
    print(drafted["%(rows)s"], drafted["arms"][0]["%(saving)s"], drafted["cost"]["%(most)s"], answer["%(late)s"])
if not answer["valid"]:
    print(answer["%(because)s"])
print(by_hits(answers)["%(hour)s"])


def dearer(inputs: Inputs) -> Inputs:
    return {**inputs, "%(price_in)s": 1.0}
"""
RIGHT = {
    name: name for name in ("assumed", "rows", "saving", "most", "late", "because", "hour", "price_in")
}  # a field of every record that a page or a command takes from the model


def checked(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """mypy as `make test` runs it, over one more file; what it knew of the others is kept."""
    (folder / "snippet.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), str(folder / "snippet.py")]
    env = {**os.environ, "MYPYPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_a_misspelt_field_fails_the_type_check(tmp_path: Path) -> None:
    sound = checked(tmp_path, SNIPPET % RIGHT)
    assert sound.returncode == 0, sound.stdout
    misspelt = checked(tmp_path, SNIPPET % {name: f"{name}s" for name in RIGHT})
    missed = [name for name in RIGHT if f'"{name}s"' not in misspelt.stdout]
    assert (missed, misspelt.stdout.count("error:")) == ([], len(RIGHT)), misspelt.stdout


@pytest.mark.parametrize(
    ("record", "shape"),
    [
        (defaults(), Inputs),
        (calculate(defaults()), Answer),
        (by_hits(defaults()), ByHits),
        (places(defaults()), Places),
        (band(defaults()), Band),
        (questions.complete({}), plan_records.Answers),
        (plan(questions.complete({})), plan_records.Plan),
    ],
)
def test_a_record_holds_the_fields_of_its_shape_and_no_other(record: dict[str, object], shape: type) -> None:
    """Two of these are read from YAML, where no checker looks: a new field there is a new one here."""
    assert record.keys() == shape.__annotations__.keys()


def test_the_parts_of_a_plan_have_their_shapes_too() -> None:
    drafted = plan(questions.complete({}))
    parts = {
        "stake": plan_records.MonthAtStake,
        "chance": plan_records.LateChance,
        "lines": plan_records.Lines,
        "submit": plan_records.Submissions,
        "canaries": plan_records.Canaries,
        "cost": plan_records.Cost,
        "quota": plan_records.Shares,
        "dates": plan_records.Stages,
        "flip_zero": plan_records.Flip,
    }
    assert {name: drafted[name].keys() for name in parts} == {
        name: shape.__annotations__.keys() for name, shape in parts.items()
    }
    assert all(arm.keys() == plan_records.Arm.__annotations__.keys() for arm in drafted["arms"])
    assert all(case.keys() == plan_records.Case.__annotations__.keys() for case in drafted["cases"])
