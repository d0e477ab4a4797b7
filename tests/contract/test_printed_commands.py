"""What the default plan prints, run as it is printed: the batch commands here, those of the big tools by `make test-tools`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from stand_in.server import start
from stand_in.world import World
from tools.printed import blocks

from macros import plan, results
from macros.results_files import read_plan

ROOT = Path(__file__).resolve().parents[2]
PLAN_DATA = ROOT / "tests" / "samples" / "results"


def test_the_batch_commands_run_as_printed(tmp_path: Path) -> None:
    printed = blocks()["batch-files"]
    assert len(printed) == 2
    shutil.copytree(ROOT / "docs/assets/batch", tmp_path, dirs_exist_ok=True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    folder = tmp_path / printed[0].splitlines()[0].split("job=")[1]
    folder.mkdir(parents=True)
    rows = [json.dumps({"id": f"row {n}", "body": {"messages": [{"role": "user", "content": f"row {n}"}], "max_tokens": 9}}) for n in range(4)]
    (folder / "requests.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    world = World()
    world.looks, world.fate = 0, {"row 2": "failed"}
    server, address = start(world)
    packages = os.pathsep.join(path for path in sys.path if "site-packages" in path)
    place = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": packages, "ANTHROPIC_API_KEY": "none", "ANTHROPIC_BASE_URL": f"{address}/anthropic"}
    try:
        for block in printed:
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", block], cwd=tmp_path, env=place, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    finally:
        server.shutdown()
        server.server_close()
    assert json.loads((folder / "reconcile.json").read_text(encoding="utf-8"))["counts"]["done"] == 4
    assert set(world.answered.values()) == {1} and len(world.batches) == 2
    assert done.stdout.count('"record": 1') == 2
    (tmp_path / "plan.json").write_text(plan.twin(plan.asked(None)), encoding="utf-8")
    assert results.main([str(tmp_path / "plan.json"), str(folder / "reconcile.json")]) == 0


def test_the_printed_results_command_names_the_files_that_the_printed_tools_write() -> None:
    steps = blocks()
    written = [word for step in ("own-endpoint-guidellm", "own-endpoint-aiperf") for block in steps[step] for word in block.replace(",path=", " OUT ").replace("--output-artifact-dir", "OUT").split()]
    outputs = [written[n + 1] for n, word in enumerate(written) if word == "OUT"]
    outputs = [name if name.endswith(".json") else f"{name}/profile_export.jsonl" for name in outputs if name != "trace.jsonl"]
    assert [word for word in steps["results"][0].split()[5:] if word != "\\"] == outputs


def test_the_reader_of_results_takes_the_plans_own_json_twin(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(plan.twin(plan.asked(None)), encoding="utf-8")
    problems: list = []
    made, sample = read_plan(tmp_path / "plan.json", problems), read_plan(PLAN_DATA / "plan.json", problems)
    assert not problems and made and sample and set(made) == set(sample)
