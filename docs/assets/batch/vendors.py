"""Three vendors' batch endpoints behind eight verbs, each on the vendor's own client library.

open: loads the library, which only the verbs that talk to the vendor need · line: a row -> what the vendor's request
file holds · upload: a request file -> what create takes of it; costs nothing, so it may be repeated · create: that -> a
batch's id; this is what is paid · find: our mark -> the batch that carries it, None where the vendor's list shows none,
and Undecided where it cannot show it yet · look: an id -> its state · results: an id -> its result lines · cancel: asks
for an early end. parse: a result line -> (name, outcome, {answer or error, usage in tokens}).

The libraries' own retries are off: they would send a `create` again after a timeout, and the first may have arrived.
No client offers a key that makes a repeated `create` harmless, so the mark travels in the batch itself: metadata at
OpenAI, the display name at Google; Anthropic's batches carry none, so there it stands in each row's custom_id.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger import Record, State, Status, Stop
from shared import Parsed, Unclear, Undecided, Vendor, failure, stamp

if TYPE_CHECKING:
    from anthropic.types.messages import MessageBatch
    from anthropic.types.messages.batch_create_params import Request

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
        lines = 0 if status == "failed" else counts.completed + counts.failed if counts else None
        return {
            "status": status,
            "created": stamp(seen.created_at),
            "started": stamp(seen.in_progress_at),
            "ended": stamp(ended),
            "lines": lines,
        }

    def results(self, id: str) -> Iterator[bytes]:
        seen = self.client.batches.retrieve(id)
        for file in filter(None, (seen.output_file_id, seen.error_file_id)):
            yield from self.client.files.content(file).content.splitlines(keepends=True)

    def cancel(self, id: str) -> None:
        self.client.batches.cancel(id)

    @staticmethod
    def parse(line: Record) -> Parsed:
        response, error = line.get("response") or {}, line.get("error") or {}
        body, code = response.get("body") or {}, response.get("status_code")
        if code == 200 and not error:
            used = body.get("usage") or {}
            details = used.get("prompt_tokens_details") or used.get("input_tokens_details") or {}
            whole, cached = used.get("prompt_tokens", used.get("input_tokens", 0)), details.get("cached_tokens", 0)
            usage = {
                "input": whole - cached,
                "cached_input": cached,
                "output": used.get("completion_tokens", used.get("output_tokens", 0)),
            }
            return line["custom_id"], "done", {"answer": body, "usage": usage}
        if error.get("code") in ("batch_expired", "batch_cancelled"):
            return line["custom_id"], "expired", {"error": error}
        return line["custom_id"], failure(code), {"error": error or body}


class Anthropic(Vendor[list["Request"]]):
    name, key, package = "anthropic", "ANTHROPIC_API_KEY", "anthropic"

    def open(self) -> None:
        import anthropic

        self.client = anthropic.Anthropic(base_url=self.base_url, max_retries=0)

    def line(self, name: str, body: Record) -> Record:
        return {"custom_id": name, "params": {"model": self.model, **body}}

    def upload(self, ref: str, path: Path) -> list[Request]:
        return [json.loads(line) for line in path.read_bytes().splitlines()]

    def create(self, ref: str, sent: list[Request]) -> str:
        return self.client.messages.batches.create(requests=sent).id

    def find(self, ref: str, size: int, since: datetime.datetime, known: set[str]) -> str | None:
        """Among batches of our size made since we tried, the one whose rows carry the mark; it shows at their end."""
        undecided = None
        for seen in self.client.messages.batches.list(limit=100):
            if seen.id in known or seen.created_at < since - MARGIN or sum(_counts(seen).values()) != size:
                continue
            if seen.processing_status != "ended" or seen.archived_at:
                undecided = seen.id
            elif json.loads(next(self.results(seen.id), b'{"custom_id": ""}'))["custom_id"].startswith(f"{ref}-"):
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
        }

    def results(self, id: str) -> Iterator[bytes]:
        for row in self.client.messages.batches.results(id):
            yield row.to_json(indent=None).encode() + b"\n"

    def cancel(self, id: str) -> None:
        self.client.messages.batches.cancel(id)

    @staticmethod
    def parse(line: Record) -> Parsed:
        result = line["result"]
        if result["type"] == "succeeded":
            used = result["message"]["usage"]
            usage = {
                "input": used["input_tokens"],
                "cached_input": used.get("cache_read_input_tokens") or 0,
                "cache_write": used.get("cache_creation_input_tokens") or 0,
                "output": used["output_tokens"],
            }
            return line["custom_id"], "done", {"answer": result["message"], "usage": usage}
        if result["type"] == "errored":
            error = (result.get("error") or {}).get("error") or {}
            wrong = error.get("type") == "invalid_request_error"
            return line["custom_id"], "refused" if wrong else "failed", {"error": error}
        return line["custom_id"], "expired", {"error": {"type": result["type"]}}


class Gemini(Vendor[str]):
    name, key, package = "gemini", "GEMINI_API_KEY", "google-genai"

    def open(self) -> None:
        from google import genai

        self.client = genai.Client(
            api_key=os.environ.get(self.key), http_options={"base_url": self.base_url, "retry_options": {"attempts": 1}}
        )

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
        state = seen.state.name.removeprefix("JOB_STATE_") if seen.state else ""
        status = GEMINI_STATES.get(state, "running")
        ended = seen.end_time or (seen.update_time if status != "running" else None)
        return {
            "status": status,
            "created": stamp(seen.create_time),
            "started": stamp(seen.start_time),
            "ended": stamp(ended),
            "lines": None,
        }

    def results(self, id: str) -> Iterator[bytes]:
        seen = self.client.batches.get(name=id)
        if seen.dest and seen.dest.file_name:
            yield from self.client.files.download(file=seen.dest.file_name).splitlines(keepends=True)

    def cancel(self, id: str) -> None:
        self.client.batches.cancel(name=id)

    @staticmethod
    def parse(line: Record) -> Parsed:
        error = line.get("error") or {}
        if line.get("response") and not error:
            used = line["response"].get("usageMetadata") or {}
            cached = used.get("cachedContentTokenCount", 0)
            usage = {
                "input": used.get("promptTokenCount", 0) - cached,
                "cached_input": cached,
                "output": used.get("candidatesTokenCount", 0) + used.get("thoughtsTokenCount", 0),
            }
            return line["key"], "done", {"answer": line["response"], "usage": usage}
        return line["key"], "refused" if error.get("code") == 3 else failure(error.get("code")), {"error": error}


KINDS: tuple[type[Vendor[Any]], ...] = (OpenAI, Anthropic, Gemini)
VENDORS = {vendor.name: vendor for vendor in KINDS}


def _counts(seen: MessageBatch) -> dict[str, int]:
    counts = seen.request_counts
    return {name: getattr(counts, name) for name in ("processing", "succeeded", "errored", "canceled", "expired")}
