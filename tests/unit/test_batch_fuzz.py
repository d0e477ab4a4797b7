"""Spoilt request files, ledgers and results: a problem or an answer, no traceback, and no wrong count.

A few each time; `make fuzz` asks for 20,000 of each (FUZZ_BATCH=20000). What is read is compared with a plain reading.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import accounts
import answers
import facts
import lines
import pytest
from ledger import Batch, Ledger
from rows import read_requests

FUZZ = int(os.environ.get("FUZZ_BATCH", "400"))
PIECES = [
    b"null", b"-1", b"1e999", b"NaN", b'"x"', b"[]", b"{}", b"true", b"\xff", b"\x00", b"[" * 300, b"9" * 5000, b"\n",
    b"\r", b"\\ud83d", "\u2028".encode(), b'"', b",", b":", b"}", b'"id"', b'"event"', b'"rows"',
    b'{"id": "0", "body": {}}\n',
]  # fmt: skip


def spoil(data: bytes, draw: random.Random) -> bytes:
    """One to three small changes: a piece cut, doubled, swapped or put in."""
    for _ in range(draw.randint(1, 3)):
        at, size = draw.randrange(len(data) + 1), draw.choice([0, 1, 1, 2, 8, 60])
        piece = draw.choice([b"", data[at : at + size] * 2, draw.choice(PIECES), bytes([draw.randrange(256)])])
        data = data[:at] + piece + data[at + size :]
    return data


def plain(line: bytes) -> Any:
    """A line as json alone reads it, duplicate keys and numbers that are none refused."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            raise ValueError
        return made

    def never(word: str) -> Any:
        raise ValueError(word)

    value = json.loads(line.decode("utf-8"), object_pairs_hook=once, parse_constant=never)
    json.dumps(value, allow_nan=False)
    return value


def test_spoilt_requests_are_read_as_they_stand_or_refused(tmp_path: Path) -> None:
    draw, good = random.Random(20261127), 0
    whole = b"".join(
        lines.encode({"id": str(n), "body": {"messages": [{"role": "user", "content": f"row {n} \u00e9"}]}})
        for n in range(4)
    )
    path = tmp_path / "requests.jsonl"
    for _ in range(FUZZ):
        data = spoil(whole, draw)
        path.write_bytes(data)
        rows, problems = read_requests(path)
        assert all(one.startswith(f"{path}:") for one in problems)
        if problems:
            continue
        good += 1
        told = [plain(line) for line in data.removeprefix(lines.MARK).split(b"\n") if line.strip(b"\r")]
        assert rows == {row["id"]: row["body"] for row in told} and len(rows) == len(told), data
    assert good > FUZZ / 20


FACTS: list[dict[str, Any]] = [
    {"event": "job", "vendor": "openai", "model": "m", "endpoint": "/v1", "base_url": None},
    {"event": "prepared", "ref": "b1", "attempt": 1, "rows": ["a", "b"], "size": 9, "at": "2026-11-24T00:00:00Z"},
    {"event": "trying", "ref": "b1", "at": "2026-11-24T00:00:01Z"},
    {"event": "submitted", "ref": "b1", "id": "x", "adopted": False},
    {"event": "state", "ref": "b1", "state": {"status": "completed", "created": None, "lines": 2, "errors": []}},
    {"event": "fetched", "ref": "b1"},
]  # fmt: skip


def test_a_spoilt_ledger_is_read_as_it_stands_or_refused(tmp_path: Path) -> None:
    draw, good, refused = random.Random(20261128), 0, set[str]()
    whole = b"".join(map(lines.encode, FACTS))
    for _ in range(FUZZ):
        data = spoil(whole, draw)
        (tmp_path / "ledger.jsonl").write_bytes(data)
        try:
            ledger = Ledger(tmp_path)
        except facts.Stop as stop:
            refused.add(str(stop).split(": ")[1])
            continue
        ledger.close()
        good += 1
        told = [plain(line) for line in data.removeprefix(lines.MARK).split(b"\n")[:-1]]
        assert set(ledger.batches) == {fact["ref"] for fact in told if fact["event"] == "prepared"}, data
        ids = {fact["ref"]: fact["id"] for fact in told if fact["event"] == "submitted"}
        assert all(batch.id in ("", ids.get(ref)) for ref, batch in ledger.batches.items()), data
    assert good > FUZZ / 20
    assert refused == {"this line is no fact of a ledger. Restore the file from its last copy."}


def result(vendor: str, name: str) -> dict[str, Any]:
    bodies: dict[str, Any] = {
        "openai": {"choices": [{"message": {"content": "yes"}}], "usage": {"prompt_tokens": 3, "completion_tokens": 1}},
        "anthropic": {"content": [{"type": "text", "text": "yes"}], "usage": {"input_tokens": 3, "output_tokens": 1}},
        "gemini": {"candidates": [{"content": {"parts": [{"text": "yes"}]}}], "usageMetadata": {"promptTokenCount": 3}},
    }
    if vendor == "openai":
        return {"custom_id": name, "error": None, "response": {"status_code": 200, "body": bodies[vendor]}}
    if vendor == "anthropic":
        return {"custom_id": name, "result": {"type": "succeeded", "message": bodies[vendor]}}
    return {"key": name, "response": bodies[vendor]}


@pytest.mark.parametrize("vendor", sorted(answers.PARSERS))
def test_spoilt_results_count_each_row_at_most_once_and_never_one_that_is_not_there(vendor: str) -> None:
    draw = random.Random(f"{vendor} 20261129")
    batch = Batch("b1", 1, ["a", "b", "c"], 9, "2026-11-24T00:00:00Z")
    whole = b"".join(lines.encode(result(vendor, f"b1-{n}")) for n in range(3))
    key = "key" if vendor == "gemini" else "custom_id"
    for _ in range(FUZZ):
        data = spoil(whole, draw)
        seen, strays = accounts.own_rows(batch, data, answers.PARSERS[vendor])
        filled = [line for line in data.removeprefix(lines.MARK).split(b"\n") if line.strip()]
        assert len(seen) + sum(strays.values()) == len(filled), data
        named = set()
        for line in filled:
            try:
                named.add(str(plain(line)[key]))
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
        assert {f"b1-{batch.rows.index(id)}" for id in seen} <= named, data
        account = accounts._account(batch, seen, strays)
        assert 0 <= account["done"] <= 3 and all(type(n) is int and n >= 0 for n in account["usage"].values()), data
