"""`python -m macros.due [--today DATE]`: what is past its date, as Markdown: price rows, then pages. Nothing when nothing is.

Exit status 0 whatever is due: an old fact is a matter for a maintainer, never for a reader's build.
"""

from __future__ import annotations

import argparse
import datetime
import sys

from .check import check
from .files.problems import Problems
from .prices.__main__ import report


def due(today: datetime.date) -> list[str]:
    """The lines to read, oldest price first."""
    *rows, _count = report(today)
    pages = [str(problem) for problem in check([], today) if "were due for a check" in problem.message]
    lines = ["## Prices", "", *(f"- {row}" for row in rows), ""] if rows else []
    return lines + (["## Pages", "", *(f"- {page}" for page in pages), ""] if pages else [])


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m macros.due", description="List prices and pages that are past their date."
    )
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=datetime.date.fromisoformat,
        default=datetime.date.today(),
        help="the day to compare with, as YYYY-MM-DD",
    )
    given = parser.parse_args(arguments)
    try:
        lines = due(given.today)
    except Problems as problems:
        print("\n".join(str(problem) for problem in problems.problems), file=sys.stderr)
        return 1
    print("".join(line + "\n" for line in lines), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
