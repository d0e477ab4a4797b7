"""The lesson's figures, printed by the build from `docs/data/`: a finding, its picture, the same as a table, its source."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from ...evidence import measured
from ...files.problems import did_you_mean
from ...model import format as say
from ...model.shape import utilisation_of
from ...pages.render import render
from .cost import running_workload, turnaround
from .fit import step_fit
from .fleet import demand_source, discount_by_fleet, week_of_demand
from .prices import history_line, ratio_spread
from .serving import latency_target

STRIP = "code_req_per_min"


def figure(name: str, root: str = "") -> str:
    """One of the figures below, for a page from which the site's root is at `root`; their own links start at the root."""
    if name not in FIGURES:
        raise ValueError(f"there is no figure '{name}'.{did_you_mean(name, FIGURES)}")
    given: dict[str, Any] = {"kind": "", "hatched": False, "marks": "", "control": "", **FIGURES[name]()}
    out = render("lesson-figure", id=name, **given)
    return re.sub(r'href="(?!https:|#)', f'href="{root}', out) if root else out


def week_strip() -> str:
    """168 bars, one an hour, each as high as the share of the fleet that it uses."""
    values = measured.week(STRIP)
    top = max(values)
    bars = "".join(f"M{hour} 100V{100 - value / top * 100:.0f}h.7V100z" for hour, value in enumerate(values))
    idle = say.percent(1 - utilisation_of(values)["used"])
    said = f"A week of requests to a code assistant, hour by hour, against the machines that its busiest hour needs: {idle} of the machine time is idle and paid for."
    caption = Markup("One real week of a code assistant, hour by hour. Hatched: idle, paid for, {}. {}").format(
        idle, demand_source()
    )
    return render("week-strip", bars=bars, said=said, caption=caption)


FIGURES: dict[str, Callable[[], dict[str, Any]]] = {
    "week-of-demand": week_of_demand,
    "discount-by-fleet": discount_by_fleet,
    "turnaround": turnaround,
    "running-workload": running_workload,
    "latency-target": latency_target,
    "step-fit": step_fit,
    "ratio-spread": ratio_spread,
    "history": history_line,
}
