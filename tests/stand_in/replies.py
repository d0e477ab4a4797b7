"""Answers that a vendor may give instead of the usual ones, as tests put them into a world's `replies`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .server import Answer, Refused

Reply = Callable[..., Answer]


def line(vendor: str, name: Any, body: Any) -> Any:
    """A result line around a response's body, as this vendor wraps it."""
    if vendor == "openai":
        return {"custom_id": name, "error": None, "response": {"status_code": 200, "body": body}}
    if vendor == "anthropic":
        return {"custom_id": name, "result": {"type": "succeeded", "message": body}}
    return {"key": name, "response": body}


def error_line(vendor: str, name: Any, code: int, error: Any) -> Any:
    """A result line around a row's error; `code` is HTTP's at OpenAI and Google's own there."""
    if vendor == "openai":
        return {"custom_id": name, "error": None, "response": {"status_code": code, "body": {"error": error}}}
    if vendor == "anthropic":
        return {"custom_id": name, "result": {"type": "errored", "error": {"type": "error", "error": error}}}
    return {"key": name, "error": {"code": code, **error}}


def results(make: Callable[[str, int], Any]) -> Reply:
    """A results file with a line for each row, made from its name and its place; bytes stand as they are."""

    def reply(self: Any, act: Reply, *at: str) -> Answer:
        if at[0] == "err":
            return b""
        made = [make(name, number) for number, (name, _) in enumerate(self.world.batches[at[-1]].rows)]
        return b"".join(one if isinstance(one, bytes) else json.dumps(one).encode() + b"\n" for one in made)

    return reply


def refuse(
    code: int,
    times: int = -1,
    body: Answer | None = None,
    headers: dict[str, str] | None = None,
    after: bool = False,
    of: Callable[[str], bool] = lambda id: True,
) -> Reply:
    """A no, so many times; `after`: what was asked for is done first; `of`: only for these batches."""
    left = [times]

    def reply(self: Any, act: Reply, *at: str) -> Answer:
        if not left[0] or not of(at[-1] if at else ""):
            return act(self, *at)
        left[0] -= 1
        if after:
            act(self, *at)
        raise Refused(code, body, headers)

    return reply
