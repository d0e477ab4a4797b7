"""One broken file per item rule beside its exact message: `tests/broken/lint/QZ101.yml` and `QZ101.txt`.

A file of one item is put into a small sound quiz. A file whose documents open with `--- # name.yml` replaces those
files of `bank.yml`, eight sound questions, for the rules that judge a whole bank.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.quiz.lint import RULES, load_and_judge, load_and_lint

BROKEN = Path(__file__).resolve().parents[1] / "broken" / "lint"
BANK = BROKEN / "bank.yml"
FILES = sorted(file for file in BROKEN.glob("*.yml") if file != BANK)
SEE = {"a-paragraph"}
QUIZ = "title: A check\nobjectives:\n  O1: Sort work by who waits.\norder:\n  - {}\n"


def spread(file: Path, folder: Path) -> None:
    """The documents of a file as files of `folder`, named in the comment after their three dashes."""
    parts = re.split(r"^--- # (\S+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        (folder / name).write_text(text, encoding="utf-8")


def said(file: Path, folder: Path) -> list[str]:
    """Every problem of the quiz that holds this broken file."""
    if "\n--- # " in file.read_text(encoding="utf-8"):
        spread(BANK, folder)
        spread(file, folder)
    else:
        name = file.stem if file.stem == "QZ001" else file.stem.lower()
        (folder / "quiz.yml").write_text(QUIZ.format(name), encoding="utf-8")
        (folder / f"{name}.yml").write_bytes(file.read_bytes())
    return [str(problem) for problem in load_and_lint(folder, SEE, folder)[1]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_broken_rule_is_said_at_its_place_and_a_build_hears_the_errors(file: Path, tmp_path: Path) -> None:
    wanted = file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert said(file, tmp_path) == wanted != []
    quiz, faults = load_and_judge(tmp_path, SEE, tmp_path)
    assert [str(fault) for fault in faults] == [line for line in wanted if ": warning: " not in line]
    assert (quiz is None) == bool(faults)


def test_every_rule_has_its_broken_file_and_its_id_in_the_message() -> None:
    assert {file.stem[:5] for file in FILES if file.stem.startswith("QZ")} == set(RULES)
    for name, rule in RULES.items():
        lines = (BROKEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        assert any(f": {name} " in line for line in lines), name
        assert any("warning: " in line for line in lines) or "error" in rule.severity, name


def test_every_message_says_what_and_what_to_do() -> None:
    for file in FILES:
        for line in file.with_suffix(".txt").read_text(encoding="utf-8").splitlines():
            assert re.match(
                r"[\w-]+\.yml:\d+:\d+: (?:warning: )?(?:QZ\d{3} )?\S.*(?:\. |\? |: )[A-Z].*[.?]$"
                r"|.*Did you mean '.*'\?$",
                line,
            ), line


def test_the_sound_bank_is_sound(tmp_path: Path) -> None:
    spread(BANK, tmp_path)
    quiz, problems = load_and_lint(tmp_path, SEE, tmp_path)
    assert problems == []
    assert quiz is not None
    assert len(quiz.order) == 8


def test_each_rule_is_said_whole_and_once() -> None:
    words = [text for rule in RULES.values() for text in (rule.what, rule.why, rule.example, rule.instead)]
    assert all(words)
    assert len(set(words)) >= len(words) - 3
    assert all(re.fullmatch(r"(?:warning|error)(?: or (?:warning|error))?", rule.severity) for rule in RULES.values())
