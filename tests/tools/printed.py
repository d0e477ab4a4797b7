"""The commands exactly as the default plan prints them."""

from __future__ import annotations

import re

from macros.plan import __main__ as plan
from macros.plan import document


def blocks() -> dict[str, list[str]]:
    """Each step's bash blocks, by the step's id, cut out of the finished Markdown."""
    text = document.markdown(plan.asked(None))
    printed = {}
    for step in document.steps():
        after = text.split(f"\n### {step['title']}\n", 1)[1]
        printed[step["id"]] = re.findall(
            r"^```bash\n(.*?)^```$", re.split(r"\n### ", after, maxsplit=1)[0], re.DOTALL | re.MULTILINE
        )
    return printed
