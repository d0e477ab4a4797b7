"""`python -m macros.plan [INPUTS.yml] [--json | --inputs]`: a benchmark plan as Markdown, the same bytes as the page's.

Without a file: the plan of the running workload. `--json` prints its JSON twin, `--inputs` the answers as a file to
edit. Exit status 1 with every problem of the file on the error stream, 2 for a command line that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..files.command import run
from ..files.problems import Problem, Problems
from ..files.words import sentences
from ..model.plan.plan import plan
from ..model.plan.records import Answers
from ..model.plan.text import inputs_text
from . import questions, read_answers
from .document import as_json, markdown


def asked(path: Path | None) -> Answers:
    """The answers of a file, or of the running workload; Problems with everything that is wrong."""
    given, problems = read_answers.answers(path) if path else ({}, [])
    if given is None:
        raise Problems(problems)
    complete = questions.complete(given)
    drafted = plan(complete)
    if not drafted["valid"]:
        because = sentences("because")[drafted["because"]]
        raise Problems(
            [Problem(str(path), 1, 1, f"there is nothing to plan: {because}. Change the answers that say so.")]
        )
    return complete


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m macros.plan", description="Draft a benchmark plan.")
    parser.add_argument(
        "inputs",
        metavar="INPUTS.yml",
        nargs="?",
        type=Path,
        help="answers as `name: value`; left out: the running workload",
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--json", action="store_const", dest="write", const=as_json, help="the JSON twin instead of Markdown"
    )
    kind.add_argument(
        "--inputs",
        action="store_const",
        dest="write",
        const=lambda answers: inputs_text(questions.written(answers)),
        help="the answers as a file to edit",
    )
    given = parser.parse_args(arguments)
    try:
        out = (given.write or markdown)(asked(given.inputs))
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(out.encode())
    return 0


if __name__ == "__main__":
    run(main)
