"""Three vendors' batch endpoints behind eight verbs, each on the vendor's own client library.

open: loads the library, which only the verbs that talk to the vendor need · line: a row -> what the vendor's request
file holds · upload: a request file -> what create takes of it; costs nothing, so it may be repeated · create: that -> a
batch's id; this is what is paid · find: our mark -> the batch that carries it, None where the vendor's list shows none,
and Undecided where it cannot show it yet · look: an id -> its state · results: an id -> its result lines · cancel: asks
for an early end. What a result line says is read in answers.py.

The libraries' own retries are off: they would send a `create` again after a timeout, and the first may have arrived.
No client offers a key that makes a repeated `create` harmless, so the mark travels in the batch itself: metadata at
OpenAI, the display name at Google; Anthropic's batches carry none, so there it stands in each row's custom_id.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import answers
import lines
from facts import Record, State, Status, Stop
from shared import Gone, Unclear, Undecided, Vendor, stamp

if TYPE_CHECKING:
    from anthropic.types.messages import MessageBatch

MARGIN = datetime.timedelta(minutes=15)  # a vendor's clock and ours may differ by so much


GEMINI_STATES: dict[str, Status] = {
    "SUCCEEDED": "completed",
    "PARTIALLY_SUCCEEDED": "completed",
    "FAILED": "failed",
    "EXPIRED": "expired",
    "CANCELLED": "cancelled",
}


class OpenAI(Vendor[str]):
    name, key, package = "openai", "OPENAI_API_KEY", "openai"
    parse = staticmethod(answers.openai)

    def open(self) -> None:
        import openai

        self.client = openai.OpenAI(base_url=self.base_url, max_retries=0)

    def line(self, name: str, body: Record) -> Record:
        return {"custom_id": name, "method": "POST", "url": self.endpoint, "body": {"model": self.model, **body}}

    def upload(self, ref: str, path: Path) -> str:
        with path.open("rb") as file:
            return self.client.files.create(file=file, purpose="batch").id

    def create(self, ref: str, sent: str) -> str:
        batch = self.client.batches.create(
            input_file_id=sent,
            endpoint=self.endpoint,  # type: ignore[arg-type]  # the vendor judges it, not the list of this client's day
            completion_window="24h",
            metadata={"ledger": ref},
        )
        return batch.id

    def find(self, ref: str, size: int, since: datetime.datetime, known: set[str]) -> str | None:
        return next(
            (seen.id for seen in self.client.batches.list(limit=100) if (seen.metadata or {}).get("ledger") == ref),
            None,
        )

    def look(self, id: str) -> State:
        seen = self.client.batches.retrieve(id)
        status = seen.status if seen.status in ("completed", "expired", "failed", "cancelled") else "running"
        ended = seen.completed_at or seen.expired_at or seen.failed_at or seen.cancelled_at
        counts = seen.request_counts
        told = 0 if status == "failed" else counts.completed + counts.failed if counts else None
        return {
            "status": status,
            "created": stamp(seen.created_at),
            "started": stamp(seen.in_progress_at),
            "ended": stamp(ended),
            "lines": told,
            "errors": [fault.to_dict() for fault in (seen.errors and seen.errors.data) or ()],
        }

    def results(self, id: str) -> bytes:
        seen = self.client.batches.retrieve(id)
        files = [name for name in (seen.output_file_id, seen.error_file_id) if name]
        return b"".join(lines.ended(self.client.files.content(name).content) for name in files)

    def cancel(self, id: str) -> None:
        self.client.batches.cancel(id)


class Anthropic(Vendor[bytes]):
    name, key, package = "anthropic", "ANTHROPIC_API_KEY", "anthropic"
    parse = staticmethod(answers.anthropic)

    def open(self) -> None:
        import anthropic

        self.client = anthropic.Anthropic(base_url=self.base_url, max_retries=0)

    def line(self, name: str, body: Record) -> Record:
        return {"custom_id": name, "params": {"model": self.model, **body}}

    def upload(self, ref: str, path: Path) -> bytes:
        """The body of the call that creates the batch, from the lines as they are."""
        return b'{"requests": [' + b",".join(lines.split(path.read_bytes())) + b"]}"

    def create(self, ref: str, sent: bytes) -> str:
        from anthropic.types.messages import MessageBatch

        return self.client.post("/v1/messages/batches", content=sent, cast_to=MessageBatch).id

    def find(self, ref: str, size: int, since: datetime.datetime, known: set[str]) -> str | None:
        """Among batches of our size made since we tried, the one whose rows carry the mark; it shows at their end."""
        undecided = None
        for seen in self.client.messages.batches.list(limit=100):
            if seen.id in known or seen.created_at < since - MARGIN or sum(_counts(seen).values()) != size:
                continue
            if seen.processing_status != "ended" or seen.archived_at:
                undecided = seen.id
            elif self._carries(seen.id, ref):
                return seen.id
        if undecided:
            raise Undecided(f"batch {undecided} may be it, and shows whose it is once it ends")
        return None

    def look(self, id: str) -> State:
        seen = self.client.messages.batches.retrieve(id)
        counts = _counts(seen)
        status: Status = "running"
        if seen.processing_status == "ended":
            status = "cancelled" if counts["canceled"] else "expired" if counts["expired"] else "completed"
        return {
            "status": status,
            "created": stamp(seen.created_at),
            "started": None,
            "ended": stamp(seen.ended_at),
            "lines": sum(counts.values()),
            "errors": [],
        }

    def results(self, id: str) -> bytes:
        seen = self.client.messages.batches.retrieve(id)
        if not seen.results_url:
            raise Gone(f"{id} has no results any more", 404)
        with self.client.messages.batches.with_streaming_response.results(id) as answer:
            return answer.read()

    def _carries(self, id: str, ref: str) -> bool:
        """Whether the rows of a batch carry our mark: the first that has a name tells."""
        for line in lines.split(self.results(id)):
            try:
                name = answers.part(lines.decode(line), "custom_id")
            except lines.NotJson:
                continue
            if isinstance(name, str):
                return name.startswith(f"{ref}-")
        return False

    def cancel(self, id: str) -> None:
        self.client.messages.batches.cancel(id)


class Gemini(Vendor[str]):
    name, key, package = "gemini", "GEMINI_API_KEY", "google-genai"
    parse = staticmethod(answers.gemini)

    def open(self) -> None:
        from google import genai

        self.told: Any = None
        self.client = genai.Client(
            api_key=os.environ.get(self.key),
            http_options={
                "base_url": self.base_url,
                "retry_options": {"attempts": 1},
                "client_args": {"event_hooks": {"response": [self._hear]}},
            },
        )

    def _hear(self, response: Any) -> None:
        """Keeps what a look at a batch said: the client leaves out why a job failed."""
        if response.request.method == "GET" and "/batches/" in response.request.url.path:
            response.read()
            self.told = response

    def line(self, name: str, body: Record) -> Record:
        return {"key": name, "request": body}

    def upload(self, ref: str, path: Path) -> str:
        file = self.client.files.upload(file=path, config={"display_name": ref, "mime_type": "jsonl"})
        if not file.name:
            raise Stop("the vendor names no file for the upload. Run this again later.", 3)
        return file.name

    def create(self, ref: str, sent: str) -> str:
        batch = self.client.batches.create(model=self.model, src=sent, config={"display_name": ref})
        if not batch.name:
            raise Unclear("the answer names no batch")
        return batch.name

    def find(self, ref: str, size: int, since: datetime.datetime, known: set[str]) -> str | None:
        listed = self.client.batches.list(config={"page_size": 100})
        ours = next((seen for seen in listed if seen.display_name == ref), None)
        if ours and not ours.name:
            raise Undecided("the vendor's list shows it without a name")
        return ours.name if ours else None

    def look(self, id: str) -> State:
        seen = self.client.batches.get(name=id)
        error = answers.part(self.told.json(), "error") if self.told else None
        state = seen.state.name.removeprefix("JOB_STATE_") if seen.state else ""
        status = GEMINI_STATES.get(state, "running")
        ended = seen.end_time or (seen.update_time if status != "running" else None)
        return {
            "status": status,
            "created": stamp(seen.create_time),
            "started": stamp(seen.start_time),
            "ended": stamp(ended),
            "lines": None,
            "errors": [error] if isinstance(error, dict) and status != "running" else [],
        }

    def results(self, id: str) -> bytes:
        seen = self.client.batches.get(name=id)
        return self.client.files.download(file=seen.dest.file_name) if seen.dest and seen.dest.file_name else b""

    def cancel(self, id: str) -> None:
        self.client.batches.cancel(name=id)


KINDS: tuple[type[Vendor[Any]], ...] = (OpenAI, Anthropic, Gemini)
VENDORS = {vendor.name: vendor for vendor in KINDS}


def _counts(seen: MessageBatch) -> dict[str, int]:
    counts = seen.request_counts
    return {name: getattr(counts, name) for name in ("processing", "succeeded", "errored", "canceled", "expired")}
