"""Slots of the plan's template: each that names nothing is told where it stands, before an answer meets it."""

from __future__ import annotations

import random
import re

import pytest

from macros.model.plan import unsigned
from macros.model.plan.plan import plan
from macros.model.slots import FORMATS
from macros.model.template import MARK
from macros.plan import document, questions
from macros.plan.check_slots import faults

TEXT = f"{document.template()}\n{document.sentence()}\n"
MARKS = [mark for mark in MARK.finditer(TEXT) if mark[2]]
SHOWN = [mark for mark in MARKS if not mark[1]]
ASKED = sorted({mark[2] for mark in MARKS if mark[1] in ("?", "!", "#")})


def places(text: str) -> list[int]:
    return [at for at, _part, _said in faults(text)]


def spoilt(spoil) -> tuple[str, list[int]]:
    """The text with each shown slot spoilt, and where the slots that differ then stand."""
    moved, out, last = [], "", 0
    for mark in SHOWN:
        out += TEXT[last : mark.start()]
        made = spoil(mark)
        moved += [len(out)] if made != mark[0] else []
        out, last = out + made, mark.end()
    return out + TEXT[last:], moved


def test_the_template_has_no_fault_and_uses_nearly_every_format() -> None:
    assert list(faults(TEXT)) == []
    used = {re.sub(r"\d$", "", mark[3]) for mark in SHOWN if mark[3]}
    assert used <= {*FORMATS, "text"}
    assert len(used) >= 10


def test_each_slot_that_names_no_value_is_told_at_its_place() -> None:
    text, moved = spoilt(lambda mark: mark[0].replace(mark[2], f"{mark[2]}zz", 1))
    assert len(moved) == len(SHOWN) > 250
    assert places(text) == moved


def test_each_slot_in_no_format_is_told_at_its_place() -> None:
    text, moved = spoilt(lambda mark: mark[0].replace(f"|{mark[3]}", f"|{mark[3]}zz", 1) if mark[3] else mark[0])
    assert len(moved) > 200
    assert places(text) == moved


@pytest.mark.parametrize("path", random.Random(20261126).sample(ASKED, 20))
def test_a_part_that_asks_for_no_value_is_told_where_it_opens(path: str) -> None:
    """Inside such a part nothing more is said."""
    text = re.sub(rf"(\{{[?!#/]){re.escape(path)}\}}", rf"\g<1>{path}zz}}", TEXT)
    told = [(part, said) for _at, part, said in faults(text)]
    assert {part for part, _said in told} <= {f"{{{kind}{path}zz}}" for kind in "?!#"}
    assert told
    assert all(f"has no '{path.rpartition('.')[2]}zz'" in said for _part, said in told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{?rows}some", "{?rows} is never closed. Write {/rows} where it ends."),
        ("some{/rows}", "{/rows} closes what is not open here. Remove it, or open it before."),
        ("{#asked}x{/asked}", "'asked' is no list of records. Write {?asked} for what stands once."),
        ("{cost}", "'cost' is a whole record. Name a value in it."),
        ("{cost.most|Dollars}", "this is no slot, and would be printed. Write {path}, {path|format}"),
        ("{cost.most |dollars}", "this is no slot, and would be printed."),
        ("{?Rows}", "this is no slot, and would be printed."),
        ("{#arms}{savings}{/arms}", "'plan' has no 'savings'. Did you mean 'saving'?"),
        ("{#week}{#days}{label}{/days}{/week}", "'plan' has no 'label'. Did you mean 'late'?"),
        ("{?asked.personal.maybe}x{/asked.personal.maybe}", "'asked.personal' has no 'maybe'."),
        ("{?gaps.p95}x{/gaps.p95}", "'gaps' has no 'p95'. Write a name that is in the plan."),
    ],
)
def test_other_faults_are_told_in_words(text: str, said: str) -> None:
    assert [one[: len(said)] for _at, _part, one in faults(text)] == [said]


@pytest.mark.parametrize("name", ["warnings", "gaps"])
def test_every_warning_and_every_gap_there_is_has_words(name: str) -> None:
    answers = questions.complete({})
    there = {one for one, _stands in getattr(unsigned, f"possible_{name}")(answers, plan(answers))}
    assert {mark[2].removeprefix(f"{name}.") for mark in MARKS if mark[2].startswith(f"{name}.")} == there


def test_what_only_some_answers_bring_is_known() -> None:
    sound = (
        "{arms.off-peak.saving|percent}{payback.because}{?arms.again.quality.by.shares}{/arms.again.quality.by.shares}"
    )
    assert list(faults(sound + "{{ x} ${HOME}")) == []
