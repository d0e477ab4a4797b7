"""A line of JSON Lines ends at a line feed and nowhere else; what JSON does not hold is a problem at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import canary
import lines
import pytest
from stand_in.desk import ALL, VENDORS, Driver, answers, finish
from stand_in.replies import line, results
from stand_in.world import World

SIGNS = ["\u2028", "\u2029", "\x85", "\x0b", "\u001c"]


def body(vendor: str, text: str) -> dict[str, Any]:
    if vendor == "gemini":
        return {"contents": [{"parts": [{"text": text}]}]}
    return {"messages": [{"role": "user", "content": text}], "max_tokens": 20}


def response(vendor: str, text: str) -> dict[str, Any]:
    """A response that says this text."""
    if vendor == "openai":
        return {"choices": [{"message": {"content": text}}], "usage": {"prompt_tokens": 1, "completion_tokens": 1}}
    if vendor == "anthropic":
        return {"content": [{"type": "text", "text": text}], "usage": {"input_tokens": 1, "output_tokens": 1}}
    return {
        "candidates": [{"content": {"parts": [{"text": text}]}}],
        "usageMetadata": {"promptTokenCount": 1, "candidatesTokenCount": 1},
    }


def written(folder: Path, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "requests.jsonl").write_bytes(data)
    return folder


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_signs_that_only_look_like_an_end_stay_inside_their_line(
    script: Driver, world: World, tmp_path: Path, vendor: str, end: str
) -> None:
    prompts = [f"before{sign}after" for sign in SIGNS]
    rows = [
        json.dumps({"id": f"{n}{prompt}", "body": body(vendor, prompt)}, ensure_ascii=False)
        for n, prompt in enumerate(prompts)
    ]
    folder = written(tmp_path, "".join(row + end for row in rows).encode())
    world.replies["results"] = results(lambda name, n: json.dumps(
        line(vendor, name, response(vendor, f"an{SIGNS[n]}swer")), ensure_ascii=False).encode() + b"\r\n")  # fmt: skip
    assert finish(script, world, folder, vendor)["counts"]["done"] == len(SIGNS)
    assert [prompt for _, prompt in next(iter(world.batches.values())).rows] == prompts
    told = lines.split((folder / "answers.jsonl").read_bytes())
    assert [json.loads(one)["id"] for one in told] == [f"{n}{prompt}" for n, prompt in enumerate(prompts)]
    assert all(repr(f"an{sign}swer")[1:-1] in str(json.loads(one)) for sign, one in zip(SIGNS, told, strict=True))


def test_the_realtime_lane_and_a_canary_get_such_a_row_whole(script: Driver, world: World, tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"{n}", "body": body("openai", f"a\u2028{n}")}, ensure_ascii=False) for n in range(3)]
    pool = written(tmp_path / "pool", "".join(row + "\n" for row in rows).encode()) / "requests.jsonl"
    assert canary.main([str(pool), str(tmp_path / "canaries"), "--sizes", "1,2,3", "--hour", "2026-11-24T05"]) == 0
    (folder,) = (tmp_path / "canaries").iterdir()
    world.faults["create"] = ["429"] * 4
    assert script("submit", folder, "openai")["status"] == 3
    assert script("fallback", folder, "openai", "--after", "0")["status"] == 0
    assert (folder / "fallback.jsonl").read_bytes() == (folder / "requests.jsonl").read_bytes()


@pytest.mark.parametrize("vendor", VENDORS)
def test_half_a_surrogate_pair_is_sent_escaped_and_its_answer_is_written(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    row = '{"id": "cut \\ud83d", "body": ' + json.dumps(body(vendor, "PROMPT")).replace("PROMPT", "half \\udc4d") + "}"
    folder = written(tmp_path, row.encode() + b"\n")
    world.replies["results"] = results(lambda name, _: line(vendor, name, response(vendor, "also \ud83d half")))
    told = script(ALL, folder, vendor)
    assert told["status"] == 0, told
    assert next(iter(world.batches.values())).rows[0][1] == "half \udc4d"
    assert list(answers(folder)) == ["cut \ud83d"] and "also \\ud83d half" in (folder / "answers.jsonl").read_text()
    assert "cut \\ud83d" in (folder / "reconcile.json").read_text()


def test_a_byte_order_mark_is_read(script: Driver, world: World, tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": str(n), "body": body("openai", f"row {n}")}) + "\n" for n in range(2))
    folder = written(tmp_path, lines.MARK + rows.encode())
    assert finish(script, world, folder, "openai")["counts"]["done"] == 2


@pytest.mark.parametrize(
    ("spoilt", "column", "said"),
    [
        (b'{"id": "a", "body": {"x": NaN}}', 27, "NaN is no number of JSON"),
        (b'{"id": "a", "body": {"x": "NaN", "y": [1, -Infinity]}}', 43, "-Infinity is no number of JSON"),
        (b'{"id": "a", "body": {"x": Infinity}}', 27, "Infinity is no number"),
        (b'{"id": "a", "body": {"x": 1e999}}', 27, "1e999 is no number"),
        (b'{"id": "a", "body": {"x": ' + b"9" * 5000 + b"}}", 27, "99999999999999999999 is no number"),
        (b'{"id": "a", "id": "b", "body": {}}', 13, "the key 'id' stands twice"),
        (b'{"id": "a", "body": {"x": 1, "x": 2}}', 30, "the key 'x' stands twice"),
        (b'{"id": "a", "body": {"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", 225, "more than 200 brackets"),
        (b"[" * 100_000, 201, "more than 200 brackets"),
        (b'{"id": "\xc3\xa9\xe9", "body": {}}', 10, "this line is not UTF-8"),
        (b'{"id": "a", "body": {"x": "' + b'\\"' * 200_000, 27, "this line is no JSON"),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else None,
)
def test_what_json_does_not_hold_is_a_problem_at_its_place(
    script: Driver, world: World, tmp_path: Path, spoilt: bytes, column: int, said: str
) -> None:
    folder = written(tmp_path, b'{"id": "good", "body": {}}\n' + spoilt + b"\n")
    for verb in ("check", "submit"):
        told = script(verb, folder, "openai")
        assert told["status"] == 1 and f"{folder / 'requests.jsonl'}:2:{column}: {said}" in told["out"], told["out"]
    assert not world.calls and not (folder / "ready").exists()


def test_numbers_that_can_be_kept_are_kept() -> None:
    whole = b'{"a": 1e308, "b": -0.0, "c": ' + b"9" * 4000 + b', "d": "1e999 NaN [[["}'
    assert json.loads(lines.encode(lines.decode(whole))) == json.loads(whole)
