"""What the lesson prints works out from what the lesson prints: a reader with a pencil gets the same."""

from __future__ import annotations

from macros.lesson.facts import facts


def number(name: str) -> float:
    return float(facts()[name].strip("$%\xa0 ").replace(",", ""))


def test_what_one_late_answer_may_cost_follows_from_the_saving_and_the_share_beside_it() -> None:
    assert number("assumed_late_worth") == float(f"{number('assumed_cents') / number('late') * 100:.1g}")


def test_the_saving_of_a_row_follows_from_the_saving_of_a_day() -> None:
    assert number("assumed_cents") == round(number("assumed_day") / 200_000 * 100, 2)
