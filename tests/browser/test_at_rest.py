"""At rest scripts leave the page as the build printed it: nothing is worked out, and working it out changes nothing."""

from __future__ import annotations

import pytest

# The elements that draw something, by page, and what works each out again.
DRAWN = {
    "/workbench/calculator/": {"cost-calculator": "refresh"},
    "/workbench/plan/": {"plan-drafter": "refresh"},
    "/reference/turnaround/": {"deadline-control": "handleEvent"},
    "/": dict.fromkeys(("demand-control", "deadline-control", "target-control", "hits-control"), "handleEvent"),
}
CASES = [(address, name, again) for address, names in DRAWN.items() for name, again in names.items()]
AGAIN = """([name, again]) => {
  const drawn = document.querySelector(name);
  const part = drawn.closest("figure") ?? drawn;
  const before = part.outerHTML;
  drawn[again]();
  return [before, part.outerHTML];
}"""


@pytest.mark.parametrize(("address", "name", "again"), CASES)
def test_working_it_out_again_changes_nothing(page, base_url: str, address: str, name: str, again: str) -> None:
    page.goto(base_url + address)
    before, after = page.evaluate(AGAIN, [name, again])
    assert after == before
    assert len(before) > 1_000


@pytest.mark.parametrize(("address", "name", "again"), CASES)
def test_a_printed_slip_would_be_seen(page, base_url: str, address: str, name: str, again: str) -> None:
    """Another value in the printed page, as a template could hold it, is drawn over by the script."""
    page.goto(base_url + address)
    slot = "[data-out], [data-said], [data-punctual]"
    page.locator(name).locator(slot).first.evaluate("slot => (slot.textContent += '9')")
    before, after = page.evaluate(AGAIN, [name, again])
    assert after != before


@pytest.mark.parametrize("address", DRAWN)
def test_without_scripts_no_field_is_shown(browser, base_url: str, address: str) -> None:
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(base_url + address)
    assert plain.locator(f":is({', '.join(DRAWN[address])}) :is(input, select)").count() > 0
    assert not plain.locator(f":is({', '.join(DRAWN[address])}) :is(input, select)").filter(visible=True).count()
    plain.close()
