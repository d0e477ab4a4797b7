"""`python -m macros.quiz.scaffold question QUIZ ID | quiz ID | lesson ID TITLE`: new files to fill in.

Says what to do next, in the words of scaffold.jinja. Writes new files only: nothing that exists is touched, and all is
refused before anything is written. The make targets of the same names hand over QUIZ, ID and TITLE. Exit status 1 when
refused.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ..files.command import run
from ..files.paths import ROOT
from ..files.problems import did_you_mean
from ..files.words_beside import words
from ..pages.outline import ids_by_page
from . import scaffold_text
from .read_quiz import KEBAB, LESSON, quiz_folders, quiz_head

LONGEST = 60  # characters of an id: it stands in addresses and file names
NEEDED = {"question": ("QUIZ", "ID"), "quiz": ("ID",), "lesson": ("ID", "TITLE")}
WORDS = words(__file__)


def scaffold(kind: str, variables: dict[str, str], root: Path) -> tuple[dict[str, str], str]:
    """(text by path of the new files, the three lines to say); ValueError says why not and what to do instead."""
    missing = [name for name in NEEDED[kind] if not variables.get(name)]
    if missing:
        raise ValueError(f"{' and '.join(missing)} must be given. Write: {WORDS.how(kind, NEEDED[kind])}")
    identity = variables["ID"]
    if not KEBAB.fullmatch(identity):
        near = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-")
        hint = f", such as ID={near}" if near else ""
        raise ValueError(f"'{identity}' is not a kebab-case id. Use small letters, digits and single hyphens{hint}.")
    if len(identity) > LONGEST:
        raise ValueError(f"an id of {len(identity)} characters is too long. Use at most {LONGEST}.")
    files, steps = {"question": _question, "quiz": _quiz, "lesson": _lesson}[kind](identity, variables, root)
    for name in files:
        if (root / name).exists():
            raise ValueError(f"{name} exists already and is left as it is. Choose another ID.")
    return files, steps


def _question(identity: str, variables: dict[str, str], root: Path) -> tuple[dict[str, str], str]:
    name = variables["QUIZ"]
    known = [path.name for path in quiz_folders(root)]
    if name not in known:
        hint = did_you_mean(name, known) or f" Choose one of {', '.join(known)}."
        raise ValueError(f"there is no quiz '{name}'.{hint}")
    folder = root / "quizzes" / name
    lesson, objectives = quiz_head(folder, root)
    retired = folder / "retired.txt"
    if retired.exists() and identity in retired.read_text(encoding="utf-8").split():
        raise ValueError(f"'{identity}' is the id of a retired item. Choose another ID.")
    if identity in (ids_by_page(root / "docs")(lesson) or ()):
        raise ValueError(f"'{identity}' is the id of a paragraph of docs/{lesson}. Choose another ID.")
    path = f"quizzes/{name}/{identity}.yml"
    said = WORDS.next_question(path, name, identity)
    return {path: scaffold_text.question(objectives, lesson)}, said


def _quiz(identity: str, variables: dict[str, str], root: Path) -> tuple[dict[str, str], str]:
    path = f"quizzes/{identity}/quiz.yml"
    return {path: scaffold_text.quiz(LESSON)}, WORDS.next_quiz(path, identity)


def _lesson(identity: str, variables: dict[str, str], root: Path) -> tuple[dict[str, str], str]:
    title = variables["TITLE"]
    if title != title.strip() or not title.isprintable() or re.search(r"[<{}#]", title):
        raise ValueError("a title is one line of words, without < { } or #. Write it plainly.")
    page, quiz = f"lessons/{identity}.md", f"quizzes/{identity}/quiz.yml"
    files = {f"docs/{page}": scaffold_text.lesson(identity, title), quiz: scaffold_text.quiz(page)}
    return files, WORDS.next_lesson(page, scaffold_text.quoted(title), quiz, identity)


def main(arguments: list[str], root: Path = ROOT) -> int:
    kind, *values = arguments or [""]
    if kind not in NEEDED or len(values) > len(NEEDED[kind]):
        print("Write one of: " + " | ".join(WORDS.how(kind, names) for kind, names in NEEDED.items()), file=sys.stderr)
        return 2
    try:
        files, steps = scaffold(kind, dict(zip(NEEDED[kind], values, strict=False)), root)
    except ValueError as refused:
        print(refused, file=sys.stderr)
        return 1
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        print(f"Wrote {name}")
    print(steps, end="")
    return 0


if __name__ == "__main__":
    run(main)
