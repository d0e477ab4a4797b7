"""The plan drafter: printed whole, the same bytes as Python's, errors at the field, and the way from the lesson to a plan to sign."""

from __future__ import annotations

import json
import random
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import TODAY
from pypdf import PdfReader

from macros import plan as drafter
from macros import plan_inputs
from macros.model.plan import plan
from macros.model.plan_json import inputs_text
from macros.model.template import plain

ADDRESS = "/workbench/plan/"
ODD = "ab *_|<>[]()#&$~`\\\"'éß日—…🙂=@^!{}+-.:/"


@pytest.fixture
def tool(page, base_url: str):
    page.goto(base_url + ADDRESS)
    return page


def field(page, name: str):
    return page.locator(f"#plan-{name}")


def text(page) -> str:
    return page.locator("[data-markdown]").text_content()


def said(page) -> str:
    return " ".join(page.locator("[data-said]").inner_text().split())


def flat(page) -> str:
    return " ".join(page.locator("[data-document]").text_content().split())


def saved(page, button: str) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("button", name=button).click()
    return caught.value.path().read_bytes()


def open_all(page) -> None:
    page.locator("plan-drafter details").evaluate_all("all => all.forEach(d => (d.open = true))")


def answered(draw: random.Random) -> dict:
    """Some answers to some of the questions, as a file would hold them."""
    given: dict = {}
    for name, asked in plan_inputs.fields().items():
        if draw.random() < 0.6:
            continue
        if asked["kind"] == "text":
            given[name] = plain("".join(draw.choice(ODD) for _ in range(draw.randint(0, 30))))
        elif asked["kind"] == "date":
            given[name] = draw.choice(["2026-11-28", "2027-02-28", "2028-02-29", "2026-12-10"])
        elif asked["kind"] == "choice":
            given[name] = draw.choice(list(asked["choices"]))
        elif asked["unknown"] and draw.random() < 0.3:
            given[name] = None
        else:
            likely = asked["default"] or 3
            value = draw.choice([draw.randint(0, 100), round(draw.uniform(0, 100), 2)]) if asked["percent"] else round(likely * draw.uniform(0.2, 4), 3)
            given[name] = min(max(value, asked["least"] or 0), asked["most"])
    if draw.random() < 0.5:
        given = {name: value for name, value in given.items() if name not in plan_inputs.PRICES}
        given["row"] = draw.choice(list(plan_inputs.rows()))
    return given


def test_the_page_with_scripts_off_shows_the_default_plan_whole(tool, browser, base_url: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(base_url + ADDRESS)
    texts = [(said(p), flat(p).replace(" ", ""), text(p)) for p in (tool, bare)]
    tables = [p.locator("[data-document] table").count() for p in (tool, bare)]
    assert bare.locator("form.inputs").is_visible() is False
    assert bare.get_by_role("heading", name="16 Decision record").is_visible()
    context.close()
    assert texts[0] == texts[1]
    assert tables[0] == tables[1] > 10
    default = drafter.markdown(plan_inputs.complete({}))
    assert text(tool) == default == (site / "data/benchmark-plan.txt").read_text(encoding="utf-8")


def test_the_downloads_of_the_default_plan_are_what_the_command_prints(page, base_url: str, site: Path) -> None:
    page.goto(base_url + ADDRESS)
    x = plan_inputs.complete({})
    wanted = {"as Markdown": drafter.markdown(x), "as JSON": drafter.twin(x), "its answers": inputs_text(plan_inputs.written(x))}
    for name, whole in wanted.items():
        link = page.get_by_role("link", name=name, exact=True)
        assert link.get_attribute("download")
        assert page.request.get(link.evaluate("a => a.href")).body() == whole.encode()


def test_the_page_gives_the_same_bytes_as_python_for_50_random_answers(page, base_url: str, tmp_path: Path) -> None:
    draw = random.Random(20261123)
    compared = 0
    while compared < 50:
        given = answered(draw)
        x = plan_inputs.complete(given)
        if not plan(x)["valid"]:
            continue
        compared += 1
        page.goto(base_url + ADDRESS + "?" + urlencode({name: "" if value is None else value for name, value in given.items()}))
        assert text(page) == drafter.markdown(x)
        page.evaluate("() => { window.made = {}; URL.createObjectURL = (blob) => { blob.text().then((t) => (window.made[blob.type] = t)); return location.href + '#'; }; HTMLAnchorElement.prototype.click = () => {}; }")
        for what in ("json", "yml"):
            page.locator(f"[data-do={what}]").evaluate("button => button.dispatchEvent(new Event('click', { bubbles: true }))")
        page.wait_for_function("() => Object.keys(window.made).length === 2")
        made = page.evaluate("() => window.made")
        assert made["application/json"] == drafter.twin(x)
        path = tmp_path / "answers.yml"
        path.write_text(made["application/yaml"], encoding="utf-8")
        assert drafter.markdown(drafter.asked(path)) == text(page)


def others(asked: dict, was: str) -> list[str]:
    """Other good answers to a question."""
    if asked["kind"] == "number":
        number = float(was or 2)
        return [f"{number / 10:g}", f"{number / 2 + 1:g}", f"{min(number * 2 + 1, 99 if asked['percent'] else 1e12):g}"]
    return list(asked["choices"]) if asked["kind"] == "choice" else [{"text": "Other", "date": "2026-12-06"}[asked["kind"]]]


def test_every_question_has_a_label_of_its_own_and_moves_the_plan(tool) -> None:
    open_all(tool)
    labels = tool.locator(".field label").all_inner_texts()
    assert len(set(labels)) == len(labels) > 50
    field(tool, "promotion_off").fill("10")
    still = []
    for asked in plan_inputs.fields().values():
        before, control = text(tool), field(tool, asked["id"])
        was = control.input_value()
        seen = set()
        for value in others(asked, was):
            control.select_option(value) if asked["kind"] == "choice" else control.fill(value)
            seen.add(text(tool))
        if seen == {before}:
            still.append(asked["id"])
        control.select_option(was) if asked["kind"] == "choice" else control.fill(was)
    assert still == []


@pytest.mark.parametrize(("name", "value", "error"), [
    ("window_days", "0", "Error: Write a number of 1 or more"),
    ("window_days", "soon", "Error: Write a number"),
    ("window_days", "400", "Error: Write a number up to 365"),
    ("ceiling_usd", "-5", "Error: Write a number of 0 or more"),
    ("start", "2026-02-30", "Error: Write a day as 2026-11-23"),
    ("start", "tomorrow", "Error: Write a day as 2026-11-23"),
    ("owner", "long " * 41, "Error: Write at most 200 characters"),
    ("cv", "NaN", "Error: Write a number"),
])  # fmt: skip
def test_a_bad_answer_is_an_error_at_its_field_and_the_last_good_plan_stays(tool, name: str, value: str, error: str) -> None:
    before, sentence = text(tool), said(tool)
    field(tool, name).fill(value)
    shown = tool.locator(f"#plan-{name}-error")
    assert shown.inner_text() == error
    assert field(tool, name).get_attribute("aria-invalid") is not None
    assert f"plan-{name}-error" in field(tool, name).get_attribute("aria-describedby")
    assert (text(tool), said(tool)) == (before, sentence)
    assert tool.locator("plan-drafter").get_attribute("data-stale") is not None
    assert tool.get_by_text("This is the last good plan: an answer below has an error.").is_visible()
    tool.clock.run_for(700)
    assert tool.locator("plan-drafter [role=status]").inner_text().startswith("This is the last good plan")
    field(tool, name).fill({"start": "2026-12-01", "owner": "Me"}.get(name, "6"))
    assert not shown.is_visible()
    assert tool.locator("plan-drafter").get_attribute("data-stale") is None
    assert text(tool) != before


def test_answers_that_leave_nothing_to_plan_say_why_and_keep_the_last_plan(tool) -> None:
    open_all(tool)
    before = text(tool)
    field(tool, "deadline_h").fill("1")
    assert tool.get_by_text("there is nothing to plan: the deadline is no longer than the reserve for the live fallback.").is_visible()
    assert text(tool) == before


def test_an_empty_answer_means_not_known_and_the_plan_refuses_a_number(tool) -> None:
    field(tool, "cv").fill("")
    assert tool.locator("#plan-cv-hint").inner_text() == "Not known: the plan says what follows."
    assert "No sample size for cost" in flat(tool)
    assert "| Batch | refused |" in text(tool)


def test_one_sentence_is_announced_600_ms_after_the_last_key(tool) -> None:
    tool.clock.pause_at(f"{TODAY}T12:10:00Z")  # only the test moves the clock: a slow machine must not
    status = tool.locator("plan-drafter [role=status]")
    field(tool, "window_days").fill("7")
    tool.clock.run_for(500)
    field(tool, "window_days").fill("21")
    tool.clock.run_for(500)
    assert status.inner_text() == ""
    tool.clock.run_for(200)
    assert " ".join(status.inner_text().split()) == said(tool)


def test_special_characters_in_any_answer_stay_text(page, base_url: str) -> None:
    nasty = "<img src=x onerror=alert(1)> | *b* # `c` [d](javascript:e) {owner} &amp; $5"
    page.goto(base_url + ADDRESS + "?" + urlencode(dict.fromkeys(("workload", "owner", "waits", "approval"), nasty)))
    assert page.locator("[data-document] :is(img, em, script)").count() == 0
    assert page.locator("[data-document] a").evaluate_all("all => all.every(a => a.href.startsWith('https://'))")
    assert page.locator("[data-document] h2").text_content() == f"Benchmark plan: {nasty}"
    assert f"Decides: {nasty}, on" in flat(page)


def test_a_row_of_the_price_book_brings_prices_and_dates_and_own_prices_drop_them(tool) -> None:
    open_all(tool)
    tool.get_by_label("Prices of").select_option("openai/gpt-6.1-terra")
    assert field(tool, "price_read").input_value() == "0.05"
    assert "Prices as of 2026-11-10." in text(tool)
    field(tool, "price_read").fill("0.2")
    assert tool.get_by_label("Prices of").input_value() == ""
    assert "Prices without a date." in text(tool)
    assert "The prices carry no source and no date" in flat(tool)


def test_answers_stand_in_the_address_come_back_from_it_and_from_the_browser(tool, base_url: str) -> None:
    field(tool, "owner").fill("Me & you")
    field(tool, "window_days").fill("14")
    assert parse_qs(urlparse(tool.url).query) == {"owner": ["Me & you"], "window_days": ["14"]}, "an answer that equals the default is an answer"
    there, whole = tool.url, text(tool)
    tool.goto(base_url + ADDRESS)
    assert (text(tool), tool.url) == (whole, there)
    tool.goto(base_url + ADDRESS + "?owner=Other")
    assert field(tool, "window_days").input_value() == "14"
    assert "Decides: Other" in flat(tool)
    tool.get_by_role("button", name="Start again").click()
    assert urlparse(tool.url).query == ""
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


def test_what_is_not_kept_is_said_once_and_the_plan_still_works(page, base_url: str) -> None:
    denied = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
    page.add_init_script(f"document.addEventListener('DOMContentLoaded', () => {{ {denied} }});")  # the theme keeps its scheme there
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
    assert tool.url.startswith("http"), "Enter sends nothing"
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


def test_from_the_lesson_to_a_plan_to_sign_for_ones_own_call_site(page, base_url: str) -> None:
    page.goto(base_url + "/#measure-before-you-move")
    page.get_by_role("link", name="draft the plan from your numbers").click()
    page.wait_for_url("**/workbench/plan/")
    assert "Before a signature: warnings 2, gaps 4." in said(page)
    open_all(page)
    for name, value in {"workload": "Catalogue tagging", "owner": "Catalogue lead", "waits": "The morning import, 6:00", "approval": "Privacy office, 2026-11-20", "measured_p95_h": "2", "start": "2026-11-30"}.items():
        field(page, name).fill(value)
    page.get_by_label("Prices of").select_option("openai/gpt-6.1-terra")
    own = {"requests_per_day": "1,000,000", "shared": "400", "unique": "600", "output": "60", "hit_realtime": "0", "hit_low": "0", "hit_likely": "0", "hit_high": "0", "deadline_h": "12", "late_usd": "0.002", "unusable_realtime": "1", "unusable_batch": "1", "cv": "0.7", "skew": "3"}
    for name, value in own.items():
        field(page, name).fill(value)
    for name, asked in plan_inputs.fields().items():
        if asked["measure"] and name not in own:  # measured, and found to be what stood there
            field(page, name).fill(field(page, name).input_value() + " ")
    assert said(page).endswith("Nothing stands before a signature."), flat(page)[:900]
    whole = saved(page, "Download the plan (.md)").decode()
    assert whole == text(page)
    assert "No warning and no gap is left: this plan can be signed." in whole
    assert whole.startswith("# Benchmark plan: Catalogue tagging\n")
    assert "| Owner of the call site | | |" in whole
    assert json.loads(saved(page, "Download its JSON twin"))["plan"]["gaps"] == []
