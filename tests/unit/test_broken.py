"""Each malformed file beside the exact messages it must produce: `tests/broken/KIND/NAME.yml` and `NAME.txt`.

A broken data file is named after the file that it stands for, and is the sound one of `tests/samples/data/` with one
fault. A question is put into a small sound quiz; `sorting-*` is listed there as a sorting card, `quiz-*` takes the
place of quiz.yml.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from macros import data_files
from macros.plan.read_answers import answers
from macros.prices.read import read_prices
from macros.quiz.read_quiz import load_quiz

BROKEN = Path(__file__).resolve().parents[1] / "broken"
QUESTIONS = sorted((BROKEN / "questions").glob("*.yml"))
PRICES = sorted((BROKEN / "prices").glob("*.yml"))
PLANS = sorted((BROKEN / "plans").glob("*.yml"))
DATA = sorted(path for path in (BROKEN / "data").iterdir() if path.suffix != ".txt")
SOUND = sorted((BROKEN.parent / "samples/data").iterdir())
TODAY = datetime.date(2026, 11, 23)
QUIZ = "title: A check\nobjectives:\n  O1: Sort work by who waits.\norder:\n  - a-good-question\n"
GOOD = """rev: 1
objective: O1
level: apply
see: another-paragraph
stem: Which of these may wait?
answer: {text: The report, why: Nobody reads it today.}
distractors:
  - {text: The reply, misconception: all-waits, why: A person waits.}
  - {text: The score, misconception: back-office, why: A payment waits.}
"""
SEE = {"a-paragraph", "another-paragraph"}


def said_of_question(file: Path, folder: Path) -> list[str]:
    """What the reader says of `file`, put into a sound quiz in `folder`; every other file must stay without a word."""
    folder.mkdir(parents=True, exist_ok=True)
    kind = {"sorting": "sorting", "quiz": "quiz"}.get(file.stem.split("-")[0], "practice")
    (folder / "a-good-question.yml").write_text(GOOD, encoding="utf-8")
    (folder / "retired.txt").write_text("# ids that may not be used again\nan-old-one\n", encoding="utf-8")
    listed = "" if kind == "quiz" else f"{kind}:\n  - {file.stem}\n"
    (folder / "quiz.yml").write_text(QUIZ + listed, encoding="utf-8")
    mine = folder / ("quiz.yml" if kind == "quiz" else file.name)
    mine.write_bytes(file.read_bytes())
    quiz, problems = load_quiz(folder, {"index.md": SEE}.get, folder)
    assert quiz is None
    return [str(problem) for problem in problems if problem.file == mine.name]


def said_of_prices(file: Path) -> list[str]:
    book, problems = read_prices(file.name, file.read_text(encoding="utf-8"), TODAY)
    assert book is None
    return [str(problem) for problem in problems]


def stands_for(file: Path) -> str:
    """The name of the data file that a broken one is read as."""
    names = [name for name in data_files.BY_NAME if f"{file.stem}-".startswith(f"{Path(name).stem}-")]
    return max(names, key=len)


def said_of_data(file: Path) -> list[str]:
    declared = data_files.BY_NAME[stands_for(file)]
    return [
        str(problem) for problem in data_files.problems_of(declared, file.name, file.read_text(encoding="utf-8"), TODAY)
    ]


def expected(file: Path) -> list[str]:
    return file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.stem)
def test_a_malformed_question_is_named_at_its_place(file: Path, tmp_path: Path) -> None:
    assert said_of_question(file, tmp_path) == expected(file) != []


@pytest.mark.parametrize("file", PRICES, ids=lambda file: file.stem)
def test_a_malformed_price_is_named_at_its_place(file: Path) -> None:
    assert said_of_prices(file) == expected(file) != []


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.stem)
def test_a_malformed_answer_for_a_plan_is_named_at_its_place(file: Path) -> None:
    given, problems = answers(file)
    assert given is None
    assert [str(problem).removeprefix(f"{file.parent}/") for problem in problems] == expected(file) != []


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.stem)
def test_a_malformed_data_file_is_named_at_its_place(file: Path) -> None:
    assert said_of_data(file) == expected(file) != []


@pytest.mark.parametrize("file", SOUND, ids=lambda file: file.name)
def test_the_sound_data_file_is_sound(file: Path) -> None:
    assert said_of_data(file) == []


def test_there_are_enough_of_each() -> None:
    assert len(PLANS) >= 15
    assert len(DATA) >= 40
    assert {stands_for(file) for file in DATA} == set(data_files.BY_NAME) - {"prices.yml"}, (
        "which has a folder of its own"
    )
    assert {file.name for file in SOUND} == set(data_files.BY_NAME)
    assert len(QUESTIONS) >= 30
    assert len(PRICES) >= 15


def test_every_message_says_where_what_and_what_to_do() -> None:
    for file in QUESTIONS + PRICES + PLANS + DATA:
        for line in expected(file):
            place, _, message = line.partition(": ")
            assert len(place.split(":")) == 3, line
            assert message.count(". ") + message.count("? ") >= 1 or message.count("Did you mean") == 1, line
            assert message.endswith((".", "?")), line


def test_the_sound_quiz_is_sound(tmp_path: Path) -> None:
    (tmp_path / "quiz.yml").write_text(QUIZ, encoding="utf-8")
    (tmp_path / "a-good-question.yml").write_text(GOOD, encoding="utf-8")
    quiz, problems = load_quiz(tmp_path, SEE, tmp_path)
    assert problems == []
    assert quiz is not None
    assert quiz.questions["a-good-question"].answer.text == "The report"
