"""A declaration -> the JSON Schema that editors complete and check a data file with."""

from __future__ import annotations

import json
from typing import Any

from . import declared as d
from .words_beside import words

Schema = dict[str, Any]


def schema(file: d.DataFile) -> str:
    """The schema file's text."""
    named: dict[str, Schema] = {}
    made = _value(file.shape, named)
    whole = {
        **head(file.name, "macros.data_files"),
        "description": file.told,
        **made,
        **({"$defs": named} if named else {}),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def head(title: str, command: str, source: str = "") -> Schema:
    """What a schema opens with; `command` makes it, from the `source` where that is not the file's declaration."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": words(__file__).comment(command, source),
        "title": title,
    }


def record(keys: tuple[d.Key, ...]) -> Schema:
    """The schema of one record; unknown keys are refused, as a reader does."""
    return _record(d.Record(keys), {})


def _value(shape: d.Shape, named: dict[str, Schema]) -> Schema:
    """The schema of one value. What needs a second look, such as a name elsewhere, is left to the reader."""
    match shape:
        case d.OrNull():
            return {"anyOf": [_value(shape.of, named), {"type": "null"}]}
        case d.OrBlank():
            return {"anyOf": [_value(shape.of, named), {"const": ""}]}
        case d.ListOf():
            return _list(shape, named)
        case d.Entries():
            inner = _value(shape.of, named)
            least = {"minProperties": shape.at_least} if shape.at_least else {}
            return {"type": "object", "additionalProperties": inner, **least}
        case d.Record():
            return _record(shape, named)
        case d.Kinds():
            return {"anyOf": [_kind(shape.by, name, record, named) for name, record in shape.kinds]}
        case d.Either():
            return {"anyOf": [_value(shape.first, named), _value(shape.second, named)]}
        case _:
            return _single(shape)


def _single(shape: d.Shape) -> Schema:
    match shape:
        case d.Number():
            limits = {"minimum": shape.least, "exclusiveMinimum": shape.above, "maximum": shape.most}
            kind = "integer" if shape.whole else "number"
            return {"type": kind, **{name: limit for name, limit in limits.items() if limit is not None}}
        case d.Flag():
            return {"type": "boolean"}
        case d.Day():
            return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case d.Url():
            return {"type": "string", "pattern": "^https://"}
        case d.OneOf():
            return {"type": "string", "enum": list(shape.names)}
        case d.Stated():
            return {"type": ["boolean", "number", "string", "object"]}
        case d.Text(pattern=pattern) if pattern:
            return {"type": "string", "pattern": f"^{pattern}$"}
        case _:
            return {"type": "string", "minLength": 1}


def _list(shape: d.ListOf, named: dict[str, Schema]) -> Schema:
    size = {"minItems": shape.at_least} if shape.at_least else {}
    if shape.at_most is not None:
        size["maxItems"] = shape.at_most
    once = {"uniqueItems": True} if shape.once == "." else {}
    return {"type": "array", "items": _value(shape.of, named), **size, **once}


def _record(shape: d.Record, named: dict[str, Schema]) -> Schema:
    """Unknown keys are refused, as the reader does; a record with a name is written once."""
    if shape.name in named:
        return {"$ref": f"#/$defs/{shape.name}"}
    made = {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in shape.keys if key.required],
        "properties": {key.name: _told(key, named) for key in shape.keys},
    }
    if not shape.name:
        return made
    named[shape.name] = made
    return {"$ref": f"#/$defs/{shape.name}"}


def _told(key: d.Key, named: dict[str, Schema]) -> Schema:
    unit = f"In {key.shape.unit}." if isinstance(key.shape, d.Number) and key.shape.unit else ""
    told = " ".join(part for part in (key.told, unit) if part)
    return {**({"description": told} if told else {}), **_value(key.shape, named)}


def _kind(by: str, name: str, record: d.Record, named: dict[str, Schema]) -> Schema:
    """One kind: it is told by the value of its key, so an editor offers the keys of that kind alone."""
    made = _record(record, named)
    made["properties"][by] = {"const": name}
    return made
