"""Every data file has one declaration, one wing and one reader: nothing opens it past them."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_house import modules

from macros import data_files
from macros.files import declared as d

ROOT = Path(__file__).resolve().parents[2]
LOADERS = {
    "load",
    "safe_load",
    "load_all",
    "safe_load_all",
    "full_load",
    "unsafe_load",
    "compose",
    "compose_all",
    "parse",
}
FRONT_MATTER = {"macros.lesson.cite"}  # reads the head of a page, which is no data file


def declarations(room: str) -> dict[str, Any]:
    """A wing's declared files by the names of their constants; by the modules of now, as a build reads them afresh."""
    shapes = importlib.import_module("macros.files.declared")
    names = vars(importlib.import_module(f"macros.{room}.declared"))
    return {name: value for name, value in names.items() if isinstance(value, shapes.DataFile | shapes.Table)}


def home(name: str) -> str:
    """The wing that declares a file."""
    rooms = ("prices", "evidence", "calculator", "plan", "quiz")
    return next(room for room in rooms for file in declarations(room).values() if file.path.rpartition("/")[2] == name)


def words(tree: ast.Module) -> Iterator[str]:
    """The strings of a module that are no docstrings."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def faults(name: str, text: str) -> list[str]:
    """What a module does past the readers."""
    room, tree, said = name.split(".")[1] if "." in name else "", ast.parse(text), []
    owner = name.endswith(".declared")
    for word in words(tree):
        for file in data_files.BY_NAME:
            if re.search(rf"(^|/){re.escape(file)}$", word) and not (owner and room == home(file)):
                said.append(f"{name} names {file}, which {home(file)} declares")
    for node in ast.walk(tree):
        used = node.func if isinstance(node, ast.Call) else None
        if (
            isinstance(used, ast.Attribute)
            and isinstance(used.value, ast.Name)
            and used.value.id == "yaml"
            and used.attr in LOADERS
            and room != "files"
            and name not in FRONT_MATTER
        ):
            said.append(f"{name} reads YAML by itself")
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("declared") and room != "data_files":
            theirs = (
                (node.module or "").split(".")[-2:-1]
                if node.level > 1 or (node.module or "").startswith("macros")
                else [room]
            )
            for alias in node.names:
                if theirs and theirs[0] not in (room, "files") and alias.name in handles(theirs[0]):
                    said.append(f"{name} takes {alias.name} from {theirs[0]}")
    return said


def handles(room: str) -> set[str]:
    """The names under which a wing holds its files."""
    return set(declarations(room))


def test_every_data_file_of_the_repository_is_declared_and_every_declared_file_is_there() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "docs/data"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    files = {name for name in listed if name.endswith((".yml", ".csv"))}
    assert files == {file.path for file in data_files.BY_NAME.values()}


def test_no_module_opens_a_data_file_past_its_reader_and_none_is_opened_by_two_wings() -> None:
    found = [
        fault
        for name, path in modules(ROOT / "macros").items()
        for fault in faults(name, path.read_text(encoding="utf-8"))
    ]
    assert found == []


PLANTED = {
    "by its path": (
        'root / "docs/data/workloads.yml"\n',
        "macros.lesson.bet names workloads.yml, which prices declares",
    ),
    "by its name": ('values("evidence.yml")\n', "macros.lesson.bet names evidence.yml, which evidence declares"),
    "a table": (
        'open("demand/azure24-week.csv")\n',
        "macros.lesson.bet names azure24-week.csv, which evidence declares",
    ),
    "the declaration of another wing": (
        "from ..prices.declared import WORKLOADS\n",
        "macros.lesson.bet takes WORKLOADS from prices",
    ),
    "YAML without a reader": ("yaml.safe_load(path.read_text())\n", "macros.lesson.bet reads YAML by itself"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_opening_is_seen(planted: str) -> None:
    text, said = PLANTED[planted]
    assert faults("macros.lesson.bet", text) == [said]


def test_every_fact_asks_for_its_source() -> None:
    """A record with a date of its source has the source beside it, and back, save for what is dated otherwise."""

    def records(shape: object) -> Iterator[d.Record]:
        if isinstance(shape, d.Record):
            yield shape
            for key in shape.keys:
                yield from records(key.shape)
        for inner in ("of", "first", "second"):
            yield from records(getattr(shape, inner, None)) if hasattr(shape, inner) else ()
        for _, record in getattr(shape, "kinds", ()):
            yield from records(record)

    dated = 0
    for file in data_files.FILES:
        for record in records(file.shape):
            keys = {key.name: key for key in record.keys}
            if "as_of" in keys and "release" not in keys:
                dated += 1
                assert "source" in keys and keys["source"].required and keys["as_of"].required, (file.name, list(keys))
    assert dated >= 10
