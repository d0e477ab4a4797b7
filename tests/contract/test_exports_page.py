"""The exports beside the pages: whole, linked, as the command makes them, and out of the search's way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from macros.export import FORMATS, files
from macros.quiz.bank import Bank


@pytest.fixture(scope="session")
def text(site: Path) -> str:
    return (site / "reference/exports/index.html").read_text(encoding="utf-8")


def test_the_site_publishes_what_the_command_writes(site: Path) -> None:
    made = files(quiz for _, quiz in Bank().sound())
    assert {path.name: path.read_bytes() for path in (site / "exports").iterdir()} == made


def test_the_page_links_every_file_with_its_size(site: Path, text: str) -> None:
    for path in (site / "exports").iterdir():
        assert f'href="../../exports/{path.name}"' in text, path.name
    for _, quiz in Bank().sound():
        for form in FORMATS:
            size = round((site / "exports" / (quiz.id + form.ending)).stat().st_size / 1000)
            assert re.search(
                rf'{re.escape(quiz.id + form.ending)}</a></small></th><td>[^<]+</td><td class="n">{size:,} kB</td>',
                text,
            ), (quiz.id, form.name)


def test_the_page_says_that_the_answers_are_inside(text: str) -> None:
    assert "The answers are in these files." in text


def test_neither_search_nor_sitemap_holds_an_export(site: Path) -> None:
    places = [
        entry["location"]
        for entry in json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    ]
    assert not [place for place in places if place.startswith("exports/")]
    addresses = re.findall("<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert addresses
    assert not [address for address in addresses if "/exports/" in address.replace("/reference/exports/", "/")]


def test_the_published_json_is_what_its_published_schema_says(site: Path) -> None:
    schema = json.loads((site / "exports/questions.schema.json").read_text(encoding="utf-8"))
    for path in (site / "exports").glob("*.json"):
        if path.name != "questions.schema.json":
            jsonschema.Draft202012Validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))
