"""Build time of the whole site against the same pages without macros: what our tables, figures, cards and tools cost.

Two kinds of page without macros, each built without the macros plugin: the site's Markdown twins (the same words, tables as
Markdown tables, no pictures and no reasons), and the pages as they are with every macro's finished HTML pasted in. Prints
ratios of processor time, the least of three runs each; fails when the second is above 1.5. Run: make bench.
"""

from __future__ import annotations

import json
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


def without_macros(folder: Path, pages: dict[str, str]) -> Path:
    """The same project with other Markdown (path under docs -> text), without the macros plugin."""
    project(folder)
    for name, text in pages.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("strict: true", "strict: false")
    (folder / "mkdocs.yml").write_text(re.sub(r"^  - macros:.*\n", "", config, flags=re.MULTILINE), encoding="utf-8")
    return folder


def twins(whole: Path, site: Path) -> dict[str, str]:
    """Every page as the Markdown that stands beside it on the site."""
    out = {}
    for page in sorted((whole / "docs").rglob("*.md")):
        name = page.relative_to(whole / "docs")
        folder = name.parent if name.stem == "index" else name.with_suffix("")
        out[name.as_posix()] = (site / folder / "index.md").read_text(encoding="utf-8")
    return out


def pasted(whole: Path) -> dict[str, str]:
    """Every page with each macro call replaced by the HTML it gives."""
    script = "import json, sys; from site_pages import pages; json.dump(pages(sys.argv[1]), sys.stdout)"
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": f"{whole}{os.pathsep}{ROOT / 'benchmarks'}"}
    out = subprocess.run(
        [sys.executable, "-c", script, str(whole)], cwd=whole, env=env, check=True, capture_output=True
    )
    return dict(json.loads(out.stdout))


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        whole, site = project(Path(name) / "whole"), Path(name) / "site"
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(whole)}
        for command in (["mkdocs", "build", "-d", str(site)], ["macros.hosted", str(site)]):
            subprocess.run([sys.executable, "-m", *command], cwd=whole, env=env, check=True, capture_output=True)
        words = without_macros(Path(name) / "words", twins(whole, site))
        html = without_macros(Path(name) / "html", pasted(whole))
        ours, *others = [min(seconds_and_mib(folder)[0] for _ in range(RUNS)) for folder in (whole, words, html)]
    print(
        f"the site {ours:.2f} s; ÷ its words as plain Markdown {ours / others[0]:.2f}; ÷ its pages with the HTML pasted in {ours / others[1]:.2f}"
    )
    return int(ours / others[1] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
