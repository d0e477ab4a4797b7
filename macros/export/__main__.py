"""`python -m macros.export DIR [--quiz ID]`: every quiz as GIFT, Moodle XML, QTI 2.1, CSV and JSON.

Says each file and whether it was written or already the same. Exit status 1 when the bank has an error, after every
problem as `file:line:column: …`; 2 when the command line names no quiz or DIR cannot be written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..files.command import run
from ..files.problems import did_you_mean, errors
from ..quiz.bank import Bank
from ..quiz.lint import load_and_lint
from . import files, write


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m macros.export",
        description="Write the question bank in the formats of other tools. The files hold the answers.",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to write; made when it is not there")
    parser.add_argument("--quiz", metavar="ID", help="one quiz, by its folder's name; all when left out")
    options = parser.parse_args(arguments)
    bank = Bank()
    if options.quiz is not None and options.quiz not in bank.names:
        hint = did_you_mean(options.quiz, bank.names)
        print(f"there is no quiz '{options.quiz}'.{hint} Name one of {', '.join(bank.names)}.", file=sys.stderr)
        return 2
    names = [options.quiz] if options.quiz is not None else bank.names
    read = [load_and_lint(bank.folders[name], bank.see_ids, bank.root) for name in names]
    problems = [problem for _, found in read for problem in found]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if errors(problems) else _write(files(quiz for quiz, _ in read if quiz), options.folder)


def _write(contents: dict[str, bytes], folder: Path) -> int:
    """Writes the files and says what became of each; the exit status."""
    try:
        written = write(contents, folder)
    except OSError as error:
        print(
            f"{error.filename or folder}: cannot be written ({error.strerror}). Choose a folder you may write to.",
            file=sys.stderr,
        )
        return 2
    for name, fresh in written.items():
        print(f"{'wrote' if fresh else 'same '} {folder / name} ({len(contents[name]):,} bytes)")
    return 0


if __name__ == "__main__":
    run(main)
