"""One declaration of the keys: the committed schemas are made from it and agree with the reader."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from macros.quiz import keys, schema

ROOT = Path(__file__).resolve().parents[2]
QUIZZES = sorted((ROOT / "quizzes").glob("*/*.yml"))
# Broken in shape: an editor that knows the schema sees these while one types.
SHAPES = (
    "two-answers",
    "misspelt-key",
    "unknown-key",
    "answer-is-a-list",
    "answer-is-missing",
    "one-distractor",
    "five-distractors",
    "no-reason",
    "wrong-level",
    "rev-is-zero",
    "stem-is-a-list",
)


def kind(path: Path) -> str:
    if path.name == "quiz.yml":
        return "quiz"
    listed = yaml.safe_load((path.parent / "quiz.yml").read_text(encoding="utf-8")).get("sorting") or []
    return "sorting" if path.stem in listed else "question"


@pytest.mark.parametrize("name", schema.SCHEMAS)
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    assert (ROOT / "quizzes" / f"{name}.schema.json").read_text(encoding="utf-8") == schema.schema(name)


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.stem)
def test_every_file_of_the_bank_fits_its_schema_and_points_to_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema=../{kind(path)}.schema.json"
    jsonschema.validate(yaml.safe_load(text), json.loads(schema.schema(kind(path))))


@pytest.mark.parametrize("name", SHAPES)
def test_what_the_reader_refuses_in_shape_the_schema_refuses_too(name: str) -> None:
    text = (ROOT / f"tests/broken/questions/{name}.yml").read_text(encoding="utf-8")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), json.loads(schema.schema("question")))


def test_the_guide_to_writing_questions_carries_the_generated_table() -> None:
    text = (ROOT / schema.GUIDE).read_text(encoding="utf-8")
    assert schema.guide(text) == text


def test_the_contributors_table_names_every_key() -> None:
    table = schema.table()
    assert all(f"`{key.name}`" in table for key in keys.QUESTION)
