"""What the default plan prints, run as printed: batch commands here, those of the big tools by `make test-tools`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_in.server import start
from stand_in.world import World
from tools.printed import blocks

from macros.plan import __main__ as plan
from macros.plan import document
from macros.plan.script import publish_script
from macros.results import __main__ as results
from macros.results.files import read_plan

ROOT = Path(__file__).resolve().parents[2]
PLAN_DATA = ROOT / "tests" / "samples" / "results"


class Desk:
    """A folder with the unpacked archive, and the stand-in endpoint that its commands reach."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.world = folder, World()
        shutil.copytree(
            ROOT / "docs/assets/batch", folder / "site", ignore=shutil.ignore_patterns("__pycache__", "*.zip")
        )
        publish_script(folder / "site", ROOT / "LICENSE")
        zipfile.ZipFile(folder / "site" / "batch-ledger.zip").extractall(folder)
        (folder / "bin").mkdir()
        (folder / "bin" / "python").symlink_to(sys.executable)
        self.server, self.address = start(self.world)

    def run(self, block: str) -> str:
        packages = os.pathsep.join(path for path in sys.path if "site-packages" in path)
        place = {
            **os.environ,
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": packages,
            "ANTHROPIC_API_KEY": "none",
            "ANTHROPIC_BASE_URL": f"{self.address}/anthropic",
        }
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block],
            cwd=self.folder,
            env=place,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.server.shutdown()
    made.server.server_close()


def logged(path: Path, count: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        json.dumps({"id": f"row {n}", "body": {"messages": [{"role": "user", "content": f"row {n}"}], "max_tokens": 9}})
        for n in range(count)
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_the_batch_commands_run_as_printed(desk: Desk, tmp_path: Path) -> None:
    printed = blocks()["batch-files"]
    assert len(printed) == 2
    folder = tmp_path / printed[0].splitlines()[0].split("job=")[1]
    logged(folder / "requests.jsonl", 4)
    world = desk.world
    world.looks, world.fate = 0, {"row 2": "failed"}
    told = [desk.run(block) for block in printed]
    assert json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))["counts"]["done"] == 4
    assert set(world.answered.values()) == {1} and len(world.batches) == 2
    assert told[1].count('"record": 1') == 2
    (tmp_path / "plan.json").write_text(document.as_json(plan.asked(None)), encoding="utf-8")
    assert results.main([str(tmp_path / "plan.json"), str(folder / "reconcile.json")]) == 0


def test_the_canary_commands_run_as_printed_hour_after_hour(desk: Desk, tmp_path: Path) -> None:
    (printed,) = blocks()["canaries"]
    logged(tmp_path / "pool.jsonl", 5000)
    desk.world.looks = 0
    first = desk.run(printed)
    (folder,) = (tmp_path / "jobs" / "ticket-summaries-canaries").iterdir()
    assert desk.run(printed).count("accounted for") == len(list(folder.parent.iterdir()))
    size = {"S": 10, "M": 50, "L": 500}[folder.name[-1]]
    assert f"{size} rows in, {size} accounted for: {size} done" in first
    files = [job / "requests.jsonl" for job in folder.parent.iterdir()]
    sent = Counter(json.loads(line)["id"] for file in files for line in file.read_bytes().splitlines())
    assert desk.world.answered == sent, "each row of each hour is paid once, also when the hour turns between two runs"


def test_the_printed_results_command_names_the_files_that_the_printed_tools_write() -> None:
    steps = blocks()
    written = [
        word
        for step in ("own-endpoint-guidellm", "own-endpoint-aiperf")
        for block in steps[step]
        for word in block.replace(",path=", " OUT ").replace("--output-artifact-dir", "OUT").split()
    ]
    outputs = [written[n + 1] for n, word in enumerate(written) if word == "OUT"]
    outputs = [
        name if name.endswith(".json") else f"{name}/profile_export.jsonl" for name in outputs if name != "trace.jsonl"
    ]
    words = [word for word in steps["results"][0].split() if word != "\\"]
    assert words[3] == "plan.json" and words[6:] == outputs
    jobs = (
        blocks()["batch-files"][0].splitlines()[0].split("job=")[1],
        blocks()["canaries"][0].splitlines()[0].split("jobs=", 1)[1],
    )
    assert words[4:6] == [f"{jobs[0]}/reconcile.json", f"{jobs[1]}/*/reconcile.json"]


def test_the_reader_of_results_takes_the_plans_own_json(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(document.as_json(plan.asked(None)), encoding="utf-8")
    problems: list = []
    made, sample = read_plan(tmp_path / "plan.json", problems), read_plan(PLAN_DATA / "plan.json", problems)
    assert not problems and made and sample and set(made) == set(sample)
