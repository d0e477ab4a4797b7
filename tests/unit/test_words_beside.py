"""The words of a module stand in the template beside it, and none of them is ever empty by mistake."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from macros.files.words_beside import words


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
        words(module)
