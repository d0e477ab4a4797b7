"""A folder of `quizzes/` -> a Quiz, or every problem in every file of it.

What makes a folder wrong lives here, what makes one item wrong in `read_item.py`; what a question is lives in
`question.py`, its keys in `keys.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..files.nodes import Reader, line_and_column, short
from ..files.problems import Problem, did_you_mean, errors
from ..files.yaml_text import Node, read_bytes, read_document
from . import keys
from .question import Question, Quiz, Sorting
from .read_item import Items, record
from .taken_ids import taken

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LESSON = "index.md"  # the page a quiz belongs to unless its quiz.yml names another
SeeIds = set[str] | Callable[[str], set[str] | None] | None


def quiz_folders(root: Path) -> list[Path]:
    """The folders of `root` that hold a quiz, by name."""
    return sorted(path.parent for path in (root / "quizzes").glob("*/quiz.yml"))


def load_quiz(folder: Path, see_ids: SeeIds, root: Path) -> tuple[Quiz | None, list[Problem]]:
    """The quiz of `folder` and what is wrong in it; None when an error is among the problems.

    `see_ids` says what `see` may point to: a function from the lesson's path under docs/ to its ids (None: there is no
    such page), the ids themselves, or None for not checked. `root` is what file names are said relative to.
    """
    quiz, problems = read_quiz(folder, see_ids, root)
    return (None if errors(problems) else quiz), problems


def read_quiz(folder: Path, see_ids: SeeIds, root: Path) -> tuple[Quiz | None, list[Problem]]:
    """The same with every item that can be judged, also when errors were said.

    None without a quiz.yml that can be read.
    """
    return _Folder(folder, see_ids, root).read()


def quiz_head(folder: Path, root: Path) -> tuple[str, list[str]]:
    """(lesson, names of the objectives) of a quiz.yml, as far as they can be read; its problems are not said."""
    reading = _Folder(folder, None, root)
    head = reading.head()
    return (head.lesson if head else LESSON), list(reading.objectives)


@dataclass(frozen=True)
class _Head:
    """What a quiz.yml says besides its objectives; `lists` are the ids under order:, practice: and sorting:."""

    title: str
    lesson: str
    lists: dict[str, list[str]]
    places: dict[str, tuple[int, int]]


class _Folder:
    """One folder while it is read: what is known of it so far, and what is wrong."""

    def __init__(self, folder: Path, see_ids: SeeIds, root: Path) -> None:
        self.folder, self.root = folder, root
        self.ids_of = see_ids if callable(see_ids) else None
        self.see_ids = None if callable(see_ids) else see_ids
        self.problems: list[Problem] = []
        self.objectives: dict[str, str] = {}

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def read(self) -> tuple[Quiz | None, list[Problem]]:
        head = self.head()
        self._check_endings()
        questions, sortings = self._items(head)
        self.problems.sort()
        if head is None:
            return None, self.problems
        quiz = Quiz(
            self.folder.name,
            head.title,
            self.objectives,
            tuple(head.lists["order"]),
            tuple(head.lists["practice"]),
            tuple(head.lists["sorting"]),
            questions,
            sortings,
            self.name(self.folder / "quiz.yml"),
            head.places,
            head.lesson,
        )
        return quiz, self.problems

    def _items(self, head: _Head | None) -> tuple[dict[str, Question], dict[str, Sorting]]:
        """The questions and sorting cards by id; a file that no list names is said."""
        retired = self._retired()
        lists = head.lists if head else {}
        items = Items(self.problems, self.objectives, self.see_ids)
        questions: dict[str, Question] = {}
        sortings: dict[str, Sorting] = {}
        for path in self._item_files():
            self._check_id(path, retired)
            item = (items.sorting if self._sorts(path, lists) else items.question)(path, self.name(path))
            if isinstance(item, Question):
                questions[path.stem] = item
            elif isinstance(item, Sorting):
                sortings[path.stem] = item
            if head and not any(path.stem in names for names in lists.values()):
                self._say(path, "no list of quiz.yml names this file. Add it to order: or practice:.", "warning")
        return questions, sortings

    def _sorts(self, path: Path, lists: dict[str, list[str]]) -> bool:
        """Whether a file is a sorting card: as the lists say, or, where quiz.yml cannot be read, by its rows."""
        if lists:
            return path.stem in lists["sorting"]
        return bool(re.search(r"^rows:", read_bytes(path, self.name(path), []) or "", re.MULTILINE))

    def _item_files(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*.yml") if path.name != "quiz.yml")

    def _check_endings(self) -> None:
        """A file that looks like an item and is not read, as its name ends otherwise."""
        for path in sorted(self.folder.iterdir()):
            if path.suffix != ".yml" and path.suffix.lower() in (".yml", ".yaml"):
                self._say(path, f"only files that end in .yml are read. Name it {path.stem}.yml.")

    def _say(self, path: Path, message: str, severity: str = "error", rule: str = "") -> None:
        self.problems.append(Problem(self.name(path), 1, 1, message, severity, rule))

    def _check_id(self, path: Path, retired: set[str]) -> None:
        """An item's id is its file's name: kebab-case, never used before, and no id of the lesson."""
        if not KEBAB.fullmatch(path.stem):
            self._say(
                path,
                f"'{path.stem}' is not a kebab-case id. Rename the file: small letters, digits and single hyphens.",
                rule="QZ001",
            )
        if path.stem in retired:
            self._say(path, f"'{path.stem}' is the id of a retired item. Choose a new file name.", rule="QZ001")
        if path.stem in (self.see_ids or ()):
            message = f"'{path.stem}' is the id of a paragraph of the lesson too. Choose a new file name."
            self._say(path, message, rule="QZ001")
        if taken(path.stem, {other.stem for other in self._item_files()}):
            message = f"'{path.stem}' is the id of another part of the page too. Choose a new file name."
            self._say(path, message, rule="QZ001")

    def _retired(self) -> set[str]:
        register = self.folder / "retired.txt"
        if not register.exists():
            return set()
        text = read_bytes(register, self.name(register), self.problems) or ""
        return {line.split()[0] for line in text.splitlines() if line.strip() and not line.startswith("#")}

    def head(self) -> _Head | None:
        """What quiz.yml says, or None where it cannot be read; the objectives are kept, items are read against them."""
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
        lists = self._lists(reader, read)
        places = {key.value: line_and_column(value) for key, value in root.value if isinstance(key, yaml.ScalarNode)}
        return _Head(read.get("title") or "", lesson, lists, places)

    def _lists(self, reader: Reader, read: dict[str, Any]) -> dict[str, list[str]]:
        """The ids of each list; one listed twice and one without a file are said."""
        listed_under: dict[str, str] = {}
        stems = {path.stem for path in self._item_files()}
        lists: dict[str, list[str]] = {}
        for key in ("order", "practice", "sorting"):
            nodes = [node for node in read.get(key) or [] if node is not None]
            lists[key] = [node.value for node in nodes]
            for node in nodes:
                if node.value in listed_under:
                    where = f"under {listed_under[node.value]}:"
                    reader.error(node, f"'{short(node.value)}' is listed already, {where}. Keep one.")
                elif node.value not in stems:
                    hint = did_you_mean(node.value, stems) or " Add the file or remove the line."
                    reader.error(node, f"there is no file {short(node.value)}.yml beside this one.{hint}")
                listed_under.setdefault(node.value, key)
        return lists

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
