"""What an item rule is: how it is said to an author, and the function that finds where it is broken.

A rule is written once, with `@rule(...)` or `@bank_rule(...)` above its function, and feeds three readers: the check
(its findings become problems), the item-quality page (its words) and the tests (one broken file each).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ...files.problems import Problem
from ..question import Question, Quiz

MOST = 4  # entries that a message lists before it stops


@dataclass(frozen=True)
class Finding:
    """One place where a rule is broken: `key` is the value's path, such as `answer/text`.

    `severity` is given where it is not the rule's.
    """

    key: str
    message: str
    severity: str = ""
    item: Question | None = None  # for a bank rule that speaks of one item


@dataclass(frozen=True)
class ItemSet:
    """Questions judged together: one list of quiz.yml (`key` names it), or all of the quiz (`key` is `title`)."""

    quiz: Quiz
    key: str
    items: tuple[Question, ...]


@dataclass(frozen=True)
class Rule:
    """One rule: `what` breaks it, `why` it matters to a learner, an `example` that does, and what to write `instead`.

    `find` looks at one item, `judge` at a bank from the lists `over`; with neither, the reader of the files says it.
    """

    id: str
    severity: str  # "warning", "error", or both joined by " or ", the usual one first
    what: str
    why: str
    example: str
    instead: str
    find: Callable[[Question], Iterable[Finding]] | None = None
    judge: Callable[[ItemSet], Iterable[Finding]] | None = None
    over: tuple[str, ...] = ()

    @property
    def can_fail(self) -> bool:
        """True where it may say an error itself; an item's "error or warning" has its error from the reader."""
        return "error" in self.severity and not (self.find and " or " in self.severity)

    def of_item(self, item: Question) -> list[Problem]:
        """Its findings in one item, at the line and column of the value each speaks of."""
        return [self._problem(finding, item) for finding in self.find(item)] if self.find else []

    def of_bank(self, bank: ItemSet) -> list[Problem]:
        """Its findings in a bank, at the list in quiz.yml or at the item that a finding names."""
        if not self.judge or bank.key not in self.over:
            return []
        return [self._problem(finding, finding.item or bank.quiz) for finding in self.judge(bank)]

    def _problem(self, finding: Finding, where: Question | Quiz) -> Problem:
        line, column = where.places.get(finding.key, (1, 1))
        severity = finding.severity or self.severity.split(" or ")[0]
        return Problem(where.source, line, column, finding.message, severity, self.id)


RULES: dict[str, Rule] = {}
Find = Callable[[Question], Iterable[Finding]]
Judge = Callable[[ItemSet], Iterable[Finding]]


def rule(id: str, severity: str, *, what: str, why: str, example: str, instead: str) -> Callable[[Find], Find]:
    """Declares a rule over one item; the function under it yields findings."""

    def declare(find: Find) -> Find:
        RULES[id] = Rule(id, severity, what, why, example, instead, find=find)
        return find

    return declare


def bank_rule(
    id: str,
    severity: str,
    *,
    what: str,
    why: str,
    example: str,
    instead: str,
    over: tuple[str, ...] = ("order", "practice"),
) -> Callable[[Judge], Judge]:
    """Declares a rule over the lists `over`, each of at least eight items."""

    def declare(judge: Judge) -> Judge:
        RULES[id] = Rule(id, severity, what, why, example, instead, judge=judge, over=over)
        return judge

    return declare


def also_over(id: str, over: str) -> Callable[[Judge], Judge]:
    """The half of an item rule that must see a whole bank."""

    def declare(judge: Judge) -> Judge:
        RULES[id] = replace(RULES[id], judge=judge, over=(over,))
        return judge

    return declare


def said_by_the_reader(id: str, severity: str, *, what: str, why: str, example: str, instead: str) -> None:
    """Declares a rule that the reader of the files says: documented here, found there."""
    RULES[id] = Rule(id, severity, what, why, example, instead)


def named(values: Iterable[str]) -> str:
    """A few names in a message: the first four, and how many more."""
    names = list(values)
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")
