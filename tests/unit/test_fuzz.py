"""Whatever an author writes, a reader answers with problems or a model, never with a traceback."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from helpers.fuzz_bank import spoilt, torn
from helpers.noise import document

from macros import data_files
from macros.files import declared as d
from macros.files import read_declared, read_table
from macros.files.declared_schema import schema
from macros.files.problems import Problem
from macros.prices.book import COMPONENTS, TIERS
from macros.prices.read import read_prices
from macros.quiz import keys
from macros.quiz.read_quiz import load_quiz

TODAY = datetime.date(2026, 11, 23)
SAMPLES = Path(__file__).resolve().parents[1] / "samples/data"
SPOILT = 250  # of each data file
PRICE_KEYS = (
    "meta",
    "vendors",
    "id",
    "name",
    "batch_rule",
    "multiplier",
    "terms",
    "models",
    "class",
    "tiers",
    "source",
    "as_of",
    "free",
    "derive",
    *TIERS,
    *COMPONENTS,
)
QUESTION_KEYS = tuple(
    {key.name for key in (*keys.QUESTION, *keys.SORTING, *keys.QUIZ)} | {"text", "why", "misconception", "waits"}
)


ENOUGH = 3000  # documents of any shape


def _said(problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message
        assert "\n" not in str(problem)


def test_the_price_reader_never_falls_over() -> None:
    for number in range(ENOUGH):
        book, problems = read_prices("prices.yml", document(PRICE_KEYS, random.Random(number)), TODAY)
        assert (book is None) == bool(problems), number
        _said(problems)


def test_the_question_reader_never_falls_over(tmp_path) -> None:
    whole = b"title: T\nobjectives: {O1: A}\norder: [a-good-question]\nsorting: [a-sorting]\n"
    names = ("a-good-question.yml", "a-sorting.yml", "quiz.yml")
    (tmp_path / "quiz.yml").write_bytes(whole)
    for number in range(ENOUGH):
        chance = random.Random(number)
        name, text = chance.choice(names), document(QUESTION_KEYS, chance)
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        quiz, problems = load_quiz(tmp_path, {"a-paragraph"}, tmp_path)
        assert (quiz is None) == any(problem.severity == "error" for problem in problems), number
        _said(problems)
        (tmp_path / "quiz.yml").write_bytes(whole)


def _inside(problems: list[Problem], text: str) -> None:
    """Each problem stands at a place that an author finds: on a line of the file, at most just after its end."""
    _said(problems)
    lines = text.split("\n")
    for problem in problems:
        assert problem.line <= len(lines), problem
        assert problem.column <= len(lines[problem.line - 1]) + 1, problem


def _plain(value: object) -> object:
    """Values as JSON has them."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _keys(shape: object) -> Iterator[str]:
    """Every key that a declaration knows."""
    for key in getattr(shape, "keys", ()):
        yield key.name
        yield from _keys(key.shape)
    for inner in ("of", "first", "second"):
        if hasattr(shape, inner):
            yield from _keys(getattr(shape, inner))
    for _, record in getattr(shape, "kinds", ()):
        yield from _keys(record)


@pytest.mark.parametrize("file", data_files.FILES, ids=lambda file: file.name)
def test_a_spoilt_data_file_is_refused_at_a_place_inside_it_or_is_still_valid(file: d.DataFile) -> None:
    sound = yaml.safe_load((SAMPLES / file.name).read_text(encoding="utf-8"))
    fits = jsonschema.Draft202012Validator(json.loads(schema(file)))
    refused = 0
    for number in range(SPOILT):
        text = spoilt(sound, random.Random(f"{file.name} {number}"))
        made, problems = read_declared.read(file, file.name, text, today=TODAY)
        assert (made is None) == bool(problems), number
        _inside(problems, text)
        refused += bool(problems)
        assert problems or fits.is_valid(_plain(made)), (number, made)
    assert SPOILT * 0.4 < refused < SPOILT, "most faults are seen, and sound files are let through"


def test_a_torn_table_is_refused_at_a_place_inside_it_or_is_still_valid() -> None:
    for table in data_files.TABLES:
        lines = (SAMPLES / Path(table.path).name).read_text(encoding="utf-8").split("\n")
        refused = 0
        for number in range(SPOILT):
            text = torn("\n".join(lines), random.Random(number))
            made, problems = read_table.read(table, table.name, text)
            assert (made is None) == bool(problems), number
            _inside(problems, text)
            refused += bool(problems)
            assert problems or all(len(column) == table.rows for column in (made or {}).values())
        assert refused > SPOILT * 0.4


def test_no_reader_of_a_data_file_falls_over() -> None:
    known = {file.name: tuple(dict.fromkeys(_keys(file.shape))) for file in data_files.FILES}
    for number in range(ENOUGH):
        chance = random.Random(number)
        file = chance.choice(data_files.FILES)
        text = document(known[file.name], chance)
        made, problems = read_declared.read(file, file.name, text, today=TODAY)
        assert (made is None) == bool(problems), number
        _inside(problems, text)
