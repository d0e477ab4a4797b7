"""A copy of the site's own files, free to be changed, and the commands that a contributor runs in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class SiteCopy:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("docs", "macros", "quizzes"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("mkdocs.yml", "LICENSE"):
            shutil.copy(ROOT / name, folder)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """`python -m COMMAND` as the make targets call it."""
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.folder)}
        return subprocess.run(
            [sys.executable, "-m", *command], cwd=self.folder, env=env, capture_output=True, text=True, check=False
        )

    def build(self, *flags: str) -> subprocess.CompletedProcess[str]:
        """Into `site/`, strictly unless told otherwise."""
        return self.run("mkdocs", "build", *flags, "-d", str(self.folder / "site"))

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def put(self, name: str, old: str, new: str) -> None:
        """`new` for the first `old`, which must be there."""
        text = self.read(name)
        assert old in text, old
        self.write(name, text.replace(old, new, 1))
