"""The calculator as the build prints it: fields, presets, rows of the price book, and the whole answer for the defaults."""

from __future__ import annotations

from ..evidence import read_records
from ..model import calculator as model
from ..model import format as say
from ..model import lanes
from ..model.plot import percent_at
from ..model.slots import slot
from ..pages.render import render
from ..prices.rows import rows
from .fields import defaults, fields, presets
from .picture import cost_by_hits

DEADLINES = (1, 2, 4, 8, 24)


def _swings(inputs: dict[str, float], likely: float) -> list[dict[str, str]]:
    """Widest first, with the places of their bars: all share one scale, from the least to the most of any."""
    found = model.swings(inputs)
    least = min(row["low"] for row in found)
    span = max(row["high"] for row in found) - least or 1
    return [
        {
            "input": row["input"],
            "low": say.percent(row["low"]),
            "high": say.percent(row["high"]),
            "x": percent_at((row["low"] - least) / span),
            "width": percent_at((row["high"] - row["low"]) / span),
            "at": percent_at((likely - least) / span),
        }
        for row in found
    ]


def cost_calculator() -> str:
    """The whole calculator, worked out for its defaults."""
    inputs = defaults()
    found = {
        **model.calculate(inputs),
        **lanes.by_hits(inputs),
        "band": lanes.band(inputs),
        "one_hour": lanes.one_hour(inputs),
    }
    measured = read_records.turnaround()["measured"]
    punctual = zip(
        DEADLINES, map(lambda share: say.percent(share, 1), model.punctual(inputs, list(DEADLINES))), strict=True
    )
    return render(
        "cost-calculator",
        found=found,
        verdict=model.verdict(found),
        show=lambda path, kind, words: slot(found, path, kind, words),
        groups=fields(),
        presets=presets(),
        rows=rows(),
        chart=cost_by_hits(inputs),
        turnaround={"batches": f"{measured['batches']:,}", "source": measured["source"], "as_of": measured["as_of"]},
        swings=_swings(inputs, found["saved_likely"]),
        punctual=list(punctual),
    )
