"""A folder of requests -> answers by batch, every id accounted for, none paid twice. `python batch_ledger.py --help`.

A folder holds `requests.jsonl` (see rows.py), and this script keeps there: `ledger.jsonl` (see ledger.py), `sent/` and
`results/` by batch, `answers.jsonl`, `reconcile.json`, `fallback.jsonl`. Kill it at any point and run the same command
again. Before a batch is sent, the ledger says that it will be. Where no answer came, the vendor's list is searched for
the batch's mark; one that it does not show may still have arrived, and is sent again only with --not-arrived MARK, from
a person who has looked. Needs Python 3.11 and the vendor's client library.

Exit status: 0 done · 1 something to mend · 2 a command that cannot be read · 3 the vendor did not answer, or it is
not yet known whether a batch arrived: run it again later · 4 batches are still running.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from ledger import Batch, Ledger, Stop, put
from rows import reconcile
from sending import Given, Sender
from shared import Vendor
from vendors import VENDORS


class Desk(Sender):
    """The verbs. Each returns the exit status."""

    def submit(self) -> int:
        """Sends what was not sent yet."""
        for ids in self.new_files():
            self.prepare(ids, 1)
        return self.send()

    def check(self) -> int:
        """Says what is wrong before anything is written, and how many files it would take."""
        self.new_files()
        return 0

    def poll(self) -> int:
        wait = self.given.first_wait
        while True:
            for batch in self._running():
                state = self.call(partial(self.vendor.look, batch.id))
                if state["status"] != batch.state.get("status"):
                    self.ledger.write("state", ref=batch.ref, state=state)
                    print(f"{batch.ref}: {state['status']}")
                    self._record([batch])
            if not self._running():
                print("no batch is running")
                return 0
            left = self.given.after - min(map(self.age, self._running()))
            if left <= 0:
                print(f"{len(self._running())} batches are still running")
                return 4
            time.sleep(min(wait, left))
            wait = min(2 * wait, self.given.longest_wait)

    def record(self) -> int:
        self._record(self.ledger.batches.values())
        return 0

    def _record(self, batches: Iterable[Batch]) -> None:
        """One anonymous line per ended batch: no name, no id, no key, no prompt and no answer is in it."""
        for batch in (batch for batch in batches if batch.ended):
            state = batch.state
            print(
                json.dumps(
                    {
                        "record": 1,
                        "vendor": self.vendor.name,
                        "model": self.job["model"],
                        "requests": len(batch.rows),
                        "bytes": batch.size,
                        "submitted": state["created"],
                        "started": state["started"],
                        "finished": state["ended"],
                        "status": state["status"],
                    }
                )
            )

    def fetch(self) -> int:
        """Downloads until the vendor's count of lines is reached or two downloads agree: a cut file loses no row."""
        for batch in (batch for batch in self.ledger.batches.values() if batch.ended and not batch.fetched):
            before = None
            for _ in range(self.given.tries):
                data = self.call(partial(_whole, self.vendor, batch.id))
                lines = data.count(b"\n") if data is not None else -1
                if data is not None and (
                    lines == batch.state["lines"] or (data == before and (data or batch.state["status"] != "completed"))
                ):
                    put(self.folder / "results" / f"{batch.ref}.jsonl", data)
                    self.ledger.write("fetched", ref=batch.ref)
                    print(f"{batch.ref}: {lines} lines fetched")
                    break
                before = data if data is not None else before
                time.sleep(self.given.first_wait)
            else:
                raise Stop(f"{batch.ref}: the results do not arrive whole. Run this again later.", 3)
        return 0

    def reconcile(self) -> int:
        accounts, answers = reconcile(self.ledger, self.vendor.parse, self.rows)
        put(
            self.folder / "answers.jsonl",
            b"".join(
                json.dumps({"id": id, **body}, ensure_ascii=False).encode() + b"\n" for id, body in answers.items()
            ),
        )
        whole = {"reconcile": 1, "vendor": self.vendor.name, "model": self.job["model"], **accounts}
        put(self.folder / "reconcile.json", json.dumps(whole, indent=1, ensure_ascii=False).encode() + b"\n")
        counts = accounts["counts"]
        print(
            f"{len(self.rows)} rows in, {sum(counts.values())} accounted for: "
            + ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        )
        return 4 if counts["running"] or counts["unclear"] or counts["waiting"] else 0

    def resubmit(self) -> int:
        """Sends again what failed or expired: only once its batch has ended and been fetched, and not for ever.

        A row that the results left out may have been answered and billed, so it is sent again only with --missing.
        """
        outcome = reconcile(self.ledger, self.vendor.parse, self.rows)[0]["rows"]
        tries = {id: batch.attempt for batch in self.ledger.batches.values() for id in batch.rows}
        wanted = ("failed", "expired", *(["missing"] if self.given.missing else []))
        again = [id for id, now in outcome.items() if now in wanted and tries[id] < self.given.attempts]
        for ids in self.files(again)[0]:
            self.prepare(ids, max(tries[id] for id in ids) + 1)
        print(f"{len(again)} rows to send again")
        if not self.given.missing and (left_out := list(outcome.values()).count("missing")):
            print(
                f"{left_out} rows are missing from the results and may be billed:"
                " ask the vendor, or send them again with --missing"
            )
        return self.send()

    def fallback(self) -> int:
        """Writes the rows that the realtime lane must answer.

        A late batch is cancelled first: a row it answers is paid there. One that never left is withdrawn. Rows that may
        have arrived are in neither lane until a person knows: see told_unclear.
        """
        self.settle()
        late = [batch for batch in self.ledger.batches.values() if self.age(batch) >= self.given.after]
        for batch in late:
            if batch.unsent:
                self.ledger.write("withdrawn", ref=batch.ref)
            if batch.id and not batch.ended and not batch.cancelling:
                self.call(partial(self.vendor.cancel, batch.id))
                self.ledger.write("cancelling", ref=batch.ref)
                print(f"{batch.ref}: asked to end. Poll, fetch, and run this again.")
        outcome = reconcile(self.ledger, self.vendor.parse, self.rows)[0]["rows"]
        withdrawn = {id for batch in self.ledger.batches.values() if batch.withdrawn for id in batch.rows}
        open_ = ("failed", "refused", "expired", "missing", "handed")
        taken = [id for id, became in outcome.items() if became in open_ or (became == "waiting" and id in withdrawn)]
        if set(taken) - self.ledger.handed:  # noted before the file names them: from here on no batch takes them
            self.ledger.write("handed", rows=[id for id in taken if id not in self.ledger.handed])
        put(
            self.folder / "fallback.jsonl",
            b"".join(
                json.dumps({"id": id, "body": self.rows[id]}, ensure_ascii=False).encode() + b"\n" for id in taken
            ),
        )
        print(f"{len(taken)} rows for the realtime lane in {self.folder / 'fallback.jsonl'}")
        return self.told_unclear() or (4 if self._running() else 0)

    def _running(self) -> list[Batch]:
        return [batch for batch in self.ledger.batches.values() if batch.id and not batch.ended]


def _whole(vendor: Vendor[Any], id: str) -> bytes | None:
    """All result lines of a batch, or None when the download was cut short."""
    try:
        data = b"".join(line if line.endswith(b"\n") else line + b"\n" for line in vendor.results(id))
        for line in data.splitlines():
            vendor.parse(json.loads(line))
    except ValueError:
        return None
    return data


VERBS: dict[str, tuple[Callable[[Desk], int], str]] = {
    "check": (Desk.check, "every problem in the rows, and how many files they make"),
    "submit": (Desk.submit, "send what was not sent yet"),
    "poll": (Desk.poll, "wait until all batches have ended"),
    "fetch": (Desk.fetch, "download the results of ended batches"),
    "reconcile": (Desk.reconcile, "ids in = ids out: what became of each row"),
    "resubmit": (Desk.resubmit, "send again what failed or expired, and only that"),
    "fallback": (Desk.fallback, "cancel late batches and list the rows for the realtime lane"),
    "record": (Desk.record, "one anonymous line per ended batch, for the turnaround record"),
}


def _job_options(parser: argparse.ArgumentParser) -> None:
    """Which folder, and what its batches have in common."""
    parser.add_argument("folder", type=Path, help="the job's folder, with requests.jsonl in it")
    parser.add_argument("--vendor", choices=sorted(VENDORS), help="needed until something was sent")
    parser.add_argument("--model", help="needed until something was sent")
    parser.add_argument("--endpoint", help="OpenAI only; /v1/chat/completions when left out")
    parser.add_argument("--base-url", help="another address than the vendor's, such as a gateway's")


def _sending_options(parser: argparse.ArgumentParser) -> None:
    """How patiently, how often and how much at a time."""

    def seconds(flag: str, default: float, told: str) -> None:
        parser.add_argument(flag, type=float, default=default, metavar="S", help=f"{told} (default {default})")

    seconds("--first-wait", 10, "seconds before the first repetition")
    seconds("--longest-wait", 600, "seconds that waits grow to")
    seconds("--settle", 60, "seconds to look for a batch in the vendor's list")
    looked = "you have looked: the vendor holds no batch of this mark"
    parser.add_argument("--not-arrived", action="append", default=[], metavar="MARK", help=looked)
    parser.add_argument("--tries", type=_one_or_more, default=6, help="how often a call is made at most (default 6)")
    parser.add_argument("--max-rows", type=int, default=0, help="fewer rows in a file than the vendor allows")
    parser.add_argument("--attempts", type=int, default=2, help="how often a row is sent at most (default 2)")
    missing = "resubmit: rows that the results left out too; the vendor may bill both"
    parser.add_argument("--missing", action="store_true", help=missing)
    late = "seconds from the first submission of a row until it counts as late: poll returns then, fallback acts then"
    seconds("--after", 86400, late)


def _one_or_more(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more.")
    return int(text)


def read_command(arguments: list[str]) -> Given:
    """What a command asks for; SystemExit with status 2 where it cannot be read."""
    common = argparse.ArgumentParser(add_help=False)
    _job_options(common)
    _sending_options(common)
    parser = argparse.ArgumentParser(prog="batch_ledger.py", description="Batches with a ledger, for three vendors.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, (_, told) in VERBS.items():
        verbs.add_parser(name, help=told, parents=[common])
    return parser.parse_args(arguments, namespace=Given())


def main(arguments: list[str]) -> int:
    given = read_command(arguments)
    ledger = None
    try:
        ledger = Ledger(given.folder)
        act, _ = VERBS[given.verb]
        return act(Desk(given, ledger))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    finally:
        if ledger:
            ledger.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
