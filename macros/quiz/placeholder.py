"""Words that the scaffold leaves for an author: where they still stand, said with what to write there.

A placeholder reads `FILL IN: what belongs here`. It is an error in a question, a quiz and a page alike, so a scaffold
that nobody has filled in fails `make check` and every strict build.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..files.problems import Problem

MARK = "FILL IN:"
_REST = re.compile(rf"{MARK}\s*(.+?)[.\"']*\s*(?:</\w+>|\{{:.*)*\s*$")


def placeholder(told: str) -> str:
    """The words to leave where the first sentence of `told` says what belongs there."""
    first = told.split(". ")[0].rstrip(".")
    return f"{MARK} {first[0].lower()}{first[1:]}"


def unfilled(text: str) -> str | None:
    """What is wrong when `text` still holds a placeholder, and what to write in its place."""
    if MARK not in text:
        return None
    wanted = _REST.search(" ".join(text.split()))
    return f"'{MARK}' still stands here. Write {wanted[1] if wanted else 'what it asks for'}."


def unfilled_in_page(name: str, text: str) -> list[Problem]:
    """Each line of a page that holds a placeholder."""
    return [
        Problem(name, number, line.index(MARK) + 1, said)
        for number, line in enumerate(text.splitlines(), 1)
        if (said := unfilled(line))
    ]


def unfilled_in_pages(root: Path) -> list[Problem]:
    """The placeholders in all pages under docs/."""
    problems: list[Problem] = []
    for page in sorted((root / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8", errors="replace")  # said where pages are checked
        if MARK in text:
            problems += unfilled_in_page(page.relative_to(root).as_posix(), text)
    return problems
