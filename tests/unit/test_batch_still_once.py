"""What still paid twice: a word given again, codes between the two answers, an older ledger, a row that changed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from stand_in.desk import VENDORS, Driver, finish, job
from stand_in.replies import refuse
from stand_in.world import World


def facts(folder: Path) -> list[str]:
    return (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("times", [2, 3])
def test_a_persons_word_counts_for_the_try_it_names_and_no_later_one(
    script: Driver, world: World, tmp_path: Path, vendor: str, times: int
) -> None:
    folder = job(tmp_path, vendor)
    world.faults, world.lag = {"create": ["500", *["cut after"] * 5]}, None
    told = script("submit", folder, vendor)
    (word,) = re.findall(r"--not-arrived (\w+)", told["out"])
    for _ in range(times):  # the same command again, from the shell's history
        told = script("submit", folder, vendor, "--not-arrived", word)
    assert told["status"] == 3 and world.calls["create"] == 2 and len(world.batches) == 1, told
    assert f"--not-arrived {word[:-1]}2" in told["out"]
    world.lag = 0
    assert finish(script, world, folder, vendor)["counts"]["done"] == 6
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("word", ["b0_1", "MARK", "MARK_0", "MARK_9", "MARK_x", "MARK_", "_1"])
def test_a_word_that_names_no_try_is_refused(script: Driver, world: World, tmp_path: Path, word: str) -> None:
    folder = job(tmp_path, "openai")
    world.faults = {"create": ["500"]}
    (mark,) = re.findall(r"--not-arrived (\w+)_1", script("submit", folder, "openai")["out"])
    told = script("submit", folder, "openai", "--not-arrived", word.replace("MARK", mark))
    assert told["status"] == 2 and "is no try of a batch" in told["out"] and world.calls["create"] == 1, told


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("code", [302, 307, 402, 403, 404, 408, 409, 413, 425, 499, 502, 504])
@pytest.mark.parametrize("words", [None, b"<html>a gateway</html>"], ids=["json", "page"])
def test_a_create_that_was_carried_out_is_found_whatever_code_came_back(
    script: Driver, world: World, tmp_path: Path, vendor: str, code: int, words: bytes | None
) -> None:
    folder = job(tmp_path, vendor)
    world.replies["create"] = refuse(code, 1, words, {"location": "/elsewhere"}, after=True)
    assert finish(script, world, folder, vendor)["counts"]["done"] == 6
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("code", [400, 401, 429])
def test_a_gateways_page_with_a_code_of_the_vendors_is_no_word_of_the_vendor(
    script: Driver, world: World, tmp_path: Path, vendor: str, code: int
) -> None:
    folder = job(tmp_path / "page", vendor)
    world.replies["create"] = refuse(code, 1, b"<html>a gateway</html>", after=True)
    assert finish(script, world, folder, vendor)["counts"]["done"] == 6
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}
    world.replies["create"] = refuse(code, 4)  # and in its own words it is a plain no
    folder = job(tmp_path / "plain", vendor, 1)
    assert script("submit", folder, vendor)["status"] in (1, 3) and '"unsent"' in facts(folder)[-1]


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_batch_that_a_person_found_is_taken_over_by_its_name(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    folder = job(tmp_path, vendor)
    world.faults, world.lag = {"create": ["cut after"]}, None
    told = script("submit", folder, vendor)
    (mark,) = re.findall(r"--arrived (\w+)=ITS-ID", told["out"])
    name = ("batches/" if vendor == "gemini" else "") + next(iter(world.batches))
    for wrong in ("nothing", f"{mark}=", "b0=x"):
        assert script("submit", folder, vendor, "--arrived", wrong)["status"] == 2
    assert script("submit poll fetch reconcile", folder, vendor, "--arrived", f"{mark}={name}")["status"] == 0
    assert world.calls["create"] == 1 and set(world.answered.values()) == {1}


def deleted(folder: Path, kept: list[str]) -> None:
    (folder / "ledger.jsonl").unlink()


def cut(event: str) -> Callable[[Path, list[str]], None]:
    """The ledger as it was before the first fact of this kind."""

    def spoil(folder: Path, kept: list[str]) -> None:
        at = next(n for n, line in enumerate(kept) if f'"event": "{event}"' in line)
        (folder / "ledger.jsonl").write_text("".join(kept[:at]), encoding="utf-8")

    return spoil


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("verbs", ["submit", "submit poll fetch", "submit poll fetch reconcile"])
@pytest.mark.parametrize(
    "spoil", [deleted, cut("prepared"), cut("trying")], ids=["deleted", "before it", "before it was sent"]
)
def test_a_ledger_that_is_older_than_its_folder_stops_and_sends_nothing(
    script: Driver, world: World, tmp_path: Path, vendor: str, verbs: str, spoil: Callable[[Path, list[str]], None]
) -> None:
    folder = job(tmp_path, vendor)
    assert script(verbs, folder, vendor)["status"] == 0
    kept = facts(folder)
    spoil(folder, kept)
    for verb in ("submit", "fallback", "resubmit"):
        told = script(verb, folder, vendor, "--after", "0")
        assert told["status"] == 1 and "Restore ledger.jsonl from its last copy" in told["out"], told
    assert world.calls["create"] == 1
    (folder / "ledger.jsonl").write_text("".join(kept), encoding="utf-8")
    assert finish(script, world, folder, vendor)["counts"]["done"] == 6
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_an_older_ledger_that_only_lacks_the_answer_finds_the_batch(
    script: Driver, world: World, tmp_path: Path, vendor: str
) -> None:
    folder = job(tmp_path, vendor)
    assert script("submit", folder, vendor)["status"] == 0
    cut("submitted")(folder, facts(folder))
    assert finish(script, world, folder, vendor)["counts"]["done"] == 6
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


def test_rows_that_realtime_has_are_not_sent_by_an_older_ledger(script: Driver, world: World, tmp_path: Path) -> None:
    folder = job(tmp_path, "openai")
    world.faults["create"] = ["429"] * 4
    assert script("submit", folder, "openai")["status"] == 3
    assert script("fallback", folder, "openai", "--after", "0")["status"] == 0
    cut("withdrawn")(folder, facts(folder))
    told = script("submit", folder, "openai")
    assert told["status"] == 1 and "it hands rows to realtime" in told["out"] and not world.batches, told


@pytest.mark.parametrize("place", ["sent", "results"])
def test_a_fact_whose_file_is_gone_stops_and_says_what_to_do(
    script: Driver, world: World, tmp_path: Path, place: str
) -> None:
    folder = job(tmp_path, "openai")
    assert script("submit poll fetch reconcile", folder, "openai")["status"] == 0
    shutil.move(folder / place, tmp_path / "away")
    for verb in ("reconcile", "resubmit", "submit"):
        told = script(verb, folder, "openai")
        assert told["status"] == 1 and f"{folder / place}/b" in told["out"] and "estore it" in told["out"], told
    if place == "results":
        assert script("fetch reconcile", folder, "openai")["status"] == 0


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("when", ["submit", "submit poll fetch"])
def test_a_row_that_changed_after_it_was_sent_is_said(
    script: Driver, world: World, tmp_path: Path, vendor: str, when: str
) -> None:
    folder = job(tmp_path, vendor)
    assert script(when, folder, vendor)["status"] == 0
    path = folder / "requests.jsonl"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("row 3", "row three").replace("row 4", "row four"), encoding="utf-8")
    for verb in ("submit", "resubmit", "reconcile"):
        told = script(verb, folder, vendor)
        assert told["status"] == 1 and "2 rows have changed" in told["out"] and "'ticket/3 é'" in told["out"], told
    path.write_text(before, encoding="utf-8")
    more = json.dumps({"id": "new", "body": json.loads(before.splitlines()[0])["body"]}).replace("row 0", "row 9")
    path.write_text(before + more + "\n", encoding="utf-8")
    assert finish(script, world, folder, vendor)["counts"]["done"] == 7 and set(world.answered.values()) == {1}


@pytest.mark.parametrize(
    "fact",
    [
        '{"event": "prepared", "ref": "b1", "attempt": 1, "rows": null, "size": 1, "at": "2026-11-24T00:00:00Z"}',
        '{"event": "prepared", "ref": "../b1", "attempt": 1, "rows": [], "size": 1, "at": "2026-11-24T00:00:00Z"}',
        '{"event": "prepared", "ref": "b1", "attempt": "1", "rows": [], "size": 1, "at": "yesterday"}',
        '{"event": "state", "ref": "b1", "state": null}',
        '{"event": "trying", "ref": ["b1"], "at": "2026-11-24T00:00:00Z"}',
        '{"event": ["trying"]}',
        '{"event": "unheard of"}',
        '{"event": "handed", "rows": {"a": 1}}',
        '["event"]',
        "null",
        "[" * 100_000,
    ],
    ids=lambda fact: fact[:60],
)
def test_a_ledger_of_wrong_types_stops_at_its_line(script: Driver, world: World, tmp_path: Path, fact: str) -> None:
    folder = job(tmp_path, "openai")
    assert script("submit", folder, "openai")["status"] == 0
    path = folder / "ledger.jsonl"
    number = len(facts(folder)) + 1
    path.write_text(path.read_text(encoding="utf-8") + fact + "\n", encoding="utf-8")
    told = script("submit", folder, "openai")
    assert told["status"] == 1 and f"{path}:{number}:1: this line is no fact of a ledger" in told["out"], told


def test_a_vendor_that_the_script_does_not_know_is_said(script: Driver, world: World, tmp_path: Path) -> None:
    folder = job(tmp_path, "openai")
    assert script("submit", folder, "openai")["status"] == 0
    path = folder / "ledger.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"vendor": "openai"', '"vendor": "other"'))
    told = script("submit", folder, "openai")
    assert told["status"] == 1 and "belongs to other" in told["out"], told
