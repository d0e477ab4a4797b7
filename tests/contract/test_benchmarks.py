"""What `make bench` runs, at its smallest size: a benchmark that nobody runs stops working unseen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NUMBER = r"-?\d+(\.\d+)?"
SMALLEST = {
    "lint.py": ([], rf"items .*\n +\d+( +{NUMBER}){{4}}\n"),
    "build.py": (["1"], rf"pages .*\n(?: +1  [\w -]+?( +{NUMBER}){{5}}\n)+(?:without the peers.*)?\n"),
    "serve.py": (["1"], rf"pages .*\n +1 +{NUMBER}\n"),
    "site.py": (["1"], rf"the site {NUMBER} s; ÷ .* {NUMBER}; ÷ .* {NUMBER}\n"),
}


@pytest.mark.parametrize("name", SMALLEST)
def test_a_benchmark_runs_and_prints_its_figures(name: str) -> None:
    size, printed = SMALLEST[name]
    done = subprocess.run(
        [sys.executable, f"benchmarks/{name}", *size],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(printed, done.stdout), done.stdout


def test_every_benchmark_of_the_makefile_is_run_here() -> None:
    named = re.findall(r"python benchmarks/([\w.]+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(SMALLEST)
