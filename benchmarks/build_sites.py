"""A site of any number of pages for each system: the same theme and settings, each page with questions of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import quiz_pages

from tests.helpers.site_copy import SiteCopy

ROOT = Path(__file__).resolve().parent.parent
# What the settings say of this lesson and of our machine: a site of other pages, or of another system, has none of it.
LESSON = re.compile(r"^(?:nav:\n(?:  .*\n)+|strict: .*\n)", re.MULTILINE)
MACHINE = re.compile(
    r"^(?:  custom_dir:.*\n|  - macros:.*\n|hooks:.*\n|extra_\w+:.*\n|watch:.*\n|exclude_docs:.*\n(?:  .*\n)+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class System:
    """What builds the pages: its name, its plugin in the settings, the form it wants a page's questions in.

    `card` stands once in the HTML of each question that it draws.
    """

    name: str
    plugin: str
    form: Callable[[list[quiz_pages.Question], int, Path], str]
    card: str = ""


PLAIN = System("plain", "", quiz_pages.plain)
MACROS = System("macros alone", "macros", quiz_pages.plain)  # the plugin that ours needs, without a macro of ours
MCQ = System("mkdocs-mcq", "mcq", quiz_pages.mcq, 'class="mcq-question"')
QUIZ = System("mkdocs-quiz", "mkdocs_quiz", quiz_pages.mkdocs_quiz, 'class="quiz"')
OURS = System("this project", "macros", quiz_pages.ours, "<quiz-question")


def write(system: System, folder: Path, pages: int) -> None:
    """The whole site into `folder`: ours with its own theme, components and macros, the others with their plugin."""
    settings = LESSON.sub("", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = settings.replace("features: [", "features: [navigation.prune, ")
    if system is OURS:
        _our_machine(folder)
    else:
        (folder / "docs").mkdir(parents=True)
        plugin = f"  - search\n  - {system.plugin}\n" if system.plugin else "  - search\n"
        settings = MACHINE.sub("", settings).replace("  - search\n", plugin)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (folder / "docs/index.md").write_text("# Home\n\nWords.\n", encoding="utf-8")
    for page in range(pages):
        body = system.form(quiz_pages.questions(page), page, folder)
        path = folder / "docs" / quiz_pages.address(page)
        path.parent.mkdir(exist_ok=True)
        quiz = f"---\nquiz: q{page}\n---\n" if system is OURS else ""
        path.write_text(f"{quiz}# Page {page}\n\n## Questions\n\n{quiz_pages.FIRST}\n\n{body}\n", encoding="utf-8")


def _our_machine(folder: Path) -> None:
    """A copy of the site without what is this lesson's own."""
    SiteCopy(folder)
    for page in (folder / "docs").rglob("*.md"):
        page.unlink()
    for own in ("quizzes", "docs/data", "docs/assets"):
        shutil.rmtree(folder / own)
    (folder / "quizzes").mkdir()
