"""Logged requests -> the folder of this hour's canary batch, of the size that the plan's section 8 gives to the hour.

`python canary.py POOL.jsonl FOLDER --sizes 10,200,5000` prints the folder's name, for batch_ledger.py to submit.
POOL.jsonl holds one request a line, as requests.jsonl does (see rows.py). The hour, in UTC, decides everything: run
twice in an hour, or killed and run again, it makes one folder, and a folder that is there stays as it is.

Rows are taken from the pool in turn, each hour's after the last's, so that a request comes back as late as it can: one
that came back at once would find a warm cache and make batch look cheaper than it is.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

import lines
from disk import put
from rows import read_requests

HOUR, SLOT = datetime.timedelta(hours=1), 3  # three hours of a slot, three sizes
NAMES = "SML"


def size_at(hour: datetime.datetime) -> int:
    """Which size (0 to 2) leaves in this hour: it turns with hour, slot and weekday, so that no size keeps a time."""
    return (hour.hour % SLOT + hour.hour // SLOT + hour.weekday()) % 3


def rows_before(hour: datetime.datetime, sizes: Sequence[int]) -> int:
    """The rows that all hours before this one took, counted from 1970: a whole slot takes one batch of each size."""
    slot = hour - hour.hour % SLOT * HOUR
    slots = (slot - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)) // (SLOT * HOUR)
    return slots * sum(sizes) + sum(sizes[size_at(slot + n * HOUR)] for n in range(hour.hour % SLOT))


def taken(pool: Sequence[str], hour: datetime.datetime, sizes: Sequence[int]) -> list[str]:
    """The ids of this hour's batch, none of them twice; the pool must hold as many as the largest size."""
    first, size = rows_before(hour, sizes), sizes[size_at(hour)]
    return [pool[(first + n) % len(pool)] for n in range(size)]


class Given:
    """What a command asked for."""

    pool: Path
    folder: Path
    sizes: list[int]
    hour: datetime.datetime | None


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="canary.py", description="The folder of this hour's canary batch.")
    parser.add_argument("pool", type=Path, help="logged requests, one a line")
    parser.add_argument("folder", type=Path, help="where the folders of all canaries stand")
    parser.add_argument(
        "--sizes", type=_sizes, required=True, metavar="S,M,L", help="rows of the small, the middle and the large batch"
    )
    parser.add_argument("--hour", type=_hour, metavar="2026-11-24T05", help="another hour than this one, in UTC")
    given = parser.parse_args(arguments, namespace=Given())
    hour = given.hour or datetime.datetime.now(datetime.UTC).replace(minute=0, second=0, microsecond=0)
    folder = given.folder / f"{hour:%Y-%m-%dT%H}-{NAMES[size_at(hour)]}"
    if not (folder / "requests.jsonl").exists():
        rows, problems = read_requests(given.pool)
        if not problems and len(rows) < max(given.sizes):
            problems = [
                f"{given.pool}:1:1: {len(rows)} requests are fewer than the large batch's {max(given.sizes)}."
                " Log more, or take smaller sizes."
            ]
        if problems:
            print(*problems, sep="\n", file=sys.stderr)
            return 1
        told = [lines.encode({"id": id, "body": rows[id]}) for id in taken(list(rows), hour, given.sizes)]
        put(folder / "requests.jsonl", b"".join(told))
    print(folder)
    return 0


def _sizes(text: str) -> list[int]:
    sizes = [int(size) for size in text.split(",") if size.isdecimal()]
    if text.count(",") != len(NAMES) - 1 or len(sizes) != len(NAMES) or min(sizes) < 1:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not three sizes. Write numbers of 1 or more, such as 10,200,5000."
        )
    return sizes


def _hour(text: str) -> datetime.datetime:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%dT%H").replace(tzinfo=datetime.UTC)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no hour. Write one as 2026-11-24T05.") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
