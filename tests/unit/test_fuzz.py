"""Whatever an author writes, a reader answers with problems or a model, never with a traceback."""

from __future__ import annotations

import datetime
import json
import random
import string
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from helpers.fuzz_bank import spoilt, torn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def _values(names: tuple[str, ...]) -> st.SearchStrategy:
    leaf = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(),
        st.dates(),
        st.text(max_size=12),
        st.sampled_from(
            ["no", "1.10", "12:30", "2026-11-23", "https://example.org/a", "O1", "apply", "a-good-question"]
        ),
    )
    key = st.one_of(st.sampled_from(names), st.text(string.ascii_lowercase, max_size=5))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(key, inner, max_size=7)),
        max_leaves=25,
    )


def _documents(names: tuple[str, ...]) -> st.SearchStrategy:
    """Well-formed YAML of likely shape, the same with a few characters torn out, and plain noise."""
    dumped = _values(names).map(lambda value: yaml.safe_dump(value, allow_unicode=True))
    torn = st.tuples(dumped, st.integers(0, 400), st.text("\t:-*&!'\"{}[]#|>\x07\ufeff\n ", max_size=3)).map(
        lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + 1 :]
    )
    return st.one_of(dumped, torn, st.text(max_size=80))


ENOUGH = settings(max_examples=2000, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def _said(problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message
        assert "\n" not in str(problem)


@ENOUGH
@given(_documents(PRICE_KEYS))
def test_the_price_reader_never_falls_over(text: str) -> None:
    book, problems = read_prices("prices.yml", text, TODAY)
    assert (book is None) == bool(problems)
    _said(problems)


def test_the_question_reader_never_falls_over(tmp_path) -> None:
    (tmp_path / "quiz.yml").write_text(
        "title: T\nobjectives: {O1: A}\norder: [a-good-question]\nsorting: [a-sorting]\n", encoding="utf-8"
    )

    @ENOUGH
    @given(_documents(QUESTION_KEYS), st.sampled_from(["a-good-question.yml", "a-sorting.yml", "quiz.yml"]))
    def throw(text: str, name: str) -> None:
        kept = (tmp_path / "quiz.yml").read_bytes()
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            quiz, problems = load_quiz(tmp_path, {"a-paragraph"}, tmp_path)
            assert (quiz is None) == any(problem.severity == "error" for problem in problems)
            _said(problems)
        finally:
            (tmp_path / "quiz.yml").write_bytes(kept)

    throw()


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


@ENOUGH
@given(st.data())
def test_no_reader_of_a_data_file_falls_over(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(data_files.FILES))
    text = data.draw(_documents(tuple(dict.fromkeys(_keys(file.shape)))))
    made, problems = read_declared.read(file, file.name, text, today=TODAY)
    assert (made is None) == bool(problems)
    _inside(problems, text)
