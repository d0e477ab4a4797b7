"""Build time and peak memory of 1, 100 and 1,000 pages of fifteen questions, against the same words as plain Markdown.

Prints ratios from one run (machines differ, ratios travel). Fails above 1.6x time or 2x memory at the largest size.
Run: make bench, or python benchmarks/build.py 1 100
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

from tests.helpers.site_copy import SiteCopy

ROOT = Path(__file__).resolve().parent.parent
SIZES = [1, 100, 1000]
TIME_LIMIT, MEMORY_LIMIT = 1.6, 2.0
KIB_PER_UNIT = 1 if sys.platform != "darwin" else 1 / 1024


def _project(folder: Path, pages: int, plain: str | None) -> Path:
    """A copy of the site's machine with `pages` pages: the check itself, or its words as plain Markdown."""
    site = SiteCopy(folder)
    for old in (folder / "docs").rglob("*.md"):
        if old.name != "index.md":
            old.unlink()
    body = plain if plain is not None else "{{ check() }}"
    for number in range(pages):
        section = folder / "docs" / f"s{number % 10}"
        section.mkdir(exist_ok=True)
        (section / f"p{number}.md").write_text(f"# Page {number}\n\n{body}\n", encoding="utf-8")
    config = re.sub(r"^nav:\n(?:  .*\n)+", "", site.read("mkdocs.yml"), flags=re.MULTILINE)
    config = config.replace("strict: true", "strict: false")
    config = config.replace("features: [", "features: [navigation.prune, ")
    if plain is not None:
        config = re.sub(r"^  - macros:.*\n", "", config, flags=re.MULTILINE)
        site.write("docs/index.md", "# Home\n")
    site.write("mkdocs.yml", config)
    return folder


def seconds_and_mib(folder: Path) -> tuple[float, float]:
    """(seconds of processor time, peak MiB) of one build in a process of its own."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder)}
    out = tempfile.mkdtemp()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "-d", out], cwd=folder, env=env, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        shutil.rmtree(out)
        if child.returncode:
            said.seek(0)
            sys.exit(f"the build failed:\n{said.read().decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KIB_PER_UNIT / 1024


def _words_of_the_check() -> str:
    """The check's visible words as plain paragraphs, so that both builds publish the same text."""
    with tempfile.TemporaryDirectory() as name:
        folder = _project(Path(name) / "p", 1, None)
        out = Path(name) / "site"
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder)}
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-d", str(out)],
            cwd=folder,
            env=env,
            check=True,
            capture_output=True,
        )
        page = (out / "s0/p0/index.html").read_text(encoding="utf-8")
    check = page[page.index("<quiz-check") : page.index("</quiz-check>")]
    lines = (
        " ".join(unescape(line).split())
        for line in re.split(r"</?(?:p|div|legend|label|summary|li|h\d|td|button)[^>]*>", check)
    )
    return "\n\n".join(text for line in lines if (text := re.sub(r"<[^>]+>", "", line).strip()))


def main(sizes: list[int]) -> int:
    words = _words_of_the_check()
    worst = 0
    print("pages   questions s   plain s   ratio   added ms/question   memory MiB   plain MiB   ratio")
    for pages in sizes:
        with tempfile.TemporaryDirectory() as name:
            with_questions = seconds_and_mib(_project(Path(name) / "with", pages, None))
            without = seconds_and_mib(_project(Path(name) / "plain", pages, words))
        slower, larger = with_questions[0] / without[0], with_questions[1] / without[1]
        added = (with_questions[0] - without[0]) * 1000 / (pages * 15)
        print(
            f"{pages:5}   {with_questions[0]:11.1f}   {without[0]:7.1f}   {slower:5.2f}   {added:17.2f}"
            f"   {with_questions[1]:10.0f}   {without[1]:9.0f}   {larger:5.2f}",
            flush=True,
        )
        if pages == max(SIZES) and (slower > TIME_LIMIT or larger > MEMORY_LIMIT):
            worst = 1
    return worst


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or SIZES))
