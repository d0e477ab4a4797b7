"""Who may use whom. A folder without a rule fails, and so does an import against one: the house stays as drawn."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import env

ROOT = Path(__file__).resolve().parents[2]
GROUND = {"files", "model"}
PRINTS = GROUND | {"pages", "prices"}
# A room of macros/ -> the rooms that it may import from, itself apart.
MAY_USE = {
    "files": set(),
    "model": set(),
    "hosted": {"files"},
    "fragments": set(),
    "pages": GROUND,
    "prices": GROUND | {"pages"},
    "evidence": PRINTS,
    "quiz": PRINTS | {"evidence"},
    "calculator": PRINTS | {"evidence"},
    "plan": PRINTS | {"evidence", "calculator"},
    "results": GROUND,
    "export": {"files", "pages", "quiz"},
    "lesson": PRINTS | {"evidence", "quiz"},
    "gallery": PRINTS | {"calculator", "plan", "lesson"},
    "data_files": {"files", "prices", "evidence", "quiz", "plan", "calculator"},
    "check": {"files", "pages", "prices", "evidence", "quiz", "plan", "calculator", "lesson", "data_files", "gallery"},
    "due": {"files", "prices", "check"},
    "edge": {"files", "pages", "fragments"},
    "shared": {"pages", "quiz", "lesson", "export"},
    "env": PRINTS | {"edge", "fragments", "shared", "evidence", "calculator", "plan", "lesson", "gallery"},
    "hooks": {"files", "pages"},  # an edge: it stops the build where a page would bring what no reader should meet
}
NOT_ROOMS = {"__init__", "theme"}
# Modules of the model that the browser has no twin of: shapes for a type checker.
SHAPES = {"records", "plan/records"}
# What reads a file knows neither HTML nor how a page looks.
READER = re.compile(
    r"(^|\.)(read\w*|declared|nodes|scalars|yaml_text|json_text|keys|workloads|measured)$|^macros\.results\.files$"
)
DRAWS = re.compile(r"^(macros\.pages\.(render|table|markdown)|markupsafe|jinja2|markdown)\b")


def modules(macros: Path) -> dict[str, Path]:
    """Every module below `macros`, by its dotted name."""
    found = {}
    for path in sorted(macros.rglob("*.py")):
        steps = path.relative_to(macros.parent).with_suffix("").parts
        found[".".join(steps[:-1] if steps[-1] == "__init__" else steps)] = path
    return found


def imports(name: str, path: Path, known: set[str]) -> Iterator[str]:
    """The modules that a module imports anywhere in it, absolute.

    Of `from package import thing` it is the thing, when that is a module.
    """
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *(node.module.split(".") if node.module else [])])
            yield from (inner if (inner := f"{base}.{alias.name}") in known else base for alias in node.names)


def faults(macros: Path) -> list[str]:
    """Every import against a rule, every folder without one, every reader that draws."""
    known = modules(macros)
    rooms = {
        path.stem for path in macros.iterdir() if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
    }
    said = [
        f"{room} has no rule in tests/contract/test_house.py" for room in sorted(rooms - NOT_ROOMS - MAY_USE.keys())
    ]
    for name, path in known.items():
        room = name.split(".")[1] if "." in name else "__init__"
        for used in imports(name, path, set(known)):
            there = used.split(".")[1] if used.startswith("macros.") else room
            if room in MAY_USE and there != room and there not in MAY_USE[room]:
                said.append(f"{name} uses {used}")
            if READER.search(name) and DRAWS.match(used):
                said.append(f"{name} reads a file and draws with {used}")
    return said


def test_every_import_follows_the_house() -> None:
    assert faults(ROOT / "macros") == []


PLANTED = {
    "a floor that looks up": (
        "model/cost.py",
        "from ..prices.read import book\n",
        "macros.model.cost uses macros.prices.read",
    ),
    "a package as a whole": ("files/nodes.py", "from .. import quiz\n", "macros.files.nodes uses macros.quiz"),
    "inside a function": (
        "prices/rows.py",
        "def f():\n    from macros.lesson import tables\n",
        "macros.prices.rows uses macros.lesson.tables",
    ),
    "a reader that draws": (
        "prices/read.py",
        "from ..pages.render import render\n",
        "macros.prices.read reads a file and draws with macros.pages.render",
    ),
    "a reader that knows HTML": (
        "quiz/read_item.py",
        "from markupsafe import Markup\n",
        "macros.quiz.read_item reads a file and draws with markupsafe",
    ),
    "a folder without a rule": ("traffic/read.py", "", "traffic has no rule in tests/contract/test_house.py"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_seen(planted: str, tmp_path: Path) -> None:
    where, text, said = PLANTED[planted]
    for path in modules(ROOT / "macros").values():
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "macros" / where
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")
    assert faults(tmp_path / "macros") == [said]


def names(folder: Path, suffix: str) -> set[str]:
    return {
        path.relative_to(folder).with_suffix("").as_posix()
        for path in folder.rglob(f"*{suffix}")
        if path.stem != "__init__"
    }


def test_the_model_has_the_same_modules_in_both_languages() -> None:
    assert names(ROOT / "macros/model", ".py") - SHAPES == names(ROOT / "docs/model", ".js")
    assert names(ROOT / "macros/model", ".py") >= SHAPES


def test_the_browsers_model_and_workers_use_the_model_alone() -> None:
    """No DOM and no network: what runs in a worker can be held by the same vectors as Python."""
    model = ROOT / "docs/model"
    for path in [*model.rglob("*.js"), *(ROOT / "docs").rglob("*-worker.js")]:
        text = path.read_text(encoding="utf-8")
        for used in re.findall(r'^import\b.*?"([^"]+)"', text, re.MULTILINE | re.DOTALL):
            assert (path.parent / used).resolve().is_relative_to(model), (path.name, used)
        if path.is_relative_to(model):
            code = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
            assert not re.search(r"\b(document|window|fetch|localStorage|navigator)\b\s*[.(\[]", code), path.name


def test_what_the_door_names_in_words_is_there_and_in_a_room_it_may_enter() -> None:
    named = {module: set(names) for table in (env.TABLES, env.PICTURES) for module, names in table.items()}
    named |= {module: {"publish"} for module in env.DOWNLOADS.values()}
    assert {module.split(".")[0] for module in named} <= MAY_USE["env"]
    for module, names in named.items():
        there = importlib.import_module(f"macros.{module}")
        assert [name for name in names if not callable(getattr(there, name, None))] == [], module
