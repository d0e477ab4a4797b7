"""Minutes are computed from the words that a reader meets, and say which part takes how long."""

from __future__ import annotations

from macros.lesson import reading_time
from macros.quiz.question import Option, Question, Quiz

OPTIONS = (Option("a", "two words", "why " * 23, True), Option("b", "three more words", "because", False))
QUESTION = Question("one", 1, "O1", "apply", "here", "Stem of five words here?", OPTIONS, "quizzes/q/one.yml")
QUIZ = Quiz("q", "Check", {"O1": "x"}, ("one",), ("one",), (), {"one": QUESTION}, {})


def took(text: str, table: str = "") -> reading_time.Minutes:
    return reading_time.lesson_minutes(text, QUIZ, {"ratio_table": lambda: table})


def test_238_words_take_one_minute() -> None:
    assert took("word " * 238).read == 1
    assert took("word " * 239).read == 2


def test_markup_and_addresses_are_not_read() -> None:
    assert reading_time.words("A [link](https://example.org/a/b) and **bold**{: .note }") == 4


def test_a_computed_number_counts_as_one_word() -> None:
    assert took("word " * 237 + "{{ facts.f }}").read == 1
    assert took("word " * 238 + "{{ facts.f }}").read == 2


def test_figures_cost_less_and_less_and_never_under_three_seconds() -> None:
    assert reading_time.figure_seconds(3) == 12 + 11 + 10
    assert reading_time.figure_seconds(12) - reading_time.figure_seconds(11) == 3


def test_cells_of_a_table_are_read_too() -> None:
    cells = "<table><tr><th>one<td>two three</tr></table>" * 80
    assert took("{{ ratio_table() }}", cells).read == 2  # 240 words
    assert took("{{ price_table() }}", cells).read == 0, "a table of the reference is looked up"


def test_a_question_takes_its_words_a_pause_and_the_right_reason() -> None:
    words = 5 + 2 + 3 + 23
    assert reading_time.question_seconds(QUESTION) == 15 + words * 60 / 238


def test_cards_in_the_body_are_tries_and_the_rest_is_the_check() -> None:
    assert took("{{ question('one') }} {{ bet() }}") == reading_time.Minutes(read=0, try_=1, check=1)
