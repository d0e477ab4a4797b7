"""Build time of the whole site against the same pages without macros: what our tables, figures, cards and tools cost.

Two kinds of page without macros, each built without the macros plugin: the site's Markdown twins (the same words,
tables as Markdown tables, no pictures and no reasons), and the pages as they are with every macro's finished HTML
pasted in. Prints ratios of processor time, the least of three runs each; fails when the second is above 1.5.
Run: make bench, or python benchmarks/site.py 1 for one run each, which is not judged.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from build import ROOT, seconds_and_mib

from tests.helpers.site_copy import SiteCopy

LIMIT, RUNS = 1.5, 3


def without_macros(folder: Path, pages: dict[str, str]) -> Path:
    """The same project with other Markdown (path under docs -> text), without the macros plugin."""
    site = SiteCopy(folder)
    for name, text in pages.items():
        site.write(f"docs/{name}", text)
    config = site.read("mkdocs.yml").replace("strict: true", "strict: false")
    site.write("mkdocs.yml", re.sub(r"^  - macros:.*\n", "", config, flags=re.MULTILINE))
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


def main(runs: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        whole, site = SiteCopy(Path(name) / "whole").folder, Path(name) / "site"
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(whole)}
        for command in (["mkdocs", "build", "-d", str(site)], ["macros.hosted", str(site)]):
            subprocess.run([sys.executable, "-m", *command], cwd=whole, env=env, check=True, capture_output=True)
        words = without_macros(Path(name) / "words", twins(whole, site))
        html = without_macros(Path(name) / "html", pasted(whole))
        ours, *others = [min(seconds_and_mib(folder)[0] for _ in range(runs)) for folder in (whole, words, html)]
    print(
        f"the site {ours:.2f} s; ÷ its words as plain Markdown {ours / others[0]:.2f};"
        f" ÷ its pages with the HTML pasted in {ours / others[1]:.2f}"
    )
    return int(runs >= RUNS and ours / others[1] > LIMIT)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else RUNS))
