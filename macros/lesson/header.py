"""What stands at the head of a lesson, and the bet it opens with: minutes, dates, who signs."""

from __future__ import annotations

import datetime
import functools
import subprocess
from pathlib import Path

from ..pages import outline
from ..pages.page import Page
from ..pages.render import render
from ..quiz.bank import Bank
from . import bet, reading_time, tables

# The tables whose cells count as words read; those of the reference are looked up and not read.
TABLES = {macro.__name__: macro for macro in (tables.workload_table, tables.ratio_table, tables.window_end_table)}


class Header:
    """Drawn for a lesson by its quiz; `maintainer` signs the facts, None when nobody does."""

    def __init__(self, bank: Bank, maintainer: str | None) -> None:
        self.bank, self.maintainer = bank, maintainer

    def bet(self) -> str:
        return render("bet-ticket", bet=bet.bet(self.bank.root))

    def bet_answer(self) -> str:
        return render("bet-answer", bet=bet.bet(self.bank.root))

    def lesson_facts(self, page: Page) -> str:
        """Minutes and dates under the title; the reader's clock says later whether they are stale."""
        text = outline.front_matter(Path(page.path).read_text(encoding="utf-8"))[1]
        took = reading_time.lesson_minutes(text, self.bank.quiz(page), TABLES)
        return render(
            "lesson-facts",
            minutes={"read": took.read, "try": took.try_, "check": took.check},
            checked=page.meta["checked"],
            due=page.meta["due"],
            changed=_last_change(page.path),
            maintainer=self.maintainer,
        )


@functools.cache
def _last_change(path: str) -> datetime.date | None:
    """The day of the page's last commit, where there is a history to ask."""
    ask = ["git", "log", "-1", "--format=%cs", "--", path]
    try:
        git = subprocess.run(ask, cwd=Path(path).parent, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    day = git.stdout.strip()
    return datetime.date.fromisoformat(day) if day else None
