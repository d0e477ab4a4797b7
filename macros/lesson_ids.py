"""The ids that a lesson's Markdown writes: what a question's `see` may point to."""

from __future__ import annotations

import re

from . import outline

_H3 = re.compile(r"^###+\s+.+?\{:?[^}]*#([\w-]+)", re.MULTILINE)


def lesson_ids(text: str) -> set[str]:
    """Ids of headings and of paragraphs that carry `{: #id }`, in the body below the first section heading."""
    return set(outline.sections(text)) | set(_H3.findall(text))
