"""What every built page must be, whatever it teaches: whole, linked, unambiguous, and about what is there."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urldefrag

import html5lib
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, str]:
    return {str(p.relative_to(site)): p.read_text(encoding="utf-8") for p in sorted(site.rglob("*.html"))}


def test_the_strict_build_says_nothing(built) -> None:
    assert built.warnings == []


def test_every_page_of_the_navigation_is_built(pages) -> None:
    assert {
        "index.html",
        "reference/prices/index.html",
        "reference/terms/index.html",
        "reference/glossary/index.html",
    } <= set(pages)


def test_html_parses_without_an_error(pages) -> None:
    faults = {}
    for name, text in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(text)
        if parser.errors:
            faults[name] = [(place, code) for place, code, _ in parser.errors]
    assert faults == {}


def test_no_macro_and_no_packed_word_is_left_in_a_page(pages) -> None:
    for name, text in pages.items():
        assert not re.search(r"\{\{|\{%|HTMLx[0-9a-f]{4}|Macro Rendering Error|Build error", text), name


def test_ids_are_unique_on_each_page(pages) -> None:
    for name, text in pages.items():
        twice = [i for i, n in Counter(re.findall(r"\sid=\"?([^\"\s>]+)", text)).items() if n > 1]
        assert twice == [], name


def _resolve(site: Path, page: str, href: str) -> tuple[Path, str]:
    path, fragment = urldefrag(href)
    path = path.partition("?")[0]  # what a page is asked is no part of its file's name
    base = site / page
    if not path:
        return base, unquote(fragment)
    target = (site / path.lstrip("/")) if path.startswith("/") else (base.parent / unquote(path)).resolve()
    return (target / "index.html" if target.is_dir() else target), unquote(fragment)


def test_every_link_and_anchor_leads_somewhere(pages, site: Path) -> None:
    dead = []
    for name, text in pages.items():
        if name == "404.html":
            continue  # its addresses are absolute to the hosted root
        for href in re.findall(r"(?:href|src)=\"?([^\"\s>]+)", text):
            if re.match(r"(?:https?:|mailto:|data:)", href):
                continue
            target, fragment = _resolve(site, name, href.replace("&amp;", "&"))
            if not target.exists():
                dead.append((name, href))
            elif fragment and target.suffix == ".html" and not fragment.startswith(("__", ":~:")):
                other = pages[
                    str(target.relative_to(site.resolve() if target.is_relative_to(site.resolve()) else site))
                ]
                inputs = re.fullmatch(r"(\w+)=.*", fragment)  # of a tool, by the names of its fields
                if inputs and f'name="{inputs[1]}"' in other:
                    continue
                if f'id="{fragment}"' not in other and f"id={fragment}" not in other:
                    dead.append((name, href))
    assert dead == []


def test_every_component_has_its_parts_and_its_name() -> None:
    for folder in sorted(p for p in (ROOT / "docs/components").iterdir() if p.is_dir()):
        names = {p.name for p in folder.iterdir() if not p.is_dir()}
        need = {f"{folder.name}.html.jinja", "examples.yml"}
        assert need <= names, folder.name
        assert all(n == "examples.yml" or n.startswith((folder.name + ".", folder.name + "-")) for n in names), names


def test_a_folder_below_a_component_holds_what_fills_its_blocks() -> None:
    below = [p for p in (ROOT / "docs/components").glob("*/*/**/*") if not p.is_dir()]
    assert below
    for path in below:
        name = path.relative_to(ROOT / "docs/components").parts[0]
        assert path.name.endswith(".html.jinja"), path
        assert f'{{%- extends "{name}/{name}.html.jinja" -%}}' in path.read_text(encoding="utf-8"), path


def test_templates_and_examples_are_not_published(site: Path) -> None:
    assert not list(site.rglob("*.jinja"))
    assert not list(site.rglob("examples.yml"))


def test_no_page_names_an_invented_maintainer(pages) -> None:
    assert "not yet signed by a maintainer" in pages["index.html"]


def test_cards_tables_and_figures_stay_out_of_the_search_index(site: Path) -> None:
    import json

    index = json.dumps(json.loads((site / "search/search_index.json").read_text(encoding="utf-8")))
    assert "Answer and reasons" not in index
    assert "The same figure as a table" not in index


def test_no_page_loads_anything_from_another_host(pages) -> None:
    for name, text in pages.items():
        loaded = re.findall(
            r"<(?:script|img|iframe|source)[^>]+src=\"?(https?:[^\"\s>]+)"
            r"|<link[^>]+rel=\"?(?:stylesheet|preload|icon)[^>]+href=\"?(https?:[^\"\s>]+)",
            text,
        )
        assert loaded == [], name


def test_no_page_skips_a_level_of_headings_and_no_radio_completes_itself(site: Path) -> None:
    pages = [path for path in site.rglob("index.html")]
    assert len(pages) > 15
    for path in pages:
        text = path.read_text(encoding="utf-8")
        article = text[text.index("<article") : text.rindex("</article>")]
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", article)]
        assert all(after <= before + 1 for before, after in itertools.pairwise([0, *levels])), (path, levels)
        inputs = re.findall(r"<input[^>]*>", article)
        assert not [one for one in inputs if "autocomplete" in one and 'type="radio"' in one], path
