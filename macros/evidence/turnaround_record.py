"""`python -m macros.evidence.turnaround_record FILE…`: lines of the open turnaround record -> every problem in them.

One JSON object a line, as `batch_ledger.py record` prints it; the shape is docs/data/turnaround-record.schema.json,
from which names, patterns and bounds are read here. Beyond the schema: moments are of the calendar and in order, none
lies in the future, and a line stands once. Exit status 1 when a line is wrong, 2 for a command line that cannot be
read.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..files.command import run
from ..files.paths import ROOT
from ..files.problems import Problem, did_you_mean
from ..files.yaml_text import read_bytes

SCHEMA = "docs/data/turnaround-record.schema.json"
MOMENTS = ("submitted", "started", "finished")
_UNKNOWN = " Remove it: only the published keys are kept."


def shape() -> dict[str, Any]:
    """The schema's properties by name."""
    made: dict[str, Any] = json.loads((ROOT / SCHEMA).read_text(encoding="utf-8"))["properties"]
    return made


def read_lines(file: str, text: str, now: datetime.datetime) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The records of a file's text, and what is wrong, in the order of the lines."""
    good: list[dict[str, Any]] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    lines = text.removeprefix("\ufeff").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found, record = _line(file, number, line, now)
        if record is not None:
            key = json.dumps(record, sort_keys=True)
            if key in first:
                found.append(Problem(file, number, 1, f"the same record stands in line {first[key]}. Keep one."))
            first.setdefault(key, number)
            good += [] if found else [record]
        problems += found
    if not any(line.strip() for line in lines):
        problems.append(Problem(file, 1, 1, "the file is empty. Write one record a line."))
    return good, sorted(problems)


def _line(file: str, number: int, line: str, now: datetime.datetime) -> tuple[list[Problem], dict[str, Any] | None]:
    problems: list[Problem] = []

    def say(key: str | None, message: str) -> None:
        column = line.find(json.dumps(key)) + 1 if key is not None else 1
        problems.append(Problem(file, number, max(column, 1), message))

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for key in {key for key, _ in pairs if [other for other, _ in pairs].count(key) > 1}:
            say(key, f"'{key}' is given twice. Keep one.")
        return dict(pairs)

    try:
        record = json.loads(line, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        return [
            Problem(file, number, error.colno, "this line is no JSON. Copy the whole line that the script printed.")
        ], None
    except (ValueError, RecursionError):
        return [Problem(file, number, 1, "this line is no record. Copy the whole line that the script printed.")], None
    known = shape()
    if not isinstance(record, dict):
        return [Problem(file, number, 1, "this line is no record. Copy the whole line that the script printed.")], None
    for key in record:
        if key not in known:
            say(key, f"'{key[:40]}' is not a known key.{did_you_mean(key, known) or _UNKNOWN}")
    for key, rule in known.items():
        if key not in record:
            say(None, f"'{key}' is missing. Add it.")
        elif said := _value(key, record[key], rule):
            say(key, said)
    if not problems:
        for key, message in _disorder(record, now):
            say(key, message)
    return problems, record


def _disorder(record: dict[str, Any], now: datetime.datetime) -> Iterator[tuple[str, str]]:
    """What is wrong in the order of a sound record's moments, each at its key."""
    moments = [(key, datetime.datetime.fromisoformat(record[key])) for key in MOMENTS if record[key]]
    for (before, early), (after, late) in itertools.pairwise(moments):
        if late < early:
            yield after, f"'{after}' lies before '{before}'. Check both."
    last, when = moments[-1]
    if when > now + datetime.timedelta(days=1):
        yield last, f"'{last}' lies in the future. Check the clock."


def _value(key: str, value: Any, rule: dict[str, Any]) -> str | None:
    """What is wrong with one value, or None."""
    if "const" in rule:
        return (
            None
            if value == rule["const"] and not isinstance(value, bool)
            else f"'{key}' must be {rule['const']}. This reader knows no other version."
        )
    if "enum" in rule:
        return None if value in rule["enum"] else f"'{key}' must be one of {', '.join(rule['enum'])}."
    if key in MOMENTS:
        if value is None and "anyOf" in rule:
            return None
        return (
            None
            if isinstance(value, str) and _moment(value)
            else f"'{key}' is no moment in UTC. Write it as 2026-11-23T09:00:00Z."
        )
    if rule["type"] == "integer":
        whole = isinstance(value, int) and not isinstance(value, bool)
        return (
            None
            if whole and rule["minimum"] <= value <= rule["maximum"]
            else f"'{key}' must be a whole number from {rule['minimum']:,} to {rule['maximum']:,}."
        )
    return (
        None
        if isinstance(value, str) and re.fullmatch(rule["pattern"], value)
        else f"'{key}' holds other signs than a name does. Write the plain name."
    )


def _moment(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", text):
        return False
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m macros.evidence.turnaround_record", description="Check lines of the turnaround record."
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    count, problems = 0, list[Problem]()
    for path in parser.parse_args(arguments).files:
        text = read_bytes(path, str(path), problems)
        if text is not None:
            good, found = read_lines(str(path), text, datetime.datetime.now(datetime.UTC))
            count += len(good)
            problems += found
    for problem in problems:
        print(problem)
    print(f"{count} record{'s' * (count != 1)} fit, {len(problems)} problem{'s' * (len(problems) != 1)}")
    return 1 if problems else 0


if __name__ == "__main__":
    run(main)
