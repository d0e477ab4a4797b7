"""A command line -> what it asks for, each number within its range."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from vendors import VENDORS


class Given:
    """What a command asked for, as `batch_ledger.py --help` tells it."""

    verb: str
    folder: Path
    vendor: str | None
    model: str | None
    endpoint: str | None
    base_url: str | None
    first_wait: float
    longest_wait: float
    settle: float
    not_arrived: list[str]
    tries: int
    max_rows: int
    attempts: int
    arrived: list[str]
    missing: bool
    after: float


def _job_options(parser: argparse.ArgumentParser) -> None:
    """Which folder, and what its batches have in common."""
    parser.add_argument("folder", type=_folder, help="the job's folder, with requests.jsonl in it")
    parser.add_argument("--vendor", choices=sorted(VENDORS), help="needed until something was sent")
    parser.add_argument("--model", help="needed until something was sent")
    parser.add_argument("--endpoint", help="OpenAI only; /v1/chat/completions when left out")
    parser.add_argument("--base-url", help="another address than the vendor's, such as a gateway's")


def _sending_options(parser: argparse.ArgumentParser) -> None:
    """How patiently, how often and how much at a time."""

    def seconds(flag: str, default: float, told: str) -> None:
        parser.add_argument(flag, type=_seconds, default=default, metavar="S", help=f"{told} (default {default})")

    def number(flag: str, default: int, told: str) -> None:
        parser.add_argument(flag, type=_one_or_more, default=default, metavar="N", help=told)

    seconds("--first-wait", 10, "seconds before the first repetition")
    seconds("--longest-wait", 600, "seconds that waits grow to")
    seconds("--settle", 60, "seconds to look for a batch in the vendor's list")
    looked = "you have looked: the vendor holds no batch of this try"
    parser.add_argument("--not-arrived", action="append", default=[], metavar="MARK_TRY", help=looked)
    found = "you have looked: this is the vendor's name for the batch"
    parser.add_argument("--arrived", action="append", default=[], metavar="MARK=ID", help=found)
    number("--tries", 6, "how often a call is made at most (default 6)")
    number("--max-rows", 0, "fewer rows in a file than the vendor allows")
    number("--attempts", 2, "how often a model may meet a row (default 2); being turned away does not count")
    missing = "resubmit: rows that the results left out too; the vendor may bill both"
    parser.add_argument("--missing", action="store_true", help=missing)
    late = "seconds from the first submission of a row until it counts as late: poll returns then, fallback acts then"
    seconds("--after", 86400, late)


def _folder(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError(f"{text!r} is no folder.")
    return Path(text)


def _one_or_more(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more.")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1e8:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 0 to 100,000,000.")
    return value


def read_command(arguments: list[str], verbs: dict[str, str]) -> Given:
    """What a command asks for; SystemExit with status 2 where it cannot be read."""
    common = argparse.ArgumentParser(add_help=False)
    _job_options(common)
    _sending_options(common)
    parser = argparse.ArgumentParser(prog="batch_ledger.py", description="Batches with a ledger, for three vendors.")
    choices = parser.add_subparsers(dest="verb", required=True)
    for name, told in verbs.items():
        choices.add_parser(name, help=told, parents=[common])
    return parser.parse_args(arguments, namespace=Given())
