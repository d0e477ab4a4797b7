"""Each component's examples are drawn, whole and under its own name, and each fault in one is told at its place."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from helpers.live_example import every

from macros.files.problems import Problem
from macros.gallery import purpose
from macros.gallery.draw import faults, picture, printed
from macros.gallery.example import Example
from macros.gallery.read_examples import components, examples
from macros.lesson.figures import FIGURES

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = ROOT / "docs/components"


def errors(html: str) -> list[object]:
    parser = html5lib.HTMLParser()
    parser.parseFragment(html)
    return list(parser.errors)


def test_every_component_has_examples_and_says_what_it_is() -> None:
    problems: list[Problem] = []
    assert components() == sorted(path.name for path in COMPONENTS.iterdir() if path.is_dir())
    assert {one.component for one in every().values()} == set(components())
    assert all(purpose(name, problems) for name in components())
    assert problems == []


@pytest.mark.parametrize("one", every().values(), ids=every().keys())
def test_an_example_is_drawn_whole(one: Example) -> None:
    out, drawn = printed(one), picture(one)
    assert errors(out) == errors(drawn) == []
    name = one.component
    assert f"<{name}" in drawn or f'class="{name}' in drawn


def drawings(folder: str) -> set[str]:
    return {path.name.removesuffix(".html.jinja") for path in (COMPONENTS / folder).iterdir()}


def test_each_figure_has_its_drawing_and_each_drawing_is_drawn() -> None:
    assert drawings("lesson-figure/figures") == {*FIGURES, "cost-by-hits"}


def test_each_table_has_its_template_and_each_template_is_printed() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.py"))
    assert drawings("price-table/tables") == set(re.findall(r"\btable\(\s*\"([^\"]+)\"", code))


BET = (
    "- {name: fresh, says: At first., with: {bet: {bill: 1, share_percent: 1, price_percent: 1, fail_percent: 1, "
    "saving_percent: 1, answer_href: ''}}}\n"
)
FILE = "docs/components/bet-ticket/examples.yml"
BROKEN = {
    "an empty list": ("[]", f"{FILE}:1:1: the list is empty. Write an example for each state that a reader can meet."),
    "an empty file": ("", f"{FILE}:1:1: the file is empty. Write its keys."),
    "a misspelt key": (
        "- {name: fresh, says: At first., wiht: {bet: {}}}",
        f"{FILE}:1:34: 'wiht' is not a known key. Did you mean 'with'?",
    ),
    "no sentence": ("- {name: fresh, with: {bet: {}}}", f"{FILE}:1:3: 'says' is missing. Add it."),
    "neither values nor a macro": (
        "- {name: fresh, says: At first.}",
        f"{FILE}:1:3: either 'with' or 'macro' is needed. Write values for the template, or name a macro.",
    ),
    "a macro that is none": (
        "- {name: fresh, says: At first., macro: figur}",
        f"{FILE}:1:41: 'figur' is not one of cost_calculator, plan_drafter, figure, week_strip. Did you mean 'figure'?",
    ),
    "after a state that is unknown": (
        BET + "- {name: placed, says: At last., after: frsh}",
        f"{FILE}:2:41: 'frsh' is no example above this one. Did you mean 'fresh'?",
    ),
    "a name used twice": (BET + BET, f"{FILE}:2:10: 'fresh' is listed already. Give each example a name of its own."),
    "a name whose id is taken": (
        BET + "- {name: Fresh, says: At last., after: fresh}",
        f"{FILE}:2:10: 'Fresh' is listed already. Give each example a name of its own.",
    ),
    "a change that is unknown": (
        BET + "- {name: placed, says: At last., after: fresh, state: [{at: input, sett: {value: 1}}]}",
        f"{FILE}:2:68: 'sett' is not a known key. Did you mean 'set'?",
    ),
    "a change that does nothing": (
        BET + "- {name: placed, says: At last., after: fresh, state: [{at: input}]}",
        f"{FILE}:2:56: nothing is done there. Write one of set, text, words, append, wrap, move, remove.",
    ),
    "a value missing": (
        "- {name: fresh, says: At first., with: {bet: {bill: 1}}}",
        f"{FILE}:1:3: bet-ticket cannot be drawn with these values ('dict object' has no attribute 'share_percent'). "
        "Give what its template names.",
    ),
    "a value that nothing reads": (
        BET + "- {name: placed, says: At last., after: fresh, with: {bets: 1}}",
        f"{FILE}:2:3: bet-ticket cannot be drawn with these values (its template names no 'bets'). "
        "Give what its template names.",
    ),
    "a path that leads nowhere": (
        BET + "- {name: placed, says: At last., after: fresh, state: [{at: inputt, set: {value: 1}}]}",
        f"{FILE}:2:56: nothing stands at 'inputt'. Follow the component's template.",
    ),
    "words that nobody carries": (
        BET + "- {name: placed, says: At last., after: fresh, state: [{at: input, words: data-wrods}]}",
        f"{FILE}:2:56: nothing carries the words 'data-wrods'. Take a name from the template.",
    ),
    "a part cut that is not there": (
        BET + "- {name: placed, says: At last., after: fresh, cut: [section]}",
        f"{FILE}:2:3: nothing stands at 'section'. Follow the component's template.",
    ),
}


@pytest.mark.parametrize("planted", BROKEN)
def test_a_fault_is_told_at_its_place(planted: str, tmp_path: Path) -> None:
    text, said = BROKEN[planted]
    (tmp_path / "bet-ticket").mkdir()
    (tmp_path / "bet-ticket/examples.yml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    for one in examples("bet-ticket", problems, tmp_path):
        problems += faults(one)
    assert [str(problem) for problem in problems] == [said]
