"""The shared cases: which modules they specify, and how an answer is compared with one."""

from __future__ import annotations

import importlib
import json
import math
from pathlib import Path
from types import ModuleType
from typing import Any

from macros.files.words import sentences

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
NAMES = sorted(
    path.relative_to(VECTORS).with_suffix("").as_posix() for path in VECTORS.rglob("*.json")
)  # such as plan/samples


# Fields that the calculator and the plan have been given since a case was written, at the value that changes nothing.
NEUTRAL = {"caching": "both", "cache_minimum": 0, "cache_storage": 0, "price_changes": "", "price_note": ""}


# Functions that have moved to another module since their first cases were written.
MOVED = {("calculator", call): "request" for call in ("prices", "lane_parts", "in_batch")} | {
    ("lanes", "live"): "request"
}


def stored(name: str) -> list[dict[str, Any]]:
    """Every case that was ever written in a file, as it stands."""
    return list(json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8")))


def kept(name: str) -> list[dict[str, Any]]:
    """Every case of a module, wherever its function stood when the case was written."""
    own = [case for case in stored(name) if (name, case["call"]) not in MOVED]
    origins = sorted({origin for (origin, _), now in MOVED.items() if now == name})
    return own + [case for origin in origins for case in stored(origin) if (origin, case["call"]) in MOVED]


def cases(name: str) -> list[dict[str, Any]]:
    """The cases that hold: without those that a later one `replaces`, and with the fields that are newer than they."""
    every = kept(name)
    replaced = {case["replaces"] for case in every if "replaces" in case}
    return [{**case, "with": completed(case["with"])} for case in every if case["says"] not in replaced]


def completed(value: Any) -> Any:
    if isinstance(value, dict) and "requests_per_day" in value and "price_read" in value:
        return {**NEUTRAL, **value}
    if isinstance(value, dict):
        return {key: completed(inner) for key, inner in value.items()}
    return [completed(inner) for inner in value] if isinstance(value, list) else value


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
            and all((reason if k == "because" else same)(given[k], wanted[k], within) for k in wanted)
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


def reason(given: Any, wanted: Any, within: float = 1e-9) -> bool:
    """The same id, or the id of the sentence that the case holds: cases are older than ids, and none is edited."""
    return same(given, wanted, within) or (isinstance(given, str) and sentences("because").get(given) == wanted)
