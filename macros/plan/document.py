"""A plan's answers -> the plan as a Markdown document, and as JSON."""

from __future__ import annotations

from typing import Any

from ..files.data import read
from ..files.nodes import Reader
from ..files.paths import ROOT
from ..files.problems import Problem, Problems
from ..files.yaml_text import read_bytes, read_document
from ..model.plan.detail import values
from ..model.plan.plan import plan
from ..model.plan.text import plan_text
from ..model.template import fill
from . import questions

APPENDIX = "## Appendix: commands"
STEPS_NAME = "docs/data/plan-steps.yml"
STEPS = ROOT / STEPS_NAME


def steps() -> list[dict[str, str]]:
    """The commands that close a plan, in order; Problems when the file is not as it says of itself."""
    problems: list[Problem] = []
    text = read_bytes(STEPS, STEPS_NAME, problems)
    node = read_document(STEPS_NAME, text, problems) if text is not None else None
    r = Reader(STEPS_NAME, problems)
    step: dict[str, Any] = {"id": r.text, "title": r.text, "body": r.text}
    found = (
        r.record(node, {"steps": lambda n: r.items(n, lambda one: r.record(one, step))}) if node is not None else None
    )
    if found is None or problems:
        raise Problems(problems)
    return list(found["steps"])


def template() -> str:
    """The plan's text with its slots: the document, and the steps where there are any."""
    text = str(read("plan-template.yml")["document"])
    parts = [f"### {step['title']}\n\n{step['body']}\n" for step in steps()]
    return "\n".join([text, APPENDIX, "", *parts]) if parts else text


def markdown(x: dict[str, Any]) -> str:
    """The plan as one Markdown document; x must give a valid plan."""
    return fill(template(), values(x, plan(x)))


def as_json(x: dict[str, Any]) -> str:
    """The same plan as JSON, which a page can read back."""
    return plan_text({name: x[name] for name in ("row", *questions.fields())}, plan(x))
