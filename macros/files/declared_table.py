"""A declaration -> the table of its keys that contributors read, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from . import declared as d


def section(file: d.DataFile | d.Table) -> str:
    """The part of the page on one file: what it holds, then its keys."""
    anchor = file.name.rpartition("/")[2].rpartition(".")[0].replace("_", "-")
    keys = file.columns if isinstance(file, d.Table) else file.shape.keys
    heads = ["| Key | Needed | Value | What it is |", "|---|---|---|---|"]
    rows = dict.fromkeys(_rows(keys, ""))  # two kinds of a record share keys
    return "\n".join([f"## {file.name} {{: #{anchor} }}", "", file.told, "", *heads, *rows])


def _rows(keys: tuple[d.Key, ...], above: str) -> Iterator[str]:
    """A row for each key, keys that are alike in one, then what is inside them."""
    for (shape, told, required), alike in groupby(keys, lambda key: (key.shape, key.told, key.required)):
        names = ", ".join(f"`{key.name}`" for key in alike)
        yield f"| {above}{names} | {'yes' if required else 'no'} | {said(shape)} | {told} |"
        for record in _records(shape):
            yield from _rows(record.keys, f"{record.name} → " if record.name else f"{above}{names} → ")


def _records(shape: d.Shape) -> Iterator[d.Record]:
    """The records inside a value, in the order declared."""
    match shape:
        case d.Record():
            yield shape
        case d.ListOf() | d.Entries() | d.OrNull() | d.OrBlank():
            yield from _records(shape.of)
        case d.Kinds():
            yield from (record for _, record in shape.kinds)
        case d.Either():
            yield shape.first
            yield from _records(shape.second)


def said(shape: d.Shape) -> str:
    """What a value may be, in a few words."""
    match shape:
        case d.Number():
            kind = "whole number" if shape.whole else "number"
            unit = f"({shape.unit})" if shape.unit else ""
            return " ".join(part for part in (kind, shape.span, unit) if part)
        case d.Flag():
            return "`true` or `false`"
        case d.Day():
            return "YYYY-MM-DD"
        case d.Url():
            return "address from https:// on"
        case d.OneOf():
            return "one of " + ", ".join(f"`{name}`" for name in shape.names)
        case d.Known() | d.Here():
            return shape.told
        case d.OrNull():
            return f"{said(shape.of)}, or `null`"
        case d.OrBlank():
            return f'{said(shape.of)}, or `""`'
        case d.ListOf():
            of = "" if list(_records(shape.of)) else f" of: {said(shape.of)}"
            return f"list{of}, {shape.at_least} at least" if shape.at_least else f"list{of}"
        case d.Entries():
            return f"names with {said(shape.of)}" if not list(_records(shape.of)) else "names, each with keys"
        case d.Stated():
            return "flag, number, words or names with these"
        case d.Text():
            return "text"
        case d.Record():
            return f"keys of a {shape.name}" if shape.name else "keys"
        case _:
            return "keys"
