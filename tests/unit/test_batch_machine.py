"""A fault of this machine is named as what it is, and nothing is said to be sent; arguments have ranges."""

from __future__ import annotations

import datetime
import email.utils
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from calling import Caller, Patience
from stand_in.desk import BASE, FAST, SCRIPT, VENDORS, Driver, job
from stand_in.world import World

KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "gemini": "GEMINI_API_KEY"}


def bare(verb: str, folder: Path, vendor: str, base: str, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The script as a process of its own, as a person starts it."""
    given = ["--vendor", vendor, "--model", "m", "--base-url", base, *FAST, *more]
    return subprocess.run(
        [sys.executable, str(SCRIPT / "batch_ledger.py"), verb, str(folder), *given],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **dict.fromkeys(KEYS.values(), "key"), **env},
    )


def events(folder: Path) -> list[str]:
    return [json.loads(line)["event"] for line in (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("key", ["sk-x\n", "sk x", "sk-\u00e9", "\u200bsk"], ids=ascii)
def test_a_key_that_is_none_is_named_at_once(
    served: tuple[Any, str], world: World, tmp_path: Path, vendor: str, key: str
) -> None:
    folder = job(tmp_path, vendor)
    ran = bare("submit", folder, vendor, served[1] + BASE[vendor], **{KEYS[vendor]: key})
    assert ran.returncode == 2 and ran.stderr.startswith(f"{KEYS[vendor]} holds a line's end, a space or another sign")
    assert not world.calls and "trying" not in events(folder) and len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("address", ["gateway.example/v1", "ftp://a.b", "http://", "http://a b/", "http://x:999999"])
def test_an_address_that_is_none_is_named_at_once(script: Driver, world: World, tmp_path: Path, address: str) -> None:
    told = script("submit", job(tmp_path, "openai"), "openai", "--base-url", address)
    assert told["status"] == 2 and told["out"].startswith(f"--base-url: {address!r} is no address"), told
    assert not (tmp_path / "ledger.jsonl").read_text()


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://no-such-host.invalid", "https://127.0.0.1:9/x"])
def test_an_address_that_cannot_be_reached_is_said_and_nothing_counts_as_sent(
    script: Driver, world: World, tmp_path: Path, vendor: str, address: str
) -> None:
    folder = job(tmp_path, vendor)
    told = script("submit", folder, vendor, "--base-url", address, "--tries", "2")
    assert told["status"] == 3 and f"this machine cannot reach {address}" in told["out"], told
    assert events(folder)[-1] in ("prepared", "unsent") and len(told["out"].strip().splitlines()) == 2


FULL = "import sys, batch_ledger, ledger, disk, os\n{fault}\nsys.exit(batch_ledger.main({argv!r}))"
FAULTS = [
    ("import fcntl\ndef no(*a): raise OSError(37, 'No locks available')\nfcntl.flock = no", "this disk keeps no locks"),
    ("def no(*a): raise OSError(28, 'No space left on device')\nos.fsync = no", "No space left on device"),
    ("def no(*a): raise OSError(30, 'Read-only file system')\nos.replace = no", "Read-only file system"),
    ("def no(*a, **k): raise PermissionError(13, 'Permission denied', 'x')\ndisk.Path.open = no", "Permission denied"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_disk_that_fails_is_named_and_nothing_was_sent(
    served: tuple[Any, str], world: World, tmp_path: Path, fault: str, said: str
) -> None:
    folder = job(tmp_path, "openai")
    base = served[1] + BASE["openai"]
    argv = ["submit", str(folder), "--vendor", "openai", "--model", "m", "--base-url", base, *FAST]
    code = FULL.format(fault=fault, argv=argv)
    env = {**os.environ, "OPENAI_API_KEY": "key", "PYTHONPATH": str(SCRIPT)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    assert ran.returncode == 1 and said in ran.stderr and "Traceback" not in ran.stderr, ran.stderr
    assert not world.calls["create"]
    assert script_again(folder, base) == 0 and len(world.batches) == 1, "mended, it goes on"


def script_again(folder: Path, base: str) -> int:
    return bare("submit", folder, "openai", base).returncode


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: folder.write_text("a file"),
        lambda folder: (folder / "requests.jsonl").mkdir(parents=True),
        lambda folder: (job(folder, "openai"), (folder / "lock").mkdir()),
        lambda folder: (job(folder, "openai"), (folder / "ledger.jsonl").mkdir()),
        lambda folder: (job(folder, "openai"), (folder / "ready").write_text("a file")),
        lambda folder: (folder.mkdir(), (folder / "requests.jsonl").symlink_to("/dev/zero")),
    ],
    ids=["the folder", "requests", "lock", "ledger", "ready", "a device"],
)
def test_files_that_are_none_are_named(script: Driver, world: World, tmp_path: Path, make: Any) -> None:
    make(tmp_path / "job")
    told = script("submit", tmp_path / "job", "openai")
    assert told["status"] == 1 and str(tmp_path / "job") in told["out"] and len(told["out"].splitlines()) <= 2, told
    assert not world.calls


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--max-rows", "-1"), ("--max-rows", "0"), ("--max-rows", "1e3"), ("--tries", "\u0663"), ("--attempts", "0"),
        ("--after", "nan"), ("--after", "-1"), ("--after", "inf"), ("--settle", "nan"), ("--first-wait", "-0.1"),
        ("--longest-wait", "soon"), ("--longest-wait", "1e300"),
    ],
)  # fmt: skip
def test_numbers_have_ranges(script: Driver, world: World, tmp_path: Path, flag: str, value: str) -> None:
    told = script("submit", job(tmp_path, "openai"), "openai", f"{flag}={value}")
    assert told["status"] == 2 and f"argument {flag}" in told["out"] and not world.calls, told


@pytest.mark.parametrize("folder", ["", "a\0b"])
def test_a_folder_has_a_name(script: Driver, world: World, folder: str) -> None:
    told = script("check", folder, "openai")  # type: ignore[arg-type]  # as a shell hands it over
    assert told["status"] == 2 and "is no folder" in told["out"], told


class Slept(list[float]):
    pass


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> Slept:
    made = Slept()
    monkeypatch.setattr(time, "sleep", made.append)
    return made


def http_date(seconds: float) -> str:
    return email.utils.format_datetime(
        datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds), usegmt=True
    )


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        ("2", 2), ("2.5", 2.5), ("0", 1), ("date", 30), ("past", 1), ("86400", 60), ("-5", 1), ("nan", 1),
        ("soon", 1), ("\u0662", 1), ("", 1), ("1e9", 1), ("Fri, 99 Nov 2026 99:99:99 GMT", 1),
    ],
)  # fmt: skip
def test_retry_after_is_obeyed_as_number_and_as_date_and_within_what_a_person_allows(
    slept: Slept, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, asked: str, waits: float
) -> None:
    class Told(Exception):
        status_code = 429
        response = type("R", (), {"headers": {"retry-after": {"date": http_date(30.5), "past": http_date(-9)}.get(
            asked, asked)}, "json": lambda self: {"error": {}}})()  # fmt: skip

    answers: list[Any] = [Told(), "done"]

    def make() -> Any:
        one = answers.pop(0)
        if isinstance(one, Exception):
            raise one
        return one

    caller = Caller(type("V", (), {"key": "K", "base_url": None})(), Patience(3, 1, 60))  # type: ignore[arg-type]
    caller.opened, caller.broken, caller.mine, caller.never_left = True, KeyError, (KeyError,), (KeyError,)  # type: ignore[assignment]
    assert caller(make, creates=True) == "done"
    assert slept == [pytest.approx(waits, abs=1)]
    assert ("as --longest-wait allows" in capsys.readouterr().out) is (asked == "86400")


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("call", ["look", "list", "create", "results"])
def test_a_page_instead_of_an_object_is_one_sentence(
    script: Driver, world: World, tmp_path: Path, vendor: str, call: str
) -> None:
    folder = job(tmp_path, vendor)
    if call == "list":
        world.faults["create"] = ["cut after"]
    done = {"n": 0}

    def page(self: Any, act: Any, *at: str) -> bytes:
        done["n"] += 1
        if call == "create":
            act(self, *at)
        return b"<html>sign in</html>"

    world.replies[call] = page
    told = script("submit poll fetch reconcile", folder, vendor)
    found = call == "create" and told["status"] == 0  # its list shows at once what was made
    assert "Traceback" not in told["out"] and (told["status"] == 3 or found) and done["n"], told
    world.replies.clear()
    assert 0 in [script("submit poll fetch reconcile", folder, vendor)["status"] for _ in range(3)]
    assert len(world.batches) == 1 and set(world.answered.values()) == {1}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_clock_that_was_set_back_is_not_waited_for(script: Driver, world: World, tmp_path: Path, vendor: str) -> None:
    """The ledger's moments lie a day ahead, as they do after the clock went back by one."""
    folder = job(tmp_path, vendor)
    world.faults, world.lag = {"create": ["cut after"]}, None
    assert script("submit", folder, vendor)["status"] == 3
    path = folder / "ledger.jsonl"
    ahead = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)).isoformat(timespec="seconds")
    facts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text(
        "".join(json.dumps({**fact, **({"at": ahead} if "at" in fact else {})}) + "\n" for fact in facts),
        encoding="utf-8",
    )
    began = time.monotonic()
    assert script("submit", folder, vendor, "--settle", "0.2")["status"] == 3
    (batch,) = world.batches
    ref = next(fact["ref"] for fact in facts if fact["event"] == "prepared")
    name = f"batches/{batch}" if vendor == "gemini" else batch
    world.looks = None
    assert script("submit", folder, vendor, "--arrived", f"{ref}={name}")["status"] == 0
    assert script("poll", folder, vendor, "--after", "0.2")["status"] == 4
    assert time.monotonic() - began < 20
