"""A number as people type it is read rightly, or refused at its field with both readings, all over the site."""

from __future__ import annotations

import pytest

CASES = [
    ("0,625", [0.625]), ("0,59", [0.59]), ("1,5", [1.5]), ("12,34", [12.34]), (",5", [0.5]), ("-0,5", [-0.5]),
    ("1.234,5", [1234.5]), ("1,234.5", [1234.5]), ("1 234,56", [1234.56]), ("1.234.567,8", [1234567.8]),
    ("1 234", [1234]), ("1\u00a0234", [1234]), ("1\u202f234\u202f567", [1234567]), ("1'234", [1234]),
    ("1\u2019234.5", [1234.5]), ("1,234,567", [1234567]), ("1.234.567", [1234567]), ("1_000", [1000]),
    ("2k", [2000]), ("2,5k", [2500]), ("3M", [3e6]), ("1.5 B", [1.5e9]), ("1e6", [1e6]), ("$ 12.50", [12.5]),
    ("\uff11\uff12\uff13", [123]), ("\uff11\uff0c\uff15", [1.5]), ("\u22125", [-5]), ("1,000", [1000]),
    ("1,234", [1234, 1.234]), ("12,345", [12345, 12.345]), ("1.234", [1.234]),
    ("1,2,3", []), ("1 2", []), ("12,34,567", []), ("1.2.3", []), ("1,234.5.6", []), ("'", []), ("", []), (".", []),
    ("3m", []), ("2 thousand", []), ("0x10", []), ("NaN", []), ("Infinity", []), ("\u0663", []), ("12 %", []),
]  # fmt: skip
WHOLE = [("200,000", [200000]), ("200.000", [200000, 200]), ("1,234", [1234]), ("2.5k", [2500]), ("40", [40])]


@pytest.mark.parametrize(("whole", "cases"), [(False, CASES), (True, WHOLE)], ids=["any", "counts"])
def test_each_way_of_typing_a_number_has_its_readings(
    page, base_url: str, whole: bool, cases: list[tuple[str, list[float]]]
) -> None:
    page.goto(base_url + "/404.html")
    read = page.evaluate(
        "async ([address, texts, whole]) => { const { typed } = await import(address);"
        " return texts.map((text) => typed(text, { whole })); }",
        [base_url + "/components/typed.js", [text for text, _ in cases], whole],
    )
    assert {text: got for (text, _), got in zip(cases, read, strict=True)} == dict(cases)


def field(page, tool: str, name: str):
    found = page.locator(f"{tool} [name={name}]")
    found.evaluate("field => field.closest('details')?.setAttribute('open', '')")
    return found


def read_as(page, tool: str, name: str) -> float | None:
    """The number that a tool reads in a field; None where the field has an error."""
    got: float | None = page.evaluate(
        "([tool, name]) => { const t = document.querySelector(tool);"
        " const { value, wrong } = t.readField(t.form.elements[name]); return wrong ? null : value; }",
        [tool, name],
    )
    return got


TOOLS = {"cost-calculator": "calculator", "plan-drafter": "plan"}


READ = [
    ("batch_write", "0,625", 0.625), ("batch_in", "1,5", 1.5), ("price_in", "1.234,5", 1234.5),
    ("requests_per_day", "200,000", 200000), ("requests_per_day", "2k", 2000), ("shared", "1'500", 1500),
    ("unique", "\uff12\uff10\uff10\uff10", 2000), ("unusable_batch", "0,5 %", 0.5),
    ("unusable_batch", "12,345", 12.345), ("cap_tokens", "3M", 3e6), ("deadline_h", "8,5", 8.5),
]  # fmt: skip
TWO_WAYS = [
    ("price_in", "1,234", "1234", "1.234"), ("late_usd", "12,500", "12500", "12.5"),
    ("requests_per_day", "200.000", "200000", "200"),
]  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_reads_numbers_so_and_refuses_with_both_what_can_be_read_in_two_ways(
    page, base_url: str, tool: str
) -> None:
    page.goto(f"{base_url}/workbench/{TOOLS[tool]}/")
    for name, text, value in READ:
        field(page, tool, name).fill(text)
        assert read_as(page, tool, name) == pytest.approx(value), (name, text)
        assert page.locator(f"{tool} [name={name}][aria-invalid]").count() == 0
    for name, text, one, two in TWO_WAYS:
        typed = field(page, tool, name)
        typed.fill(text)
        assert typed.get_attribute("aria-invalid") is not None and read_as(page, tool, name) is None, (name, text)
        error = page.get_by_text(f"Error: This can be {one} or {two}. Write one of them", exact=True)
        assert error.is_visible(), (name, text)


@pytest.mark.parametrize(("text", "value"), [("1234,5", 1234.5), ("2k", 2000), ("1.234,5", 1234.5)])
def test_an_address_is_read_as_a_field_is(page, base_url: str, text: str, value: float) -> None:
    page.goto(f"{base_url}/workbench/calculator/?price_in={text}")
    assert read_as(page, "cost-calculator", "price_in") == value


@pytest.mark.parametrize(("text", "words"), [("28,8", "28.8"), ("30 %", "30"), ("\uff13\uff10", "30")])
def test_the_bet_reads_numbers_so(page, base_url: str, text: str, words: str) -> None:
    page.goto(base_url + "/")
    page.locator("#bet").fill(text)
    page.locator("#bet").press("Enter")
    assert page.locator("bet-ticket .error").is_hidden()
    assert page.evaluate("() => JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) =>"
                         " key.endsWith('.bet')))).saving.percent") == float(words)  # fmt: skip


FIGURES = [
    ("needed-within", "2,5", True), ("needed-within", "\uff18", True), ("needed-within", "1,234", True),
    ("batch-hits", "62,5 %", True), ("may-wait", "12,5", True), ("latency-target", "1.234,5", False),
    ("needed-within", "49", False), ("batch-hits", "1,2,3", False),
]  # fmt: skip


def test_the_figures_of_the_lesson_read_numbers_so(page, base_url: str) -> None:
    page.goto(base_url + "/")
    for name, text, good in FIGURES:
        page.locator(f"#{name}").fill(text)
        assert (page.locator(f"#{name}[aria-invalid]").count() == 0) is good, (name, text)
