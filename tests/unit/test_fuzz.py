"""Whatever an author writes, a reader answers with problems or a model, never with a traceback."""

from __future__ import annotations

import datetime
import string

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.files.problems import Problem
from macros.prices.book import COMPONENTS, TIERS
from macros.prices.read import read_prices
from macros.quiz import keys
from macros.quiz.read_quiz import load_quiz

TODAY = datetime.date(2026, 11, 23)
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
