"""Build time of the whole site, all tables, figures, cards and tools included, against the same pages as plain Markdown.

The plain pages are the site's own Markdown twins (tables as Markdown tables), built without the macros plugin. Prints one
ratio of processor time, the least of three runs each; fails above 1.5. Run: make bench, or python benchmarks/site.py
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from build import ROOT, seconds_and_mib

LIMIT, RUNS = 1.5, 3
COPIED = ("macros", "quizzes", "docs")


def project(folder: Path) -> Path:
    """A copy of the site and its machine."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def plain(folder: Path, twins: Path) -> Path:
    """The same pages with the twins' words and without the macros plugin."""
    project(folder)
    for page in (folder / "docs").rglob("*.md"):
        place = page.relative_to(folder / "docs").with_suffix("")
        twin = twins / (place.parent if place.name == "index" else place) / "index.md"
        page.write_text(twin.read_text(encoding="utf-8"), encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("strict: true", "strict: false")
    (folder / "mkdocs.yml").write_text(re.sub(r"^  - macros:.*\n", "", config, flags=re.MULTILINE), encoding="utf-8")
    return folder


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        whole, site = project(Path(name) / "whole"), Path(name) / "site"
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(whole)}
        for command in (["mkdocs", "build", "-d", str(site)], ["macros.hosted", str(site)]):
            subprocess.run([sys.executable, "-m", *command], cwd=whole, env=env, check=True, capture_output=True)
        words = plain(Path(name) / "plain", site)
        times = [min(seconds_and_mib(folder)[0] for _ in range(RUNS)) for folder in (whole, words)]
    ratio = times[0] / times[1]
    print(f"the site {times[0]:.2f} s, its words as plain Markdown {times[1]:.2f} s, ratio {ratio:.2f}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
