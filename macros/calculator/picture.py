"""The calculator's picture as the build prints it: cost a day by cache hits in batch. cost-calculator-chart.js moves its marks."""

from __future__ import annotations

from markupsafe import Markup

from ..model import format as say
from ..model import lanes
from ..model.records import Inputs
from ..pages import chart
from ..pages.render import render

LABELS = {
    "realtime": "realtime, {hits} hits: {usd}",
    "off": "batch without caching: {usd}",
    "likely": "batch, {hits} hits: {usd}",
    "even": "{hits}",
}


def cost_by_hits(inputs: Inputs) -> Markup:
    """The figure, drawn for the inputs."""
    at, found = lanes.places(inputs), lanes.by_hits(inputs)
    cold, warm = found["short"]
    likely = cold + (warm - cold) * inputs["hit_likely"] / 100
    words = [chart.line(0, y, 1, y, "grid") for y in (1 / 3, 2 / 3)]
    words += [
        chart.line(0, 1, 1, 1, "ink"),
        chart.line(0, at["off"], 1, at["off"], "guess off"),
        chart.line(0, at["realtime"], 1, at["realtime"], "realtime"),
    ]
    words += [
        chart.text(0, share, say.usd(at["top"] * (1 - share), 0), f"grid-{place}", dy="-.3em")
        for place, share in (("upper", 1 / 3), ("lower", 2 / 3))
    ]
    words += [
        chart.text(
            share, 1, f"{say.percent(share)} hits" if share == 1 else say.percent(share), dy="1.4em", anchor=anchor
        )
        for share, anchor in ((0, "start"), (0.25, "middle"), (0.5, "middle"), (0.75, "middle"), (1, "end"))
    ]
    words += [
        chart.text(
            1,
            at["realtime"],
            LABELS["realtime"].format(
                hits=say.percent(inputs["hit_realtime"] / 100), usd=say.usd(found["realtime"], 0)
            ),
            "label live",
            dy="-.6em",
            anchor="end",
        ),
        chart.text(
            1, at["off"], LABELS["off"].format(usd=say.usd(found["off"], 0)), "label idle off", dy="1.2em", anchor="end"
        ),
        chart.text(
            0.12,
            at["hour"][0][1] + (at["hour"][1][1] - at["hour"][0][1]) * 0.12,
            "one-hour writes",
            "label waited hour",
            dx="8",
            dy="-.4em",
        ),
        chart.text(
            0.85,
            at["short"][0][1] + (at["short"][1][1] - at["short"][0][1]) * 0.85,
            "five-minute writes",
            "label waited short",
            dx="-8",
            dy="1.8em",
            anchor="end",
        ),
    ]
    if at["even"]:
        x_even, y_even = at["even"]
    else:
        x_even, y_even = 0.0, 0.0
    lost = "" if at["even"] else " gone"
    words += [
        chart.line(x_even, y_even, x_even, 1, f"half even{lost}"),
        chart.dot(x_even, y_even, 5, f"ring even{lost}"),
        chart.text(x_even, 0.95, LABELS["even"].format(hits=say.percent(x_even)), f"label even{lost}", dx="8"),
        chart.dot(at["likely"][0], at["likely"][1], 5, "ring likely"),
        chart.text(
            at["likely"][0],
            at["likely"][1],
            LABELS["likely"].format(hits=say.percent(inputs["hit_likely"] / 100), usd=say.usd(likely, 0)),
            "label waited likely",
            dy="3em",
            anchor="start" if at["likely"][0] < 0.5 else "end",
        ),
    ]
    marks = [
        chart.band(at["hour"], at["short"], "between"),
        chart.path(at["hour"], "batch dashed thin hour"),
        chart.path(at["short"], "batch dashed short"),
    ]
    rows = [
        [
            say.percent(hit),
            *(say.usd(found[lane][0] + (found[lane][1] - found[lane][0]) * hit, 0) for lane in ("short", "hour")),
            say.usd(found["realtime"], 0),
        ]
        for hit in (0, 0.25, 0.5, 0.75, 1)
    ]
    return Markup(  # noqa: S704 - our own template
        render(
            "lesson-figure",
            id="cost-by-hits",
            level=2,
            title="Cost a day by cache hits in batch",
            what=Markup(
                "USD a day, hedge and waste included, for both kinds of cache write. Where one-hour writes meet realtime, a ring."
            ),
            said="Cost in batch falls in a straight line as more of its prompts are found in the cache; the realtime line stays flat.",
            kind="",
            hatched=False,
            control="",
            marks=Markup("").join(marks),
            words=Markup("").join(words),
            heads=["Hits in batch", "Five-minute writes", "One-hour writes", "Realtime"],
            rows=rows,
            source="Drawn from the numbers of this page.",
        )
    )
