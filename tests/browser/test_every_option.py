"""Every option of every question on every page is reached and judged, by keyboard and by pointer, as the YAML says."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.bank import EVERY

from macros.hosted.bundle import NAMED

SCRIPT = re.compile(rf"{NAMED}\w+\.js")


def pages_with_questions(site: Path) -> list[str]:
    """Where a question answers. The page of components only draws questions, so it links no script of theirs."""
    texts = {page: page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))}
    return [
        "/" + str(page.relative_to(site)).removesuffix("index.html")
        for page, text in texts.items()
        if "<quiz-question" in text and SCRIPT.search(text)
    ]


Name = tuple[str, str]  # a quiz and a question of it
MARKS = {name: {o.id: "right" if o.right else "wrong" for o in q.options} for name, q in EVERY.items()}
FOCUSED = """() => { const here = document.activeElement;
  if (here === document.body) return "end";
  return here.matches("quiz-question input[type=radio]") ? [here.form.dataset.quiz, here.form.id] : null }"""
JUDGED = """() => { const row = document.activeElement.closest("fieldset > div");
  return { value: document.activeElement.value, mark: row.dataset.mark ?? "",
           words: row.querySelector(".why strong").innerText,
           marked: row.closest("form").querySelectorAll("[data-mark]:not([data-mark=''])").length } }"""

CARD = """card => { const row = card.querySelector("[data-mark]:not([data-mark=''])");
  const input = row?.querySelector("input");
  return { state: card.querySelector("form").dataset.state, mark: row?.dataset.mark, value: input?.value,
           checked: input?.checked, words: row?.querySelector("strong").innerText } }"""


def expected(name: Name, value: str) -> tuple[str, str]:
    return ("right", "Correct answer") if EVERY[name].answer.id == value else ("wrong", "Your answer: not correct")


def test_the_bank_and_the_pages_hold_the_same_questions(page, base_url: str, site: Path) -> None:
    seen: list[Name] = []
    for address in pages_with_questions(site):
        page.goto(base_url + address)
        seen += map(
            tuple, page.eval_on_selector_all("quiz-question form", "forms => forms.map(f => [f.dataset.quiz, f.id])")
        )
    assert sorted(seen) == sorted(EVERY)


def test_with_the_keyboard_alone(page, base_url: str, site: Path) -> None:
    reached: dict[Name, dict[str, str]] = {}
    for address in pages_with_questions(site):
        page.goto(base_url + address)
        for _ in range(2000):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused == "end":
                break
            if focused is None or tuple(focused) in reached:
                continue
            name = tuple(focused)
            reached[name] = {}
            page.keyboard.press("Space")  # selects; judges nothing
            for _ in EVERY[name].options:
                before = page.evaluate(JUDGED)
                assert before["mark"] == "", "choosing never judges"
                page.keyboard.press("Enter")
                after = page.evaluate(JUDGED)
                assert (after["mark"], after["words"]) == expected(name, after["value"])
                assert after["marked"] == 1
                reached[name][after["value"]] = after["mark"]
                page.keyboard.press("ArrowDown")
    assert reached == MARKS
    assert all(list(marks.values()).count("right") == 1 for marks in reached.values())


def test_with_the_pointer_alone(page, base_url: str, site: Path) -> None:
    judged: dict[Name, dict[str, str]] = {}
    for address in pages_with_questions(site):
        page.goto(base_url + address)
        for card in page.locator("quiz-question").all():
            name = tuple(
                card.evaluate("card => [card.querySelector('form').dataset.quiz, card.querySelector('form').id]")
            )
            judged[name] = {}
            button = card.get_by_role("button", name="Check answer")
            for label in card.locator("fieldset label").all():
                label.click()
                assert card.evaluate(CARD)["state"] == "", "choosing never judges"
                button.click()
                after = card.evaluate(CARD)
                assert after["checked"]
                assert (after["mark"], after["words"]) == expected(name, after["value"])
                judged[name][after["value"]] = after["mark"]
    assert judged == MARKS
