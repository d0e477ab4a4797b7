"""The declared keys -> the text of a new question, quiz or lesson, with a placeholder for all that an author writes.

Made from `keys.py`, so a scaffold holds what the reader asks for, in the words of the contributors' guide.
"""

from __future__ import annotations

import json

from ..files.declared import Entries, Key, ListOf, Number, OneOf, Record
from . import keys
from .placeholder import MARK, placeholder

DISTRACTORS = 3
_LONG = ("stem", "why")  # keys whose text runs over lines
_QUIZ = {
    "objectives": "what a reader can do afterwards; O2 and others follow on lines of their own",
    "order": "the id of the first question; the others follow on lines of their own",
}
_LESSON = """---
title: {title}
description: "{mark} one sentence for search results and link previews"
quiz: {quiz}
checked: "{mark} the day on which its facts were checked, as YYYY-MM-DD"
due: "{mark} the day on which they have to be checked again, as YYYY-MM-DD"
---

# {heading}

{{{{ lesson_facts() }}}}

{mark} what a reader can do afterwards and why it matters, in three sentences

## 1 {mark} the heading of the first section {{: #first-section }}

{mark} a paragraph that answers one question; the id below it is what that question's `see:` names
{{: #first-paragraph }}

<p class="takeaway"><b>Takeaway.</b> {mark} the section in one sentence</p>

## End-of-lesson check {{: #check }}

The first try counts; nothing leaves this page.

{{{{ check() }}}}
"""


def question(objectives: list[str], lesson: str) -> str:
    """A question file; `objectives` are the names in its quiz, `lesson` the page that answers it."""
    told = {"see": f"the id of the paragraph or heading of docs/{lesson} that answers it"}
    if objectives:
        told["objective"] = f"one of {', '.join(objectives)}, as quiz.yml has them"
    needed = tuple(key for key in keys.QUESTION if key.required)
    return "\n".join([_schema("question"), *_record(needed, told, "")]) + "\n"


def quiz(lesson: str) -> str:
    """A quiz.yml whose questions point into `lesson`, a page under docs/."""
    lines = [_schema("quiz")]
    for key in keys.QUIZ:
        if key.name == "lesson":
            lines.append(f"lesson: {lesson}")
        elif key.required:
            lines += _lines(key, _QUIZ.get(key.name, key.told), "")
    return "\n".join(lines) + "\n"


def lesson(quiz_id: str, title: str) -> str:
    """A lesson's page, whose end-of-lesson check is `quiz_id`."""
    return _LESSON.format(mark=MARK, quiz=quiz_id, title=quoted(title), heading=title)


def quoted(text: str) -> str:
    """Words as a YAML text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _schema(name: str) -> str:
    return f"# yaml-language-server: $schema=../{name}.schema.json"


def _record(declared: tuple[Key, ...], told: dict[str, str], indent: str) -> list[str]:
    lines: list[str] = []
    for key in declared:
        lines += _lines(key, told.get(key.name) or key.told, indent)
    return lines


def _lines(key: Key, told: str, indent: str) -> list[str]:
    """The lines of one key, at this depth."""
    head = f"{indent}{key.name}:"
    match key.shape:
        case Number():
            return [f"{head} 1"]
        case Record(keys=inner):
            return [head, *_record(inner, {}, indent + "  ")]
        case ListOf(of=Record(keys=inner)):
            entry = _record(inner, {}, indent + "    ")
            entry[0] = f"{indent}  - {entry[0].lstrip()}"
            return [head, *entry * DISTRACTORS]
        case ListOf():
            return [head, f"{indent}  - {quoted(placeholder(told))}"]
        case Entries():
            return [head, f"{indent}  O1: {quoted(placeholder(told))}"]
        case OneOf(names=names):
            told = f"one of {', '.join(names)}"
    if key.name in _LONG:
        return [f"{head} >-", f"{indent}  {placeholder(told)}"]
    return [f"{head} {quoted(placeholder(told))}"]
