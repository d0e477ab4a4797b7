"""What our components' scripts share: each job is done in one file, a second way of doing it is a fault; and how
long their functions and lines may be, and which names say nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

COMPONENTS = Path(__file__).resolve().parents[2] / "docs/components"
# A job, as it looks in a script -> the files that may do it.
ONE_PLACE = {
    "a sentence's {slots} are filled": (
        r"\.replace(?:All)?\((?:[\"'`]\{|/\\\{)",
        {"slots.js", "site.js"},  # every page loads site.js, which has one slot and so does without the other
    ),
    "[data-out] is filled": (r"querySelectorAll\([^)]*data-(?:out|\$)", {"slots.js"}),
    "a reason is written into the page": (r"\[data-because\]", {"workbench-tool.js"}),
    "a sentence waits so that it is read out again": (r"setTimeout\(.*, \d{2,3}\)", {"slots.js"}),
    "what a reader did is kept": (r"\blocalStorage\b", {"memory.js"}),
    "an error is put at its field": (r"-error\b|\$\{field\.id\}", {"fields.js", "bet-ticket.js"}),  # the bet
    "the address is rewritten": (r"\bhistory\.replaceState\b", {"workbench-tool.js"}),
}  # fmt: skip


def doers(pattern: str, components: Path) -> set[str]:
    """The scripts below `components` whose code, comments left out, matches `pattern`."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in components.rglob("*.js")}
    return {name for name, text in texts.items() if re.search(pattern, re.sub(r"(?m)^\s*//.*$", "", text))}


@pytest.mark.parametrize("job", ONE_PLACE)
def test_a_job_is_done_in_one_place(job: str) -> None:
    pattern, places = ONE_PLACE[job]
    assert doers(pattern, COMPONENTS) == places


# A line for each job, written where it has no place; two ways to fill a sentence.
SECOND_PLACE = [
    ("a sentence's {slots} are filled", 'line.textContent = words.replace("{n}", n);'),
    ("a sentence's {slots} are filled", r"const fill = (text) => text.replace(/\{(\w+)\}/g, of);"),
    ("[data-out] is filled", 'for (const slot of this.querySelectorAll("[data-out]")) slot.textContent = "";'),
    ("a reason is written into the page", 'this.querySelector("[data-because]").textContent = because;'),
    ("a sentence waits so that it is read out again", "setTimeout(() => (said.textContent = words), 100);"),
    ("what a reader did is kept", 'const kept = JSON.parse(localStorage.getItem("sum"));'),
    ("an error is put at its field", "this.querySelector(`#${field.id}-error`).hidden = false;"),
    ("the address is rewritten", 'history.replaceState(null, "", address);'),
]


def test_each_job_has_a_line_that_would_break_it() -> None:
    assert {job for job, _line in SECOND_PLACE} == set(ONE_PLACE)


@pytest.mark.parametrize(("job", "line"), SECOND_PLACE)
def test_a_second_place_is_seen(job: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "second.js").write_text(f"{line}\n", encoding="utf-8")
    assert doers(ONE_PLACE[job][0], tmp_path) == {"second.js"}


UNDER, WIDEST = 40, 120
# From a line that opens a bracket to the line of the same indentation that closes it; a class is as long as it is.
BLOCK = re.compile(r"^( *)(?!(?:export )?class )\S.*[{(\[]$(?:\n(?!\1[\])}]).*)*", re.MULTILINE)
NAMES = re.compile(r"\b(?:made|found|thing|res|tmp|val|obj)\b|\bx\.")  # x is a place in a figure, and no record


def misfits(text: str) -> list[str]:
    """What is too long, too wide or named for nothing in a script, comments apart where they cannot matter."""
    long = [block[0].split("\n")[0].strip() for block in BLOCK.finditer(text) if block[0].count("\n") + 2 >= UNDER]
    wide = [line for line in text.split("\n") if len(line) > WIDEST]
    return [*long, *wide, *NAMES.findall(re.sub(r"(?m)(?:^|\s)//.*$", "", text))]


def test_functions_and_lines_are_short_and_names_say_what_a_thing_is() -> None:
    said = {path.name: misfits(path.read_text(encoding="utf-8")) for path in COMPONENTS.rglob("*.js")}
    assert len(said) > 20
    assert {name: faults for name, faults in said.items() if faults} == {}


@pytest.mark.parametrize(("text", "fault"), [
    ("export function f(a) {\n" + "  g();\n" * 38 + "}\n", "export function f(a) {"),
    ("class A {\n  get f() {\n" + "    g();\n" * 38 + "  }\n}\n", "get f() {"),
    ("const f = (a) => {\n" + "  if (a) {\n    g();\n  }\n" * 13 + "};\n", "const f = (a) => {"),
    (f'f("{"a" * 120}");\n', f'f("{"a" * 120}");'),
    ("const made = f();\n", "made"),
    ("export const g = (x) => x.hits;\n", "x."),
])  # fmt: skip
def test_a_long_function_a_wide_line_and_a_name_for_nothing_are_seen(text: str, fault: str) -> None:
    assert misfits(text) == [fault]


@pytest.mark.parametrize("text", [
    "export class A {\n" + "  f() {}\n" * 50 + "}\n",
    "function f(a) {\n" + "  g();\n" * 37 + "}\n",
    f"// what was made{'.' * 103}\n" + "const { x } = f(); // as found\n",
])  # fmt: skip
def test_a_long_class_a_short_function_and_words_in_a_comment_are_no_faults(text: str) -> None:
    assert misfits(text) == []
