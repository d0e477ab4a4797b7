"""The calculator: the printed default is the computed one, each input moves it, and bad input harms nothing."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import TODAY
from helpers.address import shown_address

ADDRESS = "/workbench/calculator/"
GOLDEN = (
    "Batch costs $811 to $1,786 a day against $1,808 in realtime, depending on cache hits: "
    "you save 1 % to 55 %, not 50 %."
)


@pytest.fixture
def tool(page, base_url: str):
    page.goto(base_url + ADDRESS)
    return page


def flat(text: str) -> str:
    return " ".join(text.split())


def sentence(page) -> str:
    return flat(page.locator(".sentence:visible").inner_text())


def field(page, name: str):
    return page.locator(f"#calc-{name}")


def open_all(page) -> None:
    page.locator(".inputs details").evaluate_all("all => all.forEach(d => (d.open = true))")


def test_the_default_story_is_the_golden_one(tool) -> None:
    assert sentence(tool) == GOLDEN
    more = flat(tool.locator(".more").inner_text())
    assert "With caching off in batch it costs $1,917 a day; with one-hour cache writes left on, $1,947." in more
    assert "would cost $904 a day" in more and "claude-haiku-5-5" in more and "costs $96 a day in realtime" in more


def test_the_saving_follows_the_deadline(tool) -> None:
    rows = [flat(row) for row in tool.locator(".by-deadline tbody tr:not(.curve)").all_inner_texts()]
    assert rows == ["Saved, at the assumed hits no time 16 % 17 % 17 %", "Of the rows go live all 5 % 1 % 0.6 %"]
    field(tool, "deadline_h").fill("2")
    assert sentence(tool).startswith("Realtime only:")
    field(tool, "deadline_h").fill("3")
    at_three = flat(tool.locator(".more").inner_text())
    assert "what is missing after 2.0 h goes live, 10 % of the rows" in at_three
    open_all(tool)
    field(tool, "hedged").fill("3")
    assert "goes live, 3 % of the rows" in flat(tool.locator(".more").inner_text()), "as it was measured"


def test_no_hits_and_caching_off_are_two_settings(tool) -> None:
    cost = tool.locator('[data-out="likely_day"]')
    seen = []
    for hits in ("1", "0.1", "0"):
        field(tool, "hit_likely").fill(hits)
        seen.append(float(cost.inner_text().replace("$", "").replace(",", "")))
    assert seen == sorted(seen) and seen[2] - seen[1] < 2, "no jump on the way to no hits"
    tool.get_by_label("The shared prompt is cached").select_option("realtime")
    assert cost.inner_text() == tool.locator('[data-out="uncached_day"]').first.inner_text() == "$1,917"


def test_a_prefix_too_short_to_be_cached_warns_and_counts_as_plain(tool) -> None:
    tool.get_by_label("Prices of").select_option("anthropic/claude-haiku-4-5")
    field(tool, "shared").fill("4000")
    assert tool.get_by_text("Shorter than the 4096 tokens that are cached at all: counted as not cached.").is_visible()
    at_none = sentence(tool)
    field(tool, "hit_realtime").fill("0")
    assert sentence(tool) == at_none
    field(tool, "shared").fill("4096")
    assert sentence(tool) != at_none


def test_a_row_says_what_holds_its_price(page, base_url: str) -> None:
    page.clock.set_fixed_time("2026-11-27T12:00:00Z")
    page.goto(base_url + ADDRESS)
    open_all(page)
    note = page.locator("[data-row-note]")
    page.get_by_label("Prices of").select_option("gemini/gemini-4-argon")
    assert "From 2026-12-01: the introductory price ends" in note.inner_text()
    assert float(field(page, "price_out").input_value()) == 10
    page.get_by_label("Prices of").select_option("anthropic/claude-haiku-5-5")
    field(page, "shared").fill("100000")
    assert "A prompt above 100000 tokens costs more" in note.inner_text()
    assert float(field(page, "price_in").input_value()) == 0.5
    page.get_by_label("Prices of").select_option("fireworks/gpt-oss-120b")
    assert "Its vendor ended this model on 2026-11-07." in note.inner_text()
    page.get_by_label("Prices of").select_option("bedrock/openai.gpt-oss-120b")
    assert "Not published for this row: assumed." in page.locator("#calc-batch_read-hint").inner_text()
    page.clock.set_fixed_time("2026-12-01T12:00:00Z")
    page.get_by_label("Prices of").select_option("gemini/gemini-4-argon")
    assert "Prices as they are since 2026-12-01" in note.inner_text()
    assert float(field(page, "price_out").input_value()) == 20


def test_every_input_has_a_label_of_its_own_and_moves_something(tool) -> None:
    open_all(tool)
    labels = tool.locator(".field label").all_inner_texts()
    assert len(set(labels)) == len(labels) > 30
    figures = (
        "e => [...e.querySelectorAll('[data-out], [data-punctual], [data-end]')].map(o => o.textContent).join('|')"
    )
    before = tool.locator("cost-calculator").evaluate(figures)
    for label in labels:
        control = tool.get_by_label(label, exact=True)
        was, seen = control.input_value(), set()
        chosen = control.evaluate("e => e.nodeName") == "SELECT"
        if chosen:
            values = control.locator("option").evaluate_all("all => all.map(o => o.value)")
        else:
            values = [f"{float(was or 10) / 4:g}", f"{float(was or 10) * 3 + 7:g}"]
        for value in values:
            control.select_option(value) if chosen else control.fill(value)
            seen.add(tool.locator("cost-calculator").evaluate(figures))
        assert seen != {before}, label
        control.select_option(was) if chosen else control.fill(was)


def test_a_reader_with_40000_calls_long_prompts_and_six_hours_gets_a_range(tool) -> None:
    for name, value in (
        ("requests_per_day", "40,000"),
        ("shared", "20000"),
        ("unique", "1500"),
        ("output", "400"),
        ("deadline_h", "6"),
    ):
        field(tool, name).fill(value)
    said = sentence(tool)
    assert re.match(r"Batch costs \$[\d,]+ to \$[\d,]+ a day against \$[\d,]+ in realtime", said)
    low, high, live = (float(v.replace(",", "")) for v in re.findall(r"\$([\d,]+)", said)[:3])
    assert live == pytest.approx(40000 * (1500 * 2 + 20000 * (0.9 * 0.1 + 0.1 * 2.5) + 400 * 10) / 1e6, abs=0.5)
    assert low < live < high
    assert "loses money with a cold one" in said


def test_one_sentence_is_announced_600_ms_after_the_last_key(tool) -> None:
    tool.clock.pause_at(f"{TODAY}T12:10:00Z")  # only the test moves the clock: a slow machine must not
    said = tool.locator("cost-calculator [role=status]")
    field(tool, "requests_per_day").fill("1000")
    tool.clock.run_for(500)
    field(tool, "requests_per_day").fill("10000")
    tool.clock.run_for(500)
    assert said.inner_text() == ""
    tool.clock.run_for(200)
    assert flat(said.inner_text()) == sentence(tool)


@pytest.mark.parametrize(("name", "text", "error"), [
    ("requests_per_day", "-1", "Error: Write a number of 0 or more"),
    ("requests_per_day", "many", "Error: Write a number, such as 1,200 or 0.5"),
    ("requests_per_day", "NaN", "Error: Write a number, such as 1,200 or 0.5"),
    ("requests_per_day", "Infinity", "Error: Write a number, such as 1,200 or 0.5"),
    ("requests_per_day", "1e13", "Error: Write a number up to 1000000000000"),
    ("shared", "1.2.3", "Error: Write a number, such as 1,200 or 0.5"),
    ("hit_realtime", "-5", "Error: Write a number of 0 or more"),
    ("chain", "0", "Error: Write a number of 1 or more"),
])  # fmt: skip
def test_a_bad_number_is_an_error_at_its_field_and_the_last_good_result_stays(
    tool, name: str, text: str, error: str
) -> None:
    open_all(tool)
    field(tool, name).fill(text)
    shown = tool.locator(f"#calc-{name}-error")
    assert shown.inner_text() == error
    assert field(tool, name).get_attribute("aria-invalid") is not None
    assert f"calc-{name}-error" in field(tool, name).get_attribute("aria-describedby")
    assert sentence(tool) == GOLDEN
    assert tool.locator("cost-calculator").get_attribute("data-stale") is not None
    field(tool, name).fill("50")
    assert not shown.is_visible()
    assert tool.locator("cost-calculator").get_attribute("data-stale") is None


def test_an_empty_field_counts_as_its_default_and_says_so(tool) -> None:
    field(tool, "requests_per_day").fill("")
    assert sentence(tool) == GOLDEN
    assert tool.get_by_text("Empty: counted as 200000.").is_visible()


def test_hits_over_100_percent_are_clamped_with_a_note(tool) -> None:
    field(tool, "hit_high").fill("120")
    assert tool.get_by_text("Over 100 %: counted as 100.").is_visible()
    with_120 = sentence(tool)
    field(tool, "hit_high").fill("100")
    assert sentence(tool) == with_120


def test_a_deadline_shorter_than_the_reserve_leaves_realtime_only(tool) -> None:
    field(tool, "deadline_h").fill("0.5")
    assert sentence(tool).startswith("Realtime only: collecting, polling and the reserve for the live fallback leave")


def test_nothing_usable_is_said_and_not_computed(tool) -> None:
    open_all(tool)
    field(tool, "unusable_batch").fill("100")
    assert sentence(tool) == "Nothing to compare: no answer is usable."
    assert not tool.locator(".results").is_visible()


def test_the_names_of_the_two_flat_lines_never_stand_between_them(tool) -> None:
    def above(name: str) -> bool:
        return tool.locator(f"figure text.{name}").get_attribute("dy").startswith("-")

    assert (above("live"), above("off")) == (False, True)
    field(tool, "hit_realtime").fill("0")  # every prompt written: dearer than batch without a cache
    assert (above("live"), above("off")) == (True, False)


def test_a_figure_that_does_not_exist_says_why_in_the_pages_words(tool) -> None:
    open_all(tool)
    field(tool, "operations_usd").fill("1000000")
    assert tool.locator('[data-out="payback.months"]').inner_text() == "running it costs as much as it saves"
    field(tool, "cap_tokens").fill("0")
    assert tool.locator('[data-out="backfill_batch.hours"]').inner_text() == "the cap lets nothing through"


def test_presets_tell_their_stories(tool) -> None:
    start = tool.get_by_label("Start from")
    start.select_option("Long shared prompt")
    assert "loses money with a cold one" in sentence(tool) or sentence(tool).startswith("Realtime is cheaper")
    start.select_option("Malformed output")
    assert tool.locator("[data-out=saved_likely]").first.inner_text() == "32\u00a0%", (
        "a little goes live and is usable more often"
    )
    start.select_option("Off-peak clock")
    assert tool.locator("[data-out=saved_likely]").first.inner_text() == "50\u00a0%", (
        "a clock keeps its cache as warm as realtime"
    )
    start.select_option("Ticket summaries")
    assert sentence(tool) == GOLDEN
    field(tool, "output").fill("301")
    assert start.input_value() == "", "own numbers are no preset any more"


def test_inputs_stand_in_the_address_and_come_back_from_it(tool, base_url: str) -> None:
    assert urlparse(shown_address(tool)).fragment == urlparse(shown_address(tool)).query == ""
    field(tool, "requests_per_day").fill("5000")
    field(tool, "deadline_h").fill("4")
    assert parse_qs(urlparse(shown_address(tool)).fragment) == {"requests_per_day": ["5000"], "deadline_h": ["4"]}
    there, said = shown_address(tool), sentence(tool)
    tool.goto(base_url + "/404.html")
    tool.goto(there)
    assert field(tool, "requests_per_day").input_value() == "5000"
    assert sentence(tool) == said
    tool.get_by_role("button", name="Start again").click()
    assert urlparse(shown_address(tool)).fragment == urlparse(shown_address(tool)).query == ""
    assert sentence(tool) == GOLDEN


def test_an_address_of_nonsense_is_shown_as_an_error_and_runs_nothing(page, base_url: str) -> None:
    page.goto(base_url + ADDRESS + "?requests_per_day=<img src=x onerror=alert(1)>&row=nowhere&deadline_h=4")
    assert page.locator("#calc-requests_per_day-error").inner_text() == "Error: Write a number, such as 1,200 or 0.5"
    assert page.locator("cost-calculator img").count() == 0


def test_an_error_that_an_address_brings_into_a_closed_group_opens_it(page, base_url: str) -> None:
    page.goto(base_url + ADDRESS + "?chain=0")
    assert page.locator("#calc-chain-error").is_visible()
    assert sentence(page) == GOLDEN, "the printed answer stays"


def test_a_row_of_the_price_book_fills_every_price_and_names_its_age(tool) -> None:
    open_all(tool)
    assert tool.get_by_label("Prices of").input_value() == "anthropic/claude-sonnet-5-5", "a model of today"
    values = {
        name: float(field(tool, name).input_value())
        for name in (
            "price_in",
            "price_read",
            "price_write",
            "price_out",
            "batch_in",
            "batch_read",
            "batch_write",
            "batch_out",
        )
    }
    assert values == {
        "price_in": 2,
        "price_read": 0.1,
        "price_write": 2.5,
        "price_out": 10,
        "batch_in": 1,
        "batch_read": 0.05,
        "batch_write": 1.25,
        "batch_out": 5,
    }
    tool.get_by_label("Prices of").select_option("anthropic/claude-haiku-5-5")
    assert "row=anthropic" in shown_address(tool)
    assert not tool.locator("[data-stale-row]").is_visible()
    field(tool, "price_in").fill("3")
    assert tool.get_by_label("Prices of").input_value() == "", "own prices are no row of the book any more"


def test_a_row_past_its_date_is_labelled_and_still_computed(page, base_url: str) -> None:
    page.clock.set_fixed_time("2027-06-01T12:00:00Z")
    page.goto(base_url + ADDRESS)
    page.get_by_label("Prices of").select_option("anthropic/claude-haiku-5-5")
    assert page.get_by_text("This price is 230 days old and past its date (2026-12-13)").is_visible()
    assert sentence(page).startswith("Batch costs")


def test_it_can_be_copied_as_markdown_and_saved_as_csv(tool) -> None:
    tool.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tool.get_by_role("button", name="Copy as Markdown").click()
    tool.get_by_text("Copied.").wait_for()
    text = tool.evaluate("() => navigator.clipboard.readText()")
    assert text.startswith("# Batch against realtime\n")
    assert "| Requests a day | 200000 |" in text
    assert GOLDEN.split(":")[0] in flat(text)
    with tool.expect_download() as caught:
        tool.get_by_role("button", name="Download CSV").click()
    rows = caught.value.path().read_bytes().decode().split("\r\n")
    assert rows[0] == '"what","value","unit"'
    assert '"Requests a day","200000",""' in rows


def test_by_keyboard_alone(tool) -> None:
    tool.get_by_label("Start from").focus()
    tool.keyboard.press("ArrowDown")
    assert field(tool, "shared").input_value() == "20000"
    field(tool, "requests_per_day").focus()
    tool.keyboard.press("Control+A")
    tool.keyboard.type("1000")
    assert "a day" in sentence(tool)
    tool.keyboard.press("Enter")
    assert shown_address(tool).startswith("http"), "Enter sends nothing"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_with_everything_open_and_an_error(tool, scheme: str, width: int) -> None:
    tool.emulate_media(color_scheme=scheme)
    tool.set_viewport_size({"width": width, "height": 900})
    tool.locator("cost-calculator details").evaluate_all("all => all.forEach(d => (d.open = true))")
    field(tool, "shared").fill("x")
    tool.clock.run_for(700)
    found = Axe().run(tool).response["violations"]
    assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == []
    assert tool.evaluate("document.documentElement.scrollWidth") <= width
