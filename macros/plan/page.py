"""The plan drafter as the build prints it: questions, price rows, and the whole plan of the running workload."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from ..files.words import sentences
from ..files.write import write
from ..model.plan.blocks import blocks
from ..model.plan.records import Answers
from ..model.plan.text import inputs_text
from ..model.template import fill
from ..pages.render import render
from ..prices.rows import carried
from . import questions
from .document import as_json, filling, sentence, template


@functools.cache
def _running() -> tuple[Answers, dict[str, Any], str]:
    """The running workload's answers, what they put in the slots, and its plan: once a build, wherever it is shown."""
    answers = questions.complete({})
    filled = filling(answers)
    return answers, filled, fill(template(), filled)


@functools.cache
def plan_drafter() -> str:
    """The whole drafter, filled in for the running workload."""
    (answers, filled, text), first = _running(), sentence()
    rows = [{**row, "data": carried(row), "dated": questions.dated(row)} for row in questions.rows().values()]
    return render(
        "plan-drafter",
        sentence=first,
        said=fill(first, filled),
        template=template(),
        reasons=sentences("because"),
        groups=questions.groups(),
        rows=rows,
        chosen=answers["row"],
        longest=questions.LONGEST,
        blocks=blocks(text),
        markdown=text,
    )


def publish(folder: Path) -> None:
    """The running workload's plan as files to download: benchmark-plan.txt (Markdown), .json and .yml (its answers)."""
    answers, _, text = _running()
    write(folder / "benchmark-plan.txt", text)
    write(folder / "benchmark-plan.json", as_json(answers))
    write(folder / "benchmark-plan.yml", inputs_text(questions.written(answers)))
