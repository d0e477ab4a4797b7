"""The calculator as the build prints it: fields, presets, rows of the price book, the whole answer for the defaults."""

from __future__ import annotations

import functools

from ..evidence import read_records
from ..files.words import sentences
from ..model import calculator as model
from ..model import format as say
from ..model import lanes
from ..model.because import spoken
from ..model.plot import percent_at
from ..model.records import Inputs
from ..model.slots import slot
from ..pages.render import render
from ..prices.rows import rows
from .fields import defaults, fields, presets
from .picture import cost_by_hits

DEADLINES = (1, 2, 4, 8, 24)


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


@functools.cache
def cost_calculator() -> str:
    """The whole calculator, worked out for its defaults."""
    inputs = defaults()
    answer = model.calculate(inputs)
    more = {**lanes.by_hits(inputs), "band": lanes.band(inputs), "one_hour": lanes.one_hour(inputs)}
    result = spoken({**answer, **more}, sentences("because"))
    measured = read_records.turnaround()["measured"]
    punctual = zip(
        DEADLINES, map(lambda share: say.percent(share, 1), model.punctual(inputs, list(DEADLINES))), strict=True
    )
    return render(
        "cost-calculator",
        found=result,
        verdict=model.verdict(answer),
        show=lambda path, kind, words: slot(result, path, kind, words),
        groups=fields(),
        reasons=sentences("because"),
        presets=presets(),
        rows=rows(),
        chart=cost_by_hits(inputs),
        turnaround={"batches": f"{measured['batches']:,}", "source": measured["source"], "as_of": measured["as_of"]},
        swings=_swings(inputs, result["saved_likely"]),
        punctual=list(punctual),
    )
