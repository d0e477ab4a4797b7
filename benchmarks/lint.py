"""How long the item rules take over the whole bank, beside the time to read its files, in milliseconds; judges nothing.

Each figure is the best of five runs, each in a process of its own, so that no cache of an earlier run helps.
Run: make bench, or python benchmarks/lint.py
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def once() -> tuple[int, float, float]:
    """(items, seconds to read, seconds to judge) in this process."""
    from macros.quiz import lint
    from macros.quiz.read_quiz import load_quiz

    start = time.perf_counter()
    quizzes = [load_quiz(path.parent, None, ROOT)[0] for path in sorted((ROOT / "quizzes").glob("*/quiz.yml"))]
    read = time.perf_counter()
    for quiz in quizzes:
        if quiz is not None:
            lint.lint(quiz)
    return sum(len(quiz.questions) for quiz in quizzes if quiz), read - start, time.perf_counter() - read


def main() -> None:
    runs = [
        subprocess.run(
            [sys.executable, __file__, "once"], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout.split()
        for _ in range(RUNS)
    ]
    items, reading, judging = int(runs[0][0]), min(float(run[1]) for run in runs), min(float(run[2]) for run in runs)
    print("items   read ms   judge ms   ms/item   judge ÷ read")
    print(
        f"{items:5}   {reading * 1000:7.1f}   {judging * 1000:8.1f}"
        f"   {judging * 1000 / items:7.2f}   {judging / reading:12.1f}"
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["once"]:
        print(*once())
    else:
        main()
