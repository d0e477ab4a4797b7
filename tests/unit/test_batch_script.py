"""The downloadable batch script, with the vendors' own clients, against endpoints that lose, repeat, shuffle, expire, stall and refuse.

What is held for each: every id is accounted for, no answer that a vendor has is lost, and no row is answered twice.
"""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stand_in.server import start
from stand_in.world import World

TESTS = Path(__file__).resolve().parents[1]
VENDORS = ("openai", "anthropic", "gemini")
BASE = {"openai": "/openai", "anthropic": "/anthropic", "gemini": "/gemini"}
FAST = ["--first-wait", "0.01", "--longest-wait", "0.01", "--settle", "0", "--tries", "4"]


class Driver:
    """The process that forks the script; see stand_in/driver.py."""

    def __init__(self, bases: dict[str, str]) -> None:
        import os

        keys = dict.fromkeys(("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY"), "no-key-is-needed")
        self.bases = bases
        self.process = subprocess.Popen([sys.executable, "-W", "error", str(TESTS / "stand_in" / "driver.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **keys})

    def __call__(self, verbs: str, folder: Path, vendor: str, *more: str, kill_at: int | None = None, warm: bool = False) -> dict[str, Any]:
        """Runs the verbs, one after the other until one does not end with 0; tells the last one's status and all that was said."""
        given = [str(folder), "--vendor", vendor, "--model", "a-model", "--base-url", self.bases[vendor], *FAST, *more]
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"runs": [[verb, *given] for verb in verbs.split()], "kill_at": kill_at, "warm": warm}) + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Any, str]]:
    server, address = start(World())
    yield server, address
    server.shutdown()
    server.server_close()


@pytest.fixture
def world(served: tuple[Any, str]) -> World:
    fresh = World()
    served[0].RequestHandlerClass.world = fresh
    return fresh


@pytest.fixture(scope="module")
def script(served: tuple[Any, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    driver = Driver({vendor: served[1] + base for vendor, base in BASE.items()})
    for vendor in VENDORS:
        assert driver(ALL, job(tmp_path_factory.mktemp("warm"), vendor), vendor, warm=True)["status"] == 0
    yield driver
    assert driver.process.stdin and driver.process.stdout
    driver.process.stdin.close()
    assert driver.process.wait(10) == 0
    driver.process.stdout.close()


def job(folder: Path, vendor: str, rows: int = 6) -> Path:
    """A folder with so many requests, each asking for its own number."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for number in range(rows):
        prompt = f"row {number}"
        body = {"contents": [{"parts": [{"text": prompt}]}]} if vendor == "gemini" else {"messages": [{"role": "user", "content": prompt}], "max_tokens": 20}
        lines.append(json.dumps({"id": f"ticket/{number} é", "body": body}, ensure_ascii=False) + "\n")
    (folder / "requests.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


ALL = "submit poll fetch resubmit poll fetch reconcile"


def finish(script: Driver, world: World, folder: Path, vendor: str, *more: str) -> dict[str, Any]:
    """What a person would type, again as long as the script asks to be run later; the last reconciliation.

    Asked whether a batch arrived, the person looks at the vendor, where the truth is.
    """
    looked: list[str] = []
    for _ in range(6):
        told = script(ALL, folder, vendor, *looked, *more)
        if told["status"] != 3:
            break
        arrived = {name.split("-")[0] for batch in world.batches.values() for name, _ in batch.rows}
        looked += [word for mark in re.findall(r"--not-arrived (\w+)", told["out"]) if mark not in arrived for word in ("--not-arrived", mark)]
    assert told["status"] == 0, told
    return dict(json.loads((folder / "reconcile.json").read_text(encoding="utf-8")))


def answers(folder: Path) -> dict[str, Any]:
    return {row["id"]: row for row in map(json.loads, (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines())}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_clean_job_answers_every_row_once(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    folder = job(tmp_path, vendor)
    told = script("check", folder, vendor)
    assert told["status"] == 0 and "6 rows, ids unique; 1 files to send" in told["out"], told
    made = finish(script, world, folder, vendor)
    assert made["counts"]["done"] == 6 and sum(made["counts"].values()) == 6
    assert all(f"answer to row {number}" in json.dumps(answers(folder)[f"ticket/{number} é"]) for number in range(6))
    assert set(world.answered.values()) == {1} and len(world.batches) == 1
    assert made["batches"][0]["usage"] == {"input": 360, "cached_input": 240, "output": 120} | ({"cache_write": 0} if vendor == "anthropic" else {})


@pytest.mark.parametrize("vendor", VENDORS)
def test_rows_that_failed_or_are_late_are_sent_again_and_lost_ones_only_when_asked(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    folder = job(tmp_path, vendor, 8)
    world.fate = {"row 1": "lost", "row 2": "failed", "row 3": "expired", "row 4": "refused"}
    world.shuffle = world.repeat = world.stranger = True
    made = finish(script, world, folder, vendor)
    lost = 2 if vendor == "gemini" else 1  # its results leave out a row that expired as they do one that was lost
    assert made["counts"] == {"done": 7 - lost, "failed": 0, "refused": 1, "expired": 0, "missing": lost, "running": 0, "unclear": 0, "waiting": 0, "handed": 0}
    assert made["batches"][0]["repeated"] == 2 and made["batches"][0]["foreign"] == 1
    again = list(world.batches.values())[1]
    assert sorted(prompt for _, prompt in again.rows) == ["row 2", "row 3"][: 3 - lost]
    assert set(world.answered.values()) == {1}, "the lost row was answered and billed once, and is not sent again unasked"
    told = script("resubmit poll fetch reconcile", folder, vendor, "--missing")
    assert told["status"] == 0 and f"{lost} rows to send again" in told["out"]
    assert json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))["counts"]["done"] == 7
    assert [prompt for _, prompt in list(world.batches.values())[2].rows] == ["row 1", "row 3"][:lost]


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("fault", ["429", "500", "500 after", "cut after"])
def test_a_create_that_breaks_is_never_paid_twice(script: Driver, world: World, tmp_path: Path, vendor: str, fault: str) -> None:
    world.faults = {"create": [fault], "list": ["429"], "look": ["500"], "upload": ["500", "cut after"] if fault == "500" else []}
    made = finish(script, world, job(tmp_path, vendor), vendor)
    assert made["counts"]["done"] == 6
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_batch_that_the_list_does_not_show_is_not_sent_again_however_often_one_asks(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    folder = job(tmp_path, vendor)
    world.faults, world.lag = {"create": ["cut after"]}, None
    told = [script(verbs, folder, vendor, "--after", "0") for verbs in ("submit", "submit", "resubmit", "fallback")]
    assert [run["status"] for run in told] == [3] * 4 and all("so they are not sent again" in run["out"] for run in told), told
    assert script("reconcile", folder, vendor)["status"] == 4 and "6 unclear" in script("reconcile", folder, vendor)["out"]
    assert (folder / "fallback.jsonl").read_text(encoding="utf-8") == "", "a row that may be paid in batch is not handed to realtime"
    world.lag = 0
    made = finish(script, world, folder, vendor)
    assert made["counts"]["done"] == 6 and world.calls["create"] == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_persons_word_counts_for_the_batch_it_names_and_not_against_the_vendors_list(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    folder = job(tmp_path, vendor)
    world.faults = {"create": ["500", "cut after"]}
    told = script("submit", folder, vendor, "--max-rows", "3")  # one file did not arrive, the other did
    first, second = (json.loads(line)["ref"] for line in (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines() if '"prepared"' in line)
    assert told["status"] == 3 and f"--not-arrived {first}" in told["out"]
    assert script("submit", folder, vendor, "--not-arrived", "b0")["status"] == 2 and world.calls["create"] == 2
    for _ in range(3):  # both are named, and again once it is settled: the second is found and taken over all the same
        script("submit", folder, vendor, "--not-arrived", first, "--not-arrived", second)
    assert world.calls["create"] == 3 and len(world.batches) == 2
    assert finish(script, world, folder, vendor)["counts"]["done"] == 6 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_what_the_vendor_refused_or_never_heard_is_sent_again_without_a_question(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    folder = job(tmp_path / "refused", vendor)
    world.faults = {"create": ["401"]}
    told = script("submit", folder, vendor)
    assert told["status"] == 1 and "the vendor refuses" in told["out"]
    assert finish(script, world, folder, vendor)["counts"]["done"] == 6 and len(world.batches) == 1 and not world.calls["list"]
    server, address = start(world)
    server.shutdown()
    server.server_close()
    folder = job(tmp_path / "unheard", vendor, 2)
    there = ("--base-url", address + BASE[vendor])
    told = script("submit", folder, vendor, *there)
    assert told["status"] == 3 and "the vendor does not answer" in told["out"], told
    server = start(world, int(address.rsplit(":", 1)[1]))[0]
    assert finish(script, world, folder, vendor, *there)["counts"]["done"] == 2 and len(world.batches) == 2 and not world.calls["list"]
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_batch_that_never_left_is_withdrawn_before_its_rows_go_to_realtime(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    folder = job(tmp_path, vendor)
    world.faults = {"create": ["429"] * 4}
    assert script("submit", folder, vendor)["status"] == 3
    assert script("fallback", folder, vendor, "--after", "18000")["status"] == 0
    assert (folder / "fallback.jsonl").read_text(encoding="utf-8") == "", "not late yet"
    assert script("fallback", folder, vendor, "--after", "0")["status"] == 0
    assert len((folder / "fallback.jsonl").read_text(encoding="utf-8").splitlines()) == 6
    assert script(ALL, folder, vendor)["status"] == 0 and not world.batches, "a row that realtime answers is not sent"


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("faults", [["cut", "429", "cut"], ["short"]], ids=["broken off", "short of lines"])
def test_a_download_that_is_cut_short_loses_no_row(script: Driver, world: World, tmp_path: Path, vendor: str, faults: list[str]) -> None:
    world.faults = {"results": list(faults)}
    made = finish(script, world, job(tmp_path, vendor), vendor)
    assert made["counts"]["done"] == 6 and len(world.batches) == 1


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_batch_that_expires_whole_is_sent_again_once_and_not_for_ever(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    world.expire_all = True
    made = finish(script, world, job(tmp_path, vendor), vendor)
    assert made["counts"]["expired"] == 6 and len(world.batches) == 2 and not world.answered
    assert script("resubmit", tmp_path, vendor)["status"] == 0 and len(world.batches) == 2


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_stalled_batch_is_cancelled_before_its_rows_go_to_realtime(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    folder = job(tmp_path, vendor)
    world.looks = None
    assert script("submit", folder, vendor)["status"] == 0
    assert script("poll", folder, vendor, "--after", "0")["status"] == 4
    assert script("fallback", folder, vendor, "--after", "18000")["status"] == 4, "not late yet"
    assert not world.calls["cancel"]
    script("fallback", folder, vendor, "--after", "0")
    assert world.calls["cancel"] == 1 and (folder / "fallback.jsonl").read_text(encoding="utf-8") == ""
    assert script("poll fetch fallback reconcile", folder, vendor)["status"] == 0
    handed = [json.loads(line)["id"] for line in (folder / "fallback.jsonl").read_text(encoding="utf-8").splitlines()]
    assert handed == ["ticket/1 é", "ticket/3 é", "ticket/5 é"]
    assert set(world.answered) == {"row 0", "row 2", "row 4"}
    script("resubmit", folder, vendor)
    assert len(world.batches) == 1, "a row that realtime answers is not sent again"


def test_a_second_try_is_as_late_as_the_first(script: Driver, world: World, tmp_path: Path) -> None:
    folder = job(tmp_path, "openai", 2)
    world.fate = {"row 1": "failed"}
    assert script("submit poll fetch", folder, "openai")["status"] == 0
    path = folder / "ledger.jsonl"
    path.write_text(re.sub(r'"at": "[^"]+"', '"at": "2026-11-24T00:00:00Z"', path.read_text(encoding="utf-8")), encoding="utf-8")  # long ago
    world.looks = None
    assert script("resubmit", folder, "openai")["status"] == 0 and len(world.batches) == 2
    assert script("poll", folder, "openai", "--after", "3600")["status"] == 4, "the rows are late already: no second wait"
    assert script("fallback", folder, "openai", "--after", "3600")["status"] == 4 and world.calls["cancel"] == 1


@pytest.mark.parametrize("vendor", VENDORS)
def test_killed_at_any_step_and_run_again_nothing_is_lost_or_paid_twice(script: Driver, served: tuple[Any, str], tmp_path: Path, vendor: str) -> None:
    """A job of two files of which one row fails: the kill moves on by one step until a run meets it no more."""
    at = 0
    while True:
        at += 1
        world = served[0].RequestHandlerClass.world = World()
        world.fate = {"row 1": "failed"}
        folder = job(tmp_path / str(at), vendor, 3)
        told = script(ALL, folder, vendor, "--max-rows", "2", kill_at=at)
        if told["status"] != -9:
            assert told["status"] == 0, told
            break
        made = finish(script, world, folder, vendor, "--max-rows", "2")
        assert made["counts"]["done"] == 3 and sum(made["counts"].values()) == 3, (at, made)
        assert set(world.answered.values()) == {1}, (at, world.answered)
        assert len(world.batches) == 3, at
    assert at > 30


def test_two_processes_never_work_on_one_folder(script: Driver, world: World, tmp_path: Path) -> None:
    import fcntl

    folder = job(tmp_path, "openai")
    with (folder / "lock").open("a+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        told = script("submit", folder, "openai")
    assert told["status"] == 1 and "another process works on this folder" in told["out"] and not world.calls


def test_checking_and_reconciling_need_no_key_and_no_client(tmp_path: Path) -> None:
    folder = job(tmp_path, "openai")
    command = [sys.executable, "-S", str(TESTS.parent / "docs/assets/batch/batch_ledger.py")]  # -S: no installed package is found
    asked = [str(folder), "--vendor", "openai", "--model", "m"]
    for verb, expected, status in (("check", "6 rows, ids unique; 1 files to send. Limits of a file: 50000 requests, 200 MB", 0), ("reconcile", "6 rows in, 6 accounted for: 6 waiting", 4)):
        done = subprocess.run([*command, verb, *asked], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (status, "") and expected in done.stdout
    done = subprocess.run([*command, "submit", *asked], capture_output=True, text=True, env={"OPENAI_API_KEY": "x"}, check=False)
    assert done.returncode == 2 and done.stderr == "the vendor's client library is missing. Install it: pip install openai\n"
    done = subprocess.run([*command, "submit", *asked], capture_output=True, text=True, env={}, check=False)
    assert done.returncode == 2 and done.stderr.startswith("the vendor's key is not set. Put it into the environment as OPENAI_API_KEY")
    assert "trying" not in (folder / "ledger.jsonl").read_text(encoding="utf-8")


def test_every_problem_of_the_rows_is_said_before_anything_is_written(script: Driver, world: World, tmp_path: Path) -> None:
    good = '{"id": "a", "body": {}}'
    (tmp_path / "requests.jsonl").write_text(f'{good}\n{{"id": "b"\n{{"id": "c"}}\n{{"id": 7, "body": {{}}}}\n{good}\n{{"id": "d", "body": {{"model": "m", "stream": true}}}}\n', encoding="utf-8")
    told = script("submit", tmp_path, "openai")
    place = tmp_path / "requests.jsonl"
    assert told["status"] == 1
    assert told["out"].splitlines() == [
        f"{place}:2:11: this line is no JSON. Write one whole object a line.",
        f'{place}:3:1: the keys are not "id" and "body" (an object). Write {{"id": "…", "body": {{…}}}}.',
        f"{place}:4:1: the id is not a text. Put it in quotes.",
        f"{place}:5:1: the id 'a' stands in line 1 too. Make each id unique.",
        f"{place}:6:1: the body sets model and stream. Leave it out: the model is the command's, and a batch does not stream.",
    ]
    assert not (tmp_path / "sent").exists() and not world.calls


def test_files_keep_to_the_limits_of_requests_and_bytes() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); from rows import split; rows = {str(n): {'x': 'y' * 400} for n in range(10)}; line = lambda name, body: {'custom_id': name, **body}; print([len(f) for f in split(rows, rows, line, {'max_requests': 4})[0]], [len(f) for f in split(rows, rows, line, {'max_file_mb': 0.001})[0]], split(rows, rows, line, {'max_file_mb': 0.0003})[1][0], [len(f) for f in split(rows, rows, line, {'max_requests': None})[0]])"
    done = subprocess.run([sys.executable, "-c", code, str(TESTS.parent / "docs/assets/batch")], capture_output=True, text=True, check=True)
    assert done.stdout == "[4, 4, 2] [2, 2, 2, 2, 2] the row '0' takes 451 bytes, a file at most 300. Shorten it. [10]\n"


def test_the_shipped_limits_are_those_of_the_price_book() -> None:
    from macros import batch_limits

    assert (TESTS.parent / batch_limits.FILE).read_text(encoding="utf-8") == batch_limits.limits()


def test_a_damaged_ledger_stops_the_script_at_its_line(script: Driver, world: World, tmp_path: Path) -> None:
    folder = job(tmp_path, "openai")
    (folder / "ledger.jsonl").write_text('{"event": "job", "vendor": "openai", "model": "a-model"}\nnonsense\n', encoding="utf-8")
    told = script("submit", folder, "openai")
    assert told["status"] == 1 and "ledger.jsonl:2:1: this line is no fact of a ledger" in told["out"] and not world.calls


def test_the_printed_record_fits_the_published_schema_and_names_nobody(script: Driver, world: World, tmp_path: Path) -> None:
    from macros import turnaround_record

    folder = job(tmp_path, "openai")
    finish(script, world, folder, "openai")
    told = script("record", folder, "openai")
    good, problems = turnaround_record.read_lines("record", told["out"], datetime.datetime.now(datetime.UTC))
    assert problems == [] and len(good) == 1
    ref = next(iter(world.batches.values())).mark
    assert ref not in told["out"] and "openai-batch" not in told["out"] and "ticket" not in told["out"]
