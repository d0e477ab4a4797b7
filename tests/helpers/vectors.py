"""The shared cases: which modules they specify, and how an answer is compared with one."""

from __future__ import annotations

import importlib
import json
import math
from pathlib import Path
from types import ModuleType
from typing import Any

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
NAMES = sorted(
    path.relative_to(VECTORS).with_suffix("").as_posix() for path in VECTORS.rglob("*.json")
)  # such as plan/samples


def cases(name: str) -> list[dict[str, Any]]:
    return list(json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8")))


def module(name: str) -> ModuleType:
    """The Python module that the cases of `name` specify."""
    return importlib.import_module(f"macros.model.{name.replace('/', '.')}")


def holds(case: dict[str, Any], given: Any) -> bool:
    """Whether an answer is the one the case gives; a `part` case names some of the fields."""
    if case.get("part") and isinstance(given, dict):
        given = {key: given.get(key) for key in case["gives"]}
    return same(given, case["gives"], case.get("within", 1e-9))


def same(given: Any, wanted: Any, within: float = 1e-9) -> bool:
    """Equal words, flags and shapes; numbers within a relative tolerance."""
    if isinstance(wanted, dict):
        return (
            isinstance(given, dict)
            and given.keys() == wanted.keys()
            and all(same(given[k], wanted[k], within) for k in wanted)
        )
    if isinstance(wanted, list):
        return (
            isinstance(given, list)
            and len(given) == len(wanted)
            and all(map(lambda a, b: same(a, b, within), given, wanted))
        )
    if isinstance(wanted, bool) or isinstance(given, bool) or isinstance(wanted, str) or wanted is None:
        return type(given) is type(wanted) and given == wanted
    return isinstance(given, (int, float)) and math.isclose(given, wanted, rel_tol=within, abs_tol=1e-12)
