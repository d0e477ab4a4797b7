"""The downloadable batch script as tests drive it: a job's folder, what a person would type, and what came of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from .world import World

TESTS = Path(__file__).resolve().parents[1]
SCRIPT = TESTS.parent / "docs/assets/batch"
VENDORS = ("openai", "anthropic", "gemini")
BASE = {"openai": "/openai", "anthropic": "/anthropic", "gemini": "/gemini"}
FAST = ["--first-wait", "0.01", "--longest-wait", "0.01", "--settle", "0", "--tries", "4"]
ALL = "submit poll fetch resubmit poll fetch reconcile"


class Driver:
    """The process that forks the script; see stand_in/driver.py."""

    def __init__(self, bases: dict[str, str]) -> None:
        keys = dict.fromkeys(("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY"), "no-key-is-needed")
        self.bases = bases
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", str(TESTS / "stand_in" / "driver.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **keys, "PYTHONPATH": str(SCRIPT)},
        )

    def __call__(
        self, verbs: str, folder: Path, vendor: str, *more: str, kill_at: int | None = None, warm: bool = False
    ) -> dict[str, Any]:
        """Runs the verbs in turn until one does not end with 0; tells the last one's status and all that was said."""
        given = [str(folder), "--vendor", vendor, "--model", "a-model", "--base-url", self.bases[vendor], *FAST, *more]
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(
            json.dumps({"runs": [[verb, *given] for verb in verbs.split()], "kill_at": kill_at, "warm": warm}) + "\n"
        )
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))


def job(folder: Path, vendor: str, rows: int = 6) -> Path:
    """A folder with so many requests, each asking for its own number."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for number in range(rows):
        prompt = f"row {number}"
        body = (
            {"contents": [{"parts": [{"text": prompt}]}]}
            if vendor == "gemini"
            else {"messages": [{"role": "user", "content": prompt}], "max_tokens": 20}
        )
        lines.append(json.dumps({"id": f"ticket/{number} é", "body": body}, ensure_ascii=False) + "\n")
    (folder / "requests.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def finish(script: Driver, world: World, folder: Path, vendor: str, *more: str) -> dict[str, Any]:
    """What a person would type, again as long as the script asks to be run later; the last reconciliation.

    Asked whether a batch arrived, the person looks at the vendor, where the truth is.
    """
    looked: list[str] = []
    for _ in range(6):
        told = script(ALL, folder, vendor, *looked, *more)
        if told["status"] != 3:
            break
        arrived = {name.split("-")[0] for batch in world.batches.values() for name, _ in batch.rows}
        looked += [
            word
            for mark in re.findall(r"--not-arrived (\w+)", told["out"])
            if mark.split("_")[0] not in arrived
            for word in ("--not-arrived", mark)
        ]
    assert told["status"] == 0, told
    return dict(json.loads((folder / "reconcile.json").read_text(encoding="utf-8")))


def answers(folder: Path) -> dict[str, Any]:
    return {
        row["id"]: row for row in map(json.loads, (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines())
    }
