"""`python -m macros.plan [INPUTS.yml] [--json | --inputs]`: a benchmark plan as Markdown, the same bytes as the page's.

Without a file: the plan of the running workload. `--json` prints its JSON twin, `--inputs` the answers as a file to edit.
Exit status 1 with every problem of the file on the error stream, 2 for a command line that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from . import plan_inputs
from .files.data import read
from .files.nodes import Reader
from .files.paths import ROOT
from .files.problems import Problem, Problems
from .files.yaml_text import read_bytes, read_document
from .model.plan import plan
from .model.plan_json import inputs_text, plan_text
from .model.plan_words import words
from .model.template import fill

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
    found = r.record(node, {"steps": lambda n: r.items(n, lambda one: r.record(one, step))}) if node is not None else None
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
    return fill(template(), words(x, plan(x)))


def twin(x: dict[str, Any]) -> str:
    """The plan's JSON twin."""
    return plan_text({name: x[name] for name in ("row", *plan_inputs.fields())}, plan(x))


def asked(path: Path | None) -> dict[str, Any]:
    """The inputs of a file, or of the running workload; Problems with everything that is wrong."""
    given, problems = plan_inputs.answers(path) if path else ({}, [])
    if given is None:
        raise Problems(problems)
    x = plan_inputs.complete(given)
    made = plan(x)
    if not made["valid"]:
        raise Problems([Problem(str(path), 1, 1, f"there is nothing to plan: {made['because']}. Change the answers that say so.")])
    return x


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m macros.plan", description="Draft a benchmark plan.")
    parser.add_argument("inputs", metavar="INPUTS.yml", nargs="?", type=Path, help="answers as `name: value`; left out: the running workload")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--json", action="store_const", dest="write", const=twin, help="the JSON twin instead of Markdown")
    kind.add_argument("--inputs", action="store_const", dest="write", const=lambda x: inputs_text(plan_inputs.written(x)), help="the answers as a file to edit")
    given = parser.parse_args(arguments)
    try:
        out = (given.write or markdown)(asked(given.inputs))
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(out.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
