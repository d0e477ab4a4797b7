"""`make test-tools`: runs the plan's commands of guidellm and AIPerf, as printed, against guidellm's mock server.

No GPU and no key. Reads the result files back with `python -m macros.results`, holds the number of answers to the
commands, and writes docs/data/tools-run.yml and the line "Last run as printed" of each step. Exit status 1 when a
command failed or a result could not be read back; what happened is written all the same.
"""

from __future__ import annotations

import datetime
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import yaml

from macros.files.problems import Problem
from macros.plan import __main__ as plan
from macros.plan import document
from macros.plan.declared import RUN, STEPS
from macros.plan.tools_run import fingerprints, line, tools, with_line
from macros.results.files import read_result

from .printed import blocks

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENTS = ROOT / ".venv-tools"
PORT, LONGEST_S = 8000, 900
RESULTS = {
    "guidellm": ("guidellm-replay.json", "guidellm-poisson.json"),
    "aiperf": ("aiperf-replay/profile_export.jsonl", "aiperf-poisson/profile_export.jsonl"),
}


def main() -> int:
    """Everything, from an empty folder to the written record."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _make_inputs(work)
        server = _server(work)
        try:
            runs = [run for tool in tools() if tool["id"] in RESULTS for run in _tool(tool, work)]
        finally:
            server.terminate()
            server.wait(30)
        read_back = _read_back(work)
    _write(
        {
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "python": platform.python_version(),
            "against": "guidellm mock-server",
            "read_back": "ok" if read_back else "failed",
            "runs": runs,
        }
    )
    for run in runs:
        print(
            f"{run['tool']} {run['version']} {run['load']}: {run['outcome']}, {run['answers']} answers,"
            f" {run['failed']} failed, {run['seconds']} s"
        )
    return 0 if read_back and all(run["outcome"] == "ok" for run in runs) else 1


def _make_inputs(work: Path) -> None:
    """The tokenizer and the trace that the commands name, the trace as long as guidellm's first command asks."""
    rows = _count(blocks()["own-endpoint-guidellm"][0])
    python = ENVIRONMENTS / "guidellm/bin/python"
    subprocess.run([python, ROOT / "tests/tools/make_inputs.py", str(rows)], cwd=work, check=True)


def _read_back(work: Path) -> bool:
    """Whether `python -m macros.results` reads all result files beside the plan; what it says is printed."""
    (work / "plan.json").write_text(document.as_json(plan.asked(None)), encoding="utf-8")
    results = [work / file for files in RESULTS.values() for file in files]
    read_back = subprocess.run(
        [sys.executable, "-m", "macros.results", work / "plan.json", *results],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    print(read_back.stdout, read_back.stderr)
    return read_back.returncode == 0


def _server(work: Path) -> subprocess.Popen[bytes]:
    """The mock server at the address that the commands name; AssertionError when it is taken."""
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", PORT)) != 0, (
            f"port {PORT}, which the printed commands name, is in use. Free it."
        )
    log = (work / "server.log").open("wb")
    server = subprocess.Popen(
        [
            ENVIRONMENTS / "guidellm/bin/guidellm",
            "mock-server",
            "--port",
            str(PORT),
            "--model",
            "my-model",
            "--ttft-ms",
            "20",
            "--itl-ms",
            "2",
            "--output-tokens",
            "20",
        ],
        cwd=work,
        stdout=log,
        stderr=log,
    )
    for _ in range(120):
        time.sleep(1)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/v1/models", timeout=2).close()
        except OSError:
            continue
        return server
    server.terminate()
    raise AssertionError((work / "server.log").read_text(encoding="utf-8", errors="replace"))


def _tool(tool: dict[str, Any], work: Path) -> list[dict[str, Any]]:
    """Runs a tool's two blocks; what became of each."""
    version = _installed_version(tool["id"])
    assert version == tool["version"], (
        f"{tool['id']} {version} is installed, the plan prints {tool['version']}. Move both."
    )
    step = tool["steps"][0]
    prints = fingerprints(next(each["body"] for each in document.steps() if each["id"] == step))
    return [
        {
            "tool": tool["id"],
            "version": version,
            "load": load,
            "command": command,
            **_block(tool, load, block, work, file),
        }
        for load, block, file, command in zip(
            ("replay", "poisson"), blocks()[step], RESULTS[tool["id"]], prints, strict=True
        )
    ]


def _installed_version(tool: str) -> str:
    ask = f"import importlib.metadata as m; print(m.version({tool!r}))"
    python = ENVIRONMENTS / tool / "bin/python"
    return subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


def _block(tool: dict[str, Any], load: str, block: str, work: Path, file: str) -> dict[str, Any]:
    """Runs one block in the folder of its inputs, and holds the answers in its result file to what it asked for."""
    print(f"$ {block}", flush=True)
    started = time.monotonic()
    done = _bash(block, tool["id"], work)
    seconds = round(time.monotonic() - started)
    problems: list[Problem] = []
    result = read_result(work / file, problems) or {"seconds": [], "failed": 0}
    answers, failed = len(result["seconds"]), result["failed"]
    asked = _trace_rows(work) if load == "replay" else _count(block)
    may_miss = tool.get("may_miss", 0) if load == "replay" else 0
    good = done.returncode == 0 and not problems and not failed and 0 <= asked - answers <= may_miss
    if not good:
        print(done.stdout[-6000:], done.stderr[-6000:], *problems, sep="\n")
    outcome = "ok" if good else "failed"
    return {"outcome": outcome, "asked": asked, "answers": answers, "failed": failed, "seconds": seconds}


def _bash(block: str, tool: str, work: Path) -> subprocess.CompletedProcess[str]:
    """The block as a reader's shell runs it, with the tool of its environment first on the path."""
    clean = {name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"}
    return subprocess.run(
        [shutil.which("bash") or "bash", "-euo", "pipefail", "-c", block],
        cwd=work,
        env={**clean, "PATH": f"{ENVIRONMENTS / tool / 'bin'}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )


def _trace_rows(work: Path) -> int:
    return len((work / "trace.jsonl").read_text(encoding="utf-8").splitlines())


def _count(block: str) -> int:
    """The number of requests that a command asks for."""
    number = re.search(r"count(?:=| )(\d+)", block)
    assert number, block
    return int(number[1])


def _write(record: dict[str, Any]) -> None:
    head = f"# yaml-language-server: $schema={RUN.schema}\n"
    head += (
        "# What the printed commands did when they last ran as printed. Written by `make test-tools`; do not edit.\n"
    )
    (ROOT / RUN.path).write_text(head + yaml.safe_dump(record, sort_keys=False), encoding="utf-8")
    text = (ROOT / STEPS.path).read_text(encoding="utf-8")
    for tool in tools():
        if tool["id"] in RESULTS:
            text = with_line(text, tool, line(record, tool))
    (ROOT / STEPS.path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
