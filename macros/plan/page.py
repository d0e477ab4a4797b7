"""The plan drafter as the build prints it: questions, price rows, and the whole plan of the running workload."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..files.write import write
from ..model.plan.blocks import blocks
from ..model.plan.detail import values
from ..model.plan.plan import plan
from ..model.plan.text import inputs_text
from ..model.template import fill
from ..pages.render import render
from . import questions
from .document import as_json, markdown, sentence, template


def plan_drafter() -> str:
    """The whole drafter, filled in for the running workload."""
    x = questions.complete({})
    filled, first = values(x, plan(x)), sentence()
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
        groups=questions.groups(),
        rows=rows,
        chosen=x["row"],
        longest=questions.LONGEST,
        blocks=blocks(text),
        markdown=text,
    )


def publish(folder: Path) -> None:
    """The running workload's plan as files to download: benchmark-plan.txt (Markdown), .json and .yml (its answers)."""
    x: dict[str, Any] = questions.complete({})
    write(folder / "benchmark-plan.txt", markdown(x))
    write(folder / "benchmark-plan.json", as_json(x))
    write(folder / "benchmark-plan.yml", inputs_text(questions.written(x)))
