"""One batch that is gone, or whose results are, holds up none of the others, and each row of it is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from stand_in.desk import VENDORS, Driver, finish, job
from stand_in.replies import refuse, results
from stand_in.server import Answer
from stand_in.world import World

SPLIT = ("--max-rows", "2")


def counts(folder: Path) -> dict[str, int]:
    whole = json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))["counts"]
    return {name: count for name, count in whole.items() if count}


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("times", [1, 3])
def test_a_404_that_passes_is_repeated(script: Driver, world: World, tmp_path: Path, vendor: str, times: int) -> None:
    world.replies = {"look": refuse(404, times), "results": refuse(404, times)}
    assert finish(script, world, job(tmp_path, vendor), vendor)["counts"]["done"] == 6


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("code", [404, 410])
def test_a_batch_that_is_gone_for_good_holds_up_no_other(
    script: Driver, world: World, tmp_path: Path, vendor: str, code: int
) -> None:
    folder = job(tmp_path, vendor)
    assert script("submit", folder, vendor, *SPLIT)["status"] == 0
    gone = list(world.batches)[1]
    world.replies["look"] = refuse(code, of=lambda id: id == gone)
    told = script("poll", folder, vendor)
    assert told["status"] == 1 and told["out"].count("It counts as gone: its 2 rows are missing") == 1, told
    told = script("poll fetch reconcile", folder, vendor)
    assert told["status"] == 0 and counts(folder) == {"done": 4, "missing": 2}, told
    world.replies.clear()  # and back again: its answers were never lost
    assert script("poll fetch reconcile", folder, vendor)["status"] == 0 and counts(folder) == {"done": 6}
    assert set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("code", [404, 410, 403])
def test_results_that_are_gone_for_good_hold_up_no_other(
    script: Driver, world: World, tmp_path: Path, vendor: str, code: int
) -> None:
    folder = job(tmp_path, vendor)
    assert script("submit poll", folder, vendor, *SPLIT)["status"] == 0
    gone = next(iter(world.batches))
    world.replies["results"] = refuse(code, of=lambda id: id == gone)
    told = script("fetch", folder, vendor)
    assert told["status"] == 1 and "Its results are gone: its rows count as missing" in told["out"], told
    assert script("fetch reconcile", folder, vendor)["status"] == 0
    assert counts(folder) == {"done": 4, "missing": 2}
    script("resubmit", folder, vendor)
    assert len(world.batches) == 3, "a row that may be billed is not sent again unasked"


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("code", [400, 409, 422])
def test_asked_to_end_what_has_just_ended_the_end_is_taken_and_the_next_is_asked(
    script: Driver, world: World, tmp_path: Path, vendor: str, code: int
) -> None:
    folder = job(tmp_path, vendor)
    world.looks = None
    assert script("submit", folder, vendor, *SPLIT)["status"] == 0
    ended = next(iter(world.batches))

    def cancel(self: Any, act: Any, id: str) -> Answer:
        if id == ended:
            self.world._end(self.world.batches[id], "completed")
            return refuse(code)(self, act, id)
        return act(self, id)  # type: ignore[no-any-return]  # the usual answer, whatever it is

    world.replies["cancel"] = cancel
    told = script("fallback", folder, vendor, "--after", "0")
    assert told["status"] == 4 and told["out"].count("asked to end") == 2 and "completed" in told["out"], told
    assert script("poll fetch fallback reconcile", folder, vendor)["status"] == 0
    assert counts(folder) == {"done": 4, "handed": 2}
    assert set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_no_verb_ends_well_while_results_are_still_at_the_vendor(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    folder = job(tmp_path, vendor)
    assert script("submit poll", folder, vendor)["status"] == 0
    for verb in ("reconcile", "resubmit", "fallback"):
        assert script(verb, folder, vendor, "--after", "1000")["status"] == 4, verb
    world.replies["results"] = refuse(500)
    assert script("fetch", folder, vendor)["status"] == 3
    world.replies.clear()
    for verb in ("fetch", "reconcile", "resubmit", "fallback"):
        assert script(verb, folder, vendor, "--after", "1000")["status"] == 0, verb


@pytest.mark.parametrize("vendor", VENDORS)
def test_short_downloads_in_a_row_lose_and_repeat_no_row(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    folder = job(tmp_path, vendor)
    assert script("submit poll", folder, vendor)["status"] == 0
    world.faults["results"] = ["short"] * (16 if vendor == "openai" else 8)  # OpenAI's stand in two files
    told = script("fetch", folder, vendor)
    assert told["status"] == 3 and "2 of 6 rows came. Run this again later." in told["out"], told
    assert script("reconcile", folder, vendor)["status"] == 4 and counts(folder) == {"running": 6}
    told = script("fetch", folder, vendor)
    assert told["status"] == 0 and "2 of 6 rows are in the results, in two runs" in told["out"], told
    assert script("reconcile", folder, vendor)["status"] == 0 and counts(folder) == {"done": 2, "missing": 4}
    told = script("resubmit", folder, vendor, "--missing")
    assert told["status"] == 0 and "0 rows to send again" in told["out"], "a whole download came first"
    assert script("reconcile", folder, vendor)["status"] == 0 and counts(folder) == {"done": 6}
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize(
    ("code", "message", "again"),
    [
        ("mismatched_model", "line 1 asks for another model", False),
        ("invalid_json_line", "line 2 is no JSON", False),
        ("token_limit_exceeded", "Enqueued token limit reached for a-model", True),
        ("billing_hard_limit_reached", "Billing hard limit has been reached", True),
        ("insufficient_quota", "You exceeded your current quota", True),
    ],
)
def test_why_a_batch_failed_is_told_and_kept_and_an_account_is_no_fault_of_rows(
    script: Driver, world: World, tmp_path: Path, code: str, message: str, again: bool
) -> None:
    folder = job(tmp_path, "openai", 2)

    def failed(self: Any, act: Any, id: str) -> Answer:
        told = {"code": code, "message": message, "line": 1, "param": "body.model"}
        counts = {"total": 0, "completed": 0, "failed": 0}
        return {
            **act(self, id),
            "status": "failed",
            "failed_at": 1,
            "request_counts": counts,
            "output_file_id": None,
            "error_file_id": None,
            "errors": {"object": "list", "data": [told]},
        }

    world.replies["look"] = failed
    for _ in range(3):
        told = script("submit poll fetch resubmit poll fetch reconcile", folder, "openai")
        assert told["status"] == 0 and (f"{code}: {message} (line 1)" in told["out"] or len(world.batches) > 1), told
    made = json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))
    assert made["batches"][0]["errors"][0]["message"] == message
    assert counts(folder) == {"unserved" if again else "failed": 2}
    assert len(world.batches) == (4 if again else 2)
    world.replies.clear()
    assert script("resubmit poll fetch reconcile", folder, "openai")["status"] == 0
    assert counts(folder) == ({"done": 2} if again else {"failed": 2})


def test_why_a_job_of_gemini_failed_is_told(script: Driver, world: World, tmp_path: Path) -> None:
    folder = job(tmp_path, "gemini", 2)

    def failed(self: Any, act: Any, id: str) -> Answer:
        made = act(self, id)
        made["metadata"] |= {"state": "BATCH_STATE_FAILED", "endTime": "2026-11-24T00:00:00Z"}
        made["metadata"].pop("output", None)
        return {**made, "done": True, "error": {"code": 8, "message": "quota exceeded for this project"}}

    world.replies["look"] = failed
    told = script("submit poll fetch reconcile", folder, "gemini")
    assert told["status"] == 0 and "quota exceeded for this project" in told["out"], told
    assert counts(folder) == {"unserved": 2}


@pytest.mark.parametrize("vendor", VENDORS)
def test_any_result_line_is_data(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    folder = job(tmp_path, vendor, 12)
    key = "key" if vendor == "gemini" else "custom_id"
    odd: list[bytes] = [
        b"null\n", b"[]\n", b"7\n", b'"text"\n', b"{}\n", f'{{"{key}": null}}\n'.encode(),
        f'{{"{key}": ["a"], "response": {{}}, "result": {{}}}}\n'.encode(), b"[" * 100_000 + b"\n",
        b'{"a": ' + b"9" * 5000 + b"}\n", b'{"a": "\xe9"}\n', b"\n", b'{"a": NaN}\n',
    ]  # fmt: skip
    world.replies["results"] = results(lambda name, n: odd[n])
    for _ in range(2):  # what is short twice is all there is
        told = script("submit poll fetch reconcile", folder, vendor)
        assert "Traceback" not in told["out"] and told["status"] in (0, 3), told
    assert told["status"] == 0 and counts(folder) == {"missing": 12}, told
    (batch,) = json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))["batches"]
    assert batch["foreign"] == 7 and batch["unreadable"] == 4
    world.replies.clear()
    assert script("resubmit reconcile", folder, vendor, "--missing")["status"] == 0 and counts(folder) == {"done": 12}
    assert len(world.batches) == 1


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("code", [404, 410])
def test_a_batch_that_is_gone_keeps_no_other_from_being_asked_to_end(
    script: Driver, world: World, tmp_path: Path, vendor: str, code: int
) -> None:
    folder = job(tmp_path, vendor)
    world.looks = None
    assert script("submit", folder, vendor, *SPLIT)["status"] == 0
    gone = next(iter(world.batches))
    world.replies = {call: refuse(code, of=lambda id: id == gone) for call in ("cancel", "look")}
    told = script("fallback", folder, vendor, "--after", "0")
    assert told["status"] == 1 and told["out"].count("asked to end") == 2, told
