"""Questions that no author means well: refused at their line, at once, and nothing that is fine with them."""

from __future__ import annotations

import datetime
import functools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import check
from macros.quiz.lint import load_and_lint
from macros.quiz.taken_ids import taken

dumps = functools.partial(json.dumps, ensure_ascii=False)
ROOT = Path(__file__).resolve().parents[2]
LESSON = {"index.md", "cache-against-batch"}
HEAD = "title: T\nlesson: index.md\nobjectives:\n  O1: Tell it.\norder:\n- a\n"
WHY = "This reason is long enough to pass the rule about twelve words in it"


def item(answer: str = "One thing to wait for", other: str = "Another thing to wait for", **more: str) -> str:
    stem = more.get("stem", "What is the answer to this question about waiting for it?")
    third, why = more.get("third", "A third thing to wait for"), more.get("why", WHY)
    option = "- text: {}\n  misconception: m-{}\n  why: {}\n"
    told = [option.format(dumps(text), n, dumps(f"{why} {n}")) for n, text in enumerate((other, third))]
    return (
        f"rev: 1\nobjective: O1\nlevel: apply\nsee: cache-against-batch\nstem: {dumps(stem)}\n"
        f"answer:\n  text: {dumps(answer)}\n  why: {dumps(why)}\ndistractors:\n" + "".join(told)
    )


def folder(tmp_path: Path, text: str | bytes | Callable[[Path], object], name: str = "a.yml", head: str = HEAD) -> Path:
    made = tmp_path / "quizzes" / "t"
    made.mkdir(parents=True)
    (made / "quiz.yml").write_text(head, encoding="utf-8")
    if callable(text):
        text(made / name)
    else:
        (made / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return made


def said(tmp_path: Path, text: str | Callable[[Path], object], name: str = "a.yml", head: str = HEAD) -> list[str]:
    problems = load_and_lint(folder(tmp_path, text, name, head), LESSON, tmp_path)[1]
    return [str(one) for one in problems if one.severity == "error"]


SAME = [
    ("caf\u00e9 waits here", "cafe\u0301 waits here"), ("one \ufb01le waits", "one file waits"),
    ("one file waits", "one\u00a0file waits"), ("one file waits", "one  file\u2003waits."),
    ("one file waits", "one fi\u200ble waits"), ("one file waits", "**one** file `waits`"),
    ("Files that wait", "files that wait."),    ("\uff11\uff10 files wait", "10 files wait"),
]  # fmt: skip
APART = [
    ("`b < r`", "`b > r`"), ("200 MB", "200 Mb"), ("`a = 1`", "`a == 1`"), ("+5 % of it", "-5 % of it"),
    ("x² of it", "x³ of it"), ("C", "C#"), ("Mb", "mb"), ("A", "a"), ("`*p`", "`&p`"), ("a/b", "a*b"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), SAME, ids=ascii)
def test_options_that_read_the_same_are_refused_however_they_are_written(tmp_path: Path, one: str, two: str) -> None:
    assert "QZ002 this distractor says the same as the answer" in said(tmp_path, item(one, two))[0]


@pytest.mark.parametrize(("one", "two"), APART, ids=ascii)
def test_options_that_differ_by_a_sign_or_by_case_are_allowed(tmp_path: Path, one: str, two: str) -> None:
    assert said(tmp_path, item(one, two)) == []


@pytest.mark.parametrize(("one", "two", "count"), [(*pair, 0) for pair in APART] + [(*pair, 1) for pair in SAME[:3]])
def test_rows_of_a_sorting_card_are_told_apart_the_same_way(tmp_path: Path, one: str, two: str, count: int) -> None:
    row = "- text: {}\n  waits: {}\n  why: This row has a reason that is long enough to be read as one.\n"
    texts = [(one, "true"), (two, "false"), ("A third row of it", "true"), ("A fourth row of it", "false")]
    rows = "".join(row.format(dumps(text), waits) for text, waits in texts)
    card = f"rev: 1\nobjective: O1\nstem: Which of these can wait until the morning?\nrows:\n{rows}"
    found = said(tmp_path, card, "s.yml", HEAD.replace("order:\n- a\n", "order: []\nsorting:\n- s\n"))
    assert sum("two rows say the same" in one for one in found) == count


BLOCKS = [
    ("Read this:\n\n- one\n- two", "a list"), ("Read this:\n\n1. one\n2. two", "a list"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "a table"), ("a | b\n--- | ---\n1 | 2", "a table"),
    ("Read this:\n\n~~~\na = 1\n~~~", "a fence"), ("Read this:\n\n> it is said", "a quote"),
    ("Read this:\n\n# One", "a heading"), ("Read this:\n\n---", "a rule"),
    ("Read this:\n\n    a = 1", "an indented block"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "what"), BLOCKS, ids=[f"{what} {n}" for n, (_, what) in enumerate(BLOCKS)])
@pytest.mark.parametrize("place", ["stem", "why", "answer"])
def test_blocks_that_a_card_would_run_together_are_refused_with_what_to_do(
    tmp_path: Path, block: str, what: str, place: str
) -> None:
    text = f"{block}\n\nWhat is the answer to this question about it?" if place == "stem" else f"{block}\n\nso it is"
    found = said(tmp_path, item(**{place: text}))
    assert found and f"{what} is not drawn here. " in found[0], found


FINE = [
    "Read this:\n\n```python\n- a = [1]\n# | x |\n~~~\n```\n\nWhat is the answer to this question about it?",
    "Two lines of words\nare one here. What is the answer to this question about it?",
    "Is `a - b` more than -5 or `# 1`, or is it > 3 | 4 of them?",
]


@pytest.mark.parametrize("stem", FINE)
def test_code_between_fences_and_signs_in_a_sentence_are_no_blocks(tmp_path: Path, stem: str) -> None:
    assert said(tmp_path, item(stem=stem)) == []


@pytest.mark.parametrize("sign", ["*", "[", "_", "`", "\\", "&"])
@pytest.mark.parametrize("place", ["answer", "stem", "why"])
def test_a_long_run_of_a_sign_that_a_parser_pairs_is_refused(tmp_path: Path, sign: str, place: str) -> None:
    assert "stands here over 100 times" in said(tmp_path, item(**{place: f"a {sign * 9000} b?"}))[0]


@pytest.mark.parametrize(
    "text", ["\u200b\u200b", "\u0301\u0301", "\u3164", "\u2800 \u115f", "\u200d", "\u00ad"], ids=ascii
)
@pytest.mark.parametrize("place", ["answer", "other", "stem", "why"])
def test_a_text_of_nothing_that_shows_is_refused(tmp_path: Path, text: str, place: str) -> None:
    assert "nothing of the text can be seen" in said(tmp_path, item(**{place: text}))[0]


@pytest.mark.parametrize(
    "text", ["\u0915\u094d\u0937", "e\u0301t\u00e9 waits", "\U0001f642", "\u4e2d\u6587 waits"], ids=ascii
)
def test_letters_with_marks_and_other_scripts_show(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, item(text)) == []


@pytest.mark.parametrize(
    ("old", "new", "tag"),
    [
        ("answer:\n", "answer: !!set\n", "set"), ("answer:\n", "answer: !mine\n", "!mine"),
        ("distractors:\n", "distractors: !!omap\n", "omap"), ('stem: "', 'stem: !mine "', "!mine"),
        ("rev: 1", "rev: !!binary 1", "binary"), ("rev: 1", "rev: !own 1", "!own"),
        ("rev: 1", "--- !!python/object:os.system\nrev: 1", "os.system"),
    ],
)  # fmt: skip
def test_a_tag_is_refused_at_its_place(tmp_path: Path, old: str, new: str, tag: str) -> None:
    found = said(tmp_path, item().replace(old, new))
    assert found and f"{tag} is not allowed. Remove it." in found[0], found


BOMB = "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(9))
MANY = item() + "".join(
    f'- text: "Thing {n} to wait for"\n  misconception: m-{n}\n  why: "{WHY}"\n' for n in range(3000)
)
DEEP = {
    "brackets": "[" * 100_000, "braces": "{" * 100_000, "dashes": "- " * 100_000, "in a value": "stem: " + "[" * 50_000,
    "by indentation": "".join(" " * n + "a:\n" for n in range(1400)), "closed": "stem: " + "[" * 200 + "]" * 200,
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_values_that_nest_too_deeply_end_no_process(tmp_path: Path, name: str) -> None:
    """In a process of its own: what this is about once ended it with a fault of the parser in C."""
    path = folder(tmp_path, DEEP[name])
    run = [sys.executable, "-m", "macros.check", str(path)]
    told = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 1 and "the values nest too deeply" in told.stdout and not told.stderr


@pytest.mark.parametrize(("text", "what"), [(BOMB, "used again through & and *"), (MANY, "at most 4 are allowed")])
def test_a_few_lines_that_grow_and_lists_without_end_are_refused(tmp_path: Path, text: str, what: str) -> None:
    assert what in said(tmp_path, text)[0]


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to("/dev/zero"),
        os.mkfifo,
        lambda path: path.mkdir(),
        lambda path: path.symlink_to("no"),
    ],
    ids=["a device", "a pipe", "a folder", "a link to nothing"],
)
@pytest.mark.parametrize("name", ["a.yml", "quiz.yml"])
def test_what_is_no_plain_file_is_never_read(tmp_path: Path, make: Callable[[Path], object], name: str) -> None:
    made = folder(tmp_path, item())
    (made / name).unlink()
    make(made / name)
    problems = [str(one) for one in load_and_lint(made, LESSON, tmp_path)[1]]
    assert any(f"t/{name}:1:1: " in one and ("no plain file" in one or "cannot be read" in one) for one in problems)


@pytest.mark.parametrize("name", ["b.yaml", "b.YML", "b.Yaml"])
def test_a_file_that_is_not_read_for_its_ending_is_said(tmp_path: Path, name: str) -> None:
    made = folder(tmp_path, item())
    (made / name).write_text(item(), encoding="utf-8")
    problems = [str(one) for one in load_and_lint(made, LESSON, tmp_path)[1]]
    assert f"quizzes/t/{name}:1:1: only files that end in .yml are read. Name it b.yml." in problems


@pytest.mark.parametrize("name", ["quizz.yml", "Quiz.yml", "quiz.yaml"])
def test_a_folder_without_quiz_yml_is_said_and_skips_nothing(tmp_path: Path, name: str, monkeypatch) -> None:
    made = folder(tmp_path, item())
    (made / "quiz.yml").rename(made / name)
    monkeypatch.setattr(check, "ROOT", tmp_path)
    problems = [str(one) for one in check._path(made, datetime.date(2026, 11, 27))]
    assert "there is no quiz.yml in this folder" in problems[0]


@pytest.mark.parametrize("head", ["", "# nothing\n", "- a\n", "title: [\n"])
def test_a_quiz_yml_that_cannot_be_read_gives_no_false_error_for_a_sorting_card(tmp_path: Path, head: str) -> None:
    row = "- text: {}\n  waits: {}\n  why: This row has a reason that is long enough to be read as one.\n"
    card = "rev: 1\nobjective: O1\nstem: Which of these can wait until the morning?\nrows:\n" + "".join(
        row.format(f"Row number {n} of it", "true" if n % 2 else "false") for n in range(4)
    )
    assert {one.split(":")[0] for one in said(tmp_path, card, "s.yml", head)} == {"quizzes/t/quiz.yml"}


PRINTED = ["question-words", "mode-end", "mode-each", "bet", "bet-answer", "needed-within", "may-wait-error", "lanes"]


@pytest.mark.parametrize("name", [*PRINTED, "figure-turnaround", "calc-unique", "plan-owner"])
def test_an_id_that_the_site_prints_is_refused(tmp_path: Path, name: str) -> None:
    found = said(tmp_path, item(), f"{name}.yml", HEAD.replace("- a", f"- {name}"))
    assert found == [
        f"quizzes/t/{name}.yml:1:1: QZ001 '{name}' is the id of another part of the page too. Choose a new file name."
    ]


@pytest.mark.parametrize("name", ["a-stem", "a-error", "a-0f3b2c"])
def test_an_id_of_a_part_of_another_item_is_refused(tmp_path: Path, name: str) -> None:
    assert taken(name, {"a", name}) and not taken(name, {name})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("due: 2026-13-45", "is no day of the calendar"), ("due: soon", "is no day of the calendar"),
        ("due: 20270101", "is no day of the calendar"), ("checked: 2026-02-30", "is no day of the calendar"),
        ("checked: 2027-01-01", "on a day to come"), ("due: 2026-01-01", "were due for a check on 2026-01-01"),
        ("due: 2027-01-01", ""), ("checked: 2026-11-27", ""),
    ],
)  # fmt: skip
def test_a_date_of_a_page_is_a_day(tmp_path: Path, monkeypatch, line: str, expected: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(f"---\ntitle: T\n{line}\n---\n", encoding="utf-8")
    monkeypatch.setattr(check, "ROOT", tmp_path)
    found = [str(one) for one in check.pages_past(datetime.date(2026, 11, 27))]
    assert (found == []) is (expected == "") and all(expected in one and ":3:" in one for one in found)


@pytest.mark.parametrize("data", [b"---\ntitle: \xff\n---\n", b"\xff\xfe", b"---\ndue: 2026-01-01\n---\n\x80"])
def test_a_page_that_is_not_utf_8_is_said_at_its_place(tmp_path: Path, monkeypatch, data: bytes) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_bytes(data)
    monkeypatch.setattr(check, "ROOT", tmp_path)
    assert any("this byte is not UTF-8" in str(one) for one in check.pages_past(datetime.date(2026, 11, 27)))
