"""`python -m macros.due [--today DATE]`: what is past its date, as Markdown: price rows, then pages; or nothing.

Exit status 0 whatever is due: an old fact is a matter for a maintainer, never for a reader's build.
"""

from __future__ import annotations

import datetime
import sys

from .check import pages_past
from .files.command import run
from .files.problems import Problems
from .prices.__main__ import day_asked, report


def due(today: datetime.date) -> list[str]:
    """The lines to read, oldest price first."""
    *rows, _count = report(today)
    pages = [str(problem) for problem in pages_past(today) if problem.severity == "warning"]
    lines = ["## Prices", "", *(f"- {row}" for row in rows), ""] if rows else []
    return lines + (["## Pages", "", *(f"- {page}" for page in pages), ""] if pages else [])


def main(arguments: list[str]) -> int:
    today = day_asked(arguments, "python -m macros.due", "List prices and pages that are past their date.")
    try:
        lines = due(today)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    print("".join(line + "\n" for line in lines), end="")
    return 0


if __name__ == "__main__":
    run(main)
