"""A reason is an id in Python and the browser; its sentence stands in docs/words, and in the pages that can need it."""

from __future__ import annotations

import ast
import html
import json
import re
import shutil
from pathlib import Path

import pytest

from macros.calculator.page import cost_calculator
from macros.files import words
from macros.files.problems import Problem, Problems
from macros.files.words import sentences
from macros.plan.page import plan_drafter

ROOT = Path(__file__).resolve().parents[2]
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# In a script: what follows `because`, or is handed to refused(): an id in quotes, or another record's reason.
JS_REASON = re.compile(r'(?:because["\]]?(?::|(?<![=!])=(?!=))|refused\()\s*((?:"[^"]*"|`[^`]*`|[\w.?]+))')
JS_PASSED_ON = re.compile(r"(\w+\.because|because)$")


def python_reasons(text: str) -> tuple[set[str], list[str]]:
    """The ids that a module gives as `because`, and each reason that is written as anything else."""
    ids: set[str] = set()
    wrong: list[str] = []

    def take(value: ast.expr) -> None:
        if isinstance(value, ast.IfExp):
            take(value.body)
            take(value.orelse)
        elif isinstance(value, ast.Constant) and value.value == "":
            pass  # no reason
        elif isinstance(value, ast.Constant) and ID.fullmatch(str(value.value)):
            ids.add(str(value.value))
        elif not (isinstance(value, ast.Subscript) and ast.unparse(value.slice) == "'because'"):
            wrong.append(ast.unparse(value))

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "because":
                    take(value)
    return ids, wrong


def script_reasons(text: str) -> tuple[set[str], list[str]]:
    """The same of a script."""
    code = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    ids: set[str] = set()
    wrong: list[str] = []
    for reason in JS_REASON.findall(code):
        if reason[0] == '"' and ID.fullmatch(reason[1:-1]):
            ids.add(reason[1:-1])
        elif not JS_PASSED_ON.fullmatch(reason):
            wrong.append(reason)
    return ids, wrong


def of(folder: Path, suffix: str) -> tuple[set[str], list[str]]:
    read = python_reasons if suffix == ".py" else script_reasons
    found = [read(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob(f"*{suffix}"))]
    return set().union(*(ids for ids, _ in found)), [one for _, wrong in found for one in wrong]


def test_both_languages_give_the_same_reasons_and_each_has_its_sentence() -> None:
    ours, wrong = of(ROOT / "macros/model", ".py")
    theirs, wrong_there = of(ROOT / "docs/model", ".js")
    assert (wrong, wrong_there) == ([], [])
    assert ours == theirs == sentences("because").keys()


def test_each_reason_of_a_verdict_has_its_sentence() -> None:
    assert of(ROOT / "macros/results", ".py") == (sentences("verdict").keys(), [])


@pytest.mark.parametrize("name", ["because", "verdict"])
def test_a_sentence_stands_once_and_can_stand_inside_another(name: str) -> None:
    said = list(sentences(name).values())
    assert len(set(said)) == len(said)
    assert all(" " in one for one in said)


BROKEN = {
    "an id twice": ("a-b: a is b\na-b: b is a\n", "because.yml:2:1: 'a-b' is given twice. Keep one."),
    "a sentence of its own": (
        "a-b: A is b\n",
        "because.yml:1:6: 'A is b' opens with a capital or ends with a full stop. "
        "Write it as it stands inside another sentence.",
    ),
    "a full stop": (
        "a-b: a is b.\n",
        "because.yml:1:6: 'a is b.' opens with a capital or ends with a full stop. "
        "Write it as it stands inside another sentence.",
    ),
    "no words": ("a-b:\n", "because.yml:1:5: the text is empty. Write it."),
    "a list": (
        "- a is b\n",
        "because.yml:1:1: names with values are expected here, not a list. Write 'name: value' lines.",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_words_file_says_where_and_what_to_do(broken: str) -> None:
    text, told = BROKEN[broken]
    problems: list[Problem] = []
    words.read("because.yml", text, problems)
    assert [str(problem) for problem in problems] == [told]


def test_every_words_file_is_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert {path.stem for path in (ROOT / "docs/words").iterdir()} == set(words.FILES)
    shutil.copytree(ROOT / "docs/words", tmp_path, dirs_exist_ok=True)
    (tmp_path / "verdict.yml").write_text("more-rows: More rows.\n", encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    words.load.cache_clear()
    assert [problem.file for problem in words.problems()] == ["docs/words/verdict.yml"]
    with pytest.raises(Problems):
        words.sentences("verdict")
    words.load.cache_clear()


@pytest.mark.parametrize(
    ("read", "line", "found"),
    [
        (python_reasons, '{"because": "record-empty"}', ({"record-empty"}, [])),
        (python_reasons, '{"because": "" if good else "more-rows"}', ({"more-rows"}, [])),
        (python_reasons, '{"because": found["because"]}', (set(), [])),
        (python_reasons, '{"because": "the record is empty"}', (set(), ["'the record is empty'"])),
        (python_reasons, '{"because": f"{n} rows"}', (set(), ["f'{n} rows'"])),
        (script_reasons, 'return { because: "record-empty" };', ({"record-empty"}, [])),
        (script_reasons, 'return refused("too-few", { n });', ({"too-few"}, [])),
        (script_reasons, "return { because: found.because };", (set(), [])),
        (script_reasons, 'return { because: "the record is empty" };', (set(), ['"the record is empty"'])),
        (script_reasons, "return { because: `${n} rows` };", (set(), ["`${n} rows`"])),
    ],
)
def test_a_sentence_in_the_place_of_an_id_is_seen(read, line: str, found: tuple[set[str], list[str]]) -> None:
    assert read(line) == found


def loaded(script: Path) -> set[Path]:
    """A script and all that it imports."""
    seen: set[Path] = set()
    waiting = [script]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            text = path.read_text(encoding="utf-8")
            waiting += [(path.parent / name).resolve() for name in re.findall(r'^import\b[^"]*"([^"]+)"', text, re.M)]
    return seen


PRINTED = {"cost-calculator": cost_calculator, "plan-drafter": plan_drafter}


@pytest.mark.parametrize("component", PRINTED)
def test_a_page_prints_the_sentence_of_every_reason_its_script_can_meet(component: str) -> None:
    script = ROOT / f"docs/components/{component}/{component}.js"
    met = set().union(*(script_reasons(path.read_text(encoding="utf-8"))[0] for path in loaded(script)))
    attribute = re.search(r"data-reasons='([^']*)'", PRINTED[component]())
    assert attribute
    printed = json.loads(html.unescape(attribute[1]))
    assert len(met) >= 12 and met <= printed.keys()
    assert {name: printed[name] for name in met} == {name: sentences("because")[name] for name in met}


def test_only_these_components_say_a_reason() -> None:
    """A third one, such as a new tool of the workbench, must print the sentences too."""
    said_by = ROOT / "docs/model/because.js"
    scripts = (path for path in (ROOT / "docs/components").glob("*/*.js") if path.stem == path.parent.name)
    assert {path.stem for path in scripts if said_by in loaded(path)} == PRINTED.keys()


def test_no_words_file_is_published(site: Path) -> None:
    assert not (site / "words").exists()
