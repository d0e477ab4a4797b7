"""The words of a module stand in the template beside it, and none of them is ever empty by mistake."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

from macros.files.words_beside import words

MACROS = Path(__file__).resolve().parents[2] / "macros"
BESIDE = sorted(path for path in MACROS.rglob("*.jinja") if path.with_suffix(".py").exists())


@pytest.fixture
def module(tmp_path: Path) -> str:
    said = "{% macro rows(past) %}\n{% for row in past %}\n- <{{ row|loud }}>\n{% endfor %}\n{% endmacro %}\n"
    (tmp_path / "due.jinja").write_text(said + "{% macro some() %}{{ nobody }}{% endmacro %}\n", encoding="utf-8")
    return str(tmp_path / "due.py")


def loud(text: str) -> str:
    return text.upper()


def test_a_macro_is_a_function_and_its_text_is_as_written(module: str) -> None:
    assert words(module, loud).rows(["a & b", "c"]) == "- <A & B>\n- <C>\n"


def test_an_unknown_name_is_an_error(module: str) -> None:
    with pytest.raises(jinja2.UndefinedError, match="nobody"):
        words(module, loud).some()
    with pytest.raises(jinja2.TemplateAssertionError, match="loud"):
        words(module).some()


@pytest.mark.parametrize("template", BESIDE, ids=lambda path: path.relative_to(MACROS).as_posix())
def test_every_template_beside_a_module_is_sound(template: Path) -> None:
    source = template.with_suffix(".py").read_text(encoding="utf-8")
    filters = re.findall(r"words\(__file__, (.*)\)", source)
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(dict.fromkeys(", ".join(filters).replace("say.", "").split(", "), str))
    environment.compile(template.read_text(encoding="utf-8"))
