"""The published exports of each quiz -> a table with a link, a reader and a size for every file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .. import export
from ..pages.page import Page
from ..pages.table import table
from ..quiz.question import Quiz

FOLDER = "exports"  # below the site's root


def exports_table(place: Page, quizzes: Iterable[Quiz], site: Path) -> str:
    """One table a quiz, whose files are written below the folder `site` on the way: one quiz is held at a time."""
    root = "../" * place.url.count("/") + FOLDER
    export.write(export.schema(), site / FOLDER)
    return "".join(_table(quiz, root, site / FOLDER) for quiz in quizzes)


def _table(quiz: Quiz, root: str, folder: Path) -> str:
    contents = export.files_of(quiz)
    export.write(contents, folder)
    files = [
        {"format": form.name, "name": name, "address": f"{root}/{name}", "kilobytes": round(len(data) / 1000)}
        for form, (name, data) in zip(export.FORMATS, contents.items(), strict=True)
    ]
    return table("exports", quiz=quiz, files=files)
