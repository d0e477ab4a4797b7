"""Every option of every question on every page is reached and judged, by keyboard and by pointer, as the YAML says."""

from __future__ import annotations

from pathlib import Path

from bank import QUESTIONS


def pages_with_questions(site: Path) -> list[str]:
    return ["/" + str(p.relative_to(site)).removesuffix("index.html") for p in sorted(site.rglob("*.html")) if "<quiz-question" in p.read_text(encoding="utf-8")]


JUDGED = """() => { const row = document.activeElement.closest("fieldset > div");
  return { id: row.closest("form").id, value: document.activeElement.value, mark: row.dataset.mark ?? "",
           words: row.querySelector(".why strong").innerText, marked: row.closest("form").querySelectorAll("[data-mark]:not([data-mark=''])").length } }"""


def expected(question_id: str, value: str) -> tuple[str, str]:
    return ("right", "Correct answer") if QUESTIONS[question_id].answer.id == value else ("wrong", "Your answer: not correct")


def test_the_bank_and_the_pages_hold_the_same_questions(page, base_url: str, site: Path) -> None:
    seen = []
    for address in pages_with_questions(site):
        page.goto(base_url + address)
        seen += page.eval_on_selector_all("quiz-question form", "forms => forms.map(f => f.id)")
    assert sorted(seen) == sorted(QUESTIONS)


def test_with_the_keyboard_alone(page, base_url: str, site: Path) -> None:
    reached: dict[str, dict[str, str]] = {}
    for address in pages_with_questions(site):
        page.goto(base_url + address)
        for _ in range(2000):
            page.keyboard.press("Tab")
            form = page.evaluate("() => document.activeElement.matches?.('quiz-question input[type=radio]') ? document.activeElement.form.id : document.activeElement === document.body ? 'end' : null")
            if form == "end":
                break
            if form is None or form in reached:
                continue
            reached[form] = {}
            page.keyboard.press("Space")  # selects; judges nothing
            for _ in QUESTIONS[form].options:
                before = page.evaluate(JUDGED)
                assert before["mark"] == "", "choosing never judges"
                page.keyboard.press("Enter")
                after = page.evaluate(JUDGED)
                assert (after["mark"], after["words"]) == expected(form, after["value"])
                assert after["marked"] == 1
                reached[form][after["value"]] = after["mark"]
                page.keyboard.press("ArrowDown")
    assert reached == {q.id: {o.id: "right" if o.right else "wrong" for o in q.options} for q in QUESTIONS.values()}
    assert all(list(marks.values()).count("right") == 1 for marks in reached.values())


def test_with_the_pointer_alone(page, base_url: str, site: Path) -> None:
    judged: dict[str, dict[str, str]] = {}
    for address in pages_with_questions(site):
        page.goto(base_url + address)
        for card in page.locator("quiz-question").all():
            form = card.locator("form").get_attribute("id")
            judged[form] = {}
            for label in card.locator("fieldset label").all():
                label.click()
                assert card.locator("form").get_attribute("data-state") == "", "choosing never judges"
                card.get_by_role("button", name="Check answer").click()
                row = card.locator("[data-mark]:not([data-mark=''])")
                value = row.locator("input").get_attribute("value")
                assert row.locator("input").is_checked()
                assert (row.get_attribute("data-mark"), row.locator("strong").first.inner_text()) == expected(form, value)
                judged[form][value] = row.get_attribute("data-mark")
    assert judged == {q.id: {o.id: "right" if o.right else "wrong" for o in q.options} for q in QUESTIONS.values()}
