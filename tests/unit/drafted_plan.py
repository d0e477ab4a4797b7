"""A drafted plan as tests read it: from answers that could be signed, with some of them changed."""

from __future__ import annotations

from typing import Any

from macros import plan as drafter
from macros import plan_inputs
from macros.model.plan import plan

MEASURED = {field["id"]: field["default"] for field in plan_inputs.fields().values() if field["measure"]}
SIGNED = {**MEASURED, "owner": "Head of support", "waits": "Agents, by 8:00", "approval": "Privacy office, 2026-11-20", "measured_p95_h": 2, "row": "openai/gpt-6.1-terra"}


def drafted(**given: Any) -> tuple[dict[str, Any], str]:
    x = plan_inputs.complete(given)
    return plan(x), drafter.markdown(x)


def section(text: str, number: int) -> str:
    return text.split(f"\n## {number} ")[1].split("\n## ")[0]
