"""`python -m macros.export`: the same bytes each time, all problems at once, one clear line when it cannot write."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.export_cards import ROOT, bank

QUIZ = "batch-inference-economics"
ENDINGS = (".gift.txt", ".moodle.xml", ".qti.zip", ".csv", ".json")


def run(
    *arguments: str, root: Path = ROOT, seed: str = "0", at: Path | None = None
) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-m", "macros.export", *arguments],
        cwd=at or root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What the command reads, free to be broken."""
    root = tmp_path / "copy"
    for name in ("macros", "quizzes"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("exports", "fonts", "assets"))
    return root


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    made = [run(str(tmp_path / seed), seed=seed) for seed in ("1", "2")]
    assert [out.returncode for out in made] == [0, 0], made[0].stderr
    first, second = held(tmp_path / "1"), held(tmp_path / "2")
    assert set(first) == {name + ending for name in bank() for ending in ENDINGS} | {"questions.schema.json"}
    assert first == second


def test_a_second_run_writes_nothing_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert all(line.startswith("wrote ") for line in run(str(folder)).stdout.splitlines())
    times = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    lines = run(str(folder)).stdout.splitlines()
    assert len(lines) == len(times)
    assert all(line.startswith("same  ") for line in lines)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == times


def test_it_runs_from_any_folder_and_writes_one_quiz(tmp_path: Path) -> None:
    out = run("here", "--quiz", QUIZ, at=tmp_path)
    assert out.returncode == 0, out.stderr
    assert set(held(tmp_path / "here")) == {QUIZ + ending for ending in ENDINGS} | {"questions.schema.json"}


def test_an_unknown_quiz_is_answered_with_the_nearest(tmp_path: Path) -> None:
    out = run(str(tmp_path / "x"), "--quiz", "batch-inference-economy")
    assert out.returncode == 2
    assert f"there is no quiz 'batch-inference-economy'. Did you mean '{QUIZ}'?" in out.stderr
    assert not (tmp_path / "x").exists()


def test_a_folder_that_cannot_be_written_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for name in ("file", "file/below"):
        out = run(str(tmp_path / name))
        assert (out.returncode, out.stdout) == (2, "")
        [line] = out.stderr.splitlines()
        assert line.startswith(f"{tmp_path / name}: cannot be written (")
        assert line.endswith("Choose a folder you may write to.")


def test_a_bad_bank_gets_every_problem_and_writes_nothing(copy: Path, tmp_path: Path) -> None:
    folder = copy / "quizzes" / QUIZ
    for name, old, new in (
        ("which-can-wait", "level: apply", "level: aply"),
        ("caption-deadline", "answer:", "answers:"),
    ):
        text = (folder / f"{name}.yml").read_text(encoding="utf-8")
        assert old in text
        (folder / f"{name}.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    out = run(str(tmp_path / "out"), root=copy)
    assert out.returncode == 1
    assert f"quizzes/{QUIZ}/which-can-wait.yml:4:8: QZ005 'aply' is not one of" in out.stderr
    assert f"quizzes/{QUIZ}/caption-deadline.yml:9:1: 'answers' is not a known key." in out.stderr
    assert "Traceback" not in out.stderr
    assert not (tmp_path / "out").exists()


def test_a_second_quiz_gets_files_of_its_own_even_while_another_is_broken(copy: Path, tmp_path: Path) -> None:
    shutil.copytree(copy / "quizzes" / QUIZ, copy / "quizzes" / "another")
    (copy / "quizzes" / QUIZ / "which-can-wait.yml").write_text("rev: one\n", encoding="utf-8")
    out = run(str(tmp_path / "out"), "--quiz", "another", root=copy)
    assert out.returncode == 0, out.stderr
    assert set(held(tmp_path / "out")) == {"another" + ending for ending in ENDINGS} | {"questions.schema.json"}
    assert run(str(tmp_path / "all"), root=copy).returncode == 1
