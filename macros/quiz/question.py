"""What a question, a sorting card and a quiz are. Shapes only: `read_item.py` says what makes one wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field


def option_id(question_id: str, text: str) -> str:
    """Six hex digits that stay with an option while its words stay: never a position."""
    return hashlib.sha256(f"{question_id}\n{text}".encode()).hexdigest()[:6]


@dataclass(frozen=True)
class Option:
    """One choice. `why` is shown when it is chosen and once the question is answered; `key` is where it was written."""

    id: str
    text: str
    why: str
    right: bool
    misconception: str | None = None
    key: str = ""


@dataclass(frozen=True)
class LintOk:
    """A rule that an item may break, and its author's reason."""

    rule: str
    because: str
    key: str = ""


@dataclass(frozen=True)
class Question:
    """One question with exactly one right option; `options` stand in the order readers see.

    `ascending` says that this order is by value, so that whoever shows the question elsewhere must not shuffle it.
    `places` gives line and column of each value by its path of keys, such as `distractors/0/text`.
    """

    id: str
    rev: int
    objective: str
    level: str
    see: str
    stem: str
    options: tuple[Option, ...]
    source: str
    negative: bool = False
    ascending: bool = False
    lint_ok: tuple[LintOk, ...] = ()
    places: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def answer(self) -> Option:
        return next(option for option in self.options if option.right)

    @property
    def as_written(self) -> list[Option]:
        """The options in their author's order: the answer, then the distractors."""
        return sorted(self.options, key=lambda option: option.key)


@dataclass(frozen=True)
class SortRow:
    """One workload of a sorting card: may it wait, and why."""

    id: str
    text: str
    waits: bool
    why: str


@dataclass(frozen=True)
class Sorting:
    """A card with two radios a row and one check for all of them; never part of the score."""

    id: str
    rev: int
    objective: str
    stem: str
    rows: tuple[SortRow, ...]
    source: str
    see: str | None = None


@dataclass(frozen=True)
class Quiz:
    """A folder of `quizzes/`: the check (`order`), the lesson's own cards (`practice`, `sorting`).

    `lesson` is the page, as a path under docs/, that every `see` points into.
    """

    id: str
    title: str
    objectives: dict[str, str]
    order: tuple[str, ...]
    practice: tuple[str, ...]
    sorting: tuple[str, ...]
    questions: dict[str, Question]
    sortings: dict[str, Sorting]
    source: str = ""
    places: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
    lesson: str = "index.md"


def in_hash_order(options: Iterable[Option]) -> tuple[Option, ...]:
    """Options by their id: an order nobody picked, the same on every build."""
    return tuple(sorted(options, key=lambda option: option.id))
