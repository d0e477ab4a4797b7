"""The calculator as the build prints it: fields, presets, rows of the price book, the whole answer for the defaults."""

from __future__ import annotations

import functools
from typing import Any

from ..evidence import read_records
from ..files.words import sentences
from ..model import calculator as model
from ..model import choices, lanes
from ..model import format as say
from ..model.because import spoken
from ..model.plot import across, path_d, percent_at
from ..model.records import Inputs, Sold
from ..model.slots import slot
from ..pages.render import render
from ..prices.rows import carried, rows
from ..prices.workloads import given, running_row
from .fields import defaults, fields, presets
from .picture import cost_by_hits

DEADLINES = (1, 2, 4, 8, 24)
DUE = (2, 4, 8, 24)  # hours: where the saving by deadline is shown


def _swings(inputs: Inputs, likely: float) -> list[dict[str, str]]:
    """Widest first, with the places of their bars: all share one scale, from the least to the most of any."""
    swings = model.swings(inputs)
    least = min(swing["low"] for swing in swings)
    span = max(swing["high"] for swing in swings) - least or 1
    return [
        {
            "input": swing["input"],
            "low": say.percent(swing["low"]),
            "high": say.percent(swing["high"]),
            "x": percent_at((swing["low"] - least) / span),
            "width": percent_at((swing["high"] - swing["low"]) / span),
            "at": percent_at((likely - least) / span),
        }
        for swing in swings
    ]


def _cheaper(inputs: Inputs, batch_day: float) -> dict[str, Any] | None:
    """A model of the running row's vendor that costs less in realtime than this one in batch, with its name."""
    own = running_row()
    others = {row["id"]: row for row in rows() if row["vendor"] == own["vendor"] and not row["old"]}
    found = choices.cheaper_live(inputs, [_sold(row) for row in others.values() if row is not own], batch_day)
    return {**found, "name": others[found["id"]]["name"]} if found else None


def _sold(row: dict[str, Any]) -> Sold:
    return {"id": row["id"], "set": row["set"]}


@functools.cache
def cost_calculator() -> str:
    """The whole calculator, worked out for its defaults."""
    inputs = defaults()
    answer = model.calculate(inputs)
    more = {**lanes.by_hits(inputs), "band": lanes.band(inputs), "one_hour": lanes.one_hour(inputs)}
    due = choices.by_deadline(inputs, list(DUE))
    batch_day = answer["likely_day"] if answer["valid"] else 0.0
    ways = {"due": due, "grid": choices.by_both_hits(inputs), "cheaper": _cheaper(inputs, batch_day)}
    result = spoken({**answer, **more, **ways}, sentences("because"))
    measured = read_records.turnaround()["measured"]
    punctual = zip(
        DEADLINES, map(lambda share: say.roughly(share), model.punctual(inputs, list(DEADLINES))), strict=True
    )
    return render(
        "cost-calculator",
        found=result,
        verdict=model.verdict(answer),
        show=lambda path, kind, words: slot(result, path, kind, words),
        groups=fields(),
        reasons=sentences("because"),
        presets=presets(),
        rows=[{**row, "data": carried(row)} for row in rows()],
        chosen=running_row(),
        row_note=running_row()["note"],
        hits=given()["caching"],
        batch_hits=choices.BATCH_HITS,
        curve=path_d(across([each["saved"] for each in due])),
        chart=cost_by_hits(inputs),
        turnaround={"batches": f"{measured['batches']:,}", "source": measured["source"], "as_of": measured["as_of"]},
        swings=_swings(inputs, result["saved_likely"]),
        punctual=list(punctual),
    )
