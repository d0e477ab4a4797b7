"""What a data file holds, as its wing declares it: keys, kinds of value, units, ranges, names and sources.

One declaration is read three times: by the reader (`read_declared.py`), for the schemas that editors complete and check
with (`declared_schema.py`), and for the table that contributors read (`declared_table.py`). Nothing here knows a wing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .nodes import Reader
from .yaml_text import Node

# What no single value can say: it takes the node of a record and the values in it, None where one was refused.
Rule = Callable[[Reader, Node, dict[str, Any]], None]
KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True)
class Text:
    """Words; with `pattern` a name of one form, `instead` says what anything else is not.

    `as_written`: spaces at its ends count. `faults`: what is wrong in the words, as (where, what stands there, said).
    """

    pattern: str = ""
    instead: str = ""
    as_written: bool = False
    faults: Callable[[str], Iterable[tuple[int, str, str]]] | None = None


@dataclass(frozen=True)
class Number:
    """A number of `unit` in a range.

    `too_low` and `too_high` are said of a `value` outside it, where the usual words say too little.
    """

    unit: str = ""
    least: float | None = None
    most: float | None = None
    above: float | None = None
    whole: bool = False
    too_low: str = ""
    too_high: str = ""

    @property
    def span(self) -> str:
        """The range in words, or nothing."""
        low = f"above {self.above:,.15g}" if self.above is not None else ""
        if self.least is not None:
            low = f"from {self.least:,.15g}"
        if self.most is None:
            return low and (f"{low} on" if self.least is not None else low)
        return f"{low}{' ' if low else ''}up to {self.most:,.15g}"


@dataclass(frozen=True)
class Flag:
    """true or false."""


@dataclass(frozen=True)
class Day:
    """A day of the calendar. It may not lie after the day of the check, unless it speaks of what is to come."""

    to_come: bool = False


@dataclass(frozen=True)
class Url:
    """The address of a source, from https:// on."""


@dataclass(frozen=True)
class OneOf:
    names: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """The name of something that stands elsewhere: `told` says what, `names` finds all there are below a root.

    None: they cannot be read, which their own file says; the name is then let through.
    """

    told: str
    names: Callable[[Path], Collection[str] | None]


@dataclass(frozen=True)
class Here:
    """The name of something in this file; `at` are the keys that lead to it, through lists and records."""

    told: str
    at: tuple[str, ...]


@dataclass(frozen=True)
class OrNull:
    """null where the source says nothing: never a guess."""

    of: Shape


@dataclass(frozen=True)
class OrBlank:
    """Two quotes (`""`) where there is nothing to say yet."""

    of: Shape


@dataclass(frozen=True)
class ListOf:
    """Entries of one kind.

    `once`: the key whose value no two entries share, or "." for the entries themselves; `twice` says so of a `value`.
    """

    of: Shape
    at_least: int = 0
    at_most: int | None = None
    once: str = ""
    twice: str = ""


@dataclass(frozen=True)
class Entries:
    """Values under names that the author chooses; `key` says which names there may be."""

    of: Shape
    key: Shape = Text()
    at_least: int = 0


@dataclass(frozen=True)
class Key:
    """One key of a record; `told` says what it is to whoever writes it.

    `rule` is the id of the rule that an author breaks who leaves it out, gives it twice or writes no value of its kind.
    """

    name: str
    shape: Shape
    told: str = ""
    required: bool = True
    rule: str = ""


@dataclass(frozen=True)
class Record:
    """Keys and no others. `name`: what one is called where several keys hold it, so that it is told once."""

    keys: tuple[Key, ...]
    rule: Rule | None = None
    name: str = ""


@dataclass(frozen=True)
class Kinds:
    """A record of one of several kinds, as the value of its key `by` says; without that key it is of the first kind."""

    by: str
    kinds: tuple[tuple[str, Record], ...]


@dataclass(frozen=True)
class Either:
    """A record in one of two forms: the first where it carries `key`, else the second."""

    key: str
    first: Record
    second: Record | Kinds


@dataclass(frozen=True)
class Stated:
    """A flag, a number or words, or names with such values: what a source states in a form of its own."""


Shape = (
    Text | Number | Flag | Day | Url | OneOf | Known | Here | Stated
    | OrNull | OrBlank | ListOf | Entries | Record | Kinds | Either
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class DataFile:
    """A file of `docs/data/`; `told` says in a sentence what it holds."""

    name: str
    told: str
    shape: Record

    @property
    def path(self) -> str:
        return f"docs/data/{self.name}"

    @property
    def schema(self) -> str:
        """The file's schema, from the folder of the file."""
        return f"schemas/{self.name.removesuffix('.yml')}.schema.json"


@dataclass(frozen=True, eq=False)
class Table:
    """A CSV file of `docs/data/` with a number in each cell: columns, number of rows, the column that counts them."""

    name: str
    told: str
    columns: tuple[Key, ...]
    rows: int
    counts: str

    @property
    def path(self) -> str:
        return f"docs/data/{self.name}"


def count(unit: str = "", least: int = 0) -> Number:
    """A whole number of things."""
    return Number(unit, least, whole=True)


def percent(most: float = 100) -> Number:
    return Number("%", 0, most)


def share() -> Number:
    """A share of 1."""
    return Number("share of 1", 0, 1)


_AS_OF = Key("as_of", Day(), "The day the source is dated, or was read.")
_AS_OF_OR_NULL = Key(
    "as_of", OrNull(Day()), "The day the source is dated, or was read; null for a page without a date."
)


def sourced(*keys: Key, dated: bool = True) -> tuple[Key, ...]:
    """The keys of a fact, with its source and the date of it; `dated` false: the page may carry no date (null)."""
    return (*keys, Key("source", Url(), "The page that says so."), _AS_OF if dated else _AS_OF_OR_NULL)
