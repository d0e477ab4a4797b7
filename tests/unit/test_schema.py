"""One declaration of the keys: the committed schemas are made from it and agree with the reader."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml

from macros import data_files
from macros.files import declared, declared_schema, declared_table
from macros.files.declared import DataFile
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

# The same of data files: what is wrong in shape, as against what needs a look at another value or file.
DATA_SHAPES = (
    "workloads-misspelt-key",
    "workloads-percent-above-100",
    "evidence-share-above-one",
    "evidence-missing-source",
    "history-http-source",
    "gpu_hours-free-of-charge",
    "plan-kind-that-is-none",
    "tools-empty-list-of-steps",
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


def test_the_contributors_page_has_words_for_every_kind_of_value() -> None:
    """A kind that no file declares yet would miss them only once one does."""
    assert [kind for kind in get_args(declared.Shape) if not hasattr(declared_table.WORDS, kind.__name__)] == []


def plain(value: object) -> object:
    """What an editor sees: days are texts, and so are all keys."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.mark.parametrize("file", data_files.FILES, ids=lambda file: file.name)
def test_every_data_file_points_to_its_committed_schema_and_fits_it(file: DataFile) -> None:
    text = (ROOT / file.path).read_text(encoding="utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={file.schema}"
    made = declared_schema.schema(file)
    assert ((ROOT / file.path).parent / file.schema).read_text(encoding="utf-8") == made
    jsonschema.Draft202012Validator.check_schema(json.loads(made))
    jsonschema.validate(plain(yaml.safe_load(text)), json.loads(made))


@pytest.mark.parametrize("name", DATA_SHAPES)
def test_what_the_reader_refuses_in_the_shape_of_a_data_file_its_schema_refuses_too(name: str) -> None:
    file = data_files.BY_NAME[f"{name.split('-')[0]}.yml"]
    assert isinstance(file, DataFile)
    text = (ROOT / f"tests/broken/data/{name}.yml").read_text(encoding="utf-8")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(yaml.safe_load(text)), json.loads(declared_schema.schema(file)))


def test_no_schema_is_left_of_a_file_that_is_gone() -> None:
    assert {path.name for path in (ROOT / "docs/data/schemas").iterdir()} == {
        Path(file.schema).name for file in data_files.FILES
    }


def test_the_page_on_data_files_carries_the_generated_tables() -> None:
    text = (ROOT / data_files.PAGE).read_text(encoding="utf-8")
    assert data_files.page(text) == text
    assert all(f"## {file.name} " in text for file in (*data_files.FILES, *data_files.TABLES))
