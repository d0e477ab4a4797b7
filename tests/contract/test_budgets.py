"""What a reader downloads of the hosted site, in bytes after gzip. A budget rises with a reason in how-it-works."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from macros.hosted.bundle import NAMED

HEAD = {"components/tokens.css", "components/site.css"}
ROOT = Path(__file__).resolve().parents[2]


def packed(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_card_weighs_at_most_3_kb(site: Path) -> None:
    card = site / "components/quiz-question"
    assert packed(card / "quiz-question.js", card / "quiz-question.css", site / "components/slots.js") <= 3 * 1024


def test_card_check_score_and_memory_weigh_at_most_8_kb(site: Path) -> None:
    names = [f"components/{part}/{part}.{kind}" for part in ("quiz-question", "quiz-check") for kind in ("js", "css")]
    shared = ["components/memory.js", "components/slots.js", "model/score.js"]
    assert packed(*(site / name for name in [*names, *shared])) <= 8 * 1024


def test_all_our_own_css_weighs_at_most_5_kb(site: Path) -> None:
    sheets = [path for path in sorted((site / "components").rglob("*.css")) if not path.name.startswith("page-")]
    assert len(sheets) == len(list((ROOT / "docs/components").rglob("*.css"))) > 10
    assert len(gzip.compress(b"".join(path.read_bytes() for path in sheets), 9)) <= 5 * 1024


def test_fonts_weigh_at_most_60_kb_and_10_of_them_are_for_accents() -> None:
    weights = {path.stem: path.stat().st_size for path in (ROOT / "docs/fonts").glob("*.woff2")}
    assert sum(weights.values()) <= 60 * 1024
    assert sum(weight for name, weight in weights.items() if name.endswith("-accented")) <= 10 * 1024


def test_a_question_costs_at_most_3_kb_raw_and_700_bytes_packed(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    check = page[page.index("<quiz-check") : page.index("</quiz-check>")]
    cards = re.findall(r"<quiz-question.*?</quiz-question>", check, re.DOTALL)
    assert len(cards) == 15
    assert max(len(card.encode()) for card in cards) <= 3 * 1024
    assert len(gzip.compress("".join(cards).encode(), 9)) / 15 <= 700


def test_a_page_without_questions_carries_nothing_for_them(site: Path) -> None:
    page = (site / "reference/glossary/index.html").read_text(encoding="utf-8")
    assert "quiz-" not in page
    assert "memory.js" not in page


def loaded(page, address: str, base_url: str) -> set[str]:
    """Every file that opening a page fetches, as paths from the site's root."""
    seen: set[str] = set()
    page.on("request", lambda request: seen.add(request.url))
    page.goto(address, wait_until="networkidle")
    # The page's own list: the driver's may still be on its way.
    seen.update(page.evaluate("() => performance.getEntriesByType('resource').map((entry) => entry.name)"))
    return {url.split("?")[0].split("#")[0].removeprefix(base_url).lstrip("/") or "index.html" for url in seen}


def test_the_lesson_page_with_all_it_loads_weighs_at_most_176_kb_in_18_files(page, base_url: str, site: Path) -> None:
    names = loaded(page, base_url + "/", base_url)
    assert "fonts/serif.woff2" in names
    total = sum(
        (site / name).stat().st_size if name.endswith((".woff2", ".png")) else packed(site / name) for name in names
    )
    assert total <= 176 * 1024
    assert len(names) <= 18


def test_the_search_index_comes_when_a_reader_opens_the_search(page, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.extend([request.url] if "search_index" in request.url else []))
    page.goto(base_url + "/", wait_until="networkidle")
    assert not asked
    page.get_by_role("textbox", name="Search").fill("turnaround")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=15_000)
    assert len(asked) == 1


def ours(page, address: str, base_url: str) -> set[str]:
    """Our own scripts and styles that a page loads, as paths from the site's root."""
    names = loaded(page, address, base_url)
    found = {name for name in names if re.match(r"(?:components|model)/.+\.(?:js|css)$", name)}
    # The one sheet of every page's head holds the theme's as well.
    return {name for name in found if not name.startswith(NAMED) or name.endswith(".js")} | HEAD


PAGES = {"/": 22, "/practice/": 10, "/workbench/calculator/": 21, "/workbench/plan/": 27, "/reference/prices/": 7}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_at_most_so_many_kb_of_our_own_script_and_style(
    page, base_url: str, site: Path, address: str
) -> None:
    files = ours(page, base_url + address, base_url)
    assert sorted(name[-3:] for name in files if name.endswith(".js")) == [".js", ".js"]
    assert packed(*(site / name for name in files)) <= PAGES[address] * 1024


def test_the_page_of_components_weighs_at_most_41_kb_and_loads_no_script_of_theirs(
    page, base_url: str, site: Path
) -> None:
    files = ours(page, base_url + "/about/components/", base_url)
    assert {name for name in files if name.endswith(".js")} == {"components/site.js"}
    assert packed(site / "about/components/index.html") <= 41 * 1024
