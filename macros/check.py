"""`python -m macros.check [PATH…] [--today DATE]`: every problem in questions and data files, item rules included.

Without a path: all quizzes, every data and words file, the components' examples, the lesson's dates and what the site's
settings leave open. With paths: each question, quiz folder or data file, wherever it lies, and a component's examples;
a data file is known by its name, a price book also by what it holds, and a question is judged with the quiz.yml beside
it and its lesson. Exit status 1 when there is an error, 0 with warnings only, 2 for a command line that cannot be read.
"""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Callable
from pathlib import Path

from . import data_files, gallery
from .files import words
from .files.command import run
from .files.paths import ROOT
from .files.problems import Problem
from .files.yaml_text import read_bytes
from .gallery.read_examples import COMPONENTS
from .pages import outline
from .pages.forge import fault
from .pages.outline import ids_by_page
from .quiz.lint import load_and_lint
from .quiz.placeholder import unfilled_in_pages

UNSET = {
    "repo": "extra.repo is not set, so pages leave out their edit and report links. Write OWNER/NAME.",
    "maintainer": (
        "extra.maintainer is not set, so pages say that nobody has signed the facts. Write a name once somebody does."
    ),
}


def check(paths: list[Path], today: datetime.date) -> list[Problem]:
    """All problems, in the order an author reads them."""
    found: list[Problem] = []
    for path in paths:
        found += _path(path, today)
    if not paths:
        for folder in sorted(path for path in (ROOT / "quizzes").iterdir() if path.is_dir()):
            found += _path(folder, today) if any(folder.iterdir()) else []
        found += data_files.problems(ROOT, today) + words.problems() + gallery.problems()
        found += unfilled_in_pages(ROOT) + _settings() + pages_past(today)
    return sorted(set(found))


def _see_ids() -> Callable[[str], set[str] | None]:
    """Each quiz is judged against the page its quiz.yml names."""
    return ids_by_page(ROOT / "docs")


def _path(path: Path, today: datetime.date) -> list[Problem]:
    path = path.resolve()
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
    if path.is_dir():
        if not (path / "quiz.yml").exists():
            return [Problem(name, 1, 1, "there is no quiz.yml in this folder. Name a quiz folder or a file.")]
        return load_and_lint(path, _see_ids(), ROOT)[1]
    problems: list[Problem] = []
    text = read_bytes(path, name, problems)
    if text is None:
        return problems
    if known := data_files.declared(path.name, text):
        return data_files.problems_of(known, name, text, today)
    if path.parent == words.FOLDER:
        return words.load(path.stem)[1]
    if path.name == "examples.yml" and path.parent.parent == COMPONENTS:
        return gallery.problems([path.parent.name])
    if not (path.parent / "quiz.yml").exists():
        return [Problem(name, 1, 1, "there is no quiz.yml beside this file. Put the question into its quiz's folder.")]
    return [problem for problem in load_and_lint(path.parent, _see_ids(), ROOT)[1] if problem.file == name]


def _settings() -> list[Problem]:
    """What `mkdocs.yml` leaves open, as warnings at its own lines."""
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    faults = [
        Problem("mkdocs.yml", number, line.index("repo") + 1, said)
        for number, line in enumerate(lines, 1)
        if (given := re.fullmatch(r"  repo:\s*(?!null|~)([^\s#]+).*", line)) and (said := fault(given[1].strip("'\"")))
    ]
    return faults + [
        Problem("mkdocs.yml", number, line.index(key) + 1, said, "warning")
        for number, line in enumerate(lines, 1)
        for key, said in UNSET.items()
        if re.fullmatch(rf"\s+{key}:\s*(null|~)?\s*", line)
    ]


def pages_past(today: datetime.date) -> list[Problem]:
    """Pages whose facts were due for a check before today."""
    found: list[Problem] = []
    for page in sorted((ROOT / "docs").rglob("*.md")):
        name = page.relative_to(ROOT).as_posix()
        head = outline.front_matter(read_bytes(page, name, found) or "")[0].splitlines()
        for number, line in enumerate(head, 2):
            if dated := re.fullmatch(r"(due|checked):\s*(.*?)\s*", line):
                found += _dated(name, number, dated[1], dated[2], today)
    return found


def _dated(name: str, line: int, key: str, text: str, today: datetime.date) -> list[Problem]:
    """What is wrong with one date of a page: it is none, it is past, or it is still to come."""
    try:
        day = datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None:
        return [Problem(name, line, len(key) + 3, f"{key}: is no day of the calendar. Write it as YYYY-MM-DD.")]
    if key == "checked" and day > today:
        return [
            Problem(name, line, len(key) + 3, "the facts were checked on a day to come. Write the day that it was.")
        ]
    if key == "due" and day < today:
        said = f"the facts of this page were due for a check on {day}. Check them and move both dates."
        return [Problem(name, line, 1, said, "warning")]
    return []


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m macros.check", description="Validate questions and data files.")
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="a question, a quiz folder or a data file; all of the site's when left out",
    )
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=datetime.date.fromisoformat,
        default=datetime.date.today(),
        help="the day that dates are compared with, as YYYY-MM-DD",
    )
    given = parser.parse_args(arguments)
    found = check(given.paths, given.today)
    for problem in found:
        print(problem)
    errors = sum(problem.severity == "error" for problem in found)
    print(f"{errors} error{'s' * (errors != 1)}, {len(found) - errors} warning{'s' * (len(found) - errors != 1)}")
    return 1 if errors else 0


if __name__ == "__main__":
    run(main)
