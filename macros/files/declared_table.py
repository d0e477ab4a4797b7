"""A declaration -> the table of its keys that contributors read, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from . import declared as d


def section(file: d.DataFile | d.Table) -> str:
    """The part of the page on one file: what it holds, then its keys."""
    anchor = file.name.rpartition("/")[2].rpartition(".")[0].replace("_", "-")
    keys = file.columns if isinstance(file, d.Table) else file.shape.keys
    lines = [
        f"## {file.name} {{: #{anchor} }}",
        "",
        file.told,
        "",
        "| Key | Needed | Value | What it is |",
        "|---|---|---|---|",
    ]
    seen: set[tuple[str, ...]] = set()
    for path, key in _keys(keys, ()):
        if path not in seen:
            seen.add(path)
            name = " → ".join(f"`{step}`" for step in path)
            lines.append(f"| {name} | {'yes' if key.required else 'no'} | {said(key.shape)} | {key.told} |")
    return "\n".join(lines)


def _keys(keys: tuple[d.Key, ...], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], d.Key]]:
    for key in keys:
        path = (*above, key.name)
        yield path, key
        for record in _records(key.shape):
            yield from _keys(record.keys, path)


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
            return ", ".join(part for part in (f"{kind} {shape.span}".strip(), shape.unit) if part)
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
        case _:
            return "keys"
