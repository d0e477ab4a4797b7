"""A plan's answers -> the plan as a Markdown document, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..files import read_declared
from ..files.paths import ROOT
from ..files.words import sentences
from ..model.because import spoken
from ..model.plan.detail import values
from ..model.plan.plan import plan
from ..model.plan.records import Answers
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


def markdown(answers: Answers) -> str:
    """The plan as one Markdown document; the answers must give a valid plan."""
    return fill(template(), filling(answers))


def filling(answers: Answers) -> dict[str, Any]:
    """What stands in the slots of the template."""
    return values(answers, spoken(plan(answers), sentences("because")))


def as_json(answers: Answers) -> str:
    """The same plan as JSON, which a page can read back."""
    given: Mapping[str, Any] = answers
    return plan_text({name: given[name] for name in ("row", *questions.fields())}, plan(answers))
