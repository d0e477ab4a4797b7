"""The plan drafter as the build prints it: questions, price rows, and the whole plan of the running workload."""

from __future__ import annotations

from pathlib import Path

from ..files.words import sentences
from ..files.write import write
from ..model.plan.blocks import blocks
from ..model.plan.text import inputs_text
from ..model.template import fill
from ..pages.render import render
from . import questions
from .document import as_json, filling, markdown, sentence, template


def plan_drafter() -> str:
    """The whole drafter, filled in for the running workload."""
    answers = questions.complete({})
    filled, first = filling(answers), sentence()
    text = fill(template(), filled)
    rows = [
        {**row, "set": {name: row["set"][name] for name in questions.PRICES}, "dated": questions.dated(row)}
        for row in questions.rows().values()
    ]
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
    answers = questions.complete({})
    write(folder / "benchmark-plan.txt", markdown(answers))
    write(folder / "benchmark-plan.json", as_json(answers))
    write(folder / "benchmark-plan.yml", inputs_text(questions.written(answers)))
