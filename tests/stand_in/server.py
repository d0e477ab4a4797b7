"""The three vendors' batch endpoints on loopback, as their own clients call them, in front of one `World`.

Only what the clients read is answered; shapes follow openai 3.57, anthropic 2.13 and google-genai 3.6.
"""

from __future__ import annotations

import datetime
import email
import http.server
import json
import re
import threading
from collections.abc import Callable
from typing import Any

from .world import Batch, World

Answer = dict[str, Any] | bytes


class Refused(Exception):
    """A no of the vendor, in its own words unless a page of something else is given."""

    def __init__(self, code: int, body: Answer | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(str(code))
        self.code, self.headers = code, headers or {}
        self.body = {"error": {"message": "no", "code": code, "status": "X"}} if body is None else body


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: the second would wait 40 ms for the first's receipt
    world: World

    def log_message(self, format: str, *args: object) -> None:
        """The test's own report is enough."""

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def _serve(self, method: str) -> None:
        self.extra = {}
        self.data = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = self.path.split("?")[0]
        met = [
            (match, call, act)
            for verb, pattern, call, act in ROUTES
            if verb == method and (match := re.fullmatch(pattern, path))
        ]
        if not met:
            self._send(404, {"error": {"message": f"{method} {path}"}})
            return
        match, call, act = met[0]
        fault = self.world.fault(call)
        if fault in ("401", "429", "500"):
            self._send(
                int(fault), {"error": {"message": fault, "code": int(fault), "status": fault}}, {"retry-after": "0"}
            )
            return
        reply = self.world.replies.get(call)
        try:
            answer = reply(self, act, *match.groups()) if reply else act(self, *match.groups())
        except Refused as no:
            self._send(no.code, no.body, no.headers)
            return
        if fault == "nameless" and isinstance(answer, dict):
            answer.pop("name")
        if fault == "short" and isinstance(answer, bytes):
            answer = b"".join(answer.splitlines(keepends=True)[:2])
        if fault == "500 after":
            self._send(500, {"error": {"message": fault, "code": 500, "status": fault}})
        elif fault == "cut after":
            self.close_connection = True
        else:
            self._send(200, answer, self.extra, cut=fault == "cut")

    extra: dict[str, str]

    def _send(self, code: int, answer: Answer, headers: dict[str, str] | None = None, cut: bool = False) -> None:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(code)
        self.send_header(
            "content-type", "application/octet-stream" if isinstance(answer, bytes) else "application/json"
        )
        self.send_header("content-length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut


def _iso(moment: float | None) -> str | None:
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).isoformat().replace("+00:00", "Z") if moment else None


# OpenAI


def openai_upload(self: Handler) -> Answer:
    form = email.message_from_bytes(b"content-type: " + self.headers["content-type"].encode() + b"\r\n\r\n" + self.data)
    part = next(part for part in form.walk() if part.get_param("name", header="content-disposition") == "file")
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return {
        "id": self.world.keep(data),
        "object": "file",
        "bytes": 0,
        "created_at": 0,
        "filename": "f",
        "purpose": "batch",
        "status": "processed",
    }


def openai_create(self: Handler) -> Answer:
    asked = json.loads(self.data)
    rows = [json.loads(line) for line in self.world.files[asked["input_file_id"]].splitlines()]
    named = [(row["custom_id"], row["body"]["messages"][0]["content"]) for row in rows]
    return openai_batch(self.world, self.world.create("openai", asked["metadata"]["ledger"], named))


def openai_batch(world: World, batch: Batch) -> dict[str, Any]:
    done = sum(outcome == "done" for _, _, outcome in batch.lines)
    at = int(batch.ended or 0)
    return {
        "id": batch.id,
        "object": "batch",
        "endpoint": "/v1/chat/completions",
        "input_file_id": "f1",
        "completion_window": "24h",
        "status": "in_progress" if batch.status == "running" else batch.status,
        "created_at": int(batch.created),
        "in_progress_at": int(batch.created),
        "output_file_id": f"out-{batch.id}" if batch.ended else None,
        "error_file_id": f"err-{batch.id}" if batch.ended else None,
        "completed_at": at if batch.status == "completed" else None,
        "expired_at": at if batch.status == "expired" else None,
        "cancelled_at": at if batch.status == "cancelled" else None,
        "metadata": {"ledger": batch.mark},
        "request_counts": {
            "total": len(batch.rows),
            "completed": done + batch.lost,
            "failed": len(batch.rows) - done - batch.lost,
        },
    }


def openai_results(self: Handler, kind: str, id: str) -> Answer:
    out = b""
    for name, prompt, outcome in self.world.batches[id].lines:
        if (outcome == "done") != (kind == "out"):
            continue
        line: dict[str, Any] = {"id": "r", "custom_id": name, "response": None, "error": None}
        if outcome == "done":
            usage = {"prompt_tokens": 100, "completion_tokens": 20, "prompt_tokens_details": {"cached_tokens": 40}}
            line["response"] = {
                "status_code": 200,
                "body": {"choices": [{"message": {"content": f"answer to {prompt}"}}], "usage": usage},
            }
        elif outcome == "expired":
            line["error"] = {"code": "batch_expired", "message": "too late"}
        else:
            line["response"] = {
                "status_code": 400 if outcome == "refused" else 500,
                "body": {"error": {"message": outcome}},
            }
        out += json.dumps(line).encode() + b"\n"
    return out


# Anthropic


def anthropic_create(self: Handler) -> Answer:
    rows = json.loads(self.data)["requests"]
    return anthropic_batch(
        self,
        self.world.create(
            "anthropic", "", [(row["custom_id"], row["params"]["messages"][0]["content"]) for row in rows]
        ),
    )


def anthropic_batch(self: Handler, batch: Batch) -> dict[str, Any]:
    counts = dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), 0)
    if not batch.ended:
        counts["processing"] = len(batch.rows)
    else:
        names = {
            "done": "succeeded",
            "failed": "errored",
            "refused": "errored",
            "expired": "canceled" if batch.status == "cancelled" else "expired",
        }
        for name, _ in batch.rows:
            counts[names[next((outcome for seen, _, outcome in batch.lines if seen == name), "done")]] += 1
    results = f"http://{self.headers['host']}/anthropic/v1/messages/batches/{batch.id}/results"
    return {
        "id": batch.id,
        "type": "message_batch",
        "processing_status": "ended" if batch.ended else "in_progress",
        "request_counts": counts,
        "created_at": _iso(batch.created),
        "expires_at": _iso(batch.created + 86400),
        "ended_at": _iso(batch.ended),
        "archived_at": None,
        "cancel_initiated_at": None,
        "results_url": results if batch.ended else None,
    }


def anthropic_results(self: Handler, id: str) -> Answer:
    out = b""
    for name, prompt, outcome in self.world.batches[id].lines:
        if outcome == "done":
            usage = {
                "input_tokens": 60,
                "cache_read_input_tokens": 40,
                "cache_creation_input_tokens": 0,
                "output_tokens": 20,
            }
            message = {
                "id": "m",
                "type": "message",
                "role": "assistant",
                "model": "m",
                "content": [{"type": "text", "text": f"answer to {prompt}"}],
                "usage": usage,
            }
            result: dict[str, Any] = {"type": "succeeded", "message": message}
        elif outcome == "expired":
            result = {"type": "expired"}
        else:
            kind = "invalid_request_error" if outcome == "refused" else "api_error"
            result = {"type": "errored", "error": {"type": "error", "error": {"type": kind, "message": outcome}}}
        out += json.dumps({"custom_id": name, "result": result}).encode() + b"\n"
    return out


# Gemini


def gemini_upload(self: Handler) -> Answer:
    self.extra = {"x-goog-upload-url": f"http://{self.headers['host']}/gemini/bytes"}
    return {}


def gemini_bytes(self: Handler) -> Answer:
    self.extra = {"x-goog-upload-status": "final"}
    return {"file": {"name": f"files/{self.world.keep(self.data)}"}}


def gemini_create(self: Handler) -> Answer:
    asked = json.loads(self.data)["batch"]
    rows = [
        json.loads(line)
        for line in self.world.files[asked["inputConfig"]["fileName"].removeprefix("files/")].splitlines()
    ]
    named = [(row["key"], row["request"]["contents"][0]["parts"][0]["text"]) for row in rows]
    return gemini_batch(self.world, self.world.create("gemini", asked["displayName"], named))


def gemini_batch(world: World, batch: Batch) -> dict[str, Any]:
    state = {"running": "RUNNING", "completed": "SUCCEEDED", "expired": "EXPIRED", "cancelled": "CANCELLED"}[
        batch.status
    ]
    known: dict[str, Any] = {
        "displayName": batch.mark,
        "createTime": _iso(batch.created),
        "updateTime": _iso(batch.ended or batch.created),
        "state": f"BATCH_STATE_{state}",
    }
    if batch.ended and batch.status != "expired":
        known |= {"endTime": _iso(batch.ended), "output": {"responsesFile": f"files/out-{batch.id}"}}
    return {"name": f"batches/{batch.id}", "metadata": known}


def gemini_results(self: Handler, id: str) -> Answer:
    out = b""
    for name, prompt, outcome in self.world.batches[id].lines:
        line: dict[str, Any] = {"key": name}
        if outcome == "done":
            usage = {"promptTokenCount": 100, "cachedContentTokenCount": 40, "candidatesTokenCount": 20}
            line["response"] = {
                "candidates": [{"content": {"parts": [{"text": f"answer to {prompt}"}]}}],
                "usageMetadata": usage,
            }
        elif outcome == "expired":
            continue
        else:
            line["error"] = {"code": 3 if outcome == "refused" else 13, "message": outcome}
        out += json.dumps(line).encode() + b"\n"
    return out


Act = Callable[..., Answer]
LISTS: dict[str, Callable[[Handler], Answer]] = {
    "openai": lambda self: {
        "object": "list",
        "data": [openai_batch(self.world, b) for b in self.world.listed("openai")],
        "has_more": False,
    },
    "anthropic": lambda self: {
        "data": [anthropic_batch(self, b) for b in self.world.listed("anthropic")],
        "has_more": False,
        "first_id": None,
        "last_id": None,
    },
    "gemini": lambda self: {"operations": [gemini_batch(self.world, b) for b in self.world.listed("gemini")]},
}
ROUTES: list[tuple[str, str, str, Act]] = [
    ("POST", "/openai/files", "upload", openai_upload),
    ("POST", "/openai/batches", "create", openai_create),
    ("GET", "/openai/batches", "list", LISTS["openai"]),
    ("GET", "/openai/batches/([^/]+)", "look", lambda self, id: openai_batch(self.world, self.world.look(id))),
    (
        "POST",
        "/openai/batches/([^/]+)/cancel",
        "cancel",
        lambda self, id: openai_batch(self.world, self.world.cancel(id)),
    ),
    ("GET", "/openai/files/(out|err)-([^/]+)/content", "results", openai_results),
    ("POST", "/anthropic/v1/messages/batches", "create", anthropic_create),
    ("GET", "/anthropic/v1/messages/batches", "list", LISTS["anthropic"]),
    (
        "GET",
        "/anthropic/v1/messages/batches/([^/]+)",
        "look",
        lambda self, id: anthropic_batch(self, self.world.look(id)),
    ),
    (
        "POST",
        "/anthropic/v1/messages/batches/([^/]+)/cancel",
        "cancel",
        lambda self, id: anthropic_batch(self, self.world.cancel(id)),
    ),
    ("GET", "/anthropic/v1/messages/batches/([^/]+)/results", "results", anthropic_results),
    ("POST", "/gemini/upload/v1(?:beta)?/files", "upload", gemini_upload),
    ("POST", "/gemini/bytes", "upload", gemini_bytes),
    ("POST", "/gemini/v1(?:beta)?/models/[^/]+:batchGenerateContent", "create", gemini_create),
    ("GET", "/gemini/v1(?:beta)?/batches", "list", LISTS["gemini"]),
    (
        "GET",
        "/gemini/v1(?:beta)?/batches/([^/]+)",
        "look",
        lambda self, id: gemini_batch(self.world, self.world.look(id)),
    ),
    (
        "POST",
        "/gemini/v1(?:beta)?/batches/([^/]+):cancel",
        "cancel",
        lambda self, id: gemini_batch(self.world, self.world.cancel(id)),
    ),
    ("GET", "/gemini/v1(?:beta)?/files/out-([^/]+):download", "results", gemini_results),
]


def start(world: World, port: int = 0) -> tuple[http.server.ThreadingHTTPServer, str]:
    """A server of this world on a loopback port, a free one unless it is said, and its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), type("Bound", (Handler,), {"world": world}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"
