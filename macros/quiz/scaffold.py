"""`python -m macros.quiz.scaffold question QUIZ ID | quiz ID | lesson ID TITLE`: new files to fill in.

Says what to do next. Writes new files only: nothing that exists is touched, and all is refused before anything is
written. The make targets of the same names hand over QUIZ, ID and TITLE. Exit status 1 when refused.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ..files.paths import ROOT
from ..files.problems import did_you_mean
from ..pages.outline import ids_by_page
from . import scaffold_text
from .read_quiz import KEBAB, LESSON, quiz_folders, quiz_head

LONGEST = 60  # characters of an id: it stands in addresses and file names
HOW = {
    "question": ("make question QUIZ=a-quiz ID=a-new-id", ("QUIZ", "ID")),
    "quiz": ("make quiz ID=a-new-id", ("ID",)),
    "lesson": ('make lesson ID=a-new-id TITLE="A title"', ("ID", "TITLE")),
}
NAMES = "'make check' names each FILL IN: that is left, with its line."


def scaffold(kind: str, variables: dict[str, str], root: Path) -> tuple[dict[str, str], list[str]]:
    """(text by path of the new files, the three lines to say); ValueError says why not and what to do instead."""
    missing = [name for name in HOW[kind][1] if not variables.get(name)]
    if missing:
        raise ValueError(f"{' and '.join(missing)} must be given. Write: {HOW[kind][0]}")
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


def _question(identity: str, variables: dict[str, str], root: Path) -> tuple[dict[str, str], list[str]]:
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
    return {path: scaffold_text.question(objectives, lesson)}, [
        f"1. Fill in {path}. {NAMES}",
        (
            f"2. List it in quizzes/{name}/quiz.yml: '- {identity}' under order: for the check, "
            "under practice: for a card in a page."
        ),
        (
            f"3. A practice card stands where its page says {{{{ question('{identity}') }}}}. "
            "See it with 'make serve', judge it with 'make test'."
        ),
    ]


def _quiz(identity: str, variables: dict[str, str], root: Path) -> tuple[dict[str, str], list[str]]:
    path = f"quizzes/{identity}/quiz.yml"
    return {path: scaffold_text.quiz(LESSON)}, [
        f"1. Fill in {path}; lesson: is the page that its questions point to. {NAMES}",
        f"2. Write its questions: make question QUIZ={identity} ID=a-new-id",
        (
            f"3. Show it on a page: 'quiz: {identity}' between the rulers at its top, "
            "{{ check() }} where the check goes."
        ),
    ]


def _lesson(identity: str, variables: dict[str, str], root: Path) -> tuple[dict[str, str], list[str]]:
    title = variables["TITLE"]
    if title != title.strip() or not title.isprintable() or re.search(r"[<{}#]", title):
        raise ValueError("a title is one line of words, without < { } or #. Write it plainly.")
    page, quiz = f"lessons/{identity}.md", f"quizzes/{identity}/quiz.yml"
    return {f"docs/{page}": scaffold_text.lesson(identity, title), quiz: scaffold_text.quiz(page)}, [
        f"1. Fill in docs/{page} and {quiz}. {NAMES}",
        f"2. Write its questions: make question QUIZ={identity} ID=a-new-id",
        (
            f"3. Add the page to nav: in mkdocs.yml as - {scaffold_text.quoted(title)}: {page}, "
            "then look at it with 'make serve'."
        ),
    ]


def main(arguments: list[str], root: Path = ROOT) -> int:
    kind, *values = arguments or [""]
    if kind not in HOW or len(values) > len(HOW[kind][1]):
        print("Write one of: " + " | ".join(how for how, _names in HOW.values()), file=sys.stderr)
        return 2
    try:
        files, steps = scaffold(kind, dict(zip(HOW[kind][1], values, strict=False)), root)
    except ValueError as refused:
        print(refused, file=sys.stderr)
        return 1
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        print(f"Wrote {name}")
    print("\n".join(steps))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
