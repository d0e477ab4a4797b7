"""A declaration -> the table of its keys that contributors read, in Markdown, worded by declared_table.jinja."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from . import declared as d
from .words_beside import words


def section(file: d.DataFile | d.Table) -> str:
    """The part of the page on one file: what it holds, then its keys."""
    anchor = file.name.rpartition("/")[2].rpartition(".")[0].replace("_", "-")
    keys = file.columns if isinstance(file, d.Table) else file.shape.keys
    rows = dict.fromkeys(_rows(keys, ""))  # two kinds of a record share keys
    text: str = WORDS.section(file, anchor, rows)
    return text


def _rows(keys: tuple[d.Key, ...], above: str) -> Iterator[str]:
    """A row for each key, keys that are alike in one, then what is inside them."""
    for (shape, told, required), alike in groupby(keys, lambda key: (key.shape, key.told, key.required)):
        names = above + ", ".join(f"`{key.name}`" for key in alike)
        yield WORDS.row(names, required, shape, told)
        for record in records(shape):
            yield from _rows(record.keys, f"{record.name or names} → ")


def records(shape: d.Shape) -> list[d.Record]:
    """The records inside a value, in the order declared."""
    match shape:
        case d.Record():
            return [shape]
        case d.ListOf() | d.Entries() | d.OrNull() | d.OrBlank():
            return records(shape.of)
        case d.Kinds():
            return [record for _, record in shape.kinds]
        case d.Either():
            return [shape.first, *records(shape.second)]
        case _:
            return []


def said(shape: d.Shape) -> str:
    """What a value may be, in a few words."""
    text: str = getattr(WORDS, type(shape).__name__)(shape)
    return text


WORDS = words(__file__, records, said)
