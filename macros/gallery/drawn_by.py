"""The macros that an example may name where its component is filled from the site's own data."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from ..calculator.page import cost_calculator
from ..lesson.figures import figure, week_strip
from ..plan.page import plan_drafter

ROOT = "../../"  # of the site, from the page of the gallery


def _from_here(macro: Callable[..., str]) -> Callable[..., str]:
    """The macro, with links that start at the site's root led there from the gallery's page."""

    @functools.wraps(macro)
    def call(*given: str) -> str:
        return re.sub(r'href="(?!https:|#)', f'href="{ROOT}', macro(*given))

    return call


MACROS: dict[str, Callable[..., str]] = {
    "cost_calculator": cost_calculator,
    "plan_drafter": plan_drafter,
    "figure": _from_here(figure),
    "week_strip": _from_here(week_strip),
}
