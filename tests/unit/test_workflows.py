"""What the forge runs: pinned by commit, with no right that a job does not need, and heard when it is about to stop."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PIN = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def uses(text: str) -> list[str]:
    """Every action that a workflow uses, with the comment beside it."""
    return [line.split("uses:", 1)[1].strip() for line in text.splitlines() if re.match(r"\s*(- )?uses:", line)]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_commit_and_says_its_release(path: Path) -> None:
    found = uses(path.read_text(encoding="utf-8"))
    assert found and [one for one in found if not PIN.fullmatch(one)] == []


def test_one_action_has_one_pin() -> None:
    pins = {one for path in WORKFLOWS for one in uses(path.read_text(encoding="utf-8"))}
    assert len({one.split("@")[0] for one in pins}) == len(pins)


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [str(zizmor), "--offline", "--no-progress", "--persona=pedantic", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})


# Names of jobs are for those who read a list of them; one concurrency group is enough for a file of one job.
TASTE = ("anonymous-definition",)


def findings(told: str) -> list[str]:
    return [rule for rule in re.findall(r"^(?:error|warning|info|help)\[([\w-]+)\]", told, re.M) if rule not in TASTE]


def test_an_auditor_of_workflows_finds_nothing() -> None:
    told = audit(ROOT / ".github")
    assert "findings" in told.stdout + told.stderr, told.stderr
    assert findings(told.stdout) == [], told.stdout


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (re.compile(r"@[0-9a-f]{40} # v[\d.]+"), "@main", "unpinned-uses"),
        (re.compile(r"^permissions:\n  contents: read\n", re.M), "permissions: write-all\n", "excessive-permissions"),
        (re.compile(r"          persist-credentials: false\n"), "", "artipacked"),
        (
            re.compile(r"run: make check$", re.M),
            "run: echo ${{ github.event.pull_request.title }}",
            "template-injection",
        ),
    ],
    ids=["an action by its branch", "all rights", "a token left behind", "a title that is run"],
)
def test_the_auditor_would_see_it(tmp_path: Path, old: re.Pattern[str], new: str, rule: str) -> None:
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert old.search(text)
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/check.yml").write_text(old.sub(new, text), encoding="utf-8")
    assert rule in findings(audit(tmp_path / ".github").stdout)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_and_a_job_has_what_it_needs(path: Path) -> None:
    flow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    for job in flow["jobs"].values():
        writes = {name for name, right in job.get("permissions", {}).items() if right == "write"}
        text = yaml.safe_dump(job)
        assert ("issues" in writes) == ("one-issue.sh" in text) and ("pages" in writes) == ("deploy-pages" in text)


@pytest.mark.parametrize(("age", "said"), [(0, False), (39, False), (40, True), (59, True), (400, True)])
def test_a_quiet_repository_is_told_that_its_watch_will_stop(tmp_path: Path, age: int, said: bool) -> None:
    day = f"{int(time.time()) - age * 86400 - 60} +0000"
    who = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b.c",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b.c",
    }
    env = {**os.environ, **who, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "x"], cwd=tmp_path, check=True, env=env)
    told = subprocess.run([str(ROOT / ".github/quiet.sh")], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (f"The last change is {age} days old." in told.stdout) is said and (told.stdout != "") is said
