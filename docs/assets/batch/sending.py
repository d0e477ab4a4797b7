"""A folder with its ledger and its vendor -> batches sent once each, whatever breaks in between.

The order is the whole trick. The ledger says "prepared", the file is put into `ready/`, the ledger says "trying", the
file moves to `sent/`, the call is made, and the ledger says "submitted"; or, where the call surely made nothing, the
file moves back and the ledger says "unsent". Whoever finds "trying" and a file in `sent/` looks for the mark in the
vendor's list. A list may lag, so a batch that it does not show may still have arrived: it is sent again only when a
person who has looked at the vendor says so, and never by this script alone.
"""

from __future__ import annotations

import datetime
import json
import secrets
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import folder
from calling import Caller, Patience, address_fault
from disk import put
from facts import Job, Stop
from ledger import Batch, Ledger
from options import Given
from rows import Limits, digest, read_requests, request_file, split
from shared import Gone, Unclear, Undecided, Vendor, stamp
from vendors import VENDORS

LIMITS = Path(__file__).with_name("limits.json")


class Sender:
    """One folder, its ledger and its vendor: checks rows, sends what was not sent, and never the same twice."""

    vendor: Vendor[Any]

    def __init__(self, given: Given, ledger: Ledger) -> None:
        self.given, self.folder, self.ledger = given, given.folder, ledger
        self.rows, problems = read_requests(given.folder / "requests.jsonl")
        if problems:
            raise Stop("\n".join(problems))
        folder.agree(ledger, given.verb == "fetch")
        self.job = self._job()
        if fault := address_fault(self.job["base_url"]):
            raise Stop(fault, 2)
        self.vendor = VENDORS[self.job["vendor"]](self.job["model"], self.job["base_url"], self.job["endpoint"])
        self._held_to(self.folder / "requests.jsonl")
        self.call = Caller(self.vendor, Patience(given.tries, given.first_wait, given.longest_wait))
        self.why: dict[str, str] = {}
        for batch in ledger.batches.values():
            if batch.unclear and folder.path_of(self.folder, "ready", batch).exists():
                ledger.write("unsent", ref=batch.ref)  # ended between the fact and the call, or after a plain no

    def _held_to(self, path: Path) -> None:
        """Stop where rows that are in a batch are gone, or say something else by now."""
        kept = self.ledger.batches.values()
        if gone := {id for batch in kept for id in batch.rows} - set(self.rows):
            raise Stop(f"{path}:1:1: {len(gone)} rows that were sent are gone. Restore the file.")
        if other := folder.changed(self.ledger, self.rows, self.vendor):
            raise Stop(
                f"{path}:1:1: {len(other)} rows have changed since they were put into a batch, such as {other[0]!r}."
                " Restore them, and give what is new an id of its own."
            )

    def _job(self) -> Job:
        """What the folder's ledger says of vendor and model, or, where nothing was sent yet, what the command says."""
        given, job = self.given, self.ledger.job
        asked = {"vendor": given.vendor, "model": given.model, "endpoint": given.endpoint, "base_url": given.base_url}
        if job:
            if any(value and job.get(key) != value for key, value in asked.items()):
                raise Stop(f"{self.folder}: this folder belongs to {job['vendor']} {job['model']}. Use another folder.")
            if job["vendor"] not in VENDORS:
                raise Stop(f"{self.ledger.path}:1:1: {job['vendor']!r} is no vendor of this script. Restore the file.")
            return {**job, "base_url": job.get("base_url")}
        if not given.vendor or not given.model:
            raise Stop("nothing was sent from this folder yet. Name --vendor and --model.", 2)
        return {
            "vendor": given.vendor,
            "model": given.model,
            "endpoint": given.endpoint or "/v1/chat/completions",
            "base_url": given.base_url or None,
        }

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
        """Notes a request file under a mark of its own, then puts it on disk."""
        if not self.ledger.job:
            self.ledger.write("job", **self.job)
        ref = f"b{secrets.token_hex(6)}"
        data = request_file(ref, ids, self.rows, self.vendor.line)
        sha = digest(ids, self.rows)
        self.ledger.write("prepared", ref=ref, attempt=attempt, rows=ids, size=len(data), sha=sha, at=now())
        put(folder.path_of(self.folder, "ready", self.ledger.batches[ref]), data)

    def send(self) -> int:
        """Sends each prepared file that has not left, and once; 3 and a word to the person where that is not known."""
        self.settle()
        for batch in self.ledger.batches.values():
            if batch.unsent:
                self._send_once(batch)
        return self.told_unclear()

    def settle(self) -> None:
        """Looks for each batch whose submission had no answer. A person's word on one try of it counts for that try."""
        said = _tries(self.given.not_arrived, self.ledger)
        found = dict(_found(word, self.ledger) for word in self.given.arrived)
        for batch in self.ledger.batches.values():
            if batch.unclear and batch.ref in found:
                self._taken_over(batch, found[batch.ref])
            elif batch.unclear and self._absent(batch) and said.get(batch.ref) == batch.tries:
                self._unsent(batch)

    def told_unclear(self) -> int:
        unclear = [batch for batch in self.ledger.batches.values() if batch.unclear]
        for batch in unclear:
            print(
                f"{batch.ref}: {len(batch.rows)} rows were being sent at {batch.tried}, and no answer came."
                f" They may have arrived, so they are not sent again{self.why.get(batch.ref, '')}."
                " Run this again later; if the vendor's console shows no such batch,"
                f" add: --not-arrived {batch.ref}_{batch.tries}; if it shows one, add: --arrived {batch.ref}=ITS-ID",
                file=sys.stderr,
            )
        return 3 if unclear else 0

    def _send_once(self, batch: Batch) -> None:
        path = folder.path_of(self.folder, "ready", batch)
        if not path.exists():
            put(path, request_file(batch.ref, batch.rows, self.rows, self.vendor.line))
        sent = self.call(lambda: self.vendor.upload(batch.ref, path))
        self.ledger.write("trying", ref=batch.ref, at=now())
        folder.move(self.folder, batch, "ready", "sent")
        try:
            id = self.call(lambda: self.vendor.create(batch.ref, sent), creates=True)
        except Unclear as why:
            self.why[batch.ref] = f" ({why})"
            self._absent(batch)
            return
        except Stop:
            self._unsent(batch)
            raise
        self.ledger.write("submitted", ref=batch.ref, id=id, adopted=False)
        print(f"{batch.ref}: {len(batch.rows)} rows sent as {id}")

    def _unsent(self, batch: Batch) -> None:
        """The file first: one that is ready was surely not sent, whatever the ledger still says."""
        folder.move(self.folder, batch, "sent", "ready")
        self.ledger.write("unsent", ref=batch.ref)

    def _taken_over(self, batch: Batch, id: str) -> None:
        self.ledger.write("submitted", ref=batch.ref, id=id, adopted=True)
        print(f"{batch.ref}: {id} had arrived; nothing was sent again")

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
        wait, began = self.given.first_wait, time.monotonic()
        while True:
            try:
                id = self.call(lambda: self.vendor.find(batch.ref, len(batch.rows), tried, known))
            except (Undecided, Gone) as why:  # Gone: what tells whose a listed batch is
                self.why[batch.ref] = f" ({why})"
                return False
            if id:
                self._taken_over(batch, id)
                return False
            past = (datetime.datetime.now(datetime.UTC) - tried).total_seconds()
            left = self.given.settle - max(past, time.monotonic() - began)  # a clock may have been set back
            if left <= 0:
                return True
            time.sleep(min(wait, left))
            wait = min(2 * wait, self.given.longest_wait)


def _tries(words: list[str], ledger: Ledger) -> dict[str, int]:
    """MARK_TRY of a person who looked, as try by mark."""
    said: dict[str, int] = {}
    for word in words:
        mark, _, number = word.partition("_")
        if mark not in ledger.batches or not number.isdecimal() or not 0 < int(number) <= ledger.batches[mark].tries:
            raise Stop(
                f"--not-arrived: {word} is no try of a batch of this folder. Take it from the message that asked.", 2
            )
        said[mark] = max(said.get(mark, 0), int(number))
    return said


def _found(word: str, ledger: Ledger) -> tuple[str, str]:
    """MARK=ID of a person who found the batch at the vendor."""
    mark, _, id = word.partition("=")
    if mark not in ledger.batches or not id.strip():
        raise Stop(
            f"--arrived: {word} is no MARK=ID of a batch of this folder. Take it from the message that asked.", 2
        )
    if any(batch.id == id and batch.ref != mark for batch in ledger.batches.values()):
        raise Stop(f"--arrived: {id} is another batch of this folder. Look for the one with the mark {mark}.", 2)
    return mark, id


def now() -> str:
    """The time in UTC to the second."""
    return stamp(datetime.datetime.now(datetime.UTC)) or ""
