"""Finished HTML comes out of Markdown as it went in, wherever an author puts it."""

from __future__ import annotations

import markdown
import pytest

from macros.fragments import makeExtension, pack

HTML = '<my-card data-x="{&quot;a&quot;: 1}"><p>*not emphasis* &amp; <b>é</b></p>\n\n    <pre>  kept </pre></my-card>'


@pytest.mark.parametrize(
    "place",
    ["{}", "- item\n\n    {}\n", "> {}", '!!! note "A"\n\n    {}\n', "1. {}\n2. next"],
    ids=["alone", "list", "quote", "admonition", "numbered"],
)
def test_html_is_exact_in_every_nesting(place: str) -> None:
    made = markdown.Markdown(extensions=["admonition", "attr_list", makeExtension()])
    assert HTML in made.convert(place.format(pack(HTML)))


def test_a_word_alone_loses_its_paragraph() -> None:
    made = markdown.Markdown(extensions=[makeExtension()])
    assert made.convert(pack("<div>x</div>")) == "<div>x</div>"
