"""A folder of `quizzes/` -> a Quiz, or every problem in every file of it.

What makes a folder wrong lives here, what makes one item wrong in `read_item.py`; what a question is lives in
`model/quiz.py`, its keys in `keys.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from ..files.nodes import Reader, line_and_column, short
from ..files.problems import Problem, did_you_mean
from ..files.yaml_text import Node, read_bytes, read_document
from . import keys
from .question import Question, Quiz, Sorting
from .read_item import Items, record

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LESSON = "index.md"  # the page a quiz belongs to unless its quiz.yml names another
SeeIds = set[str] | Callable[[str], set[str] | None] | None


def load_quiz(folder: Path, see_ids: SeeIds, root: Path) -> tuple[Quiz | None, list[Problem]]:
    """The quiz of `folder` and what is wrong in it; None when an error is among the problems.

    `see_ids` says what `see` may point to: a function from the lesson's path under docs/ to its ids (None: there is no
    such page), the ids themselves, or None for not checked. `root` is what file names are said relative to.
    """
    quiz, problems = read_quiz(folder, see_ids, root)
    return (None if any(problem.severity == "error" for problem in problems) else quiz), problems


def read_quiz(folder: Path, see_ids: SeeIds, root: Path) -> tuple[Quiz | None, list[Problem]]:
    """The same with every item that can be judged, also when errors were said; None without a quiz.yml that can be read."""
    return _Folder(folder, see_ids, root).read()


def quiz_head(folder: Path, root: Path) -> tuple[str, list[str]]:
    """(lesson, names of the objectives) of a folder's quiz.yml, as far as they can be read; its problems are not said."""
    read = _Folder(folder, None, root)
    made = read._quiz_file()
    return (made["lesson"] if made else LESSON), list(read.objectives)


class _Folder:
    def __init__(self, folder: Path, see_ids: SeeIds, root: Path) -> None:
        self.folder, self.root = folder, root
        self.ids_of = see_ids if callable(see_ids) else None
        self.see_ids = None if callable(see_ids) else see_ids
        self.problems: list[Problem] = []
        self.objectives: dict[str, str] = {}

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def read(self) -> tuple[Quiz | None, list[Problem]]:
        made = self._quiz_file()
        retired = self._retired()
        lists: dict[str, list[str]] = made["lists"] if made else {}
        sorting_names = lists.get("sorting", [])
        items = Items(self.problems, self.objectives, self.see_ids)
        questions: dict[str, Question] = {}
        sortings: dict[str, Sorting] = {}
        for path in sorted(self.folder.glob("*.yml")):
            if path.name == "quiz.yml":
                continue
            self._name(path, retired)
            is_sorting = path.stem in sorting_names
            item = items.sorting(path, self.name(path)) if is_sorting else items.question(path, self.name(path))
            if isinstance(item, Question):
                questions[path.stem] = item
            elif isinstance(item, Sorting):
                sortings[path.stem] = item
            if made and not any(path.stem in names for names in lists.values()):
                self._say(path, "no list of quiz.yml names this file. Add it to order: or practice:.", "warning")
        self.problems.sort()
        if made is None:
            return None, self.problems
        quiz = Quiz(
            self.folder.name,
            made["title"] or "",
            self.objectives,
            tuple(lists["order"]),
            tuple(lists["practice"]),
            tuple(sorting_names),
            questions,
            sortings,
            self.name(self.folder / "quiz.yml"),
            made["places"],
            made["lesson"],
        )
        return quiz, self.problems

    def _say(self, path: Path, message: str, severity: str = "error", rule: str = "") -> None:
        self.problems.append(Problem(self.name(path), 1, 1, message, severity, rule))

    def _name(self, path: Path, retired: set[str]) -> None:
        if not KEBAB.fullmatch(path.stem):
            self._say(
                path,
                f"'{path.stem}' is not a kebab-case id. Rename the file: small letters, digits and single hyphens.",
                rule="QZ001",
            )
        if path.stem in retired:
            self._say(path, f"'{path.stem}' is the id of a retired item. Choose a new file name.", rule="QZ001")
        if path.stem in (self.see_ids or ()):
            self._say(
                path, f"'{path.stem}' is the id of a paragraph of the lesson too. Choose a new file name.", rule="QZ001"
            )

    def _retired(self) -> set[str]:
        register = self.folder / "retired.txt"
        if not register.exists():
            return set()
        text = read_bytes(register, self.name(register), self.problems) or ""
        return {line.split()[0] for line in text.splitlines() if line.strip() and not line.startswith("#")}

    def _quiz_file(self) -> dict[str, Any] | None:
        path = self.folder / "quiz.yml"
        name = self.name(path)
        text = read_bytes(path, name, self.problems)
        root = read_document(name, text, self.problems) if text is not None else None
        if root is None:
            return None
        reader = Reader(name, self.problems)
        read = record(reader, root, keys.QUIZ)
        if read is None:
            return None
        self.objectives = {name: told or "" for name, told in (read.get("objectives") or {}).items()}
        lesson = self._lesson(reader, root, read)
        seen: dict[str, str] = {}
        stems = {file.stem for file in self.folder.glob("*.yml") if file.name != "quiz.yml"}
        lists: dict[str, list[str]] = {}
        for key in ("order", "practice", "sorting"):
            nodes = [node for node in read.get(key) or [] if node is not None]
            lists[key] = [node.value for node in nodes]
            for node in nodes:
                if node.value in seen:
                    reader.error(node, f"'{short(node.value)}' is listed already, under {seen[node.value]}:. Keep one.")
                elif node.value not in stems:
                    hint = did_you_mean(node.value, stems) or " Add the file or remove the line."
                    reader.error(node, f"there is no file {short(node.value)}.yml beside this one.{hint}")
                seen.setdefault(node.value, key)
        places = {key.value: line_and_column(value) for key, value in root.value if isinstance(key, yaml.ScalarNode)}
        return {"title": read.get("title"), "lists": lists, "lesson": lesson, "places": places}

    def _lesson(self, reader: Reader, root: Node, read: dict[str, Any]) -> str:
        """The lesson's page; its ids are what every `see` of this folder is judged by."""
        lesson = str(read.get("lesson") or LESSON)
        if self.ids_of is not None:
            self.see_ids = self.ids_of(lesson)
            if self.see_ids is None:
                node = next((value for key, value in root.value if key.value == "lesson"), root)
                reader.error(
                    node, f"there is no page docs/{lesson}. Write the path of a page under docs/, such as {LESSON}."
                )
        return lesson
