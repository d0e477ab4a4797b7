"""Fifteen questions of its own for each page, and the same page as each system wants it written.

Different on every page, so that nothing is a copy of the page before; of words that an author would use, with code and
bold in them. Every form carries the same stems, options and reasons.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

PER_PAGE, OPTIONS = 15, 4
WORDS = (  # noqa: SIM905 - a list of words
    "answer batch bill cache canary cost day deadline discount engine fallback hour latency limit load model night "
    "percent plan price prompt queue quota rate realtime replica report request result retry score share stream "
    "summary throughput ticket token traffic vendor window worker"
).split()
FIRST = "Words that the questions are about. {: #here }"


@dataclass(frozen=True)
class Question:
    """A stem, and an option with its reason at each place; the first is right."""

    stem: str
    options: tuple[tuple[str, str], ...]


def questions(page: int) -> list[Question]:
    draw = random.Random(page)  # noqa: S311 - the same page on every machine

    def said(words: int) -> str:
        return " ".join(draw.choice(WORDS) for _ in range(words)).capitalize()

    def option() -> tuple[str, str]:
        text = f"{said(5)} `{draw.choice(WORDS)}` {said(draw.randint(1, 6)).lower()}"
        return text, f"{said(9)}, **{draw.choice(WORDS)}** {said(10).lower()}."

    return [
        Question(f"{said(7)}, and {said(8).lower()}?", tuple(option() for _ in range(OPTIONS))) for _ in range(PER_PAGE)
    ]


def plain(asked: list[Question], _page: int, _root: Path) -> str:
    return "\n\n".join(
        f"{number}. {one.stem}\n\n" + "\n".join(f"    - {text} {why}" for text, why in one.options)
        for number, one in enumerate(asked, 1)
    )


def mcq(asked: list[Question], _page: int, _root: Path) -> str:
    return "\n\n".join(
        f"```mcq\n---\ntype: single\nquestion: {one.stem}\n---\n\n"
        + "\n\n".join(f"- [{' ' if place else 'x'}] {text}\n  > {why}" for place, (text, why) in enumerate(one.options))
        + "\n```"
        for one in asked
    )


def mkdocs_quiz(asked: list[Question], _page: int, _root: Path) -> str:
    """Its questions have one text shown once answered, no reason for each option: the reasons stand there."""
    return "\n\n".join(
        f"<quiz>\n{one.stem}\n"
        + "\n".join(f"- [{' ' if place else 'x'}] {text}" for place, (text, _) in enumerate(one.options))
        + "\n\n"
        + "\n\n".join(why for _, why in one.options)
        + "\n</quiz>"
        for one in asked
    )


def ours(asked: list[Question], page: int, root: Path) -> str:
    """The quiz's folder is written, and the page calls for it."""
    folder = root / "quizzes" / f"q{page}"
    folder.mkdir(parents=True)
    names = [f"question-{number}" for number in range(1, len(asked) + 1)]
    listed = "".join(f"  - {name}\n" for name in names)
    head = f"title: Check {page}\nlesson: {address(page)}\nobjectives:\n  O1: Know it.\norder:\n{listed}"
    (folder / "quiz.yml").write_text(head, encoding="utf-8")
    for name, one in zip(names, asked, strict=True):
        (folder / f"{name}.yml").write_text(_file(one), encoding="utf-8")
    return "{{ check() }}"


def _file(one: Question) -> str:
    (text, why), *others = one.options
    wrong = "".join(
        f"  - text: {text}\n    misconception: mistake-{place}\n    why: {why}\n"
        for place, (text, why) in enumerate(others)
    )
    head = f"rev: 1\nobjective: O1\nlevel: apply\nsee: here\nstem: {one.stem}\n"
    return f"{head}answer:\n  text: {text}\n  why: {why}\ndistractors:\n{wrong}"


def address(page: int) -> str:
    return f"s{page % 10}/p{page}.md"
