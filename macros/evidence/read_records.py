"""The files of what was measured -> plain records, for every page that needs them; Problems when one is broken."""

from __future__ import annotations

from typing import Any

from ..files.read_declared import values
from .declared import DECODE, EVIDENCE, GPU_HOURS, HISTORY, TURNAROUND


def evidence() -> dict[str, Any]:
    return values(EVIDENCE)


def decode() -> dict[str, Any]:
    return values(DECODE)


def turnaround() -> dict[str, Any]:
    return values(TURNAROUND)


def history() -> dict[str, Any]:
    return values(HISTORY)


def gpu_hours() -> dict[str, Any]:
    return values(GPU_HOURS)
