"""The declared keys -> the text of a new question, quiz or lesson, with a placeholder for all that an author writes.

Made from `keys.py`, so a scaffold holds what the reader asks for, in the words of the contributors' guide. What a new
file needs besides, a lesson's page as a whole among it, is worded by scaffold_text.jinja.
"""

from __future__ import annotations

import json

from ..files.declared import Entries, Key, ListOf, Number, OneOf, Record
from ..files.words_beside import words
from . import keys
from .placeholder import MARK, placeholder

DISTRACTORS = 3
_LONG = ("stem", "why")  # keys whose text runs over lines
WORDS = words(__file__)
_QUIZ = {"objectives": WORDS.objectives(), "order": WORDS.order()}


def question(objectives: list[str], lesson: str) -> str:
    """A question file; `objectives` are the names in its quiz, `lesson` the page that answers it."""
    told = {"see": WORDS.see(lesson)}
    if objectives:
        told["objective"] = WORDS.objective(", ".join(objectives))
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
    text: str = WORDS.lesson(MARK, quiz_id, quoted(title), title)
    return text


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
