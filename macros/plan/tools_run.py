"""The record of the last `make test-tools` -> the line that stands beside each tool's commands in the plan."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from ..files.read_declared import values
from ..files.words_beside import words
from .declared import RUN, TOOLS

WORDS = words(__file__)
OPENS: str = WORDS.opens()


def tools() -> list[dict[str, Any]]:
    """The declared tools, in order."""
    return list(values(TOOLS)["tools"])


def last_run() -> dict[str, Any]:
    """The committed record."""
    return values(RUN)


def fingerprints(step: str) -> list[str]:
    """One short hash for each bash block of a step's text, slots unfilled: numbers may change, a flag may not."""
    return [
        hashlib.sha256(block.encode()).hexdigest()[:16]
        for block in re.findall(r"^```bash\n(.*?)^```$", step, re.DOTALL | re.MULTILINE)
    ]


def line(record: dict[str, Any], tool: dict[str, Any]) -> str:
    """One sentence: when, against what, and what became of the tool's commands."""
    runs = [run for run in record["runs"] if run["tool"] == tool["id"]]
    text: str = WORDS.line(record, runs)
    return text


def with_line(text: str, tool: dict[str, Any], said: str) -> str:
    """The steps file with the tool's line in its place, or added at the end of its step."""
    head, step = text.split(f"  - id: {tool['steps'][0]}\n", 1)
    body, mark, rest = step.partition("\n  - id: ")
    body = re.sub(rf"\n\n      {OPENS}: [^\n]*", "", body.rstrip("\n"))
    return f"{head}  - id: {tool['steps'][0]}\n{body}\n\n      {said}{mark or chr(10)}{rest}"
