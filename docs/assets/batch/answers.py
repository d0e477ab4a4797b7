"""A vendor's result line -> (the row's name, what became of it, {answer or error, tokens used}). No line is a fault.

`empty`: a response came and may be billed, and no answer is in it: a blocked prompt, a refusal, a ceiling that was
spent on reasoning. `unserved`: the account, not the row, was turned away (credit, quota, key, queue), so no model saw
the row. `refused`: the vendor calls the row itself wrong, and would again. `failed`: it may pass the next time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import usage
from shared import Outcome, Parsed

NOT_THE_ROW = (401, 402, 403, 429)  # HTTP's codes that speak of the account
ACCOUNT = ("credit balance", "billing", "quota", "spend limit", "spending limit", "enqueued", "token limit exceeded")
GOOGLE = {7: 403, 8: 429, 16: 401, 3: 400}  # its own codes, by HTTP's
LATE = ("batch_expired", "batch_cancelled")
TYPES = {"authentication_error": 401, "billing_error": 402, "permission_error": 403, "rate_limit_error": 429}


def part(value: Any, *keys: str) -> Any:
    """What stands at this path; None where there is no such path, whatever is there instead."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def of_account(error: Any) -> bool:
    """Whether a vendor's error speaks of the account: by its code, its kind, or else by its words."""
    words = f"{part(error, 'code')} {part(error, 'message')}".lower().replace("_", " ")
    return any(word in words for word in ACCOUNT)


def failure(code: Any, error: Any) -> Outcome:
    """What a row's error means for the row; `code` is HTTP's, or None where there is none."""
    if code in NOT_THE_ROW or of_account(error):
        return "unserved"
    return "refused" if isinstance(code, int) and 400 <= code < 500 and code not in (408, 409, 425) else "failed"


def openai(line: Any) -> Parsed:
    name, error, response = (part(line, key) for key in ("custom_id", "error", "response"))
    code, body = part(response, "status_code"), part(response, "body")
    if code == 200 and not error:
        return _answer(name, body, _openai_answers(body), "openai", part(body, "usage"))
    if part(error, "code") in LATE:
        return name, "expired", {"error": error}
    told = error or part(body, "error") or body
    return name, failure(code, told), {"error": told}


def anthropic(line: Any) -> Parsed:
    name, result = part(line, "custom_id"), part(line, "result")
    kind = part(result, "type")
    if kind == "succeeded":
        message = part(result, "message")
        said = part(message, "stop_reason") != "refusal" and any(
            part(block, "text") or part(block, "type") not in ("text", "thinking", "redacted_thinking")
            for block in _items(part(message, "content"))
        )
        return _answer(name, message, said, "anthropic", part(message, "usage"))
    if kind in ("expired", "canceled"):
        return name, "expired", {"error": {"type": kind}}
    error = part(result, "error", "error") or part(result, "error") or {"type": kind}
    code = 400 if part(error, "type") == "invalid_request_error" else TYPES.get(str(part(error, "type")))
    return name, failure(code, error), {"error": error}


def gemini(line: Any) -> Parsed:
    name, error, response = (part(line, key) for key in ("key", "error", "response"))
    if response and not error:
        said = any(
            any(key not in ("text", "thought", "thoughtSignature") for key in piece) or piece.get("text")
            for choice in _items(part(response, "candidates"))
            for piece in _items(part(choice, "content", "parts"))
            if isinstance(piece, dict) and not piece.get("thought")
        )
        return _answer(name, response, said, "gemini", part(response, "usageMetadata"))
    code = part(error, "code")
    return name, failure(GOOGLE.get(code, code) if isinstance(code, int) else None, error), {"error": error}


PARSERS: dict[str, Callable[[Any], Parsed]] = {"openai": openai, "anthropic": anthropic, "gemini": gemini}


def _answer(name: Any, body: Any, said: bool, vendor: str, used: Any) -> Parsed:
    """A response with what it used: done where an answer is in it."""
    tokens, unknown = usage.KINDS[vendor](used)
    billed = {"usage": tokens, "unknown": unknown}
    return (name, "done", {"answer": body, **billed}) if said else (name, "empty", {"response": body, **billed})


def _openai_answers(body: Any) -> bool:
    """Whether an answer is in the body of a chat, a response, a completion, an embedding or a moderation."""
    if "choices" in (body if isinstance(body, dict) else ()):
        return any(
            part(choice, "text")
            or any(part(choice, "message", key) for key in ("content", "tool_calls", "function_call", "audio"))
            for choice in _items(body["choices"])
        )
    if "output" in (body if isinstance(body, dict) else ()):
        return any(
            any(part(piece, "text") or part(piece, "type") == "output_audio" for piece in _items(item.get("content")))
            if item.get("type") == "message"
            else item.get("type") != "reasoning"
            for item in _items(body["output"])
            if isinstance(item, dict)
        )
    return bool(_items(part(body, "data")) or _items(part(body, "results")))


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
