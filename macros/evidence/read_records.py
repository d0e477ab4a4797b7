"""Dated records beside the price book (history, turnaround reports, GPU-hours) -> plain records, or every problem in them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from ..files.nodes import Reader, null
from ..files.problems import Problem
from ..files.yaml_text import Node, read_bytes, read_document

FILES = ("history.yml", "turnaround.yml", "gpu_hours.yml")
KINDS = ("on_demand", "spot", "marketplace")


@functools.cache
def load_records(root: Path, name: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The file's record, and what is wrong in it; None when anything is."""
    path = f"docs/data/{name}"
    problems: list[Problem] = []
    text = read_bytes(root / path, path, problems)
    return (None, problems) if text is None else read_records(path, name, text)


def read_records(path: str, name: str, text: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The same from a text, said to stand in the file `path`."""
    problems: list[Problem] = []
    node = read_document(path, text, problems)
    r = Reader(path, problems)
    shapes = {"history.yml": _history, "turnaround.yml": _turnaround, "gpu_hours.yml": _gpu_hours}
    read = shapes[name](r, node) if node is not None else None
    return (None if problems else read), sorted(problems)


def _date_or_null(r: Reader) -> Any:
    return lambda node: None if null(node) else r.date(node)


def _when(r: Reader) -> Any:
    """A day, a month or a year, as exact as the source."""

    def read(node: Node) -> str | None:
        value = r.text(node)
        parts = value.split("-") if value else []
        if value and not (
            [len(part) for part in parts] in ([4], [4, 2], [4, 2, 2]) and all(part.isdigit() for part in parts)
        ):
            r.error(node, f"'{value}' is no day, month or year. Write YYYY, YYYY-MM or YYYY-MM-DD in quotes.")
            return None
        return value

    return read


def _history(r: Reader, node: Node) -> Any:
    event: dict[str, Any] = {"when": _when(r), "vendor": r.text, "text": r.text, "source": r.url, "quality": r.text}
    count = {name: r.integer for name in ("entries", "batch", "flex", "priority")}
    row: dict[str, Any] = {"as_of": r.date, "release": r.text, **count}
    coverage = {"told": r.text, "source": r.url, "rows": lambda n: r.items(n, lambda c: r.record(c, row))}
    return r.record(
        node,
        {
            "events": lambda n: r.items(n, lambda c: r.record(c, event, {"announced": r.flag}), at_least=1),
            "coverage": lambda n: r.record(n, coverage),
        },
    )


def _turnaround(r: Reader, node: Node) -> Any:
    measured: dict[str, Any] = {
        "text": r.text,
        "batches": r.integer,
        "median_minutes": r.number,
        "p90_minutes_at_most": r.number,
        "source": r.url,
        "as_of": r.date,
    }
    report: dict[str, Any] = {
        "vendor": r.text,
        "text": r.text,
        "source": r.url,
        "as_of": _date_or_null(r),
        "quality": r.text,
    }
    return r.record(
        node,
        {
            "measured": lambda n: r.record(n, measured),
            "observations": lambda n: r.items(n, lambda c: r.record(c, report), at_least=1),
        },
    )


def _gpu_hours(r: Reader, node: Node) -> Any:
    def price(value: Node) -> float | None:
        number = r.number(value)
        if number is not None and number <= 0:
            r.error(value, "a GPU-hour costs more than 0. Check the figure.")
            return None
        return number

    row: dict[str, Any] = {
        "vendor": r.text,
        "gpu": r.text,
        "kind": r.one_of(*KINDS),
        "usd_per_gpu_hour": price,
        "derived": r.flag,
        "source": r.url,
        "as_of": r.date,
    }
    return r.record(node, {"prices": lambda n: r.items(n, lambda c: r.record(c, row), at_least=1)})
