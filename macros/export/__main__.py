"""`python -m macros.export DIR [--quiz ID]`: every quiz as GIFT, Moodle XML, QTI 2.1, CSV and JSON.

Says each file and whether it was written or already the same. Exit status 1 when the bank has an error, after every
problem as `file:line:column: …`; 2 when the command line names no quiz or DIR cannot be written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..files.problems import did_you_mean
from ..quiz.bank import Bank
from . import files, write


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m macros.export",
        description="Write the question bank in the formats of other tools. The files hold the answers.",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to write; made when it is not there")
    parser.add_argument("--quiz", metavar="ID", help="one quiz, by its folder's name; all when left out")
    given = parser.parse_args(arguments)
    bank = Bank()
    known = sorted(path.parent.name for path in (bank.root / "quizzes").glob("*/quiz.yml"))
    if given.quiz is not None and given.quiz not in known:
        print(
            f"there is no quiz '{given.quiz}'.{did_you_mean(given.quiz, known)} Name one of {', '.join(known)}.",
            file=sys.stderr,
        )
        return 2
    wanted = [given.quiz] if given.quiz is not None else known
    problems = [
        problem for problem in bank.problems if problem.file.startswith(tuple(f"quizzes/{name}/" for name in wanted))
    ]
    for problem in problems:
        print(problem, file=sys.stderr)
    if any(problem.severity == "error" for problem in problems):
        return 1
    made = files(bank.quizzes[name] for name in wanted)
    try:
        written = write(made, given.folder)
    except OSError as error:
        print(
            f"{error.filename or given.folder}: cannot be written ({error.strerror}). Choose a folder you may write to.",
            file=sys.stderr,
        )
        return 2
    for name, fresh in written.items():
        print(f"{'wrote' if fresh else 'same '} {given.folder / name} ({len(made[name]):,} bytes)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
