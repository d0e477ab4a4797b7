"""The files around the project: workflows, forms and policies fit their published schemas and name what is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.lesson_dates import from_due

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
SCHEMAS = {
    "github-workflows": WORKFLOWS,
    "github-issue-forms": FORMS,
    "github-issue-config": [GITHUB / "ISSUE_TEMPLATE/config.yml"],
    "citation-file-format": [ROOT / "CITATION.cff"],
}


def fits(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--default-filetype",
        "yaml",
        "--builtin-schema",
        f"vendor.{schema}",
        *map(str, files),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values() for step in job["steps"]]


def changes_of_the_search_path(path: Path) -> list[str]:
    """Lines that change where Python finds modules, in code or in a text that may be run as code."""
    change = r"sys\.path\s*(\.\w+\(|\[[^]]*\]\s*=[^=]|\+?=[^=])|syspath_prepend|addsitedir"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{path.name}:{number}: {line}" for number, line in enumerate(lines, 1) if re.search(change, line)]


def text_of_the_contribution_path() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in [
            *WORKFLOWS,
            *GITHUB.glob("*.sh"),
            *GITHUB.glob("*.md"),
            *FORMS,
            *ROOT.glob("*.md"),
            ROOT / "CITATION.cff",
        ]
    )


@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_file_fits_its_published_schema_and_a_misspelt_key_does_not(schema: str, tmp_path: Path) -> None:
    out = fits(schema, *SCHEMAS[schema])
    assert out.returncode == 0, out.stdout
    broken = tmp_path / "broken.yml"
    broken.write_text(SCHEMAS[schema][0].read_text(encoding="utf-8") + "\nnome: x\n", encoding="utf-8")
    assert fits(schema, broken).returncode == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_the_forges_own_and_pinned_by_commit(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_and_each_write_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    writes = {
        f"{name}"
        for given in [flow["permissions"], *(job.get("permissions", {}) for job in flow["jobs"].values())]
        for name, right in given.items()
        if right == "write"
    }
    assert (
        writes
        == {"check": set(), "publish": {"pages", "id-token"}, "watch": {"issues"}, "test-tools": set()}[path.stem]
    )
    assert "secrets." not in text
    assert "pull_request_target" not in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_workflow_runs_is_there(path: Path) -> None:
    run = "\n".join(step.get("run", "") for step in steps(path))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"\bmake (?:--silent )?([\w./-]+)", run)
    assert targets
    assert [target for target in targets if not re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE)] == []
    for script in re.findall(r"(\.github/[\w-]+\.sh)", run):
        assert os.access(ROOT / script, os.X_OK), script
    for module in re.findall(r"-m (macros\.\w+)", run):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module


def test_a_pull_request_is_checked_in_the_order_that_helps_its_author() -> None:
    run = [step.get("run") or step["uses"] for step in steps(GITHUB / "workflows/check.yml")]
    order = [
        next(i for i, text in enumerate(run) if wanted in text)
        for wanted in ("changed.sh", "make check", "make test", "make build", "upload-artifact")
    ]
    assert order == sorted(order)


def test_nothing_is_published_before_every_test_has_passed() -> None:
    flow = yaml.safe_load((GITHUB / "workflows/publish.yml").read_text(encoding="utf-8"))
    run = [step.get("run") or step["uses"] for step in flow["jobs"]["build"]["steps"]]
    assert (
        run.index("make test")
        < run.index("make build")
        < next(i for i, text in enumerate(run) if "upload-pages" in text)
    )
    assert flow["jobs"]["deploy"]["needs"] == "build"
    assert flow[True]["push"]["branches"] == ["main"]  # YAML reads the key `on` as true


def matcher() -> re.Pattern[str]:
    return re.compile(
        json.loads((GITHUB / "problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"][0]["pattern"][0][
            "regexp"
        ]
    )


def test_the_matcher_finds_file_line_column_and_severity_in_each_message_an_author_can_get() -> None:
    said = [
        line
        for path in (ROOT / "tests/broken").rglob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(said) > 80
    for line in said:
        found = matcher().match(line)
        assert found, line
        file, row, column = found[1], found[2], found[3]
        assert line.startswith(f"{file}:{row}:{column}: ") and found[5] in line
    warned = matcher().match("quizzes/a/b.yml:3:5: warning: it is long. Cut it.")
    assert warned and warned.groups() == ("quizzes/a/b.yml", "3", "5", "warning", "it is long. Cut it.")
    assert not matcher().match("0 errors, 2 warnings")


@pytest.mark.parametrize("folder", ["tests", "benchmarks", "macros", "docs"])
def test_modules_are_found_by_the_environment_and_by_no_line_of_code(folder: str) -> None:
    """Who starts a program names its folders, in PYTHONPATH or in pyproject.toml."""
    paths = [path for path in sorted((ROOT / folder).rglob("*.py")) if path != Path(__file__).resolve()]
    assert [line for path in paths for line in changes_of_the_search_path(path)] == []


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("sys.path.insert(0, here)", True),
        ("sys.path[:0] = [here]", True),
        ("sys.path += [here]", True),
        ('code = "import sys; sys.path.append(sys.argv[1])"', True),
        ("monkeypatch.syspath_prepend(here)", True),
        ("packages = [path for path in sys.path if here in path]", False),
        ("assert sys.path == before", False),
    ],
)
def test_a_line_that_changes_the_search_path_is_seen(line: str, changes: bool, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(f"import sys\n{line}\n", encoding="utf-8")
    assert changes_of_the_search_path(tmp_path / "x.py") == ([f"x.py:2: {line}"] if changes else [])


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_pull_request_checks_the_content_that_it_changed_and_no_other(tmp_path: Path) -> None:
    for name in (
        "quizzes/q/stays.yml",
        "quizzes/q/changes.yml",
        "quizzes/q/goes.yml",
        "quizzes/x.schema.json",
        "docs/data/prices.yml",
        "docs/index.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "before")
    for name in (
        "quizzes/q/changes.yml",
        "quizzes/q/with a space.yml",
        "quizzes/q/deeper/no.yml",
        "quizzes/x.schema.json",
        "docs/data/prices.yml",
        "docs/data/workloads.yml",
        "docs/data/demand/azure24-week.csv",
        "docs/data/schemas/prices.schema.json",
        "docs/index.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("two\n", encoding="utf-8")
    (tmp_path / "quizzes/q/goes.yml").unlink()
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "after")
    out = subprocess.run([GITHUB / "changed.sh", "HEAD^1"], cwd=tmp_path, capture_output=True, check=True).stdout
    assert out.decode().split("\0") == [
        "docs/data/demand/azure24-week.csv",
        "docs/data/prices.yml",
        "docs/data/workloads.yml",
        "quizzes/q/changes.yml",
        "quizzes/q/with a space.yml",
        "",
    ]


@pytest.mark.parametrize(
    ("open_issue", "left", "asked"),
    [
        ("", "- a row\n", "issue create --title Facts past their date --body-file"),
        ("7", "- a row\n", "issue edit 7 --body-file"),
        ("7", "", "issue close 7 --comment"),
        ("", "", None),
    ],
)
def test_a_watch_keeps_one_issue(open_issue: str, left: str, asked: str | None, tmp_path: Path) -> None:
    fake = tmp_path / "gh"
    fake.write_text(
        f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n[ "$2" = list ] && echo "{open_issue}"\nexit 0\n',
        encoding="utf-8",
    )
    fake.chmod(0o755)
    (tmp_path / "left.txt").write_text(left, encoding="utf-8")
    command = [GITHUB / "one-issue.sh", "Facts past their date", tmp_path / "left.txt"]
    subprocess.run(
        command, env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}, check=True, capture_output=True
    )
    lines = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("issue list ")
    assert len(lines) == (2 if asked else 1)
    assert asked is None or lines[1].startswith(asked)


@pytest.mark.parametrize(
    ("day", "prices", "pages"), [("2026-01-01", False, False), ("2026-12-20", True, False), (from_due(3), True, True)]
)
def test_what_is_due_is_said_and_nothing_else(day: str, prices: bool, pages: bool) -> None:
    out = subprocess.run(
        [sys.executable, "-m", "macros.due", "--today", day], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert ("## Prices" in out, "## Pages" in out) == (prices, pages)
    assert out == "" or prices or pages


def test_the_guide_for_contributors_fits_on_one_screen_and_the_pull_request_on_three_lines() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 60
    assert len((GITHUB / "pull_request_template.md").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")), ids=lambda path: path.stem)
def test_every_file_that_a_guide_links_to_or_tells_to_edit_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = [
        *re.findall(r"\]\((?!https?:)([^)#]+)", text),
        *re.findall(r"`((?:docs|quizzes|macros|tests)/[\w./-]+)`", text),
    ]
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_project_has_one_author_and_names_no_other() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert citation["authors"] == [{"name": "The Batch-inference economics contributors"}]
    assert f"site_author: {citation['authors'][0]['name']}\n" in settings
    assert f"site_name: {citation['title']}\n" in settings
    assert not re.search(r"[\w.]+@[\w-]+\.\w+", text_of_the_contribution_path()), "no address of a person"
