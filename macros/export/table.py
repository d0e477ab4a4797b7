"""The published exports of each quiz -> a table with a link, a reader and a size for every file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import export
from ..pages.chart import link
from ..pages.page import Page
from ..pages.table import cell, table
from ..quiz.question import Quiz

FOLDER = "exports"  # below docs/ and below the site's root


def exports_table(quizzes: dict[str, Quiz], sizes: dict[str, int]) -> Callable[[Page], str]:
    """The macro: one table a quiz. `sizes` is file name -> bytes, as `export.publish` says them."""

    def call(place: Page) -> str:
        root = "../" * place.url.count("/") + FOLDER
        return "".join(_table(quiz, sizes, root) for quiz in quizzes.values())

    return call


def _table(quiz: Quiz, sizes: dict[str, int], root: str) -> str:
    rows: list[list[dict[str, Any]]] = []
    for form in export.FORMATS:
        name = quiz.id + form.ending
        file = {"text": form.name, "below": link(f"{root}/{name}", name)}
        rows.append([file, {"text": form.reader}, cell(f"{round(sizes[name] / 1000):,} kB")])
    counts = [
        f"{len(ids)} {where}" for ids, where in ((quiz.order, "in the check"), (quiz.practice, "for practice")) if ids
    ]
    return table(quiz.title, f"{quiz.title}. Questions: {', '.join(counts)}.", ["Format", "Read by", "Size"], rows)
