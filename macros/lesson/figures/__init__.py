"""The lesson's figures, printed from `docs/data/`: a finding, its picture, the same as a table, its source.

Here a figure is plain numbers; its words and marks stand in `docs/components/lesson-figure/figures/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ...evidence import measured, read_records
from ...files.problems import did_you_mean
from ...model.shape import utilisation_of
from ...pages.render import render
from .cost import running_workload, turnaround
from .fit import step_fit
from .fleet import discount_by_fleet, week_of_demand
from .prices import history_line, ratio_spread
from .serving import latency_target

STRIP = "code_req_per_min"


def figure(name: str, root: str = "") -> str:
    """One of the figures below, for a page that has the site's root at `root`; their own links start at the root."""
    if name not in FIGURES:
        raise ValueError(f"there is no figure '{name}'.{did_you_mean(name, FIGURES)}")
    out = render("lesson-figure", f"figures/{name}", id=name, **FIGURES[name]())
    return re.sub(r'href="(?!https:|#)', f'href="{root}', out) if root else out


def week_strip() -> str:
    """168 bars, one an hour, each as high as the share of the fleet that it uses."""
    values = measured.week(STRIP)
    top = max(values)
    bars = "".join(f"M{hour} 100V{100 - value / top * 100:.0f}h.7V100z" for hour, value in enumerate(values))
    idle = 1 - utilisation_of(values)["used"]
    return render("week-strip", bars=bars, idle=idle, source=read_records.evidence()["demand"])


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
