"""What the linter says of our own bank, of a bank where the longest option is right, and of habits that are chance."""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
import re
import shutil
from pathlib import Path

import pytest

from macros.check import check
from macros.quiz import lint
from macros.quiz.lint import guess
from macros.quiz.lint.bank import strictly, tail
from macros.quiz.quality import Quality
from macros.quiz.question import LintOk, Question, Quiz
from macros.quiz.read_quiz import load_quiz

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "quizzes").glob("*/quiz.yml"))
RATCHET = json.loads((ROOT / "tests/ratchet.json").read_text(encoding="utf-8"))


def quiz_of(folder: Path) -> Quiz:
    quiz, _ = load_quiz(folder, None, ROOT)
    assert quiz is not None
    return quiz


OURS = quiz_of(ROOT / "quizzes/batch-inference-economics")
CHECK = [OURS.questions[name] for name in OURS.order]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_rule_fires_on_our_banks(folder: Path) -> None:
    assert [str(problem) for problem in lint.lint(quiz_of(folder))[0]] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_always_picking_the_longest_gains_at_most_five_points_and_never_more_than_before(folder: Path) -> None:
    """tests/ratchet.json holds what it gained over chance, as a share of the bank.

    It may only go down, and need not go below chance.
    """
    quiz = quiz_of(folder)
    for bank in lint.banks(quiz):
        if bank.key != "title":
            gained = (guess.score(guess.longest, bank.items) - guess.chance(bank.items).mean) / len(bank.items)
            assert gained <= 0.05
            kept = max(RATCHET.get(f"{folder.name}/{bank.key}", 0.05), 0)
            assert round(gained, 4) <= kept, "rework the lengths: the longest option is right more often than before"


def planted(to: Path, count: int) -> Path:
    """Our quiz with the first `count` answers of the check made the longest by a few words."""
    shutil.copytree(ROOT / "quizzes/batch-inference-economics", to)
    for name in OURS.order[:count]:
        path = to / f"{name}.yml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(
                r'(answer:\n  text: ".*?)([.?]?)"', r'\1, for the reason that holds in this very case\2"', text, count=1
            ),
            encoding="utf-8",
        )
    return to


def test_a_bank_of_fifteen_where_the_longest_is_right_fails(tmp_path: Path) -> None:
    said = [
        str(problem)
        for problem in check([planted(tmp_path / "planted", 15)], datetime.date(2026, 11, 24))
        if problem.severity == "error"
    ]
    assert any(
        "QZ401 the answer is strictly the longest option in 15 of 15 questions; chance gives 3.8 (p < 0.001)." in line
        for line in said
    )
    assert any("QZ404 the blind guesser 'longest' gets 15.0 of 15 right; chance gives 3.8." in line for line in said)


@pytest.mark.parametrize(("hits", "said"), [(7, None), (8, "warning"), (9, "error")])
def test_eight_longest_answers_of_fifteen_warn_and_nine_fail(hits: int, said: str | None) -> None:
    items = []
    for number, item in enumerate(CHECK):
        options = tuple(
            dataclasses.replace(option, text="long " * (4 if option.right == (number < hits) else 3))
            for option in item.options
        )
        items.append(dataclasses.replace(item, options=options))
    found = [problem.severity for problem in lint.RULES["QZ401"].of_bank(lint.ItemSet(OURS, "order", tuple(items)))]
    assert found == ([said] if said else [])


@pytest.mark.parametrize("count", [8, 15, 30])
def test_the_tail_is_the_binomial_one_where_all_chances_are_equal(count: int) -> None:
    for hits in range(count + 1):
        exact = sum(math.comb(count, n) * 0.25**n * 0.75 ** (count - n) for n in range(hits, count + 1))
        assert tail([0.25] * count, hits) == pytest.approx(exact)


def test_the_tail_holds_for_unequal_chances() -> None:
    assert tail([0.5, 0.25], 2) == pytest.approx(0.125)
    assert tail([0.5, 0.25], 1) == pytest.approx(1 - 0.5 * 0.75)
    assert tail([0.5, 0.25, 0.0], 3) == 0


def test_a_tie_between_options_is_split() -> None:
    item = CHECK[0]
    alike = dataclasses.replace(
        item, options=tuple(dataclasses.replace(option, text="the same words") for option in item.options)
    )
    for name, guesser in guess.GUESSERS.items():
        expected = (0.5 if alike.options[1].right or alike.options[2].right else 0) if name == "middle" else 0.25
        assert guess.score(guesser, [alike]) == pytest.approx(expected), name
    assert not strictly(alike, guess.longest)


def test_seven_items_are_no_bank() -> None:
    few = dataclasses.replace(OURS, order=OURS.order[:7], practice=())
    assert lint.banks(few) == []


def test_an_excused_rule_is_silent_and_its_reason_kept() -> None:
    item = next(item for item in CHECK if not item.ascending)
    worse = dataclasses.replace(
        item, stem=item.stem.rstrip("?"), lint_ok=(), places={**item.places, "lint-ok/0/rule": (30, 11)}
    )
    with_it = dataclasses.replace(worse, lint_ok=(LintOk("QZ201", "It is a quotation.", "lint-ok/0"),))

    def judged(one: Question) -> tuple[list[str], list[str]]:
        problems, explained = lint.lint(dataclasses.replace(OURS, questions={**OURS.questions, one.id: one}))
        return [problem.rule for problem in problems], [each.because for each in explained]

    assert judged(worse) == (["QZ201"], [])
    assert judged(with_it) == ([], ["It is a quotation."])
    page = Quality({OURS.id: dataclasses.replace(OURS, questions={**OURS.questions, item.id: with_it})})
    line = item.places["stem"][0]
    assert f"<li><b>Excused:</b> {item.id}, line {line}. It is a quotation.</li>" in page.item_rules("QZ2")
    assert "Excused:" not in page.item_rules("QZ1")


def test_a_fault_in_one_file_hides_nothing_of_the_others(tmp_path: Path) -> None:
    folder = planted(tmp_path / "planted", 1)
    spoilt = folder / f"{OURS.order[1]}.yml"
    spoilt.write_text(spoilt.read_text(encoding="utf-8").replace("level:", "levle:"), encoding="utf-8")
    said = "\n".join(str(problem) for problem in check([folder], datetime.date(2026, 11, 24)))
    assert "Did you mean 'level'?" in said
    assert f"{OURS.order[0]}.yml:10:9: warning: QZ101" in said
