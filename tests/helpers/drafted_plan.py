"""A drafted plan as tests read it: from answers that could be signed, with some of them changed."""

from __future__ import annotations

from typing import Any

from macros.model.plan.plan import plan
from macros.model.plan.records import Plan
from macros.plan import document, questions

MEASURED = {
    field["id"]: None if field["default"] == "" else field["default"]
    for field in questions.fields().values()
    if field["measure"]
}
SIGNED = {
    **MEASURED,
    "owner": "Head of support",
    "waits": "Agents, by 8:00",
    "approval": "Privacy office, 2026-11-20",
    "measured_p95_h": 2,
    "ceiling_usd": 20_000,
    "row": "openai/gpt-6.1-terra",
}


def drafted(**given: Any) -> tuple[Plan, str]:
    answers = questions.complete(given)
    worked = plan(answers)
    assert worked["valid"]
    return worked, document.markdown(answers)


def section(text: str, number: int) -> str:
    return text.split(f"\n## {number} ")[1].split("\n## ")[0]
