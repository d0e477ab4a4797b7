"""Print, forced colours, reduced motion, dark scheme, 320 px: nothing is lost and nothing is said by colour alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from helpers.bank import FIRST, QUESTIONS, QUIZ, answer, card, right, wrong
from markupsafe import Markup
from pypdf import PdfReader

from macros.pages.markdown import inline


def flat(text: str) -> str:
    """Letters and digits only: line breaks, hyphens and ligatures of a PDF do not count."""
    return "".join(
        c for c in text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi") if c.isalnum()
    ).lower()


def words(text: str) -> str:
    return Markup(inline(text)).striptags()


def pdf_pages(page, path: Path) -> list[str]:
    page.pdf(path=str(path), format="A4")
    return [sheet.extract_text() for sheet in PdfReader(path).pages]


def test_print_holds_every_stem_and_after_a_page_break_every_answer(page, base_url: str, tmp_path: Path) -> None:
    page.goto(base_url + "/")
    sheets = pdf_pages(page, tmp_path / "lesson.pdf")
    start = next(i for i, sheet in enumerate(sheets) if "Answer key" in sheet)
    assert sheets[start].strip().startswith("Answer key"), "the key opens a page of its own"
    before, after = flat("".join(sheets[:start])), flat("".join(sheets[start:]))
    for question_id in QUIZ.order:
        question = QUESTIONS[question_id]
        assert flat(words(question.stem)) in before
        for option in question.options:
            assert flat(words(option.text)) in before
        assert flat(words(question.answer.text)) in after
        assert flat(words(question.answer.why)) in after
        assert flat(words(question.answer.why)) not in before
    assert "Check answer" not in "".join(sheets)


def test_print_of_an_answered_check_keeps_its_reasons(page, base_url: str, tmp_path: Path) -> None:
    page.goto(base_url + "/")
    answer(page, FIRST, right(FIRST))
    sheets = pdf_pages(page, tmp_path / "lesson.pdf")
    assert flat(words(QUESTIONS[FIRST].answer.why)) in flat("".join(sheets))


def test_without_scripts_print_unfolds_the_answers(browser, base_url: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + "/")
    text = flat("".join(pdf_pages(page, tmp_path / "lesson.pdf")))
    context.close()
    for question in QUESTIONS.values():
        assert flat(words(question.answer.why)) in text


def test_print_keeps_the_heads_of_tables_that_can_be_sorted(page, base_url: str, tmp_path: Path) -> None:
    page.goto(base_url + "/reference/turnaround/")
    heads = page.locator("table[data-sortable] thead th").all_inner_texts()
    text = flat("".join(pdf_pages(page, tmp_path / "turnaround.pdf")))
    assert (
        len(heads) == 4 and flat(heads[0]) in text and flat("".join(heads[1:])) in text
    )  # the pinned first one is drawn by itself


@pytest.mark.parametrize(
    "address",
    [
        "/reference/prices/",
        "/reference/turnaround/",
        "/reference/terms/",
        "/reference/model/",
        "/about/item-quality/",
        "/workbench/plan/",
        "/",
    ],
)
def test_no_table_is_cut_off_on_paper(page, base_url: str, address: str) -> None:
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less the margins that a browser sets
    page.emulate_media(media="print")
    page.goto(base_url + address)
    page.evaluate(
        "document.querySelectorAll('details').forEach((one) => (one.open = true))"
    )  # paper shows them unfolded
    cut = page.locator(".md-typeset .scroll, .md-typeset__table").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1)"
        ".map(e => e.getAttribute('aria-label') || e.textContent.slice(0, 60))"
    )
    assert cut == []


def test_print_of_the_calculator_names_what_it_was_given(page, base_url: str, tmp_path: Path) -> None:
    page.goto(base_url + "/workbench/calculator/")
    page.locator("#calc-requests_per_day").fill("123,456")
    text = "".join(pdf_pages(page, tmp_path / "calculator.pdf"))
    assert "123,456" in text
    assert all(flat(label) in flat(text) for label in page.locator("cost-calculator .inputs label").all_text_contents())
    assert "Start again" not in text


# Each colour of text that paper shows, and its contrast on white. A figure's text is filled, not coloured.
INK = """() => {
  const linear = (part) => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const on_white = (colour) => {
    const [r, g, b, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    const [x, y, z] = [r, g, b].map((part) => linear(part * alpha + 255 * (1 - alpha)));
    return 1.05 / (0.2126 * x + 0.7152 * y + 0.0722 * z + 0.05);
  };
  const has_words = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const texts = [...document.querySelectorAll('.md-content *')].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && has_words(element));
  return texts.map((element) => {
    const colour = getComputedStyle(element)[element.closest('svg') ? 'fill' : 'color'];
    return [element.tagName.toLowerCase(), colour, on_white(colour)];
  });
}"""


@pytest.mark.parametrize("chosen", [False, True], ids=["system", "reader"])
@pytest.mark.parametrize("address", ["/", "/workbench/plan/", "/reference/prices/"])
def test_paper_is_light_whatever_the_scheme(page, base_url: str, address: str, chosen: bool) -> None:
    page.emulate_media(color_scheme="light" if chosen else "dark")
    page.goto(base_url + address)
    page.add_style_tag(
        content="* { transition: none !important }"
    )  # the theme's links fade from one colour to the next
    if chosen:
        page.locator("#__palette_2").evaluate("e => e.click()")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(18, 24, 31)"
    page.emulate_media(color_scheme="light" if chosen else "dark", media="print")
    assert page.evaluate("['html', 'body'].map(e => getComputedStyle(document.querySelector(e)).colorScheme)") == [
        "light",
        "light",
    ]
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    page.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
    inks = page.evaluate(INK)
    wanted = {
        "/": {"p", "h2", "td", "text"},
        "/workbench/plan/": {"p", "h3", "td", "code"},
        "/reference/prices/": {"p", "h2", "td", "th"},
    }
    assert wanted[address] <= {tag for tag, _, _ in inks}
    assert {(tag, colour) for tag, colour, contrast in inks if contrast < 4.5} == set()


def test_forced_colours_keep_the_verdict_in_words_and_edges(page, base_url: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(base_url + "/")
    answer(page, FIRST, right(FIRST))
    row = card(page, FIRST).locator("[data-mark=right]")
    assert row.evaluate("e => getComputedStyle(e).borderLeftStyle + getComputedStyle(e).borderLeftWidth") == "solid4px"
    assert row.locator("strong").first.inner_text() == "Correct answer"
    second = QUIZ.order[1]
    answer(page, second, wrong(second))
    assert card(page, second).locator("[data-mark=wrong]").evaluate("e => getComputedStyle(e).outlineStyle") == "dashed"
    fills = page.locator(".lesson-figure text").evaluate_all(
        "all => [...new Set(all.map(t => getComputedStyle(t).fill))]"
    )
    assert len(fills) == 1, "chart text takes the system's one text colour"


def test_nothing_moves_for_a_reader_who_asked_for_that(page, base_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(base_url + "/")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('.md-content *')]"
        ".filter(e => getComputedStyle(e).animationName !== 'none').length"
    )
    assert moving == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_an_answered_lesson(page, base_url: str, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(base_url + "/")
    answer(page, FIRST, right(FIRST))
    answer(page, QUIZ.order[1], wrong(QUIZ.order[1]))
    card(page, QUIZ.order[2]).get_by_role("button", name="Show answer").click()
    card(page, QUIZ.order[3]).get_by_role("button", name="Check answer").click()
    page.get_by_label("Your bet").fill("50")
    page.get_by_role("button", name="Place the bet").click()
    page.locator("sorting-card").get_by_role("button", name="Check").click()
    page.get_by_role("button", name="See my score").click()
    page.get_by_role("button", name="Score what I have").click()
    page.clock.run_for(300)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == []


def test_an_answered_lesson_does_not_scroll_sideways_at_320_px(page, base_url: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(base_url + "/")
    answer(page, FIRST, right(FIRST))
    page.get_by_role("button", name="See my score").click()
    page.get_by_role("button", name="Score what I have").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_chart_words_keep_their_size_on_a_phone(page, base_url: str) -> None:
    sizes = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(base_url + "/")
        sizes.append(
            page.locator(".lesson-figure text.label").first.evaluate(
                "t => t.getBoundingClientRect().height / parseFloat(getComputedStyle(t).fontSize)"
            )
        )
    assert sizes[0] == pytest.approx(sizes[1], rel=0.05)
