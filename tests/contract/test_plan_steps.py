"""The commands that close the plan: versions, flags and the line on their last run agree with the files beside them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.model.plan.commands import VENDORS, commands
from macros.plan import batch_limits, declared, document, questions, tools_run

ROOT = Path(__file__).resolve().parents[2]
STEPS: dict[str, dict[str, str]] = {
    step["id"]: step for step in yaml.safe_load((ROOT / declared.STEPS.path).read_text(encoding="utf-8"))["steps"]
}
TOOLS = {tool["id"]: tool for tool in tools_run.tools()}


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS.keys())
def test_a_tool_that_runs_is_pinned_where_it_is_installed_and_named_in_its_step(tool: dict[str, Any]) -> None:
    step = STEPS[tool["steps"][0]]
    assert ("not run here" in step["title"]) != tool["run"]
    if tool["id"] in ("guidellm", "aiperf"):
        assert tool["version"] in step["title"] and f"{tool['id']}=={tool['version']}" in step["body"]
        assert f"{tool['id']}=={tool['version']}\n" in (ROOT / f"requirements-tools-{tool['id']}.in").read_text(
            encoding="utf-8"
        )
        assert re.search(
            rf"^{tool['id']}=={re.escape(tool['version'])} ",
            (ROOT / f"requirements-tools-{tool['id']}.txt").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    elif tool["run"]:
        assert f"{tool['id']}=={tool['version']}\n" in (ROOT / "requirements-test.in").read_text(encoding="utf-8")


def test_the_command_that_is_not_run_uses_the_listed_flags_and_no_other() -> None:
    vllm = TOOLS["vllm"]
    step = STEPS[vllm["steps"][0]]
    command = re.findall(r"```bash\n(.*?)```", step["body"], re.DOTALL)
    assert len(command) == 1
    assert sorted(re.findall(r"(?<= )--[a-z-]+", command[0])) == sorted(vllm["flags"])
    assert vllm["version"] in step["title"] and str(vllm["released"]) in step["body"]


@pytest.mark.parametrize("name", ["guidellm", "aiperf"])
def test_the_line_beside_the_commands_is_the_committed_record(name: str) -> None:
    record = tools_run.last_run()
    runs = [run for run in record["runs"] if run["tool"] == name]
    assert [run["load"] for run in runs] == ["replay", "poisson"] and {run["version"] for run in runs} == {
        TOOLS[name]["version"]
    }
    body = STEPS[TOOLS[name]["steps"][0]]["body"]
    assert [run["command"] for run in runs] == tools_run.fingerprints(body), (
        "a command changed after its last run: run `make test-tools`, and commit what it writes"
    )
    assert [line for line in body.splitlines() if line.startswith(tools_run.OPENS)] == [
        tools_run.line(record, TOOLS[name])
    ]


def test_a_new_run_replaces_the_line_of_the_old_and_touches_nothing_else() -> None:
    text = (ROOT / declared.STEPS.path).read_text(encoding="utf-8")
    for name in ("guidellm", "aiperf"):
        changed = tools_run.with_line(text, TOOLS[name], f"{tools_run.OPENS}: some day.")
        before, after = yaml.safe_load(text)["steps"], yaml.safe_load(changed)["steps"]
        assert [one["id"] for one, other in zip(before, after, strict=True) if one != other] == TOOLS[name]["steps"]
        assert tools_run.with_line(changed, TOOLS[name], tools_run.line(tools_run.last_run(), TOOLS[name])) == text


def test_the_tool_locks_name_no_host_and_hold_hashes() -> None:
    for path in ROOT.glob("requirements-tools-*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text and "--index" not in text and "--find" not in text
        pins = re.findall(r"^\S+==\S+.*\\$", text, re.MULTILINE)
        assert pins and len(pins) == len(re.findall(r"^\S+==", text, re.MULTILINE))


def test_the_weekly_run_reads_only() -> None:
    text = (ROOT / ".github/workflows/test-tools.yml").read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {"contents": "read"}
    assert set(flow[True]) == {"schedule", "workflow_dispatch"}, "YAML reads `on` as true"
    assert {"run": "make test-tools"} in flow["jobs"]["test-tools"]["steps"]
    assert "test-tools" not in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_vendor_and_model_of_a_price_row_reach_the_commands_and_nothing_else_does() -> None:
    for row in questions.rows():
        x = questions.complete({"row": row})
        made = commands(x)
        vendor, _, model = row.partition("/")
        assert all(re.fullmatch(r"[A-Za-z0-9._-]+", made[name]) for name in ("vendor", "model", "slug")), row
        assert (made["vendor"], made["model"], made["other_vendor"]) == (
            (vendor, model, False) if vendor in VENDORS else ("VENDOR", "MODEL", True)
        )
    x = questions.complete({"price_in": 1, "workload": "$(rm -rf ~)"})
    text = document.markdown(x)
    assert (
        "vendor=VENDOR model=MODEL job=jobs/rm-rf\n" in text
        and "put `openai`, `anthropic` or `gemini` for `VENDOR`" in text
    )
    assert set(VENDORS) == set(batch_limits.VENDORS)
