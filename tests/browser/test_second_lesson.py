"""A second lesson costs its words and nothing else: scaffolded, filled in, built strictly, with progress of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import serve, watch
from helpers.bank import FIRST, KEY, QUIZ, answer, card, right
from helpers.site_copy import SiteCopy

from macros.quiz.question import option_id

PAGE, FOLDER = "docs/lessons/queues.md", "quizzes/queues"
ADDRESS = "/lessons/queues/"
MINE = {
    "why-a-queue-grows": (
        "What makes a queue grow without end?",
        "Arrivals that outrun service",
        "Service that outruns arrivals",
        "A queue with two servers",
    ),
    "who-waits-longest": (
        "Who waits longest in a queue served in order?",
        "Whoever comes in the busy hour",
        "Whoever comes in the quiet hour",
        "Whoever comes with a short task",
    ),
}
WHY = "Work that comes faster than it leaves has to stand somewhere, and it does so until the rush is over."


def fill(text: str, words: list[str]) -> str:
    """Each placeholder of a scaffold, in order, by an author's words."""
    given = iter(words)
    out = re.sub(r"FILL IN: [^\"\n{<]*[^\"\n{<\s]", lambda _: next(given), text)
    assert next(given, None) is None
    return out


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> SiteCopy:
    """The site with a second lesson as its author leaves it."""
    site = SiteCopy(tmp_path_factory.mktemp("second"))
    assert site.run("macros.quiz.scaffold", "lesson", "queues", "Queues").returncode == 0
    site.put("mkdocs.yml", "  - Lesson: index.md\n", "  - Lesson: index.md\n  - Queues: lessons/queues.md\n")
    site.write(
        PAGE,
        fill(
            site.read(PAGE),
            [
                "How queues grow.",
                "2026-11-23",
                "2027-01-22",
                "Afterwards you know a queue.",
                "Growth",
                "A queue grows while more comes than leaves.",
                "Watch the peak.",
            ],
        ),
    )
    site.put(PAGE, '"2026-11-23"', "2026-11-23")
    for number, (name, (stem, key, *wrong)) in enumerate(MINE.items()):
        assert site.run("macros.quiz.scaffold", "question", "queues", name).returncode == 0
        distractors = [
            word
            for n, text in enumerate([*wrong, "A line that nobody joins"])
            for word in (text, f"mistake-{number}-{n}", f"{WHY} Case {n}.")
        ]
        site.write(
            f"{FOLDER}/{name}.yml",
            fill(site.read(f"{FOLDER}/{name}.yml"), ["O1", "apply", "first-paragraph", stem, key, WHY, *distractors]),
        )
    site.write(
        f"{FOLDER}/quiz.yml",
        fill(site.read(f"{FOLDER}/quiz.yml"), ["Check", "Say why a queue grows.", next(iter(MINE))]),
    )
    site.put(f"{FOLDER}/quiz.yml", "order:\n", f"order:\n  - {list(MINE)[1]}\n")
    return site


@pytest.fixture(scope="module")
def address(copy: SiteCopy) -> Iterator[str]:
    out = copy.build()
    assert out.returncode == 0, out.stdout + out.stderr
    server, address = serve(copy.folder / "site")
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser, address: str):
    context = browser.new_context()
    page = context.new_page()
    strays, errors = watch(page, address)
    page.clock.install(time="2026-11-23T12:00:00Z")
    page.goto(address + ADDRESS)
    yield page
    context.close()
    assert not strays and not errors, (strays, errors)


def judge(page, name: str, text: str) -> None:
    card(page, name).get_by_label(text, exact=True).check()
    card(page, name).get_by_role("button", name="Check answer").click()


def saved(page) -> list[str]:
    return sorted(key for key in page.evaluate("() => Object.keys(localStorage)") if ".quiz:" in key)


def test_its_questions_are_judged_scored_and_lead_to_its_own_paragraphs(reader, address: str) -> None:
    assert reader.locator("quiz-check legend small").first.inner_text().strip() == "Question 1 of 2"
    for name, (_stem, key, *wrong) in MINE.items():
        judge(reader, name, wrong[0])
        assert card(reader, name).locator("[data-mark=wrong] input").get_attribute("value") == option_id(name, wrong[0])
        judge(reader, name, key)
        assert card(reader, name).locator("[data-mark=right] input").get_attribute("value") == option_id(name, key)
    reader.get_by_role("button", name="See my score").click()
    assert reader.get_by_role("heading", name="You got 0 of 2 right on the first try").is_visible()
    assert reader.locator("tr[data-objective=O1] a").get_attribute("href") == "#first-section"
    card(reader, next(iter(MINE))).get_by_role("link", name="Read the paragraph").click()
    reader.wait_for_url(f"{address}{ADDRESS}#first-paragraph")
    assert reader.locator("p#first-paragraph").inner_text() == "A queue grows while more comes than leaves."
    assert reader.locator("lesson-facts").get_by_text("Facts checked 2026-11-23").is_visible()


def test_progress_of_the_two_lessons_is_kept_apart(reader, address: str) -> None:
    name, (_stem, key, *_wrong) = next(iter(MINE.items()))
    judge(reader, name, key)
    assert saved(reader) == ["/.quiz:queues"]
    reader.goto(address + "/")
    assert reader.get_by_text(f"0 of {len(QUIZ.order)} answered.", exact=True).is_visible()
    answer(reader, FIRST, right(FIRST))
    assert saved(reader) == sorted([KEY, "/.quiz:queues"])
    reader.goto(address + ADDRESS)
    assert card(reader, name).locator("[data-mark=right]").count() == 1
    assert reader.locator(".finish [data-progress]").text_content() == "1 of 2 answered."
    reader.get_by_role("button", name="See my score").click()
    reader.get_by_role("button", name="Score what I have").click()
    reader.get_by_role("button", name="Clear saved answers").click()
    reader.get_by_role("button", name="Yes, clear them").click()
    assert saved(reader) == [KEY], "clearing one check leaves the other"


def test_a_fresh_scaffold_builds_for_its_author_and_is_never_published(tmp_path: Path) -> None:
    site = SiteCopy(tmp_path)
    site.run("macros.quiz.scaffold", "lesson", "fresh", "Fresh words")
    site.run("macros.quiz.scaffold", "question", "fresh", "a-first-question")
    out = site.build("--no-strict")
    assert out.returncode == 0
    left = sum(
        site.read(name).count("FILL IN:")
        for name in ("docs/lessons/fresh.md", "quizzes/fresh/quiz.yml", "quizzes/fresh/a-first-question.yml")
    )
    assert left > 20
    assert out.stderr.count("ERROR") == out.stderr.count("'FILL IN:' still stands here") == left, (
        "a strict build stops at each of these"
    )
    page = site.read("site/lessons/fresh/index.html")
    assert '<h1 id="fresh-words">Fresh words' in page
    assert "quizzes/fresh/a-first-question.yml:6:7: &#x27;FILL IN:&#x27; still stands here. Write the question" in page
