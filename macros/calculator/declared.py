"""The calculator's file of `docs/data/`: its fields, and presets that set them. The plan borrows a field's shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..files.declared import (
    KEBAB,
    DataFile,
    Entries,
    Flag,
    Here,
    Key,
    Kinds,
    ListOf,
    Number,
    OneOf,
    OrBlank,
    Record,
    Stated,
    Text,
)
from ..files.nodes import Reader, short
from ..files.problems import did_you_mean
from ..files.read_declared import ID_TWICE, child, load
from ..files.yaml_text import Node

MOST = 1_000_000_000_000
PRICES = (
    *(f"{lane}_{part}" for lane in ("price", "batch") for part in ("in", "read", "write", "out")),
    "batch_write_hour",
    "cache_minimum",
    "cache_storage",
)
# Fields that the running workload or its price row open with: they need no default.
GIVEN = frozenset(
    ("requests_per_day", "shared", "unique", "output", "hit_realtime", "hit_low", "hit_likely", "hit_high", *PRICES)
)
ID = Text(r"[a-z][a-z0-9_]*", "no id of a field. Write small letters, digits and underscores.")
NAMED = (
    Key("id", ID, "Stands in addresses and files of answers, so it stays."),
    Key("label", Text(), "As the page prints it."),
)
HINT = Key("hint", Text(), "A line below the field.", required=False)
UNIT = OrBlank(Text())
PERCENT = Key("percent", Flag(), "true for a percentage: 100 at most.", required=False)
KIND = Key("kind", OneOf(("number", "text", "date", "choice")), "number when left out.", required=False)
UNKNOWN = Key("unknown", Flag(), "true: it may stay empty.", required=False)
MOST_KEY = Key("most", Number(above=0, most=MOST), "The largest number it takes.", required=False)
LEAST_KEY = Key("least", Number(least=0, most=MOST), "The smallest.", required=False)


def most_of(field: dict[str, Any]) -> float:
    """The largest number that a field takes."""
    return min(field.get("most") or MOST, 100 if field.get("percent") else MOST)


def offered(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """A choice opens with one of its own."""
    default, choices = made.get("default"), made.get("choices")
    if default and choices and default not in choices:
        hint = did_you_mean(default, choices) or f" Choose one of {', '.join(choices)}."
        r.error(child(node, "default"), f"'{short(default)}' is not one of the choices.{hint}")


CHOICE = Record(
    (
        *NAMED,
        KIND,
        Key("choices", Entries(Text(), at_least=2), "Answers by id, as the page prints them."),
        Key("default", Text(), "The id of one of them."),
        HINT,
    ),
    offered,
)


def default_fits(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """A field opens with a number that it takes."""
    default, most = made.get("default"), most_of(made)
    if isinstance(default, int | float) and default > most:
        r.error(child(node, "default"), f"the default {default:g} is above {most:g}, the most it takes. Lower it.")
    elif isinstance(default, int | float) and default < (made.get("least") or 0):
        r.error(child(node, "default"), f"the default {default:g} is below {made['least']:g}, the least. Raise it.")


def once_in_all(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """An id stands for one field, whatever its group."""
    seen: set[str] = set()
    for group, said in _pairs(child(node, "groups"), made.get("groups")):
        for field, value in _pairs(child(group, "fields"), said.get("fields")):
            name = value.get("id")
            if name in seen:
                r.error(child(field, "id"), "id " + ID_TWICE.format(value=name))
            seen.update([name] if name else [])


def _pairs(node: Node, made: list[Any] | None) -> list[tuple[Node, dict[str, Any]]]:
    return [(place, one) for place, one in zip(node.value, made or [], strict=False) if one]


def _opens(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """A field opens with a number of its own, or with what the running workload and its row give."""
    default_fits(r, node, made)
    if "default" not in made and "id" in made and made["id"] not in GIVEN:
        r.error(node, f"'{made['id']}' has no default. Write default: with the number it opens with.")


def _whole(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """Presets set what their fields take."""
    once_in_all(r, node, made)
    fields = {field["id"]: field for _, group in _groups(made) for field in group if field and field.get("id")}
    for place, preset in _pairs(child(node, "presets"), made.get("presets")):
        for name, value in (preset.get("set") or {}).items():
            wrong = _wrong(name, value, fields.get(name, {}))
            if wrong:
                r.error(child(child(place, "set"), name), wrong)


def _wrong(name: str, value: Any, field: dict[str, Any]) -> str:
    """Why a field does not take a value; empty where it does, or where another line says what is wrong."""
    choices, most = field.get("choices"), most_of(field)
    if value is None or not field:
        return ""
    if choices:
        return "" if value in choices else f"'{name}' is one of {', '.join(choices)}. Write one of these words."
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"'{name}' takes a number. Write one."
    if value < 0:
        return f"'{name}' takes 0 or more, not {value:g}. Raise it."
    return f"'{name}' takes up to {most:g}, not {value:g}. Lower it." if value > most else ""


def _groups(made: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    return [(group.get("title") or "", group.get("fields") or []) for group in made.get("groups") or [] if group]


_FIELD = Record(
    (
        *NAMED,
        Key("unit", UNIT, 'As printed beside it; "" for a plain number.'),
        KIND,
        Key("default", OrBlank(Number(least=0, most=MOST)), "What it opens with.", required=False),
        MOST_KEY,
        PERCENT,
        UNKNOWN,
        HINT,
    ),
    _opens,
)
_PRESET = Record(
    (
        Key("id", Text(KEBAB, "no id. Write small letters, digits and single hyphens.")),
        Key("label", Text(), "As the page prints it."),
        Key(
            "set",
            Entries(Stated(), Here("a field of this file", ("groups", "fields", "id"))),
            "Fields, with what they are set to; the rest stand at their defaults.",
        ),
    )
)
CALCULATOR = DataFile(
    "calculator.yml",
    "The calculator's fields, in the order printed, and its presets.",
    Record(
        (
            Key(
                "groups",
                ListOf(
                    Record(
                        (
                            Key("title", Text()),
                            Key("open", Flag(), "true: unfolded from the start.", required=False),
                            Key("fields", ListOf(Kinds("kind", (("number", _FIELD), ("choice", CHOICE))), 1)),
                        )
                    ),
                    1,
                    once="title",
                ),
            ),
            Key("presets", ListOf(_PRESET, 1, once="id"), "Workloads to start from."),
        ),
        _whole,
    ),
)
FILES = (CALCULATOR,)


def field_ids(root: Path) -> list[str] | None:
    """The ids of all fields; None when the file is broken, which it says itself."""
    made, _problems = load(CALCULATOR, root)
    return None if made is None else [field["id"] for group in made["groups"] for field in group["fields"]]
