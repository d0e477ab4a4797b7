"""What is wrong in a file, said to its author: `file:line:column: what is wrong. What to do.`

Lines and columns count from 1, as editors do. Problems are collected and shown all at once; only the
edge (a command, a macro) decides what they stop.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `severity` is "error" (the build fails) or "warning" (it is only said).

    `rule` is the id of the item rule it breaks, such as QZ101, or nothing.
    """

    file: str
    line: int
    column: int
    message: str
    severity: str = "error"
    rule: str = ""

    def __str__(self) -> str:
        prefix = "" if self.severity == "error" else f"{self.severity}: "
        rule = f"{self.rule} " if self.rule else ""
        return f"{self.file}:{self.line}:{self.column}: {prefix}{rule}{self.message}"


class Problems(Exception):
    """Every problem found, in the order an author reads them: by file, then line, then column."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def line_and_column_in(text: str, offset: int) -> tuple[int, int]:
    """Line and column of the character at `offset`."""
    before = text[:offset]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those among them that fail a build."""
    return [problem for problem in problems if problem.severity == "error"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean 'answer'?` with a leading space, or nothing when no known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""
