"""How long after a typo is mended the page is there again, as `make serve` rebuilds it: ours ÷ plain Markdown.

The same words on both sites, rebuilt in one process each, in turn, after a change of one word in one question. Prints
the median of RUNS. What the two have in common is left out: noticing the change, and reloading the page.

Run: make bench, or python benchmarks/serve.py 1 for a size of your own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build_sites import OURS, PLAIN, ROOT, System, write
from quiz_pages import address, questions

SIZES, RUNS = [1, 100, 1000], 5
REBUILDER = ROOT / "tests/helpers/rebuilder.py"


class Site:
    """A site, the file of its first question, and the process that rebuilds it."""

    def __init__(self, system: System, folder: Path, pages: int) -> None:
        write(system, folder, pages)
        self.folder = folder
        self.file = folder / ("quizzes/q0/question-1.yml" if system is OURS else f"docs/{address(0)}")
        self.word = questions(0)[0].stem.split()[0]
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder)}
        self.process = subprocess.Popen(
            [sys.executable, str(REBUILDER)],
            cwd=folder, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def rebuild(self) -> float:
        """Seconds."""
        began = time.perf_counter()
        print(self.folder / "site", file=self.process.stdin, flush=True)
        if not self.process.stdout or self.process.stdout.readline() != "built\n":
            sys.exit(f"{self.folder} was not built")
        return time.perf_counter() - began

    def mend(self) -> float:
        """Seconds until a changed word stands in the built page."""
        text = self.file.read_text(encoding="utf-8")
        self.file.write_text(text.replace(self.word, f"{self.word}x", 1), encoding="utf-8")
        self.word += "x"
        took = self.rebuild()
        page = self.folder / "site" / address(0).removesuffix(".md") / "index.html"
        if self.word not in page.read_text(encoding="utf-8"):
            sys.exit(f"{page} does not show {self.word}")
        return took


def main() -> int:
    print("pages  rebuild ÷ plain")
    for pages in [int(size) for size in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            sites = [Site(system, Path(folder) / system.name, pages) for system in (PLAIN, OURS)]
            for site in sites:
                site.rebuild()
            plain, ours = zip(*([site.mend() for site in sites] for _ in range(RUNS)), strict=True)
            for site in sites:
                site.process.kill()
                site.process.wait()
            print(f"{pages:5}  {statistics.median(ours) / statistics.median(plain):15.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
