"""Each component's examples are drawn by its template: whole, parsed without an error, and under its own name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from markupsafe import Markup

from macros.lesson.figures import FIGURES
from macros.pages.render import render

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = ROOT / "docs/components"
EXAMPLES = [
    pytest.param(folder.name, example, id=f"{folder.name}: {example['name']}")
    for folder in sorted(path for path in COMPONENTS.iterdir() if path.is_dir())
    for example in yaml.safe_load((folder / "examples.yml").read_text(encoding="utf-8"))
]
FINISHED = ("marks", "words", "source", "cards", "control")  # values that are HTML or SVG already


def _value(key: str, value: Any) -> Any:
    if key in FINISHED and isinstance(value, str):
        return Markup(value)
    if key in FINISHED and isinstance(value, list):
        return [Markup(one) for one in value]
    if isinstance(value, dict):
        return _Both(**{name: _value(name, inner) for name, inner in value.items()})
    if isinstance(value, list):
        return [_value(key, one) for one in value]
    return value


class _Both(dict):
    """A record that templates may read by attribute or by key, as they read models and dictionaries."""

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError:
            raise AttributeError(key) from None


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_is_drawn_whole(name: str, example: dict[str, Any]) -> None:
    given = {key: _value(key, value) for key, value in example.items() if key != "name"}
    out = render(name, **given)
    parser = html5lib.HTMLParser()
    parser.parseFragment(out)
    assert parser.errors == []
    assert f"<{name}" in out or f'class="{name}' in out


def drawings(folder: str) -> set[str]:
    return {path.name.removesuffix(".html.jinja") for path in (COMPONENTS / folder).iterdir()}


def test_each_figure_has_its_drawing_and_each_drawing_is_drawn() -> None:
    assert drawings("lesson-figure/figures") == {*FIGURES, "cost-by-hits"}


def test_each_table_has_its_template_and_each_template_is_printed() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.py"))
    assert drawings("price-table/tables") == set(re.findall(r"\btable\(\s*\"([^\"]+)\"", code))
