"""The published exports of each quiz -> a table with a link, a reader and a size for every file."""

from __future__ import annotations

from collections.abc import Callable

from .. import export
from ..pages.page import Page
from ..pages.table import table
from ..quiz.question import Quiz

FOLDER = "exports"  # below docs/ and below the site's root


def exports_table(quizzes: dict[str, Quiz], sizes: dict[str, int]) -> Callable[[Page], str]:
    """The macro: one table a quiz. `sizes` is file name -> bytes, as `export.publish` says them."""

    def call(place: Page) -> str:
        root = "../" * place.url.count("/") + FOLDER
        return "".join(_table(quiz, sizes, root) for quiz in quizzes.values())

    return call


def _table(quiz: Quiz, sizes: dict[str, int], root: str) -> str:
    files = []
    for form in export.FORMATS:
        name = quiz.id + form.ending
        files.append(
            {"format": form.name, "name": name, "address": f"{root}/{name}", "kilobytes": round(sizes[name] / 1000)}
        )
    return table("exports", quiz=quiz, files=files)
