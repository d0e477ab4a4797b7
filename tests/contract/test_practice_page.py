"""Every quiz on its own page: whole, linked to the paragraphs that answer it, within the card's budget."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
QUIZZES = {
    path.parent.name: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "quizzes").glob("*/quiz.yml"))
}


def built(site: Path, page: str) -> str:
    """The built page of docs/PAGE."""
    return (site / page.removesuffix(".md").removesuffix("index") / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def check(site: Path) -> str:
    page = built(site, "practice.md")
    return page[page.index("<quiz-check") : page.index("</quiz-check>")]


@pytest.mark.parametrize("name", QUIZZES)
def test_every_question_points_to_a_paragraph_of_its_lessons_built_page(site: Path, name: str) -> None:
    page = built(site, QUIZZES[name].get("lesson", "index.md"))
    ids = set(re.findall(r"\sid=\"?([^\"\s>]+)", page))
    listed = [*QUIZZES[name]["order"], *QUIZZES[name].get("practice", []), *QUIZZES[name].get("sorting", [])]
    sees = {
        item: yaml.safe_load((ROOT / f"quizzes/{name}/{item}.yml").read_text(encoding="utf-8"))["see"]
        for item in listed
    }
    assert {item: see for item, see in sees.items() if see not in ids} == {}


def test_quizzes_of_one_lesson_name_one_list_of_objectives() -> None:
    by_lesson: dict[str, list[dict[str, str]]] = {}
    for quiz in QUIZZES.values():
        by_lesson.setdefault(quiz.get("lesson", "index.md"), []).append(quiz["objectives"])
    assert all(one == given[0] for given in by_lesson.values() for one in given)


def test_the_page_holds_the_practice_in_its_order(check: str) -> None:
    assert (
        re.findall(r'<form class="question" id="([\w-]+)" data-rev="1" data-quiz="more-practice"', check)
        == QUIZZES["more-practice"]["order"]
    )
    assert f"Question 1 of {len(QUIZZES['more-practice']['order'])}" in re.sub(r"<[^>]*>", "", check)


def test_at_least_half_of_the_practice_applies_or_goes_further(check: str) -> None:
    levels = [
        yaml.safe_load((ROOT / f"quizzes/more-practice/{item}.yml").read_text(encoding="utf-8"))["level"]
        for item in QUIZZES["more-practice"]["order"]
    ]
    assert len(levels) >= 16
    assert sum(level in ("apply", "analyse", "evaluate") for level in levels) * 2 >= len(levels)


def test_cards_and_score_lead_back_to_the_lesson(check: str) -> None:
    links = re.findall(r'href="([^"]+)"', check)
    assert len(links) >= len(QUIZZES["more-practice"]["order"]) + len(QUIZZES["more-practice"]["objectives"])
    assert all(link.startswith("../#") for link in links)


def test_a_practice_question_costs_no_more_than_any_other(check: str) -> None:
    cards = re.findall(r"<quiz-question.*?</quiz-question>", check, re.DOTALL)
    assert max(len(card.encode()) for card in cards) <= 3 * 1024
    assert len(gzip.compress("".join(cards).encode(), 9)) / len(cards) <= 700


def test_the_lesson_leads_to_the_practice_once_after_its_check(site: Path) -> None:
    page = built(site, "index.md")
    article = page[page.index("<article") : page.index("</article>")]
    assert article.count('href="practice/"') == 1
    assert article.index('href="practice/"') > article.index("</quiz-check>")
