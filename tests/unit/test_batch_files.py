"""The batch script's files: rows, limits, ledger and record, checked before or without any call."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rows import split
from stand_in.desk import SCRIPT, TESTS, Driver, finish, job
from stand_in.world import World


def test_checking_and_reconciling_need_no_key_and_no_client(tmp_path: Path) -> None:
    folder = job(tmp_path, "openai")
    command = [
        sys.executable,
        "-S",
        str(SCRIPT / "batch_ledger.py"),
    ]  # -S: no installed package is found
    asked = [str(folder), "--vendor", "openai", "--model", "m"]
    for verb, expected, status in (
        ("check", "6 rows, ids unique; 1 files to send. Limits of a file: 50000 requests, 200 MB", 0),
        ("reconcile", "6 rows in, 6 accounted for: 6 waiting", 4),
    ):
        done = subprocess.run([*command, verb, *asked], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (status, "") and expected in done.stdout
    done = subprocess.run(
        [*command, "submit", *asked], capture_output=True, text=True, env={"OPENAI_API_KEY": "x"}, check=False
    )
    assert (
        done.returncode == 2
        and done.stderr == "the vendor's client library is missing. Install it: pip install openai\n"
    )
    done = subprocess.run([*command, "submit", *asked], capture_output=True, text=True, env={}, check=False)
    assert done.returncode == 2 and done.stderr.startswith(
        "the vendor's key is not set. Put it into the environment as OPENAI_API_KEY"
    )
    assert "trying" not in (folder / "ledger.jsonl").read_text(encoding="utf-8")


def test_every_problem_of_the_rows_is_said_before_anything_is_written(
    script: Driver, world: World, tmp_path: Path
) -> None:
    good = '{"id": "a", "body": {}}'
    rows = [
        good, '{"id": "b"', '{"id": "c"}', '{"id": 7, "body": {}}', good,
        '{"id": "d", "body": {"model": "m", "stream": true}}',
    ]  # fmt: skip
    (tmp_path / "requests.jsonl").write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    told = script("submit", tmp_path, "openai")
    place = tmp_path / "requests.jsonl"
    assert told["status"] == 1
    assert told["out"].splitlines() == [
        f"{place}:2:11: this line is no JSON. Write one whole object a line.",
        f'{place}:3:1: the keys are not "id" and "body" (an object). Write {{"id": "…", "body": {{…}}}}.',
        f"{place}:4:1: the id is not a text. Put it in quotes.",
        f"{place}:5:1: the id 'a' stands in line 1 too. Make each id unique.",
        (
            f"{place}:6:1: the body sets model and stream. "
            "Leave it out: the model is the command's, and a batch does not stream."
        ),
    ]
    assert not (tmp_path / "sent").exists() and not world.calls


@pytest.mark.parametrize(
    ("limits", "sizes", "problem"),
    [
        ({"max_requests": 4}, [4, 4, 2], None),
        ({"max_file_mb": 0.001}, [2, 2, 2, 2, 2], None),
        ({"max_file_mb": 0.0003}, [], "the row '0' takes 451 bytes, a file at most 300. Shorten it."),
        ({"max_requests": None}, [10], None),
    ],
)
def test_files_keep_to_the_limits_of_requests_and_bytes(limits: Any, sizes: list[int], problem: str | None) -> None:
    rows = {str(n): {"x": "y" * 400} for n in range(10)}
    files, problems = split(rows, rows, lambda name, body: {"custom_id": name, **body}, limits)
    assert [len(file) for file in files] == sizes
    assert problems[:1] == ([problem] if problem else [])


@pytest.mark.parametrize("tries", ["0", "-1", "few"])
def test_a_call_is_made_once_at_least(script: Driver, world: World, tmp_path: Path, tries: str) -> None:
    told = script("submit", job(tmp_path, "openai"), "openai", f"--tries={tries}")
    assert told["status"] == 2 and f"argument --tries: '{tries}' is no number of 1 or more." in told["out"]
    assert not world.calls


def test_the_shipped_limits_are_those_of_the_price_book() -> None:
    from macros.plan import batch_limits

    assert (TESTS.parent / batch_limits.FILE).read_text(encoding="utf-8") == batch_limits.limits()


def test_a_damaged_ledger_stops_the_script_at_its_line(script: Driver, world: World, tmp_path: Path) -> None:
    folder = job(tmp_path, "openai")
    (folder / "ledger.jsonl").write_text(
        '{"event": "job", "vendor": "openai", "model": "a-model", "endpoint": "/v1"}\nnonsense\n', encoding="utf-8"
    )
    told = script("submit", folder, "openai")
    assert (
        told["status"] == 1 and "ledger.jsonl:2:1: this line is no fact of a ledger" in told["out"] and not world.calls
    )


def test_the_printed_record_fits_the_published_schema_and_names_nobody(
    script: Driver, world: World, tmp_path: Path
) -> None:
    from macros.evidence import turnaround_record

    folder = job(tmp_path, "openai")
    finish(script, world, folder, "openai")
    told = script("record", folder, "openai")
    good, problems = turnaround_record.read_lines("record", told["out"], datetime.datetime.now(datetime.UTC))
    assert problems == [] and len(good) == 1
    ref = next(iter(world.batches.values())).mark
    assert ref not in told["out"] and "openai-batch" not in told["out"] and "ticket" not in told["out"]
