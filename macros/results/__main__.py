"""`python -m macros.results PLAN.json RESULT…`: result files -> the plan's result tables as Markdown.

Each claim has passed, failed or is open. PLAN.json is a plan's JSON twin; a result is reconcile.json of the batch
script, guidellm's JSON or AIPerf's profile_export.jsonl, in any number and order. Exit status 0 when all files were
read, 1 with every problem of every file on the error stream, 2 for a command line that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..files.command import run
from ..files.problems import Problem
from .files import read_plan, read_result
from .report import report


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m macros.results", description="Fill a plan's result tables from result files."
    )
    parser.add_argument("plan", metavar="PLAN.json", type=Path, help="a plan's JSON twin")
    parser.add_argument(
        "results",
        metavar="RESULT",
        nargs="+",
        type=Path,
        help="reconcile.json, guidellm's JSON or AIPerf's profile_export.jsonl",
    )
    options = parser.parse_args(arguments)
    problems: list[Problem] = []
    plan = read_plan(options.plan, problems)
    results = [read_result(path, problems) for path in options.results]
    if problems or plan is None:
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(report(plan, [result for result in results if result]).encode("utf-8", "backslashreplace"))
    return 0


if __name__ == "__main__":
    run(main)
