"""How long functions and lines may be: functions under 40 lines, lines of at most 120 characters.

Lines of Python are ruff's to hold (E501); those of scripts and every function are read here.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from helpers import lengths

ROOT = Path(__file__).resolve().parents[2]
UNDER, WIDEST = 40, 120
FUNCTIONS = {".py": lengths.python_functions, ".js": lengths.script_functions}


def tracked(root: Path) -> list[str]:
    """Python files and scripts that git keeps, or would keep once they are added."""
    ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py", "*.js"]
    names = subprocess.run(ask, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(name for name in set(names) if name and (root / name).exists())


def too_long(root: Path, names: Iterable[str]) -> Iterator[str]:
    """Each function and each line of a script beyond the goals, as `file:line: what, how long`."""
    for name in names:
        source, ending = (root / name).read_text(encoding="utf-8"), Path(name).suffix
        yield from (
            f"{name}:{line}: function of {size} lines" for line, size in FUNCTIONS[ending](source) if size >= UNDER
        )
        if ending == ".js":
            yield from (f"{name}:{line}: {size} characters" for line, size in lengths.lines(source) if size > WIDEST)


def test_no_function_and_no_line_is_too_long() -> None:
    said = list(too_long(ROOT, tracked(ROOT)))
    assert not said, "shorten:\n" + "\n".join(said)


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
    "a function": ("a.py", python(40), "a.py:2: function of 40 lines"),
    "an asynchronous one": ("a.py", f"async {python(40)[14:]}", "a.py:1: function of 40 lines"),
    "a method": ("a.py", inside(python(50)).replace(" {", ":").replace("}\n", ""), "a.py:3: function of 50 lines"),
    "a script's function": ("a.js", script("export function f(a, { b = {} }) {", 40), "a.js:1: function of 40 lines"),
    "one with a remark at its head": (
        "a.js",
        script("async function* f() { // why", 40),
        "a.js:1: function of 40 lines",
    ),
    "an arrow": ("a.js", script("const f = (a) => {", 41), "a.js:1: function of 41 lines"),
    "an arrow that is handed over": (
        "a.js",
        script("if (a) b.forEach(async ([c, d]) => {", 41),
        "a.js:1: function of 41 lines",
    ),
    "a script's method": ("a.js", inside(script("static #f(a) {", 40)), "a.js:2: function of 40 lines"),
    "an accessor": ("a.js", inside(script("get f() {", 40)), "a.js:2: function of 40 lines"),
    "a head over two lines": ("a.js", "function f(\n  a,\n" + script(") {", 40), "a.js:3: function of 40 lines"),
    "a script's long line": ("a.js", f"// {'a' * 118}\n", "a.js:1: 121 characters"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_told_with_its_place(planted: str, tmp_path: Path) -> None:
    name, text, told = PLANTED[planted]
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(too_long(tmp_path, [name])) == [told]


BLOCKS = ("if (a) {", "} else if (f(a)) {", "for (const b of f(a)) {", "while (a()) {", "switch (f(a)) {")


@pytest.mark.parametrize("head", [*BLOCKS, "return {", "const a = {", "export class A extends B {"])
def test_a_block_of_a_script_is_no_function(head: str) -> None:
    assert list(lengths.script_functions(script(head, 50))) == []


def test_what_keeps_to_the_goals_is_at_rest(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(python(39), encoding="utf-8")
    (tmp_path / "a.js").write_text(f"{script('function f() {', 39)}// {'a' * 117}\n", encoding="utf-8")
    assert list(too_long(tmp_path, ["a.py", "a.js"])) == []
