"""A contributor's journey: scaffold a question, fill it in wrongly, hear all at once, mend it, see the card work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import serve, watch
from helpers.bank import QUIZZES, card
from helpers.site_copy import SiteCopy
from playwright.sync_api import Page

QUIZ, ID = "more-practice", "a-promise-of-an-hour"
FILE = f"quizzes/{QUIZ}/{ID}.yml"
OF = len(QUIZZES[QUIZ].order) + 1
WRONG = """# yaml-language-server: $schema=../question.schema.json
rev: 1
objective: O9
level: aply
see: speed-given-upp
stem: >-
  FILL IN: the question, in Markdown, ending in a question mark
answer:
  text: no
  why: The <b>window</b> is what is promised.
distractors:
  - text: "An hour"
    misconceptoin: typical-is-promised
    why: >-
      Most batches are back by then.
  - text: "an hour."
    misconception: fast-lane
    why: >-
"""
# Each fault at the line and column of its own value, with what is wrong and what to do.
SAID = [
    (3, 12, "'O9' is not an objective of quiz.yml. Choose one of O1, O2, O3, O4, O5, O6."),
    (4, 8, "'aply' is not one of remember, understand, apply, analyse, evaluate. Did you mean 'apply'?"),
    (5, 6, "the lesson has no paragraph or heading with the id 'speed-given-upp'. Did you mean 'speed-given-up'?"),
    (7 - 1, 7, "'FILL IN:' still stands here. Write the question, in Markdown, ending in a question mark."),
    (9, 9, "YAML reads no as true or false, not as text. Put it in quotes."),
    (10, 8, "raw HTML ('<b…') is not allowed. Write Markdown, or put code in `backticks`."),
    (13, 5, "'misconceptoin' is not a known key. Did you mean 'misconception'?"),
    (18, 10, "the text is empty. Write it."),
]
RIGHT = """# yaml-language-server: $schema=../question.schema.json
rev: 1
objective: O1
level: apply
see: speed-given-up
stem: >-
  A vendor's window is 24 hours and its median is 7 minutes. A customer is owed answers within
  the hour. What has been promised to them by the vendor?
answer:
  text: "Answers within a day, and no sooner than that"
  why: >-
    The window is the promise; the median says what is usual on a good day. What is owed within
    the hour needs a fallback or another lane.
distractors:
  - text: "Answers within an hour, with few exceptions"
    misconception: usual-is-owed
    why: >-
      Nine in ten batches have been back by then, which is a measurement of past weeks. Nobody
      has undertaken to repeat it.
  - text: "Answers within minutes, since that is the median"
    misconception: median-is-owed
    why: >-
      Half of all batches take longer than the median by its very meaning, and some take far
      longer than that.
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteCopy:
    return SiteCopy(tmp_path)


def check(site: SiteCopy, *paths: str) -> tuple[int, list[tuple[int, int, str]], str]:
    """(exit status, errors as (line, column, message) of the contributor's file, all that was said)."""
    out = site.run("macros.check", *paths)
    assert "Traceback" not in out.stderr
    found = re.findall(rf"^{re.escape(FILE)}:(\d+):(\d+): (?!warning: )(?:QZ\d+ )?(.*)$", out.stdout, re.MULTILINE)
    return out.returncode, [(int(line), int(column), message) for line, column, message in found], out.stdout


def answer_wrong_then_right(page: Page, address: str) -> None:
    page.goto(f"{address}/practice/")
    mine = card(page, ID)
    assert f"Question 1 of {OF}" in mine.locator("legend").inner_text()
    mine.get_by_label("Answers within minutes, since that is the median").check()
    mine.get_by_role("button", name="Check answer").click()
    assert mine.locator("span", has_text="Half of all batches take longer than the median").is_visible()
    mine.get_by_label("Answers within a day, and no sooner than that").check()
    page.keyboard.press("Enter")
    assert mine.locator("[data-mark=right]").count() == 1
    assert mine.get_by_text("Correct on try 2; the first try counts.").is_visible()
    mine.get_by_role("link", name="Read the paragraph").click()
    page.wait_for_url(f"{address}/#speed-given-up")
    assert page.locator("#speed-given-up").is_visible()


def test_from_scaffold_to_a_card_that_works(site: SiteCopy, browser) -> None:
    out = site.run("macros.quiz.scaffold", "question", QUIZ, ID)
    assert out.stdout.splitlines()[0] == f"Wrote {FILE}"
    assert len(out.stdout.splitlines()) == 4

    code, untouched, _ = check(site)
    assert code == 1
    assert len(untouched) == site.read(FILE).count("FILL IN:")

    site.put(f"quizzes/{QUIZ}/quiz.yml", "order:\n", f"order:\n  - {ID}\n")
    site.write(FILE, WRONG)
    code, found, _ = check(site, FILE)
    assert code == 1
    assert set(SAID) <= set(found), "everything at once, each at its place"
    assert all(message.endswith((".", "?")) for _line, _column, message in found)

    site.write(FILE, RIGHT)
    code, found, said = check(site)
    assert (code, found) == (0, []), said
    built = site.build()
    assert built.returncode == 0, built.stderr

    server, address = serve(site.folder / "site")
    context = browser.new_context()
    page = context.new_page()
    strays, errors = watch(page, address)
    try:
        answer_wrong_then_right(page, address)
    finally:
        context.close()
        server.shutdown()
        server.server_close()
    assert not strays and not errors, (strays, errors)
