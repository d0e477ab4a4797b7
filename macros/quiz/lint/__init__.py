"""A quiz -> what is wrong with its questions as questions.

Cues give answers away, stems ask two things, banks can be guessed: each is a rule. `RULES` is the registry; importing
this package fills it in the order of the ids. Item rules see one item, bank rules a list of at least eight. An item's
`lint-ok` silences a rule there and its reason is kept for the item-quality page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...files.nodes import short
from ...files.problems import Problem, errors
from ..question import LintOk, Question, Quiz
from ..read_quiz import SeeIds, read_quiz
from . import balance, bank, facts, lengths, marks, reasons, stems, structure, wording
from .rule import RULES, ItemSet, Rule

__all__ = ["RULES", "SMALLEST", "Explained", "ItemSet", "Rule", "banks", "lint", "load_and_judge", "load_and_lint"]

SMALLEST = 8  # items of a bank: fewer say nothing about a habit
_FAMILIES = (structure, lengths, wording, marks, stems, reasons, bank, balance, facts)
RULES = {name: RULES[name] for name in sorted(RULES)}
_SERIOUS = [rule for rule in RULES.values() if rule.can_fail]


@dataclass(frozen=True)
class Explained:
    """A rule that an item breaks on purpose, with its author's reason."""

    item: Question
    problem: Problem
    because: str


def banks(quiz: Quiz) -> list[ItemSet]:
    """What is judged together: the check, the practice cards, and all questions of the quiz; the large enough ones."""
    lists = {
        key: [quiz.questions[name] for name in names if name in quiz.questions]
        for key, names in (("order", quiz.order), ("practice", quiz.practice))
    }
    lists["title"] = lists["order"] + lists["practice"]
    return [ItemSet(quiz, key, tuple(items)) for key, items in lists.items() if len(items) >= SMALLEST]


def lint(quiz: Quiz, whole: bool = True) -> tuple[list[Problem], list[Explained]]:
    """(problems, explained ones) of a quiz. Banks are judged when it is `whole`: a missing item would tilt them."""
    items, rules = quiz.questions.values(), RULES.values()
    problems = [problem for item in items for rule in rules for problem in rule.of_item(item)]
    if whole:
        problems += [problem for judged in banks(quiz) for rule in rules for problem in rule.of_bank(judged)]
    explained: list[Explained] = []
    for item in items:
        for ok in item.lint_ok:
            meant = [problem for problem in problems if problem.file == item.source and problem.rule == ok.rule]
            explained += [Explained(item, problem, ok.because) for problem in meant]
            undecided = not whole and ok.rule in RULES and RULES[ok.rule].judge
            if not meant and not undecided:
                problems.append(_unneeded(item, ok))
    silenced = {excused.problem for excused in explained}
    return sorted(problem for problem in problems if problem not in silenced), explained


def _unneeded(item: Question, ok: LintOk) -> Problem:
    line, column = item.places[f"{ok.key}/rule"]
    if ok.rule not in RULES:
        said = f"'{short(ok.rule)}' is not a rule. Choose one of the item-quality page."
    elif {"order", "practice"} & set(RULES[ok.rule].over):
        said = f"{ok.rule} judges a whole list, so no item can be excused from it. Remove this lint-ok."
    else:
        said = f"{ok.rule} is not broken here, so nothing is to be excused. Remove this lint-ok."
    return Problem(item.source, line, column, said, "warning")


def load_and_judge(folder: Path, see_ids: SeeIds, root: Path) -> tuple[Quiz | None, list[Problem]]:
    """A quiz with the errors alone of its files and of its questions, and None with one: what a build must know."""
    quiz, problems = read_quiz(folder, see_ids, root)
    problems = errors(problems)
    if quiz is not None:
        problems = sorted(problems + _faults(quiz, whole=not problems))
    return (None if problems else quiz), problems


def _faults(quiz: Quiz, whole: bool) -> list[Problem]:
    """The errors that `lint` would give, found without the rules that only warn."""
    found = [problem for item in quiz.questions.values() for rule in _SERIOUS for problem in rule.of_item(item)]
    if whole:
        found += [problem for judged in banks(quiz) for rule in _SERIOUS for problem in rule.of_bank(judged)]
    excused = {(item.source, ok.rule) for item in quiz.questions.values() for ok in item.lint_ok}
    return [problem for problem in errors(found) if (problem.file, problem.rule) not in excused]


def load_and_lint(folder: Path, see_ids: SeeIds, root: Path) -> tuple[Quiz | None, list[Problem]]:
    """A quiz with the problems of its files and of its questions, all at once; None when an error is among them."""
    quiz, problems = read_quiz(folder, see_ids, root)
    if quiz is not None:
        problems = sorted(problems + lint(quiz, whole=not errors(problems))[0])
    return (None if errors(problems) else quiz), problems
