"""What goes wrong while a page's template is filled -> `docs/PAGE:line:column: what is wrong. What to do.`

A template knows the lines of the page's text; an author's editor counts those of its head too, and so does a problem.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2

from ..files.problems import Problem, did_you_mean

_PAGE = "<template>"  # what Jinja calls a template that comes from no file: the page's own text
_HEAD = re.compile(r"\A---\n.*?\n---[ ]*\n+", re.DOTALL)
_UNKNOWN = re.compile(r"'([^']+)' is undefined")
_NO_PART = re.compile(r"has no attribute '([^']+)'")


def calling_line() -> int:
    """The line of the page's text that calls what is running now; 1 where no page does."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename != _PAGE:
        frame = frame.f_back
    template = frame.f_globals.get("__jinja_template__")
    return int(template.get_corresponding_lineno(frame.f_lineno)) if template else 1


def place(page: Any, line: int, word: str) -> tuple[str, int, int]:
    """File, line and column for a line of the text of `page` (MkDocs' own), where `word` first stands in it."""
    whole = Path(page.file.abs_src_path).read_text(encoding="utf-8-sig")
    head = _HEAD.match(whole)
    line += head[0].count("\n") if head else 0
    text = [*whole.splitlines(), ""][min(line, whole.count("\n") + 1) - 1]
    found = re.search(rf"\{{[{{%][^}}]*?\b{re.escape(word)}\b", text) if word else None
    return f"docs/{page.file.src_uri}", line, (found.start() if found else 0) + 1


def _opened(text: str, line: int) -> int:
    """The line on which the last {{ or {% before the end of `line` opens."""
    before = "\n".join(text.splitlines()[:line])
    return before.count("\n", 0, max(before.rfind("{{"), before.rfind("{%"), 0)) + 1


def of_template(error: Exception, page: Any, text: str, known: Iterable[str]) -> Problem:
    """An error that Jinja met in the page's `text`; `known` are the names that a page may use."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        said = str(error.message).rstrip(".")
        opened = _opened(text, error.lineno)
        return Problem(*place(page, opened, ""), f"{said}. Close each {{{{ and {{%, or mend what is in it.")
    said, line = str(error), 1
    trace = error.__traceback__
    while trace:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == _PAGE else line
        trace = trace.tb_next
    if unknown := _UNKNOWN.search(said):
        near = did_you_mean(unknown[1], known) or " Write one that env.py lists."
        return Problem(*place(page, line, unknown[1]), f"there is no macro or value '{unknown[1]}'.{near}")
    if part := _NO_PART.search(said):
        said = f"there is no value '{part[1]}' in what stands before the point. Correct it."
        return Problem(*place(page, line, part[1]), said)
    said = f"this cannot be drawn ({type(error).__name__}: {said}). See what the macro takes."
    return Problem(*place(page, line, ""), said)
