"""What a vendor's usage object bills, each token once; counts that are none are 0 or unknown, and never a fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import usage
from stand_in.desk import ALL, Driver, job
from stand_in.replies import line, results
from stand_in.world import World

SIDES = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
CASES: list[tuple[str, Any, dict[str, int], list[str]]] = [
    ("openai", SIDES, {"input": 100, "cached_input": 0, "output": 20}, []),
    ("openai", {**SIDES, "prompt_tokens_details": None}, {"input": 100, "cached_input": 0, "output": 20}, []),
    (
        "openai",
        {**SIDES, "prompt_tokens_details": {"cached_tokens": 40, "cache_write_tokens": 10, "audio_tokens": 5}},
        {"input": 45, "cached_input": 40, "output": 20, "cache_write": 10, "audio_input": 5},
        [],
    ),
    (
        "openai",
        {
            "input_tokens": 100,
            "input_tokens_details": {
                "cached_tokens": 0,
                "cache_write_tokens": 60,
                "cache_write_tokens_details": {"ttl_12h_tokens": 50, "ttl_30m_tokens": 10},
            },
            "output_tokens": 20,
            "output_tokens_details": {"reasoning_tokens": 15},
            "total_tokens": 120,
        },
        {"input": 40, "cached_input": 0, "output": 20, "cache_write": 10, "cache_write_12h": 50},
        [],
    ),
    ("openai", {"prompt_tokens": 7, "total_tokens": 7}, {"input": 7, "cached_input": 0, "output": 0}, []),
    (
        "openai",
        {**SIDES, "completion_tokens_details": {"audio_tokens": 12, "reasoning_tokens": 3, "video_tokens": 4}},
        {
            "input": 100,
            "cached_input": 0,
            "output": 8,
            "audio_output": 12,
            "completion_tokens_details.video_tokens": 4,
        },
        [],
    ),
    (
        "anthropic",
        {
            "input_tokens": 10,
            "output_tokens": 20,
            "cache_read_input_tokens": None,
            "cache_creation_input_tokens": 4000,
            "cache_creation": {"ephemeral_5m_input_tokens": 1000, "ephemeral_1h_input_tokens": 3000},
            "server_tool_use": {"web_search_requests": 2, "web_fetch_requests": 1},
            "service_tier": "batch",
        },
        {
            "input": 10,
            "cached_input": 0,
            "cache_write": 1000,
            "output": 20,
            "cache_write_1h": 3000,
            "web_searches": 2,
        },
        [],
    ),
    (
        "anthropic",
        {"input_tokens": 1, "output_tokens": 2, "cache_creation": None, "server_tool_use": None},
        {"input": 1, "cached_input": 0, "cache_write": 0, "output": 2},
        [],
    ),
    (
        "gemini",
        {
            "promptTokenCount": 100,
            "cachedContentTokenCount": 40,
            "candidatesTokenCount": 20,
            "thoughtsTokenCount": 30,
            "toolUsePromptTokenCount": 9,
            "totalTokenCount": 159,
            "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 90}, {"modality": "AUDIO", "tokenCount": 10}],
            "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 15}, {"modality": "TEXT", "tokenCount": 5}],
        },
        {"input": 50, "cached_input": 40, "output": 35, "tool_input": 9, "audio_input": 10, "image_output": 15},
        [],
    ),
    ("gemini", {"promptTokenCount": 5}, {"input": 5, "cached_input": 0, "output": 0}, []),
    ("openai", None, {"input": 0, "cached_input": 0, "output": 0}, ["input", "output"]),
    ("openai", "many", {"input": 0, "cached_input": 0, "output": 0}, ["input", "output"]),
    (
        "openai",
        {"prompt_tokens": "100", "completion_tokens": 20, "prompt_tokens_details": {"cached_tokens": "40"}},
        {"input": 0, "cached_input": 0, "output": 20},
        ["cached_input", "input"],
    ),
    ("openai", {**SIDES, "prompt_tokens": -1}, {"input": 0, "cached_input": 0, "output": 20}, ["input"]),
    (
        "anthropic",
        {"input_tokens": 1.5, "output_tokens": True},
        {"input": 0, "cached_input": 0, "cache_write": 0, "output": 0},
        ["input", "output"],
    ),
    ("anthropic", [], {"input": 0, "cached_input": 0, "cache_write": 0, "output": 0}, ["input", "output"]),
    (
        "gemini",
        {"promptTokenCount": None, "candidatesTokenCount": "7", "promptTokensDetails": "none"},
        {"input": 0, "cached_input": 0, "output": 0},
        ["input", "output"],
    ),
]


@pytest.mark.parametrize(("vendor", "used", "parts", "unknown"), CASES)
def test_each_token_is_counted_once_under_what_bills_it(
    vendor: str, used: Any, parts: dict[str, int], unknown: list[str]
) -> None:
    assert usage.KINDS[vendor](used) == (parts, unknown)


ROWS = {
    "openai": {"choices": [{"message": {"content": "yes"}}]},
    "anthropic": {"content": [{"type": "text", "text": "yes"}]},
    "gemini": {"candidates": [{"content": {"parts": [{"text": "yes"}]}}]},
}
KEY = {"openai": "usage", "anthropic": "usage", "gemini": "usageMetadata"}
KNOWN = {
    "openai": {"prompt_tokens": 100, "completion_tokens": 20},
    "anthropic": {"input_tokens": 100, "output_tokens": 20},
    "gemini": {"promptTokenCount": 100, "candidatesTokenCount": 20},
}


@pytest.mark.parametrize("vendor", sorted(KEY))
@pytest.mark.parametrize("used", [None, "text", [1], {}, {"prompt_tokens": None}, 10**400], ids=repr)
def test_rows_with_a_count_that_is_none_are_done_and_said_to_be_unknown(
    script: Driver, world: World, tmp_path: Path, vendor: str, used: Any
) -> None:
    folder = job(tmp_path, vendor, 2)
    world.replies["results"] = results(
        lambda name, n: line(vendor, name, {**ROWS[vendor], KEY[vendor]: used if n else KNOWN[vendor]})
    )
    told = script(ALL, folder, vendor)
    assert told["status"] == 0, told
    made = json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))
    assert made["counts"]["done"] == 2
    (batch,) = made["batches"]
    assert batch["usage"]["input"] == 100 and batch["usage"]["output"] == 20
    assert batch["unknown"]["input"] == 1
