"""How long functions and lines are, in Python and in scripts: the numbers of tests/ratchet.json, which only go down.

The goals are functions under 40 lines and lines of at most 120 characters. Each number is held exactly, so that what
became shorter cannot grow back unseen.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers import lengths

ROOT = Path(__file__).resolve().parents[2]
UNDER, WIDEST = 40, 120
RATCHET: dict[str, float] = json.loads((ROOT / "tests/ratchet.json").read_text(encoding="utf-8"))
FUNCTIONS = {".py": lengths.python_functions, ".js": lengths.script_functions}
LANGUAGES = {".py": "Python", ".js": "scripts"}


class Place(NamedTuple):
    """A function or a line and how long it is."""

    size: int
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.size}"


class Measure(NamedTuple):
    """One number of the ratchet, and what to look at to lower it, the longest first."""

    number: int
    places: list[Place]


def tracked(root: Path) -> list[str]:
    """Python files and scripts that git keeps, or would keep once they are added."""
    ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py", "*.js"]
    names = subprocess.run(ask, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(name for name in set(names) if name and (root / name).exists())


def measures(root: Path, names: Iterable[str]) -> dict[str, Measure]:
    """The longest function and line of each language, and how many are beyond the goals."""
    told: dict[str, Measure] = {}
    functions: dict[str, list[Place]] = {ending: [] for ending in LANGUAGES}
    lines: dict[str, list[Place]] = {ending: [] for ending in LANGUAGES}
    for name in names:
        source, ending = (root / name).read_text(encoding="utf-8"), Path(name).suffix
        functions[ending] += [Place(size, f"{name}:{line}") for line, size in FUNCTIONS[ending](source)]
        lines[ending] += [Place(size, f"{name}:{line}") for line, size in lengths.lines(source)]
    for ending, language in LANGUAGES.items():
        told |= _numbers(
            f"function of {language}", f"functions of {language}, {UNDER} lines or more", functions[ending], UNDER
        )
        told |= _numbers(
            f"line of {language}", f"lines of {language}, over {WIDEST} characters", lines[ending], WIDEST + 1
        )
    return told


def _numbers(one: str, many: str, places: list[Place], beyond: int) -> dict[str, Measure]:
    longest = sorted(places, key=lambda place: (-place.size, place.where))
    long = [place for place in longest if place.size >= beyond]
    return {f"longest {one}": Measure(longest[0].size if longest else 0, longest[:1]), many: Measure(len(long), long)}


def misfits(kept: dict[str, float], now: dict[str, Measure]) -> list[str]:
    """What is longer or more than the ratchet says, with its places, and what is less, with what to write."""
    said = []
    for name, (number, places) in now.items():
        if number > kept[name]:
            said.append("\n".join([f"{name}: {number}, and {kept[name]} before. Shorten:", *map(str, places)]))
        elif number < kept[name]:
            said.append(
                f"{name}: {number}, and {kept[name]} before. Lower the ratchet in tests/ratchet.json to {number}."
            )
    return said


def test_nothing_grows_longer_and_the_ratchet_follows_what_grows_shorter() -> None:
    said = misfits(RATCHET, measures(ROOT, tracked(ROOT)))
    assert not said, "\n\n".join(said)


def test_every_python_file_and_script_of_the_project_is_measured() -> None:
    names = set(tracked(ROOT))
    assert {
        "tests/contract/test_habits.py",
        "macros/check.py",
        "docs/assets/batch/vendors.py",
        "docs/model/cost.js",
    } <= names
    assert not [name for name in names if name.startswith((".venv", "site/"))]


def python(lines: int) -> str:
    return "@staticmethod\ndef f() -> None:\n" + "    g()\n" * (lines - 1)


def script(head: str, lines: int) -> str:
    return f"{head}\n" + "  g();\n" * (lines - 2) + "}\n"


def inside(text: str) -> str:
    return "class A {\n" + "".join(f"  {line}\n" for line in text.splitlines()) + "}\n"


PLANTED = {
    "a function": ("a.py", python(40), "a.py:2: 40"),
    "an asynchronous one": ("a.py", f"async {python(40)[14:]}", "a.py:1: 40"),
    "a method": ("a.py", inside(python(50)).replace(" {", ":").replace("}\n", ""), "a.py:3: 50"),
    "a long line of words": ("a.py", f'"""{"a " * 60}"""\n', "a.py:1: 126"),
    "a long remark": ("a.py", f"f = 1  # {'é' * 112}\n", "a.py:1: 121"),
    "a script's function": ("a.js", script("export function f(a, { b = {} }) {", 40), "a.js:1: 40"),
    "one with a remark at its head": ("a.js", script("async function* f() { // why", 40), "a.js:1: 40"),
    "an arrow": ("a.js", script("const f = (a) => {", 41), "a.js:1: 41"),
    "an arrow that is handed over": ("a.js", script("if (a) b.forEach(async ([c, d]) => {", 41), "a.js:1: 41"),
    "a script's method": ("a.js", inside(script("static #f(a) {", 40)), "a.js:2: 40"),
    "an accessor": ("a.js", inside(script("get f() {", 40)), "a.js:2: 40"),
    "a head over two lines": ("a.js", "function f(\n  a,\n" + script(") {", 40), "a.js:3: 40"),
    "a script's long line": ("a.js", f"// {'a' * 118}\n", "a.js:1: 121"),
}
NOTHING = dict.fromkeys(measures(ROOT, []), 0) | {
    f"longest {what} of {language}": most
    for language in LANGUAGES.values()
    for what, most in (("function", UNDER - 1), ("line", WIDEST))
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_told_with_its_place(planted: str, tmp_path: Path) -> None:
    name, text, place = PLANTED[planted]
    (tmp_path / name).write_text(text, encoding="utf-8")
    said = [each for each in misfits(NOTHING, measures(tmp_path, [name])) if "Shorten" in each]
    assert len(said) == 2 and all(each.splitlines()[1:] == [place] for each in said)


BLOCKS = ("if (a) {", "} else if (f(a)) {", "for (const b of f(a)) {", "while (a()) {", "switch (f(a)) {")


@pytest.mark.parametrize("head", [*BLOCKS, "return {", "const a = {", "export class A extends B {"])
def test_a_block_of_a_script_is_no_function(head: str) -> None:
    assert list(lengths.script_functions(script(head, 50))) == []


def test_what_keeps_to_the_goals_is_at_rest_and_less_than_the_ratchet_asks_to_lower_it(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"{python(39)}# {'a' * 118}\n", encoding="utf-8")
    (tmp_path / "a.js").write_text(f"{script('function f() {', 39)}// {'a' * 117}\n", encoding="utf-8")
    now = measures(tmp_path, ["a.py", "a.js"])
    assert misfits(NOTHING, now) == []
    for name in now:
        asked = f"{name}: {now[name].number}, and {now[name].number + 1} before. Lower the ratchet"
        assert [each.startswith(asked) for each in misfits({**NOTHING, name: now[name].number + 1}, now)] == [True]
