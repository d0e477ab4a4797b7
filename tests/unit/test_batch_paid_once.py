"""The batch script pays for nothing twice: broken submissions, lists that lag, a person's word, a kill at any step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from stand_in.desk import ALL, BASE, VENDORS, Driver, finish, job
from stand_in.server import start
from stand_in.world import World


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("fault", ["429", "500", "500 after", "cut after"])
def test_a_create_that_breaks_is_never_paid_twice(
    script: Driver, world: World, tmp_path: Path, vendor: str, fault: str
) -> None:
    world.faults = {
        "create": [fault],
        "list": ["429"],
        "look": ["500"],
        "upload": ["500", "cut after"] if fault == "500" else [],
    }
    made = finish(script, world, job(tmp_path, vendor), vendor)
    assert made["counts"]["done"] == 6
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


def test_a_batch_whose_name_did_not_come_is_looked_for_by_its_mark(
    script: Driver, world: World, tmp_path: Path
) -> None:
    """Google's client lets an answer without a name pass; with the others' it ends the run, and the next one looks."""
    world.faults = {"create": ["nameless"]}
    counts = finish(script, world, job(tmp_path, "gemini"), "gemini")["counts"]
    assert counts["done"] == 6
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_batch_that_the_list_does_not_show_is_not_sent_again_however_often_one_asks(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    folder = job(tmp_path, vendor)
    world.faults, world.lag = {"create": ["cut after"]}, None
    told = [script(verbs, folder, vendor, "--after", "0") for verbs in ("submit", "submit", "resubmit", "fallback")]
    assert [run["status"] for run in told] == [3] * 4 and all(
        "so they are not sent again" in run["out"] for run in told
    ), told
    assert (
        script("reconcile", folder, vendor)["status"] == 4 and "6 unclear" in script("reconcile", folder, vendor)["out"]
    )
    assert (folder / "fallback.jsonl").read_text(encoding="utf-8") == "", (
        "a row that may be paid in batch is not handed to realtime"
    )
    world.lag = 0
    made = finish(script, world, folder, vendor)
    assert made["counts"]["done"] == 6 and world.calls["create"] == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_persons_word_counts_for_the_batch_it_names_and_not_against_the_vendors_list(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    folder = job(tmp_path, vendor)
    world.faults = {"create": ["500", "cut after"]}
    told = script("submit", folder, vendor, "--max-rows", "3")  # one file did not arrive, the other did
    first, second = (
        json.loads(line)["ref"]
        for line in (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
        if '"prepared"' in line
    )
    assert told["status"] == 3 and f"--not-arrived {first}_1" in told["out"]
    assert script("submit", folder, vendor, "--not-arrived", "b0")["status"] == 2 and world.calls["create"] == 2
    for _ in range(3):  # both are named, and again once it is settled: the second is found and taken over all the same
        script("submit", folder, vendor, "--not-arrived", f"{first}_1", "--not-arrived", f"{second}_1")
    assert world.calls["create"] == 3 and len(world.batches) == 2
    assert finish(script, world, folder, vendor)["counts"]["done"] == 6 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_what_the_vendor_refused_or_never_heard_is_sent_again_without_a_question(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    folder = job(tmp_path / "refused", vendor)
    world.faults = {"create": ["401"]}
    told = script("submit", folder, vendor)
    assert told["status"] == 1 and "the vendor refuses" in told["out"]
    assert (
        finish(script, world, folder, vendor)["counts"]["done"] == 6
        and len(world.batches) == 1
        and not world.calls["list"]
    )
    server, address = start(world)
    server.shutdown()
    server.server_close()
    folder = job(tmp_path / "unheard", vendor, 2)
    there = ("--base-url", address + BASE[vendor])
    told = script("submit", folder, vendor, *there)
    assert told["status"] == 3 and "the vendor does not answer" in told["out"], told
    server = start(world, int(address.rsplit(":", 1)[1]))[0]
    assert (
        finish(script, world, folder, vendor, *there)["counts"]["done"] == 2
        and len(world.batches) == 2
        and not world.calls["list"]
    )
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("vendor", VENDORS)
def test_killed_at_any_step_and_run_again_nothing_is_lost_or_paid_twice(
    script: Driver, served: tuple[Any, str], tmp_path: Path, vendor: str
) -> None:
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
