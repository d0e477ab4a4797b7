"""What a reader downloads of the hosted site, in bytes after gzip. A budget rises with a reason in how-it-works."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

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
    sheets = sorted((site / "components").rglob("*.css"))
    assert len(sheets) == len(list((ROOT / "docs/components").rglob("*.css"))) > 10
    assert len(gzip.compress(b"".join(path.read_bytes() for path in sheets), 9)) <= 5 * 1024


def test_fonts_weigh_at_most_70_kb() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "docs/fonts").glob("*.woff2")) <= 70 * 1024


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


def loaded(page, address: str) -> set[str]:
    """Every file that opening a page fetches, the search index included, which a worker asks for last."""
    seen: set[str] = set()
    page.on("request", lambda request: seen.add(request.url))
    with page.expect_response("**/search_index.json"):
        page.goto(address, wait_until="load")
    # The page's own list: the driver's may still be on its way.
    seen.update(page.evaluate("() => performance.getEntriesByType('resource').map((entry) => entry.name)"))
    return {url.split("?")[0].split("#")[0] for url in seen}


def test_the_lesson_page_with_all_it_loads_weighs_at_most_230_kb(page, base_url: str, site: Path) -> None:
    names = [url.removeprefix(base_url).lstrip("/") or "index.html" for url in loaded(page, base_url + "/")]
    assert "search/search_index.json" in names
    total = sum(
        (site / name).stat().st_size if name.endswith((".woff2", ".png")) else packed(site / name) for name in names
    )
    assert total <= 230 * 1024


def ours(page, address: str, base_url: str) -> set[str]:
    """Our own scripts and styles that a page loads, as paths from the site's root."""
    names = {url.removeprefix(base_url).lstrip("/") for url in loaded(page, address)}
    return {name for name in names if re.match(r"(?:components|model)/.+\.(?:js|css)$", name)}


def test_the_calculator_page_loads_at_most_25_kb_of_our_own_script_and_style(page, base_url: str, site: Path) -> None:
    files = ours(page, base_url + "/workbench/calculator/", base_url)
    assert {"model/calculator.js", "components/cost-calculator/cost-calculator.css"} <= files
    assert packed(*(site / name for name in files)) <= 25 * 1024


def test_the_plan_page_adds_at_most_25_kb_of_script_and_style_of_its_own_and_loads_at_most_35(
    page, base_url: str, site: Path
) -> None:
    shared = ours(page, base_url + "/workbench/calculator/", base_url)
    files = ours(page.context.new_page(), base_url + "/workbench/plan/", base_url)
    assert {
        "model/plan/plan.js",
        "model/plan/detail.js",
        "components/plan-drafter/plan-drafter.js",
        "components/memory.js",
    } <= files
    assert packed(*(site / name for name in files - shared)) <= 25 * 1024
    assert packed(*(site / name for name in files)) <= 35 * 1024


def test_the_page_of_components_weighs_at_most_40_kb_and_loads_no_script_of_theirs(
    page, base_url: str, site: Path
) -> None:
    files = ours(page, base_url + "/about/components/", base_url)
    assert {name for name in files if name.endswith(".js")} == {"components/site.js"}
    assert packed(site / "about/components/index.html") <= 40 * 1024
