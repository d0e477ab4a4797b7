"""A scaffold asks for all that the reader needs, is refused until it is filled in, and touches no older file."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

from macros.files.declared import Text
from macros.files.paths import ROOT
from macros.pages.outline import ids_by_page
from macros.quiz import keys, schema
from macros.quiz.placeholder import MARK, placeholder, unfilled, unfilled_in_pages
from macros.quiz.read_quiz import load_quiz
from macros.quiz.scaffold import main, scaffold

QUIZ = "title: A check\nobjectives:\n  O1: Sort work.\n  O2: Weigh it.\norder:\n  - a-question\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site: one lesson and one quiz."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(
        "# A lesson\n\n## A section {: #a-section }\n\nWords.\n{: #a-paragraph }\n", encoding="utf-8"
    )
    (tmp_path / "quizzes/a-quiz").mkdir(parents=True)
    (tmp_path / "quizzes/a-quiz/quiz.yml").write_text(QUIZ, encoding="utf-8")
    (tmp_path / "quizzes/a-quiz/a-question.yml").write_text("rev: 1\n", encoding="utf-8")
    (tmp_path / "quizzes/a-quiz/retired.txt").write_text("an-old-one 2026-11-24\n", encoding="utf-8")
    return tmp_path


def snapshot(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in root.rglob("*") if path.is_file()}


REFUSED = {
    ("question", "", ""): "QUIZ and ID must be given. Write: make question QUIZ=a-quiz ID=a-new-id",
    ("question", "a-quiz"): "ID must be given. Write: make question QUIZ=a-quiz ID=a-new-id",
    ("question", "a-quizz", "new"): "there is no quiz 'a-quizz'. Did you mean 'a-quiz'?",
    ("question", "other", "new"): "there is no quiz 'other'. Choose one of a-quiz.",
    ("question", "../docs", "new"): "there is no quiz '../docs'. Choose one of a-quiz.",
    (
        "question",
        "a-quiz",
        "What can Wait?",
    ): (
        "'What can Wait?' is not a kebab-case id. "
        "Use small letters, digits and single hyphens, such as ID=what-can-wait."
    ),
    (
        "question",
        "a-quiz",
        "../x",
    ): "'../x' is not a kebab-case id. Use small letters, digits and single hyphens, such as ID=x.",
    ("question", "a-quiz", "é"): "'é' is not a kebab-case id. Use small letters, digits and single hyphens.",
    ("question", "a-quiz", "x" * 300): "an id of 300 characters is too long. Use at most 60.",
    (
        "question",
        "a-quiz",
        "a-question",
    ): "quizzes/a-quiz/a-question.yml exists already and is left as it is. Choose another ID.",
    ("question", "a-quiz", "quiz"): "quizzes/a-quiz/quiz.yml exists already and is left as it is. Choose another ID.",
    (
        "question",
        "a-quiz",
        "a-paragraph",
    ): "'a-paragraph' is the id of a paragraph of docs/index.md. Choose another ID.",
    ("question", "a-quiz", "an-old-one"): "'an-old-one' is the id of a retired item. Choose another ID.",
    ("quiz", "a-quiz"): "quizzes/a-quiz/quiz.yml exists already and is left as it is. Choose another ID.",
    ("lesson", "a-quiz", "A title"): "quizzes/a-quiz/quiz.yml exists already and is left as it is. Choose another ID.",
    ("lesson", "new"): 'TITLE must be given. Write: make lesson ID=a-new-id TITLE="A title"',
    ("lesson", "new", "{{ x }}"): "a title is one line of words, without < { } or #. Write it plainly.",
    ("lesson", "new", "two\nlines"): "a title is one line of words, without < { } or #. Write it plainly.",
}


@pytest.mark.parametrize(
    ("arguments", "said"), REFUSED.items(), ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else ""
)
def test_a_bad_request_is_refused_with_what_to_do_and_writes_nothing(
    root: Path, capsys, arguments: tuple[str, ...], said: str
) -> None:
    before = snapshot(root)
    assert main(list(arguments), root) == 1
    out = capsys.readouterr()
    assert (out.out, out.err) == ("", said + "\n")
    assert snapshot(root) == before


@pytest.mark.parametrize("arguments", [[], ["chapter", "x"], ["quiz", "x", "y"]])
def test_an_unknown_kind_is_told_the_three(root: Path, capsys, arguments: list[str]) -> None:
    assert main(arguments, root) == 2
    assert capsys.readouterr().err.count("make ") == 3


@pytest.mark.parametrize(
    "arguments", [("question", "a-quiz", "new"), ("quiz", "new"), ("lesson", "new", "Queues: why they grow")]
)
def test_new_files_stand_beside_the_old_ones_and_three_lines_say_what_is_next(
    root: Path, capsys, arguments: tuple[str, ...]
) -> None:
    before = snapshot(root)
    assert main(list(arguments), root) == 0
    after = snapshot(root)
    assert after.items() > before.items()
    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines[:-3]) == sorted(f"Wrote {name}" for name in set(after) - set(before))
    assert [line[:3] for line in lines[-3:]] == ["1. ", "2. ", "3. "]
    assert main(list(arguments), root) == 1, "the same again would overwrite"
    assert snapshot(root) == after


def text(root: Path, *arguments: str) -> str:
    files, _steps = scaffold(arguments[0], dict(zip(("QUIZ", "ID"), arguments[1:], strict=True)), root)
    return "".join(files.values())


def test_a_question_asks_for_every_key_that_is_needed(root: Path) -> None:
    written = yaml.safe_load(text(root, "question", "a-quiz", "new"))
    assert list(written) == [key.name for key in keys.QUESTION if key.required]
    assert "one of O1, O2, as quiz.yml has them" in written["objective"]
    assert "docs/index.md" in written["see"]
    for key in keys.QUESTION:
        if key.required and isinstance(key.shape, Text) and key.name not in ("objective", "see"):
            assert written[key.name] == placeholder(key.told)


def test_an_untouched_question_is_refused_at_each_of_its_places(root: Path) -> None:
    main(["question", "a-quiz", "new"], root)
    path = root / "quizzes/a-quiz/new.yml"
    _, problems = load_quiz(path.parent, ids_by_page(root / "docs"), root)
    mine = [problem for problem in problems if problem.file.endswith("new.yml") and problem.severity == "error"]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(mine) == sum(MARK in line for line in lines) == 15
    assert all(re.match(r"'FILL IN:' still stands here\. Write \w.*[^.]\.$", problem.message) for problem in mine)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load("\n".join(lines)), json.loads(schema.schema("question")))


def test_a_filled_in_question_has_no_problem_left(root: Path) -> None:
    main(["question", "a-quiz", "new"], root)
    path = root / "quizzes/a-quiz/new.yml"
    (path.parent / "a-question.yml").unlink()
    (path.parent / "quiz.yml").write_text(QUIZ.replace("a-question", "new"), encoding="utf-8")
    words = iter(["O2", "apply", "a-paragraph", *(f"Some words, number {n}?" for n in range(12))])
    path.write_text(
        re.sub(rf"{MARK}[^\"\n]*", lambda _: next(words), path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    quiz, problems = load_quiz(path.parent, ids_by_page(root / "docs"), root)
    assert problems == []
    assert quiz is not None


def test_an_untouched_lesson_and_quiz_are_refused_too(root: Path) -> None:
    main(["lesson", "new", 'A "quoted" title'], root)
    page = (root / "docs/lessons/new.md").read_text(encoding="utf-8")
    assert yaml.safe_load(page.split("---\n")[1])["title"] == 'A "quoted" title'
    found = unfilled_in_pages(root)
    assert len(found) == sum(MARK in line for line in page.splitlines()) == 7
    quiz, problems = load_quiz(root / "quizzes/new", ids_by_page(root / "docs"), root)
    assert quiz is None
    assert [(problem.line, problem.column) for problem in problems] == [(2, 8), (5, 7), (7, 5)]


@pytest.mark.parametrize(("written", "rest"), [
    ('due: "FILL IN: the day"', "the day"),
    ("## 1 FILL IN: the heading {: #a }", "the heading"),
    ("<p><b>Takeaway.</b> FILL IN: a sentence.</p>", "a sentence"),
    ("FILL IN: two\n  lines", "two lines"),
    ("FILL IN:", "what it asks for"),
])  # fmt: skip
def test_a_placeholder_says_what_to_write(written: str, rest: str) -> None:
    assert unfilled(written) == f"'FILL IN:' still stands here. Write {rest}."


def test_words_of_an_author_are_no_placeholder() -> None:
    assert unfilled("Fill in the form, then wait.") is None


@pytest.mark.parametrize(
    "title", ["Costs $5", "$HOME of it", "$(shell touch pwned)", "$$ and `id`", 'a "quote" & more']
)
@pytest.mark.parametrize("name", ["TITLE", "ID", "QUIZ"])
def test_what_is_given_to_make_is_text(tmp_path: Path, title: str, name: str) -> None:
    """The Makefile's own lines on what it is given, in front of a target that prints it."""
    head = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "QUIZ ID TITLE" in line]
    assert len(head) == 2
    (tmp_path / "Makefile").write_text("\n".join([*head, f't:\n\t@printf "%s" "$${name}"\n']), encoding="utf-8")
    env = {key: value for key, value in os.environ.items() if not key.startswith("MAKE") and key != "MFLAGS"}
    run = ["make", f"{name}={title}"]
    told = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert told.stdout == title and not (tmp_path / "pwned").exists()
