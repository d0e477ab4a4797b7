"""A plan's answers -> the plan as a Markdown document, and as JSON."""

from __future__ import annotations

from typing import Any

from ..files import read_declared
from ..files.paths import ROOT
from ..model.plan.detail import values
from ..model.plan.plan import plan
from ..model.plan.text import plan_text
from ..model.template import fill
from . import questions
from .declared import STEPS, TEMPLATE

APPENDIX = "## Appendix: commands"


def steps() -> list[dict[str, str]]:
    """The commands that close a plan, in order; Problems when the file is not as it says of itself."""
    return list(read_declared.values(STEPS, ROOT)["steps"])


def sentence() -> str:
    """The first line of the plan's page, with its slots."""
    return str(read_declared.values(TEMPLATE, ROOT)["sentence"])


def template() -> str:
    """The plan's text with its slots: the document, and the steps where there are any."""
    text = str(read_declared.values(TEMPLATE, ROOT)["document"])
    parts = [f"### {step['title']}\n\n{step['body']}\n" for step in steps()]
    return "\n".join([text, APPENDIX, "", *parts]) if parts else text


def markdown(x: dict[str, Any]) -> str:
    """The plan as one Markdown document; x must give a valid plan."""
    return fill(template(), values(x, plan(x)))


def as_json(x: dict[str, Any]) -> str:
    """The same plan as JSON, which a page can read back."""
    return plan_text({name: x[name] for name in ("row", *questions.fields())}, plan(x))
