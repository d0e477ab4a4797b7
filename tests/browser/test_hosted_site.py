"""The site as a host serves it, at a root and below a path: whole pages, search, help where nothing is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import watch
from playwright.sync_api import expect


@pytest.fixture
def visit(browser, host: tuple[Path, str]) -> Iterator:
    """A fresh page that keeps the address and status of all it was sent."""
    context = browser.new_context()
    page = context.new_page()
    page.sent = {}
    page.on("response", lambda response: page.sent.update({response.url: response.status}))
    yield page
    context.close()


def test_every_page_is_whole_and_stays_on_its_site(visit, host: tuple[Path, str]) -> None:
    folder, home = host
    strays, errors = watch(visit, home)
    pages = sorted(path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    assert len(pages) >= 13
    for name in pages:
        visit.goto(home + ("" if name == "." else name + "/"))
        assert {url: status for url, status in visit.sent.items() if status not in (200, 304)} == {}, name
        assert not strays and not errors, (name, strays, errors)
        assert re.search(
            r"Lane (Sans|Serif)", visit.locator("h1").first.evaluate("e => getComputedStyle(e).fontFamily")
        )
    visit.wait_for_load_state("networkidle")
    assert home + "fonts/serif.woff2" in visit.sent


def search(page, words: str) -> None:
    """The first result of the open search dialog, followed."""
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=15_000)
    page.locator(".md-search-result__link", has_text=words).first.click()


def test_search_finds_a_page_from_deep_inside(visit, host: tuple[Path, str]) -> None:
    _, home = host
    visit.goto(home + "about/how-it-works/")
    visit.get_by_role("textbox", name="Search").click()
    expect(visit.locator("#__search")).to_be_checked()
    visit.keyboard.type("utilisation")
    search(visit, "Glossary")
    visit.wait_for_url(lambda url: url.startswith(home + "reference/glossary/"))
    expect(visit.locator("mark[data-md-highlight]").first).to_have_text(re.compile("utilisation", re.IGNORECASE))


@pytest.mark.parametrize("missing", ["nothing", "about/no/such/page/", "reference/prices/old.html"])
def test_an_address_without_a_page_is_answered_in_full(visit, host: tuple[Path, str], missing: str) -> None:
    folder, home = host
    answer = visit.goto(home + missing, wait_until="networkidle")
    assert answer.status == 404
    assert visit.get_by_role("heading", level=1).inner_text() == "There is no page at this address"
    assert {url: status for url, status in visit.sent.items() if status != 200} == {home + missing: 404}, (
        "only the page itself is missing"
    )
    assert "Lane Sans" in visit.locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
    links = visit.locator("article a").evaluate_all("all => all.map(a => a.href)")
    assert len(set(links)) == len(list(folder.rglob("index.html"))), "every page is offered"
    for link in [*links, visit.locator("header a").first.evaluate("a => a.href")]:
        assert link.startswith(home)
        assert visit.request.get(link).status == 200, link


def test_a_reader_searches_from_the_page_that_is_not_there(visit, host: tuple[Path, str]) -> None:
    _, home = host
    visit.goto(home + "about/no/such/page/")
    field = visit.get_by_label("Search the site")
    field.fill("utilisation")
    field.press("Enter")
    visit.wait_for_url(lambda url: url.startswith(home + "?q=utilisation"))
    search(visit, "Glossary")
    visit.wait_for_url(lambda url: url.startswith(home + "reference/glossary/"))


def test_no_inline_script_runs_but_the_themes_own(visit, host: tuple[Path, str]) -> None:
    """Each page names its own by their hashes: one that somebody put into the page is refused, however it is put in."""
    folder, home = host
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "script-src 'self' 'sha256-" in text and "script-src 'self' 'unsafe-inline'" not in text, path
    refused: list[str] = []
    visit.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    visit.goto(home)
    assert refused == []
    visit.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.ran = true">');
    }""")
    visit.wait_for_timeout(300)
    assert visit.evaluate("() => window.ran") is None and len(refused) >= 2
