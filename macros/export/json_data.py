"""A Quiz -> JSON, the whole bank as it is, and the JSON Schema (draft 2020-12) of that file.

Nothing is left out but notes for the linter: Markdown as written, misconceptions, sorting cards. The keys are declared
once, each with what it is, and the schema is made from the same declaration.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from ..quiz.keys import LEVELS
from ..quiz.question import Question, Quiz, Sorting

SCHEMA_NAME = "questions.schema.json"
LICENCE = "CC-BY-4.0"
_MARKDOWN = " In Markdown."


class Key(NamedTuple):
    """A key of the file: its type in JSON Schema, and what it is."""

    type: str | list[str]
    told: str


_FILE = Key("object", "A quiz with its questions, answers and reasons")
_QUIZ = {
    "quiz": Key("string", "The folder of the quiz."),
    "title": Key("string", "The heading of the check."),
    "lesson": Key("string", "The page of the lesson that its questions are about, below docs/."),
    "objectives": Key("object", "Short names with what a reader can do afterwards."),
    "check": Key("array", "Ids of the questions that count, in order."),
    "practice": Key("array", "Ids of the questions that never count."),
}
_OPTION = {
    "id": Key("string", "Six hex digits that stay while the option's words stay."),
    "text": Key("string", "The option as printed." + _MARKDOWN),
    "right": Key("boolean", "True for exactly one option of a question."),
    "why": Key("string", "The reason shown once this option is judged." + _MARKDOWN),
    "misconception": Key(
        ["string", "null"],
        "The mistaken idea that makes a wrong option tempting; null for the right one.",
    ),
}
_QUESTION = {
    "id": Key("string", "Kebab-case; stays for ever."),
    "rev": Key("integer", "Raised when the meaning changes."),
    "objective": Key("string", "A key of objectives."),
    "level": Key("string", "What the question asks of a reader's mind."),
    "see": Key("string", "The id of the lesson's paragraph that answers it."),
    "negative": Key("boolean", "True when the stem asks for the exception."),
    "ascending": Key("boolean", "True when the options stand by value: do not shuffle them."),
    "stem": Key("string", "The question." + _MARKDOWN),
    "file": Key("string", "The file it was written in, from the project's root."),
}
_ROW = {
    "id": Key("string", "Six hex digits that stay while the row's words stay."),
    "text": Key("string", "What to sort." + _MARKDOWN),
    "waits": Key("boolean", "True when its answers may come later."),
    "why": Key("string", "The reason shown after the check." + _MARKDOWN),
}
_SORTING = {
    **{name: _QUESTION[name] for name in ("id", "rev", "objective", "stem", "file")},
    "see": Key(["string", "null"], "The id of the lesson's paragraph that answers it, where one does."),
}


def write(quiz: Quiz) -> bytes:
    """The quiz in the shape of `schema()`; options in the order readers see."""
    whole = {
        "$schema": SCHEMA_NAME,
        "quiz": quiz.id,
        "title": quiz.title,
        "lesson": quiz.lesson,
        "licence": LICENCE,
        "objectives": quiz.objectives,
        "check": list(quiz.order),
        "practice": list(quiz.practice),
        "questions": [_question(quiz.questions[i]) for i in (*quiz.order, *quiz.practice)],
        "sortings": [_sorting(quiz.sortings[i]) for i in quiz.sorting],
    }
    return _file(whole)


def _question(question: Question) -> dict[str, Any]:
    options = [{name: getattr(option, name) for name in _OPTION} for option in question.options]
    return {**{name: _value(question, name) for name in _QUESTION}, "options": options}


def _sorting(card: Sorting) -> dict[str, Any]:
    rows = [{name: getattr(row, name) for name in _ROW} for row in card.rows]
    return {**{name: _value(card, name) for name in _SORTING}, "rows": rows}


def _value(item: Question | Sorting, name: str) -> Any:
    return getattr(item, "source" if name == "file" else name)


def schema() -> dict[str, Any]:
    """JSON Schema of what `write` makes."""
    names = {"items": {"type": "string"}, "uniqueItems": True}
    properties = {
        "$schema": {"const": SCHEMA_NAME},
        "quiz": _property(_QUIZ["quiz"]),
        "title": _property(_QUIZ["title"]),
        "lesson": _property(_QUIZ["lesson"]),
        "licence": {"const": LICENCE},
        "objectives": _property(_QUIZ["objectives"], additionalProperties={"type": "string"}),
        "check": _property(_QUIZ["check"], **names),
        "practice": _property(_QUIZ["practice"], **names),
        "questions": {"type": "array", "items": _question_schema()},
        "sortings": {"type": "array", "items": _sorting_schema()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _FILE.told,
        "type": _FILE.type,
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _question_schema() -> dict[str, Any]:
    """A question with three to five options, of which exactly one is right."""
    question = _record(_QUESTION)
    question["properties"]["rev"]["minimum"] = 1
    question["properties"]["level"]["enum"] = list(LEVELS)
    right = {"type": "object", "required": ["right"], "properties": {"right": {"const": True}}}
    one_right = {"contains": right, "minContains": 1, "maxContains": 1}
    options = {"type": "array", "minItems": 3, "maxItems": 5, "items": _record(_OPTION), **one_right}
    return _with(question, "options", options)


def _sorting_schema() -> dict[str, Any]:
    sorting = _record(_SORTING)
    sorting["properties"]["rev"]["minimum"] = 1
    return _with(sorting, "rows", {"type": "array", "minItems": 2, "items": _record(_ROW)})


def _property(key: Key, **limits: Any) -> dict[str, Any]:
    return {"type": key.type, **limits, "description": key.told}


def _record(declared: dict[str, Key]) -> dict[str, Any]:
    properties = {name: _property(key) for name, key in declared.items()}
    return {"type": "object", "additionalProperties": False, "required": list(declared), "properties": properties}


def _with(record: dict[str, Any], name: str, value: dict[str, Any]) -> dict[str, Any]:
    """The record with one more key that is required."""
    record["properties"][name] = value
    record["required"].append(name)
    return record


def schema_file() -> bytes:
    return _file(schema())


def _file(whole: Any) -> bytes:
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()
