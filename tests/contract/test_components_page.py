"""The page of components holds every example by name and apart from the others, and is a picture: it counts nowhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from helpers.live_example import every
from helpers.site_copy import SiteCopy

from macros.gallery.read_examples import COMPONENTS, components

EXAMPLES = every().values()
POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers", "list")


@pytest.fixture(scope="module")
def text(site: Path) -> str:
    return (site / "about/components/index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def elements(text: str) -> list:
    return list(html5lib.parse(text, namespaceHTMLElements=False).iter())


def test_every_component_stands_there_with_its_folder_and_every_example_with_its_name(
    text: str, elements: list
) -> None:
    heads = [one.get("id") for one in elements if one.tag == "h2" and one.get("id") in components()]
    assert heads == components() == sorted(path.name for path in COMPONENTS.iterdir() if path.is_dir())
    assert all(f"<code>docs/components/{name}/</code>" in text for name in components())
    named = {one.get("id"): "".join(one.itertext()).lower() for one in elements if one.tag == "h3"}
    assert {one.id: named.get(one.id) for one in EXAMPLES} == {one.id: one.name.lower() for one in EXAMPLES}


def test_ids_are_unique_and_what_points_to_one_finds_it(elements: list) -> None:
    ids = Counter(one.get("id") for one in elements if one.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    lost = [(key, name) for one in elements for key in POINTERS for name in one.get(key, "").split() if name not in ids]
    drawn = [one.get("href") for one in elements if str(one.get("href")).startswith("#")]
    assert lost == []
    assert [href for href in drawn if href[1:] not in ids and not href.startswith("#__")] == []


def test_a_group_of_radios_is_one_examples_own_and_a_form_is_sent_nowhere(elements: list) -> None:
    examples = [one for one in elements if one.get("class") == "example"]
    groups = [{one.get("name") for one in each.iter("input") if one.get("type") == "radio"} for each in examples]
    assert [name for name, count in Counter(name for names in groups for name in names).items() if count > 1] == []
    forms = [form for each in examples for form in each.iter("form")]
    assert forms and {form.get("method") for form in forms} == {"dialog"}


def test_no_component_wakes(text: str, site: Path) -> None:
    script = re.compile(r"components/(?!site\.js)[\w/-]+\.js")
    assert script.findall((site / "index.html").read_text(encoding="utf-8"))
    assert script.findall(text) == []


def test_examples_count_in_no_search_no_bank_no_export_and_no_page_for_programs(site: Path) -> None:
    said = "The monthly report"  # an option of the examples' question
    assert said in (site / "about/components/index.html").read_text(encoding="utf-8")
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert [one["location"] for one in index if one["location"].startswith("about/components/")] == []
    others = [
        *site.glob("exports/**/*"),
        *site.glob("data/*.json"),
        site / "llms.txt",
        site / "about/components/index.md",
    ]
    assert [path.name for path in others if path.is_file() and said.encode() in path.read_bytes()] == []
    assert "## quiz-question" in (site / "about/components/index.md").read_text(encoding="utf-8")


FAULTS = {
    "docs/components/bet-ticket/examples.yml": (
        "[]\n",
        "1:1: the list is empty. Write an example for each state that a reader can meet.",
    ),
    "docs/components/week-strip/examples.yml": (
        "- {name: a week, says: Once., macro: week_strip}\n- {name: two, says: Twice., after: a weak}\n",
        "2:36: 'a weak' is no example above this one. Did you mean 'a week'?",
    ),
    "docs/components/lesson-facts/examples.yml": (
        "- {name: fresh, says: At first., with: {minutes: {read: 9}}}\n",
        "1:3: lesson-facts cannot be drawn with these values ('due' is undefined). Give what its template names.",
    ),
}


def test_check_and_build_tell_every_fault_of_an_example_at_its_place(tmp_path: Path) -> None:
    copy = SiteCopy(tmp_path)
    for name, (content, _said) in FAULTS.items():
        copy.write(name, content)
    lines = [f"{name}:{said}" for name, (_content, said) in FAULTS.items()]
    checked, built = copy.run("macros.check"), copy.build("--strict")
    one = copy.run("macros.check", next(iter(FAULTS)))
    assert checked.returncode == built.returncode == one.returncode == 1
    assert [line for line in checked.stdout.splitlines() if "examples.yml" in line] == sorted(lines)
    assert one.stdout.splitlines()[0] == lines[0]
    assert "Traceback" not in built.stderr
    assert all(built.stderr.count(line) == 1 for line in lines), built.stderr
