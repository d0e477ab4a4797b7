"""A rebuild shows what a cold build shows, byte for byte, whatever was edited: no cache outlives what it was made of.

The rebuilds share one process and one folder for temporary files; each cold build has its own. Edits are drawn by
chance, sound and broken ones, and some keep the file's old time, as a checkout of an older state does.
`STALE_EDITS=200 make stale` draws 200.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.site_copy import SiteCopy

EDITS = int(os.environ.get("STALE_EDITS", "4"))
REBUILDER = Path(__file__).resolve().parents[1] / "helpers/rebuilder.py"
CODE = {
    "macros/model/format.py": ('NBSP = "\\u00a0"', 'NBSP = "\\u2009"'),
    "macros/lesson/reading_time.py": ("WORDS_PER_MINUTE = 238", "WORDS_PER_MINUTE = 119"),
    "macros/calculator/page.py": ("DEADLINES = (1, 2, 4, 8, 24)", "DEADLINES = (1, 3, 4, 8, 24)"),
    "macros/pages/render.py": ('_BETWEEN_TAGS.sub("><", out)', '_BETWEEN_TAGS.sub("> <", out)'),
    "macros/prices/book.py": ("DUE_DAYS = 60", "DUE_DAYS = 61"),
}


def lines(text: str, pattern: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines()) if re.search(pattern, line)]


def at_a_line(text: str, pattern: str, change: Callable[[str], str], draw: random.Random) -> str:
    all_lines = text.splitlines(keepends=True)
    if found := lines(text, pattern):
        number = draw.choice(found)
        all_lines[number] = change(all_lines[number])
    return "".join(all_lines)


# What is edited, where, and how a line of it changes.
KINDS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "a word of a question": ("quizzes/*/*.yml", r"^\s+\w{4}", lambda line: line.rstrip("\n") + " indeed\n"),
    "a key": ("quizzes/*/*.yml", r"^\w+:", lambda line: line.replace(":", "s:", 1)),
    "a figure": ("docs/data/*.yml", r": \d", lambda line: re.sub(r": (\d)", r": 1\1", line, count=1)),
    "a data key": ("docs/data/*.yml", r"^ +\w+: ", lambda line: line.replace(":", "x:", 1)),
    "a page": ("docs/**/*.md", r"^[A-Z]", lambda line: line.rstrip("\n") + " More.\n"),
    "a call": ("docs/**/*.md", r"\{\{ \w+\(", lambda line: line.replace("(", "x(", 1)),
    "a template": ("docs/components/*/*.jinja", r"</p>", lambda line: line.replace("</p>", " it</p>", 1)),
    "the theme": ("macros/theme/*.html", r"<p", lambda line: line.replace("<p", "<p title=x", 1)),
    "words": ("docs/words/*.yml", r"^[\w-]+: ", lambda line: line.rstrip("\n") + " so\n"),
    "an example": ("docs/components/*/examples.yml", r"says: ", lambda line: line.rstrip("\n") + " Yes.\n"),
}


def edit(copy: Path, draw: random.Random) -> str:
    """One edit by chance; what it was."""
    kind = draw.choice([*KINDS, "the code"])
    if kind == "the code":
        name, sides = draw.choice(list(CODE.items()))
        path = copy / name
        text = path.read_text(encoding="utf-8")
        old, new = sides if sides[0] in text else sides[::-1]
        changed = text.replace(old, new, 1)
    else:
        pattern, line, change = KINDS[kind]
        path = draw.choice(sorted(copy.glob(pattern)))
        text = path.read_text(encoding="utf-8")
        changed = at_a_line(text, line, change, draw)
    time = path.stat()
    path.write_text(changed, encoding="utf-8")
    if draw.random() < 0.3 and kind != "the code":  # Python itself trusts the time of its sources
        os.utime(path, ns=(time.st_atime_ns, time.st_mtime_ns))
    return f"{kind} in {path.relative_to(copy)}"


def shown(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def copy(tmp_path: Path) -> SiteCopy:
    return SiteCopy(tmp_path / "copy")


@pytest.fixture
def rebuild(copy: SiteCopy, tmp_path: Path) -> Iterator[Callable[[], dict[str, bytes]]]:
    env = {**os.environ, "PYTHONPATH": str(copy.folder)}
    with (
        (tmp_path / "said").open("w") as said,
        subprocess.Popen(
            [sys.executable, str(REBUILDER)],
            cwd=copy.folder, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said,
        ) as process,
    ):  # fmt: skip
        assert process.stdin and process.stdout

        def again() -> dict[str, bytes]:
            print(tmp_path / "again", file=process.stdin, flush=True)
            assert process.stdout.readline() == "built\n", (tmp_path / "said").read_text(encoding="utf-8")[-2000:]
            return shown(tmp_path / "again")

        yield again
        process.stdin.close()


def test_a_rebuild_is_a_cold_build(copy: SiteCopy, rebuild: Callable[[], dict[str, bytes]], tmp_path: Path) -> None:
    draw = random.Random(20261127)
    rebuild()
    before: dict[str, bytes] = {}
    moved = 0
    for number in range(EDITS):
        what = edit(copy.folder, draw)
        again = rebuild()
        fresh = tmp_path / f"fresh-{number}"
        fresh.mkdir()
        cold = tmp_path / f"cold-{number}"
        env = {**os.environ, "PYTHONPATH": str(copy.folder), "TMPDIR": str(fresh), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "mkdocs", "build", "--no-strict", "-q", "-d", str(cold)]
        subprocess.run(command, cwd=copy.folder, env=env, check=True, stderr=subprocess.DEVNULL)
        assert {name for name in again | shown(cold) if again.get(name) != shown(cold).get(name)} == set(), what
        moved += again != before
        before = again
    assert moved >= EDITS / 2, "edits change what is shown"
