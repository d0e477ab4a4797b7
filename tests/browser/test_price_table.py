"""The long tables sort and filter in the page, by keyboard too, and stand whole without scripts."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import TODAY
from helpers.lesson_dates import from_due


@pytest.fixture
def table(page, base_url: str):
    page.goto(base_url + "/reference/prices/")
    return page.locator("price-table").first


def column(table, index: int) -> list[str]:
    return table.locator("tbody tr:not([hidden])").evaluate_all(
        "(rows, i) => rows.map(r => r.cells[i].firstChild.textContent.trim())", index
    )


def test_figures_sort_by_size_and_what_is_not_listed_comes_last(table) -> None:
    head = table.locator("thead th").nth(3)
    for way, sign, mark in (("ascending", 1, "↑"), ("descending", -1, "↓")):
        head.get_by_role("button").press("Enter")
        assert head.get_attribute("aria-sort") == way
        assert mark in head.get_by_role("button").evaluate("head => getComputedStyle(head, '::after').content")
        seen = column(table, 3)
        listed = [float(text.strip("$").replace(",", "")) * sign for text in seen if text != "–"]
        assert listed == sorted(listed)
        assert seen[len(listed) :] == ["–"] * (len(seen) - len(listed))


def test_words_sort_by_the_alphabet_and_dates_by_time(table) -> None:
    table.locator("thead button").first.click()
    names = column(table, 0)
    assert names == table.page.evaluate("names => names.toSorted((a, b) => a.localeCompare(b, 'en'))", names)
    last = table.locator("thead th").last
    last.get_by_role("button").click()
    dates = [text[:10] for text in column(table, 11)]
    assert dates == sorted(dates)
    assert table.locator("th[aria-sort]").count() == 1


def test_a_filter_says_how_many_rows_it_leaves(table) -> None:
    every = table.locator("tbody tr").count()
    table.get_by_label("Rows with").fill("Anthropic claude")
    left = table.locator("tbody tr:not([hidden])").count()
    assert 0 < left < every
    assert table.get_by_role("status").inner_text() == f"{left} of {every} rows shown"
    table.get_by_label("Rows with").fill("no such model")
    assert table.get_by_role("status").inner_text() == f"0 of {every} rows shown"
    table.get_by_label("Rows with").fill("")
    assert table.locator("tbody tr:not([hidden])").count() == every


def test_without_scripts_the_tables_stand_whole_and_offer_nothing(browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in ("prices", "terms", "turnaround", "history"):
        page.goto(f"{base_url}/reference/{address}/")
        assert page.locator("price-table tbody tr").count() > 5
        assert page.locator("price-table button").count() == 0
        assert page.locator("price-table .filter").first.is_visible() is False
    context.close()


def test_rows_are_kept_by_vendor_tier_and_date_together(table) -> None:
    table.get_by_label("Vendor").select_option("OpenAI API")
    openai = table.locator("tbody tr:not([hidden])").count()
    assert set(table.locator("tbody tr:not([hidden]) th small").all_inner_texts()) == {"OpenAI API"}
    table.get_by_label("Tier").select_option("ultrafast")
    fast = table.locator("tbody tr:not([hidden])").count()
    assert 0 < fast < openai
    table.get_by_label("Dated from").fill("2027-01-01")
    assert table.locator("tbody tr:not([hidden])").count() == 0
    assert table.get_by_role("status").inner_text().startswith("0 of ")


def test_each_price_says_its_age_by_the_readers_clock(page, base_url: str) -> None:
    page.goto(base_url + "/reference/prices/")
    cell = page.locator("price-table td[data-due]").first
    dated = cell.locator("a").inner_text()
    age = page.evaluate("dated => Math.floor((Date.now() - Date.parse(dated)) / 864e5)", dated)
    assert f"{age} days old" in cell.inner_text()
    assert "past due" not in cell.inner_text()
    page.clock.set_fixed_time(f"{from_due(340)}T12:00:00Z")
    page.reload()
    assert "past due" in cell.inner_text()
    assert f"{age + 400} days old" in cell.inner_text()


@pytest.mark.parametrize("address", ["/reference/terms/", "/reference/turnaround/", "/reference/model/"])
def test_what_is_not_a_price_says_its_age_too(page, base_url: str, address: str) -> None:
    page.goto(base_url + address)
    told = page.locator("price-table td:not([data-due]) a").evaluate_all(
        "links => links.map(a => [a.textContent, a.nextSibling?.textContent ?? ''])"
    )
    dated = [(text, after) for text, after in told if len(text) == 10 and text[:4].isdigit()]
    assert len(dated) > 5
    for text, after in dated:
        assert after.strip().startswith(f"{(date.fromisoformat(TODAY) - date.fromisoformat(text)).days} days old")
