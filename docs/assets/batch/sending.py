"""A folder with its ledger and its vendor -> batches sent once each, whatever breaks in between.

The order is the whole trick. The file is on disk, then the ledger says "prepared", then "trying", then the call is
made, then the ledger says "submitted", or "unsent" where the call surely made nothing. Whoever finds "trying" with
neither looks for the mark in the vendor's list. A list may lag, so a batch that it does not show may still have
arrived: it is sent again only when a person who has looked at the vendor says so, and never by this script alone.
"""

from __future__ import annotations

import datetime
import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from ledger import Batch, Job, Ledger, Stop, put
from rows import Limits, read_requests, request_file, split
from shared import Unclear, Undecided, Vendor, stamp
from vendors import VENDORS

Answer = TypeVar("Answer")
LIMITS = Path(__file__).with_name("limits.json")
LEFT, BROKEN = -1, -2  # beside HTTP's codes: the call never left this machine; its answer never arrived


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
    missing: bool
    after: float


class Sender:
    """One folder, its ledger and its vendor: checks rows, sends what was not sent, and never the same twice."""

    vendor: Vendor[Any]

    def __init__(self, given: Given, ledger: Ledger) -> None:
        self.given, self.folder, self.ledger = given, given.folder, ledger
        self.rows, problems = read_requests(given.folder / "requests.jsonl")
        if problems:
            raise Stop("\n".join(problems))
        self.job = self._job()
        changed = {id for batch in self.ledger.batches.values() for id in batch.rows} - set(self.rows)
        if changed:
            raise Stop(
                f"{self.folder / 'requests.jsonl'}:1:1: {len(changed)} rows that were sent are gone. Restore the file."
            )
        self.vendor = VENDORS[self.job["vendor"]](self.job["model"], self.job["base_url"], self.job["endpoint"])
        self.opened = False
        self.why: dict[str, str] = {}

    def _job(self) -> Job:
        """What the folder's ledger says of vendor and model, or, where nothing was sent yet, what the command says."""
        given, job = self.given, self.ledger.job
        asked = {"vendor": given.vendor, "model": given.model, "endpoint": given.endpoint, "base_url": given.base_url}
        if job:
            if any(value and job.get(key) != value for key, value in asked.items()):
                raise Stop(f"{self.folder}: this folder belongs to {job['vendor']} {job['model']}. Use another folder.")
            return job
        if not given.vendor or not given.model:
            raise Stop("nothing was sent from this folder yet. Name --vendor and --model.", 2)
        return {
            "vendor": given.vendor,
            "model": given.model,
            "endpoint": given.endpoint or "/v1/chat/completions",
            "base_url": given.base_url or None,
        }

    def _open(self) -> None:
        """The vendor's client, once a verb needs it: reading and reconciling need neither key nor library."""
        if self.opened:
            return
        if not os.environ.get(self.vendor.key):
            raise Stop(f"the vendor's key is not set. Put it into the environment as {self.vendor.key}.", 2)
        try:
            import httpx2  # what all three clients speak through: a failed call is told by it

            self.vendor.open()
        except ImportError as error:
            raise Stop(
                f"the vendor's client library is missing. Install it: pip install {self.vendor.package}", 2
            ) from error
        self.broken = httpx2.TransportError
        self.never_left = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
        self.opened = True

    def call(self, make: Callable[[], Answer], repeat: bool = True) -> Answer:
        """The answer of one call. 429 waits and tries again; so do faults, but only where a repetition costs nothing.

        Unclear where it may have been carried out and must not be repeated; Stop where it surely was not.
        """
        self._open()
        wait = self.given.first_wait
        for left in reversed(range(self.given.tries)):
            try:
                return make()
            except Exception as error:
                code, said = self._code(error), error
            if code == 0:
                raise said
            if 0 < code < 500 and code != 429:
                raise Stop(f"the vendor refuses: {' '.join(str(said).split())[:300]}")
            if code not in (429, LEFT) and not repeat:
                raise Unclear(str(said)) from said
            if left:
                headers = getattr(getattr(said, "response", None), "headers", {}) or {}
                asked = headers.get("retry-after", "")
                time.sleep(max(wait, float(asked) if asked.isdigit() else 0))
                wait = min(2 * wait, self.given.longest_wait)
        raise Stop(f"the vendor does not answer ({' '.join(str(said).split())[:300]}). Run this again later.", 3)

    def _code(self, error: Exception) -> int:
        """HTTP's code of a failed call, LEFT or BROKEN; 0 for a fault that is not the call's."""
        cause = error if isinstance(error, self.broken) else error.__cause__
        if isinstance(cause, self.broken):
            return LEFT if isinstance(cause, self.never_left) else BROKEN
        code = getattr(error, "status_code", None) or getattr(error, "code", None)
        return code if isinstance(code, int) else 0

    def files(self, ids: Iterable[str]) -> tuple[list[list[str]], Limits]:
        """The ids in files that keep to the vendor's limits, and those limits with their source."""
        limits: Limits = json.loads(LIMITS.read_text(encoding="utf-8"))[self.vendor.name]
        if self.given.max_rows:
            limits["max_requests"] = min(self.given.max_rows, limits.get("max_requests") or self.given.max_rows)
        files, problems = split(ids, self.rows, self.vendor.line, limits)
        if problems:
            raise Stop("\n".join(problems))
        return files, limits

    def new_files(self) -> list[list[str]]:
        """The rows that are in no batch yet, in files; what was found is printed."""
        sent = {id for batch in self.ledger.batches.values() for id in batch.rows}
        files, limits = self.files(id for id in self.rows if id not in sent)
        requests = limits.get("max_requests") or "no stated number of"
        megabytes = limits.get("max_file_mb") or "no stated"
        print(
            f"{len(self.rows)} rows, ids unique; {len(files)} files to send. Limits of a file: {requests} requests,"
            f" {megabytes} MB ({limits['source']}, {limits['as_of'] or 'undated page'})."
        )
        return files

    def prepare(self, ids: list[str], attempt: int) -> None:
        """Puts a request file on disk under a mark of its own, then notes it."""
        if not self.ledger.job:
            self.ledger.write("job", **self.job)
        ref = f"b{secrets.token_hex(6)}"
        data = request_file(ref, ids, self.rows, self.vendor.line)
        put(self.folder / "sent" / f"{ref}.jsonl", data)
        self.ledger.write("prepared", ref=ref, attempt=attempt, rows=ids, size=len(data), at=now())

    def send(self) -> int:
        """Sends each prepared file that has not left, and once; 3 and a word to the person where that is not known."""
        self.settle()
        for batch in self.ledger.batches.values():
            if batch.unsent:
                self._send_once(batch)
        return self.told_unclear()

    def settle(self) -> None:
        """Looks for each batch whose submission had no answer. One that no person finds either may be sent again."""
        strange = set(self.given.not_arrived) - set(self.ledger.batches)
        if strange:
            raise Stop(
                f"--not-arrived: {', '.join(sorted(strange))} is no batch of this folder."
                " Take the mark from the message that asked.",
                2,
            )
        for batch in self.ledger.batches.values():
            if batch.unclear and self._absent(batch) and batch.ref in self.given.not_arrived:
                self.ledger.write("unsent", ref=batch.ref)

    def told_unclear(self) -> int:
        unclear = [batch for batch in self.ledger.batches.values() if batch.unclear]
        for batch in unclear:
            print(
                f"{batch.ref}: {len(batch.rows)} rows were being sent at {batch.tried}, and no answer came."
                f" They may have arrived, so they are not sent again{self.why.get(batch.ref, '')}."
                " Run this again later; if the vendor's console shows no such batch,"
                f" add: --not-arrived {batch.ref}",
                file=sys.stderr,
            )
        return 3 if unclear else 0

    def _send_once(self, batch: Batch) -> None:
        self._open()
        sent = self.call(lambda: self.vendor.upload(batch.ref, self.folder / "sent" / f"{batch.ref}.jsonl"))
        self.ledger.write("trying", ref=batch.ref, at=now())
        try:
            id = self.call(lambda: self.vendor.create(batch.ref, sent), repeat=False)
        except Unclear:
            self._absent(batch)
            return
        except Stop:
            self.ledger.write("unsent", ref=batch.ref)
            raise
        self.ledger.write("submitted", ref=batch.ref, id=id, adopted=False)
        print(f"{batch.ref}: {len(batch.rows)} rows sent as {id}")

    def age(self, batch: Batch) -> float:
        """Seconds since the rows of a batch were first on their way."""
        return (
            datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(self.ledger.first_sent(batch))
        ).total_seconds()

    def _absent(self, batch: Batch) -> bool:
        """Whether the vendor's list shows no such batch, asked until --settle seconds after the submission.

        One that it shows is taken over.
        """
        tried = datetime.datetime.fromisoformat(batch.tried or now())
        known = {other.id for other in self.ledger.batches.values() if other.id}
        wait = self.given.first_wait
        while True:
            try:
                id = self.call(lambda: self.vendor.find(batch.ref, len(batch.rows), tried, known))
            except Undecided as why:
                self.why[batch.ref] = f" ({why})"
                return False
            if id:
                self.ledger.write("submitted", ref=batch.ref, id=id, adopted=True)
                print(f"{batch.ref}: {id} had arrived; nothing was sent again")
                return False
            left = self.given.settle - (datetime.datetime.now(datetime.UTC) - tried).total_seconds()
            if left <= 0:
                return True
            time.sleep(min(wait, left))
            wait = min(2 * wait, self.given.longest_wait)


def now() -> str:
    """The time in UTC to the second."""
    return stamp(datetime.datetime.now(datetime.UTC)) or ""
