"""axe finds nothing on any page, in either scheme, wide or narrow.

Every second page is asked wide in the dark and narrow in the light, the others the other way round: each page meets
both schemes and both widths, and what all pages share meets all four pairs. Each component meets them in
test_gallery.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/",
    "/practice/",
    "/workbench/calculator/",
    "/workbench/plan/",
    "/reference/prices/",
    "/reference/terms/",
    "/reference/turnaround/",
    "/reference/history/",
    "/reference/model/",
    "/reference/exports/",
    "/reference/glossary/",
    "/about/how-it-works/",
    "/about/components/",
    "/about/accessibility/",
    "/about/item-writing/",
    "/about/data-files/",
    "/about/style-guide/",
    "/about/cite/",
    "/about/item-quality/",
    "/404.html",
]


def test_the_list_names_every_page(site: Path) -> None:
    built = {"/" + str(p.relative_to(site)).removesuffix("index.html") for p in site.rglob("*.html")}
    assert built == set(PAGES)


def violations(page) -> list[tuple[str, str]]:
    asked = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}  # which axe leaves out
    found = Axe().run(page, options=asked).response["violations"]
    return [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_wide_or_narrow_light_or_dark(page, base_url: str, address: str) -> None:
    found = {}
    schemes = ("light", "dark") if PAGES.index(address) % 2 else ("dark", "light")
    for width, scheme in zip((1280, 390), schemes, strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(base_url + address)  # afresh: the theme slides its menu aside when a window narrows
        page.clock.run_for(500)
        found[width, scheme] = violations(page)
    assert not any(found.values()), found


@pytest.mark.parametrize("address", PAGES)
def test_no_page_scrolls_sideways_at_320_px(page, base_url: str, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(base_url + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
