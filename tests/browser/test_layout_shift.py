"""Nothing moves once it is printed: what a script shows has its place before the script comes.

A browser says how much of the screen moved and how far (the web's Cumulative Layout Shift). Scripts come late here, as
over a slow line, so that a page is painted before they change it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

LATE, AFTER = 120, 150  # milliseconds that scripts are held back, and to see what moves when all have come
MOST = 0.01
SHIFTS = """() => new Promise((done) => {
  const seen = [];
  new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(seen.map(({ value, sources }) => [value, sources.map(({ node }) => node?.nodeName)])), 50);
})"""


def moved(browser, address: str, width: int) -> list:
    context = browser.new_context(viewport={"width": width, "height": 850})
    page = context.new_page()
    held: list | None = []
    page.route("**/*.js", lambda route: route.continue_() if held is None else held.append(route))
    page.goto(address, wait_until="commit")
    page.wait_for_timeout(LATE)
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    page.wait_for_load_state("load")
    page.wait_for_timeout(AFTER)
    shifts = page.evaluate(SHIFTS)
    context.close()
    return shifts


@pytest.mark.parametrize("width", [1440, 390])
def test_a_page_stays_where_it_was_printed(browser, base_url: str, site: Path, width: int) -> None:
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    assert len(pages) > 15
    seen = {page: moved(browser, f"{base_url}/{page}/".replace("/./", "/"), width) for page in pages}
    assert {page: shifts for page, shifts in seen.items() if sum(value for value, _ in shifts) > MOST} == {}


def test_what_moves_is_seen(browser, base_url: str) -> None:
    """A paragraph put in above the others moves them: this test would tell."""
    context = browser.new_context(viewport={"width": 1440, "height": 850})
    page = context.new_page()
    page.goto(base_url + "/about/style-guide/")
    page.wait_for_timeout(100)
    page.evaluate("document.querySelector('article h1').insertAdjacentHTML('afterend', '<p>'.padEnd(900, 'more '))")
    page.wait_for_timeout(100)
    assert sum(value for value, _ in page.evaluate(SHIFTS)) > MOST
    context.close()
