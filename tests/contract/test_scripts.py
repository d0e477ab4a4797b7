"""What our scripts share: each job is done in one file, so that a second way of doing it is a fault."""

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
    "what a reader did is kept": (r"\blocalStorage\b", {"memory.js"}),
    "an error is put at its field": (r"-error\b|\$\{field\.id\}", {"fields.js", "bet-ticket.js"}),  # the bet is one field
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


@pytest.mark.parametrize(("job", "line"), [
    ("a sentence's {slots} are filled", 'line.textContent = words.replace("{n}", n);'),
    ("a sentence's {slots} are filled", r"const fill = (text) => text.replace(/\{(\w+)\}/g, of);"),
    ("[data-out] is filled", 'for (const slot of this.querySelectorAll("[data-out]")) slot.textContent = "";'),
    ("a reason is written into the page", 'this.querySelector("[data-because]").textContent = because;'),
])  # fmt: skip
def test_a_second_place_is_seen(job: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "second.js").write_text(f"{line}\n", encoding="utf-8")
    assert doers(ONE_PLACE[job][0], tmp_path) == {"second.js"}
