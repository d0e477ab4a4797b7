"""The benchmark plan's questions and answers: declared fields, defaults, a file of answers, the record of plan().

A file of answers holds any of the fields as `name: value`; what it leaves out stands at its default and, where it is a
number from one's own logs, counts as assumed. `null` says that a number is not known.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, cast

from ..calculator import fields as calculator
from ..calculator.declared import MOST, PRICES
from ..files.read_declared import values
from ..model.book_row import row_prices
from ..model.plan.records import Answers, Dated
from ..model.records import BookRow
from ..prices import rows as price_rows
from ..prices import workloads
from ..prices.read import book
from .declared import PLAN

Record = dict[str, Any]
LONGEST = 200
DATED = {
    "price_label": "label",
    "price_as_of": "as_of",
    "price_source": "source",
    "price_due": "due",
    "price_ends": "ends",
    "price_changes": "changes_on",
    "price_note": "note",
    "live_as_of": "live_as_of",
    "live_source": "live_source",
}


@functools.cache
def groups() -> list[Record]:
    """The plan's own groups of fields, then what they leave of the calculator's, each field as a template needs it."""
    declared = values(PLAN)
    measure = set(declared["measure"])
    empty = {
        "hint": "",
        "unit": "",
        "kind": "number",
        "percent": False,
        "least": None,
        "most": MOST,
        "measure": False,
        "unknown": False,
        "choices": {},
        "shared": False,
    }
    lent = {
        field["id"]: {**empty, **field, "measure": field["id"] in measure, "shared": True}
        for group in calculator.fields()
        for field in group["fields"]
    }
    made: list[Record] = []
    for group in declared["groups"]:
        own = [
            lent[field["calculator"]] if "calculator" in field else {**empty, "default": str(book().compiled), **field}
            for field in group["fields"]
        ]
        made.append({"open": False, "model_after": "", **group, "fields": [_field(field) for field in own]})
    taken = {field["id"] for group in made for field in group["fields"]} | set(declared["leave_out"])
    for group in calculator.fields():
        kept = [_field(lent[field["id"]]) for field in group["fields"] if field["id"] not in taken]
        if kept:
            made.append({"title": group["title"], "open": False, "model_after": "", "fields": kept})
    return made


def _field(field: Record) -> Record:
    default = field["default"]
    shown = default if isinstance(default, str) else f"{default:g}" if isinstance(default, float) else str(default)
    return {**field, "shown": shown}


def fields() -> dict[str, Record]:
    return {field["id"]: field for group in groups() for field in group["fields"]}


def rows() -> dict[str, Record]:
    """Rows of the price book by id."""
    return {row["id"]: row for row in price_rows.rows()}


def default_row() -> str:
    return str(workloads.given()["caching"]["row"])


def complete(given: Record) -> Answers:
    """The record that plan() takes, from what was answered; `row` is a row's id, or "" for prices of one's own."""
    own_prices = any(name in given for name in PRICES) and "row" not in given
    row_id = given.get("row", "" if own_prices else default_row())
    row = rows().get(row_id)
    asked = {name: _number(field) for name, field in fields().items()}
    # A test holds the files' fields to the record's.
    answers = cast(Answers, {**calculator.defaults(), **asked, **given, "row": row_id, **dated(row)})
    if row:
        answers = cast(
            Answers,
            {**answers, **row_prices(cast(BookRow, row), answers["shared"] + answers["unique"], answers["start"])},
        )
    measured = [field for field in fields().values() if field["measure"]]
    answers["card"] = [{"id": field["id"], "label": field["label"], "unit": field["unit"]} for field in measured]
    answers["assumed"] = [field["id"] for field in measured if field["id"] not in given]
    return answers


def dated(row: Record | None) -> Dated:
    """Label, dates and sources of a price row as plan() takes them; empty for one's own prices, which count as flex."""
    said = {name: str(row[key] or "") if row else "" for name, key in DATED.items()}
    return cast(Dated, {**said, "flex": row["flex"] if row else True})


def _number(field: Record) -> Any:
    return None if field["kind"] == "number" and field["default"] == "" else field["default"]


def written(answers: Answers) -> Record:
    """The inputs of a record as a file of answers holds them, without what is assumed and what the price row gives."""
    given: Mapping[str, Any] = answers
    names = [name for name in fields() if name not in answers["assumed"] and not (answers["row"] and name in PRICES)]
    return {"row": answers["row"], **{name: given[name] for name in names}}
