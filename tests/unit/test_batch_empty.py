"""A response without an answer in it is an outcome of its own: not done, billed, and handed to the realtime lane."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import answers
import pytest
from stand_in.desk import ALL, VENDORS, Driver, job
from stand_in.replies import error_line, line, results
from stand_in.world import World

EMPTY: list[tuple[str, Any]] = [
    ("openai", None),
    ("openai", "a page"),
    ("openai", {}),
    ("openai", {"choices": []}),
    ("openai", {"choices": None}),
    ("openai", {"choices": [{"message": {"content": None, "refusal": "I cannot"}}]}),
    ("openai", {"choices": [{"message": {"content": ""}, "finish_reason": "length"}]}),
    ("openai", {"choices": [{"message": None, "finish_reason": "content_filter"}]}),
    ("openai", {"output": [{"type": "reasoning", "summary": []}], "status": "incomplete"}),
    ("openai", {"output": [{"type": "message", "content": [{"type": "refusal", "refusal": "no"}]}]}),
    ("openai", {"data": []}),
    ("anthropic", None),
    ("anthropic", {"content": []}),
    ("anthropic", {"content": None}),
    ("anthropic", {"content": [{"type": "text", "text": ""}]}),
    ("anthropic", {"content": [{"type": "thinking", "thinking": "hm"}], "stop_reason": "max_tokens"}),
    ("anthropic", {"content": [{"type": "text", "text": "I"}], "stop_reason": "refusal"}),
    ("gemini", {"promptFeedback": {"blockReason": "SAFETY"}}),
    ("gemini", {"candidates": [{"finishReason": "PROHIBITED_CONTENT"}]}),
    ("gemini", {"candidates": [{"content": {"role": "model"}, "finishReason": "MAX_TOKENS"}]}),
    ("gemini", {"candidates": [{"content": {"parts": [{"text": "hm", "thought": True}]}}]}),
    ("gemini", {"candidates": [{"content": {"parts": [{"text": ""}]}}]}),
    ("gemini", {"candidates": "none"}),
]
DONE: list[tuple[str, Any]] = [
    ("openai", {"choices": [{"message": {"content": None, "tool_calls": [{"id": "1"}]}}]}),
    ("openai", {"choices": [{"text": "a completion"}]}),
    ("openai", {"output": [{"type": "reasoning"}, {"type": "function_call", "name": "f"}]}),
    ("openai", {"output": [{"type": "message", "content": [{"type": "output_text", "text": "yes"}]}]}),
    ("openai", {"data": [{"embedding": [0.1]}]}),
    ("openai", {"results": [{"flagged": False}]}),
    ("anthropic", {"content": [{"type": "tool_use", "name": "f"}], "stop_reason": "tool_use"}),
    ("anthropic", {"content": [{"type": "thinking"}, {"type": "text", "text": "yes"}]}),
    ("gemini", {"candidates": [{"content": {"parts": [{"functionCall": {"name": "f"}}]}}]}),
    ("gemini", {"candidates": [{"content": {"parts": [{"inlineData": {"data": "x"}}]}}]}),
]


@pytest.mark.parametrize(("vendor", "body"), EMPTY, ids=repr)
def test_a_response_without_an_answer_is_not_done(vendor: str, body: Any) -> None:
    name, became, told = answers.PARSERS[vendor](line(vendor, "row", body))
    assert (name, became) == ("row", "empty") and "answer" not in told and "usage" in told


@pytest.mark.parametrize(("vendor", "body"), DONE, ids=repr)
def test_an_answer_in_any_form_is_done(vendor: str, body: Any) -> None:
    assert answers.PARSERS[vendor](line(vendor, "row", body))[1] == "done"


@pytest.mark.parametrize("vendor", VENDORS)
def test_such_rows_are_counted_billed_not_sent_again_and_handed_to_realtime(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    folder = job(tmp_path, vendor, 3)
    key = "usageMetadata" if vendor == "gemini" else "usage"
    used = {"promptTokenCount": 9} if vendor == "gemini" else {"prompt_tokens": 9, "completion_tokens": 0}
    used = {"input_tokens": 9, "output_tokens": 0} if vendor == "anthropic" else used
    empty = [body for of, body in EMPTY if of == vendor and isinstance(body, dict)]
    world.replies["results"] = results(lambda name, n: line(vendor, name, {**empty[n], key: used}))
    assert script(ALL, folder, vendor)["status"] == 0
    assert script("fallback", folder, vendor, "--after", "0")["status"] == 0
    made = json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))
    assert made["counts"]["empty"] == 3 and made["counts"]["done"] == 0 and len(world.batches) == 1
    assert made["batches"][0]["usage"]["input"] == 27 and made["batches"][0]["done"] == 0
    assert (folder / "answers.jsonl").read_bytes() == b""
    assert len((folder / "fallback.jsonl").read_bytes().splitlines()) == 3


ACCOUNT: list[tuple[str, int, Any]] = [
    ("openai", 429, {"code": "insufficient_quota", "message": "You exceeded your current quota"}),
    ("openai", 401, {"code": "invalid_api_key", "message": "wrong key"}),
    ("openai", 400, {"code": "billing_hard_limit_reached", "message": "limit"}),
    ("anthropic", 0, {"type": "invalid_request_error", "message": "Your credit balance is too low."}),
    ("anthropic", 0, {"type": "billing_error", "message": "no money"}),
    ("anthropic", 0, {"type": "permission_error", "message": "not yours"}),
    ("anthropic", 0, {"type": "rate_limit_error", "message": "slow down"}),
    ("gemini", 8, {"message": "Resource has been exhausted (e.g. check quota)."}),
    ("gemini", 7, {"message": "permission denied"}),
    ("gemini", 429, {"message": "too many"}),
]


@pytest.mark.parametrize(("vendor", "code", "error"), ACCOUNT, ids=repr)
def test_what_is_wrong_with_the_account_is_not_blamed_on_rows(
    script: Driver, world: World, tmp_path: Path, vendor: str, code: int, error: Any
) -> None:
    """Turned away three times, with two attempts a row: once the account is well again, the rows are sent."""
    folder = job(tmp_path, vendor, 2)
    world.replies["results"] = results(lambda name, _: error_line(vendor, name, code, error))
    for _ in range(3):
        told = script("submit poll fetch resubmit poll fetch reconcile", folder, vendor)
        assert told["status"] == 0 and "2 unserved" in told["out"], told
    world.replies.clear()
    assert script(ALL, folder, vendor)["status"] == 0
    made = json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))
    assert made["counts"]["done"] == 2, made


@pytest.mark.parametrize(
    ("vendor", "code", "error", "became"),
    [
        ("openai", 400, {"message": "maximum context length is 8192 tokens"}, "refused"),
        ("openai", 500, {"message": "server"}, "failed"),
        ("openai", 408, {"message": "late"}, "failed"),
        ("anthropic", 0, {"type": "invalid_request_error", "message": "max_tokens: too many"}, "refused"),
        ("anthropic", 0, {"type": "api_error", "message": "server"}, "failed"),
        ("anthropic", 0, "a text", "failed"),
        ("gemini", 3, {"message": "bad field"}, "refused"),
        ("gemini", 13, {"message": "internal"}, "failed"),
    ],
)
def test_what_is_wrong_with_the_row_or_the_server_stays_so(vendor: str, code: int, error: Any, became: str) -> None:
    assert answers.PARSERS[vendor](error_line(vendor, "row", code, error))[1] == became


@pytest.mark.parametrize("line_", [None, 7, [], [["x"]], "text", {}, {"custom_id": ["x"]}, {"result": 7}], ids=repr)
@pytest.mark.parametrize("vendor", VENDORS)
def test_no_line_is_a_fault(vendor: str, line_: Any) -> None:
    name, became, _ = answers.PARSERS[vendor](line_)
    assert became in ("failed", "empty") and not isinstance(name, str)
