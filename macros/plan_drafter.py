"""The plan drafter as the build prints it: questions, price rows, and the whole plan of the running workload."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import plan_inputs
from .files.data import read
from .files.write import write
from .model.plan import plan
from .model.plan_blocks import blocks
from .model.plan_json import inputs_text
from .model.plan_words import words
from .model.template import fill
from .pages.render import render
from .plan import markdown, template, twin


def plan_drafter() -> str:
    """The whole drafter, filled in for the running workload."""
    x = plan_inputs.complete({})
    text, sentence = markdown(x), str(read("plan-template.yml")["sentence"]).strip()
    rows = [{**row, "set": {name: row["set"][name] for name in plan_inputs.PRICES}, "dated": plan_inputs.dated(row)} for row in plan_inputs.rows().values()]
    return render(
        "plan-drafter",
        sentence=sentence,
        said=fill(sentence, words(x, plan(x))),
        template=template(),
        groups=plan_inputs.groups(),
        rows=rows,
        chosen=x["row"],
        longest=plan_inputs.LONGEST,
        blocks=blocks(text),
        markdown=text,
    )


def publish(folder: Path) -> None:
    """The running workload's plan as files to download: benchmark-plan.txt (Markdown), .json and .yml (its answers)."""
    x: dict[str, Any] = plan_inputs.complete({})
    write(folder / "benchmark-plan.txt", markdown(x))
    write(folder / "benchmark-plan.json", twin(x))
    write(folder / "benchmark-plan.yml", inputs_text(plan_inputs.written(x)))
