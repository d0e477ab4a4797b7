"""The plan page around the plan: what it keeps and hands over, print, keyboard, the way from lesson to signed plan."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from helpers.address import shown_address
from helpers.plan_page import ADDRESS, field, flat, open_all, said, saved, text
from pypdf import PdfReader

from macros.plan import questions


@pytest.fixture
def tool(page, base_url: str):
    page.goto(base_url + ADDRESS)
    return page


def test_special_characters_in_any_answer_stay_text(page, base_url: str) -> None:
    nasty = "<img src=x onerror=alert(1)> | *b* # `c` [d](javascript:e) {owner} &amp; $5"
    page.goto(base_url + ADDRESS + "?" + urlencode(dict.fromkeys(("workload", "owner", "waits", "approval"), nasty)))
    assert page.locator("[data-document] :is(img, em, script)").count() == 0
    assert page.locator("[data-document] a").evaluate_all("all => all.every(a => a.href.startsWith('https://'))")
    assert page.locator("[data-document] h2").text_content() == f"Benchmark plan: {nasty}"
    assert f"Decides: {nasty}: on 2026-12-12 whether" in flat(page)


def test_a_row_of_the_price_book_brings_prices_and_dates_and_own_prices_drop_them(tool) -> None:
    open_all(tool)
    tool.get_by_label("Model, with its prices").select_option("openai/gpt-6.1-terra")
    assert field(tool, "price_read").input_value() == "0.05"
    assert "Prices as of 2026-11-10." in text(tool)
    field(tool, "price_read").fill("0.2")
    assert tool.get_by_label("Model, with its prices").input_value() == ""
    assert "Prices without a date." in text(tool)
    assert "The prices carry no source and no date" in flat(tool)


@pytest.mark.parametrize("button", ["Download the plan (.md)", "Download its JSON twin", "Download the answers (.yml)"])
def test_where_the_first_answer_is_an_error_the_printed_plan_is_the_last_good_one(page, base_url, button: str) -> None:
    page.goto(base_url + ADDRESS)
    good = saved(page, button)
    page.goto(base_url + "/about/cite/")
    page.evaluate("localStorage.clear()")
    page.goto(base_url + ADDRESS)
    open_all(page)
    field(page, "window_days").fill("ten")
    assert page.locator("[data-last]").is_visible()
    assert saved(page, button) == good


def test_own_prices_that_equal_the_books_are_still_ones_own_after_a_reload(tool) -> None:
    tool.get_by_label("Model, with its prices").select_option("")
    assert "Prices without a date." in text(tool)
    tool.reload()
    assert tool.get_by_label("Model, with its prices").input_value() == "" and "Prices without a date." in text(tool)


def test_answers_stand_in_the_address_come_back_from_it_and_from_the_browser(tool, base_url: str) -> None:
    open_all(tool)
    assert tool.get_by_text("An example: the lesson’s running workload, not yours.").is_visible()
    field(tool, "owner").fill("Me & you")
    field(tool, "window_days").fill("14")
    assert parse_qs(urlparse(shown_address(tool)).fragment) == {"owner": ["Me & you"], "window_days": ["14"]}, (
        "an answer that equals the default is an answer"
    )
    assert urlparse(shown_address(tool)).query == "", "what stands behind the # is sent to no server"
    assert not tool.get_by_text("An example: the lesson’s running workload").is_visible()
    there, whole = shown_address(tool), text(tool)
    tool.goto(base_url + ADDRESS)
    assert (text(tool), shown_address(tool)) == (whole, there)
    tool.goto(base_url + ADDRESS + "?owner=Other")
    assert field(tool, "window_days").input_value() == "14"
    assert "Decides: Other" in flat(tool)
    tool.get_by_role("button", name="Start again").click()
    assert urlparse(shown_address(tool)).fragment == ""
    tool.goto(base_url + ADDRESS)
    assert field(tool, "owner").input_value() == ""


def test_the_calculator_hands_its_inputs_over_and_takes_them_back(page, base_url: str) -> None:
    page.goto(base_url + "/workbench/calculator/")
    page.locator("#calc-requests_per_day").fill("40,000")
    page.locator("#calc-deadline_h").fill("6")
    page.get_by_role("link", name="Plan the benchmark").click()
    page.wait_for_url("**/workbench/plan/**")
    assert field(page, "requests_per_day").input_value() == "40,000"
    assert "| Requests a day | 40,000 | given |" in text(page)
    assert "due within 6\u00a0h" in text(page)
    open_all(page)
    field(page, "shared").fill("9000")
    page.goto(base_url + "/workbench/calculator/")
    assert page.locator("#calc-shared").input_value() == "9000"
    assert page.locator("#calc-requests_per_day").input_value() == "40,000"


def test_another_address_of_the_page_brings_its_answers_and_a_heading_leaves_them(tool) -> None:
    tool.evaluate("location.hash = 'owner=Other&hit_realtime=72'")
    tool.wait_for_function("() => document.querySelector('#plan-owner').value === 'Other'")
    assert "| Hits in realtime | 72\u00a0% | given |" in text(tool)
    tool.evaluate("location.hash = 'how-to-use-it'")
    assert field(tool, "owner").input_value() == "Other"


def test_a_model_chosen_for_the_plan_brings_its_prices_to_the_calculator(tool, base_url: str) -> None:
    tool.get_by_label("Model, with its prices").select_option("openai/gpt-6.1-terra")
    tool.goto(base_url + "/workbench/calculator/")
    assert tool.get_by_label("Prices of").input_value() == "openai/gpt-6.1-terra"
    row = questions.rows()["openai/gpt-6.1-terra"]["set"]
    shown = {name: tool.locator(f"#calc-{name}").input_value() for name in row}
    assert {name: float(value) if value else None for name, value in shown.items()} == row


def test_what_is_not_kept_is_said_once_and_the_plan_still_works(page, base_url: str) -> None:
    denied = (
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('denied', 'SecurityError'); } });"
    )
    page.add_init_script(
        f"document.addEventListener('DOMContentLoaded', () => {{ {denied} }});"
    )  # the theme keeps its scheme there
    page.goto(base_url + ADDRESS)
    field(page, "owner").fill("Me")
    assert page.get_by_text("This browser keeps nothing here").is_visible()
    assert "Owner: Me." in text(page)


def test_by_keyboard_alone(tool) -> None:
    tool.locator("plan-drafter summary").first.focus()
    tool.keyboard.press("Tab")
    assert tool.evaluate("document.activeElement.name") == "workload"
    tool.keyboard.press("Control+A")
    tool.keyboard.type("Nightly tags")
    tool.keyboard.press("Enter")
    assert shown_address(tool).startswith("http"), "Enter sends nothing"
    assert tool.locator("[data-document] h2").text_content() == "Benchmark plan: Nightly tags"
    button = tool.get_by_role("button", name="Download the plan (.md)")
    button.focus()
    with tool.expect_download() as caught:
        tool.keyboard.press("Enter")
    assert caught.value.suggested_filename == "benchmark-plan-nightly-tags.md"


def test_it_can_be_copied_and_linked(tool) -> None:
    tool.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tool.get_by_role("button", name="Copy as Markdown").click()
    tool.get_by_text("Copied.").wait_for()
    assert tool.evaluate("() => navigator.clipboard.readText()") == text(tool)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_with_everything_open_and_an_error(tool, scheme: str, width: int) -> None:
    tool.emulate_media(color_scheme=scheme)
    tool.set_viewport_size({"width": width, "height": 900})
    open_all(tool)
    field(tool, "waits").fill("a" * 190)
    field(tool, "shared").fill("x")
    tool.clock.run_for(700)
    found = Axe().run(tool).response["violations"]
    assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == []
    assert tool.evaluate("document.documentElement.scrollWidth") <= width


def test_print_holds_the_plan_and_not_the_form(tool, tmp_path: Path) -> None:
    field(tool, "owner").fill("Somebody")
    tool.pdf(path=str(tmp_path / "plan.pdf"), format="A4")
    printed = "".join("".join(sheet.extract_text().split()) for sheet in PdfReader(tmp_path / "plan.pdf").pages)
    assert "16Decisionrecord" in printed
    assert "Owner:Somebody." in printed
    assert printed.count("Benchmarkplan:Ticketsummaries") == 1, "not again as Markdown"
    assert "Whoownsitanddecides" not in printed
    assert "Downloadtheplan" not in printed


TAGGING = {
    "workload": "Catalogue tagging",
    "owner": "Catalogue lead",
    "waits": "The morning import, 6:00",
    "approval": "Privacy office, 2026-11-20",
    "measured_p95_h": "2",
    "start": "2026-11-30",
    "ceiling_usd": "20,000",
}
TAGGING_MEASURED = {
    "requests_per_day": "1,000,000",
    "shared": "400",
    "unique": "600",
    "output": "60",
    "hit_realtime": "0",
    "hit_low": "0",
    "hit_likely": "0",
    "hit_high": "0",
    "deadline_h": "12",
    "late_usd": "0.002",
    "unusable_realtime": "1",
    "unusable_batch": "1",
    "cv": "0.7",
    "skew": "3",
}


def test_from_the_lesson_to_a_plan_to_sign_for_ones_own_call_site(page, base_url: str) -> None:
    page.goto(base_url + "/#measure-before-you-move")
    page.get_by_role("link", name="draft the plan from your numbers").click()
    page.wait_for_url("**/workbench/plan/")
    assert "Before a signature: warnings 2, gaps 5." in said(page)
    open_all(page)
    for name, value in TAGGING.items():
        field(page, name).fill(value)
    field(page, "caching").select_option("none")
    page.get_by_label("Model, with its prices").select_option("openai/gpt-6.1-terra")
    for name, value in TAGGING_MEASURED.items():
        field(page, name).fill(value)
    for name, asked in questions.fields().items():
        if asked["measure"] and name not in TAGGING_MEASURED:  # measured, and found to be what stood there
            field(page, name).fill(field(page, name).input_value() + " ")
    assert said(page).endswith("Nothing stands before a signature."), flat(page)[:900]
    whole = saved(page, "Download the plan (.md)").decode()
    assert whole == text(page)
    assert "No warning and no gap is left: this plan can be signed." in whole
    assert whole.startswith("# Benchmark plan: Catalogue tagging\n")
    assert "| Owner of the call site | | |" in whole
    assert json.loads(saved(page, "Download its JSON twin"))["plan"]["gaps"] == []


def test_twelve_questions_stand_open_and_the_rest_is_folded(tool) -> None:
    assert tool.locator("plan-drafter details[open] .field").count() == 12
    assert tool.locator("plan-drafter details:not([open]) .field").count() > 20
