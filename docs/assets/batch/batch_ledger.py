"""A folder of requests -> answers by batch, every id accounted for, none paid twice. `python batch_ledger.py --help`.

A folder holds `requests.jsonl` (see rows.py), and this script keeps there: `ledger.jsonl` (see ledger.py), `ready/`,
`sent/` and `results/` by batch, `answers.jsonl`, `reconcile.json`, `fallback.jsonl`. Kill it at any point and run the
same command again. Before a batch is sent, the ledger says that it will be. Where no answer came, the vendor's list is
searched for the batch's mark; one that it does not show may still have arrived, and is sent again only with
--not-arrived MARK_TRY, from a person who has looked. Needs Python 3.11 and the vendor's client library.

Exit status: 0 done · 1 something to mend · 2 a command that cannot be read · 3 the vendor did not answer, or it is
not yet known whether a batch arrived: run it again later · 4 batches are still running.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from functools import partial

import lines
from accounts import reconcile
from disk import put
from facts import Stop
from folder import path_of
from following import fetch, look, poll, tell_record
from ledger import Batch, Ledger
from options import read_command
from sending import Sender
from shared import Refusal


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
        return poll(self)

    def record(self) -> int:
        for batch in self.ledger.batches.values():
            tell_record(self, batch)
        return 0

    def fetch(self) -> int:
        return fetch(self, [batch for batch in self.ledger.batches.values() if self._to_fetch(batch)])

    def _to_fetch(self, batch: Batch) -> bool:
        """What is owed, and what was fetched and is gone from the folder."""
        return batch.owed or (batch.fetched and not path_of(self.folder, "results", batch).is_file())

    def reconcile(self) -> int:
        accounts, answers, _ = reconcile(self.ledger, self.vendor.parse, self.rows)
        told = b"".join(lines.encode({"id": id, **body}) for id, body in answers.items())
        put(self.folder / "answers.jsonl", told)
        whole = {"reconcile": 1, "vendor": self.vendor.name, "model": self.job["model"], **accounts}
        put(
            self.folder / "reconcile.json",
            json.dumps(whole, indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n",
        )
        counts = accounts["counts"]
        print(
            f"{len(self.rows)} rows in, {sum(counts.values())} accounted for: "
            + ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        )
        return 4 if counts["running"] or counts["unclear"] or counts["waiting"] else 0

    def resubmit(self) -> int:
        """Sends again what failed, expired or was turned away: once its batch has been fetched, and not for ever.

        A row that the results left out may have been answered and billed, so it is sent again only with --missing, and
        only after a download that came short has been made again. A try that no model saw is not counted.
        """
        if self.given.missing and (short := [batch for batch in self.ledger.batches.values() if batch.short >= 0]):
            fetch(self, short)
        accounts, _, tries = reconcile(self.ledger, self.vendor.parse, self.rows)
        outcome = accounts["rows"]
        wanted = ("failed", "expired", "unserved", *(["missing"] if self.given.missing else []))
        again = [id for id, now in outcome.items() if now in wanted and tries[id] < self.given.attempts]
        for ids in self.files(again)[0]:
            self.prepare(ids, max(tries[id] for id in ids) + 1)
        print(f"{len(again)} rows to send again")
        if not self.given.missing and (left_out := list(outcome.values()).count("missing")):
            print(
                f"{left_out} rows are missing from the results and may be billed:"
                " ask the vendor, or send them again with --missing"
            )
        return self.send() or self.owed()

    def fallback(self) -> int:
        """Writes the rows that the realtime lane must answer.

        A late batch is cancelled first: a row it answers is paid there. One that never left is withdrawn. Rows that may
        have arrived are in neither lane until a person knows: see told_unclear.
        """
        self.settle()
        late = [batch for batch in self.ledger.batches.values() if self.age(batch) >= self.given.after]
        status = max(map(self._end_early, late), default=0)
        outcome = reconcile(self.ledger, self.vendor.parse, self.rows)[0]["rows"]
        withdrawn = {id for batch in self.ledger.batches.values() if batch.withdrawn for id in batch.rows}
        open_ = ("failed", "refused", "unserved", "empty", "expired", "missing", "handed")
        taken = [id for id, became in outcome.items() if became in open_ or (became == "waiting" and id in withdrawn)]
        if set(taken) - self.ledger.handed:  # noted before the file names them: from here on no batch takes them
            self.ledger.write("handed", rows=[id for id in taken if id not in self.ledger.handed])
        put(
            self.folder / "fallback.jsonl",
            b"".join(lines.encode({"id": id, "body": self.rows[id]}) for id in taken),
        )
        print(f"{len(taken)} rows for the realtime lane in {self.folder / 'fallback.jsonl'}")
        running = any(batch.id and not batch.ended for batch in self.ledger.batches.values())
        return status or self.told_unclear() or (4 if running else self.owed())

    def _end_early(self, batch: Batch) -> int:
        """Withdraws a batch that never left, cancels one that runs, and leaves one that has ended to fetch."""
        if batch.unsent:
            self.ledger.write("withdrawn", ref=batch.ref)
        if not batch.id or batch.ended or batch.cancelling:
            return 0
        try:
            self.call(partial(self.vendor.cancel, batch.id))
        except Refusal as no:
            return self._ended_already(batch, no)
        self.ledger.write("cancelling", ref=batch.ref)
        print(f"{batch.ref}: asked to end. Poll, fetch, and run this again.")
        return 0

    def _ended_already(self, batch: Batch, no: Refusal) -> int:
        """Takes the end of a batch that could not be cancelled; 1 where it has none, and the next batch is asked."""
        try:
            look(self, batch)
        except Refusal as gone:
            no = gone  # poll asks again before it counts as gone
        if not batch.ended:
            print(f"{batch.ref}: {no}", file=sys.stderr)
        return int(not batch.ended)

    def owed(self) -> int:
        """4 while results of a batch that has ended are still at the vendor."""
        return 4 if any(batch.owed for batch in self.ledger.batches.values()) else 0


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


def main(arguments: list[str]) -> int:
    given = read_command(arguments, {name: told for name, (_, told) in VERBS.items()})
    ledger = None
    try:
        ledger = Ledger(given.folder)
        act, _ = VERBS[given.verb]
        return act(Desk(given, ledger))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    except BrokenPipeError:  # whoever read what is said has stopped; the ledger knows what was done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 3
    except OSError as fault:
        print(
            f"{fault.filename or given.folder}: {fault.strerror or fault}. Mend this and run it again.", file=sys.stderr
        )
        return 1
    finally:
        if ledger:
            ledger.close()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name may hold what the terminal cannot show
    sys.exit(main(sys.argv[1:]))
