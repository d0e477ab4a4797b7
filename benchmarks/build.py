"""Build time and peak memory of pages with questions of their own: this project, its peers, and plain Markdown.

Every page has fifteen questions that no other page has, and all systems are given the same ones. Each build is cold:
nothing that an earlier one kept is there. Prints, from one run with the systems in turn, the median of RUNS: time and
processor time ÷ those of the same words as plain Markdown, what a question adds, peak memory, and for this project the
step after the build. Fails where a ratio lies above what GOALS call a failure. Without the environment of `make bench`
(requirements-tools-peers.txt) the peers are left out.

Run: make bench, or python benchmarks/build.py 1 for a size of your own and one run, which is not judged.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from build_sites import MACROS, MCQ, OURS, PLAIN, QUIZ, ROOT, System, write
from quiz_pages import PER_PAGE, questions

SIZES, RUNS = [1, 100, 1000], 3
PEERS = ROOT / ".venv-tools/peers/bin/python"
KIB_PER_UNIT = 1 if sys.platform != "darwin" else 1 / 1024
# Of this project at a size: the ratio to reach, and above which the benchmark fails.
GOALS = {
    (1, "time"): (1.25, 1.5),
    (100, "time"): (1.6, 1.9),
    (1000, "time"): (1.35, 1.5),
    (1000, "memory"): (1.3, 1.6),
    (1000, "added"): (0.7, 1.0),
}


@dataclass(frozen=True)
class Cost:
    """Of one command: seconds on the clock, seconds of processor time, peak MiB."""

    clock: float
    processor: float
    memory: float


def cost(command: list[str], folder: Path) -> Cost:
    """Of a command in a process of its own, with a folder for temporary files that is new."""
    with tempfile.TemporaryDirectory() as fresh, tempfile.TemporaryFile() as said:
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder), "TMPDIR": fresh}
        began = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=env, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        took = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read().decode()[-2000:]}")
    return Cost(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KIB_PER_UNIT / 1024)


def seconds_and_mib(folder: Path) -> tuple[float, float]:
    """(processor time, peak memory) of one build."""
    with tempfile.TemporaryDirectory() as out:
        found = cost([sys.executable, "-m", "mkdocs", "build", "-d", out], folder)
    return found.processor, found.memory


def median(costs: list[Cost]) -> Cost:
    columns = zip(*((one.clock, one.processor, one.memory) for one in costs), strict=True)
    return Cost(*(statistics.median(column) for column in columns))


def measured(systems: list[System], pages: int, runs: int, python: str) -> dict[str, Cost]:
    """The median cost of each system's build, and of this project's step after it, each system once a round."""
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        for system in systems:
            write(system, Path(name) / system.name, pages)
        for _ in range(runs):
            for system in systems:
                folder, out = Path(name) / system.name, Path(name) / "site"
                built = cost([python, "-m", "mkdocs", "build", "--quiet", "-d", str(out)], folder)
                found.setdefault(system.name, []).append(built)
                _must_be_whole(system, out / "s0/p0/index.html")
                if system is OURS:
                    after = cost([python, "-m", "macros.hosted", str(out)], folder)
                    found.setdefault("  and hosted", []).append(after)
                shutil.rmtree(out)
    return {name: median(costs) for name, costs in found.items()}


def _must_be_whole(system: System, page: Path) -> None:
    """A build that leaves questions out is fast and worth nothing."""
    text = page.read_text(encoding="utf-8")
    lost = [one.stem for one in questions(0) if one.stem not in text]
    if lost or (system.card and text.count(system.card) != PER_PAGE):
        sys.exit(f"{system.name} has not drawn every question: {lost}")


def ratios(one: Cost, plain: Cost, pages: int) -> dict[str, float]:
    return {
        "time": one.clock / plain.clock,
        "processor": one.processor / plain.processor,
        "added": (one.processor - plain.processor) * 1000 / (pages * PER_PAGE),
        "memory": one.memory / plain.memory,
    }


def missed(ours: dict[str, float], pages: int) -> list[str]:
    """Each goal of that size that is not reached, marked where it is a failure."""
    return [
        f"{'FAILS' if ours[what] > most else 'over the goal'}: {pages} pages, {what} {ours[what]:.2f}, goal {goal}"
        for (size, what), (goal, most) in GOALS.items()
        if size == pages and ours[what] > goal
    ]


def main(sizes: list[int], runs: int, judged: bool) -> int:
    peers = PEERS.exists()
    systems = [PLAIN, MACROS, *([MCQ, QUIZ] if peers else []), OURS]
    said: list[str] = [] if peers else ["without the peers, which make bench installs"]
    print("pages  system         time  processor  added ms/question    MiB  memory")
    for pages in sizes:
        costs = measured(systems, pages, runs, str(PEERS) if peers else sys.executable)
        for name, one in costs.items():
            against = ratios(one, costs[PLAIN.name], pages)
            print(
                f"{pages:5}  {name:13} {against['time']:5.2f}  {against['processor']:9.2f}  {against['added']:17.2f}"
                f"  {one.memory:5.0f}  {against['memory']:6.2f}",
                flush=True,
            )
        if judged:
            said += missed(ratios(costs[OURS.name], costs[PLAIN.name], pages), pages)
    print(*said, sep="\n" if said else "")
    return int(any(line.startswith("FAILS") for line in said))


if __name__ == "__main__":
    asked = [int(size) for size in sys.argv[1:]]
    sys.exit(main(asked or SIZES, 1 if asked else RUNS, not asked))
