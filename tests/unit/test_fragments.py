"""Finished HTML comes out of Markdown as it went in, wherever an author puts it."""

from __future__ import annotations

from collections.abc import Iterator

import markdown
import pytest

from macros.fragments import FragmentExtension, Fragments

HTML = '<my-card data-x="{&quot;a&quot;: 1}"><p>*not emphasis* &amp; <b>é</b></p>\n\n    <pre>  kept </pre></my-card>'
PLACES = pytest.mark.parametrize(
    "place",
    ["{}", "- item\n\n    {}\n", "> {}", '!!! note "A"\n\n    {}\n', "1. {}\n2. next"],
    ids=["alone", "list", "quote", "admonition", "numbered"],
)


def converted(fragments: Fragments, text: str) -> str:
    return markdown.Markdown(extensions=["admonition", "attr_list", FragmentExtension(fragments)]).convert(text)


@PLACES
def test_html_is_exact_in_every_nesting(place: str) -> None:
    fragments = Fragments()
    assert HTML in converted(fragments, place.format(fragments.pack(HTML)))


@PLACES
def test_what_is_drawn_late_comes_out_as_exact(place: str) -> None:
    fragments = Fragments(late=True)
    page = converted(fragments, place.format(fragments.pack_late(lambda: HTML)))
    assert "my-card" not in page
    assert HTML in fragments.whole(page)


@pytest.mark.parametrize("late", [True, False])
def test_a_word_alone_loses_its_paragraph_and_so_do_two(late: bool) -> None:
    fragments = Fragments(late)
    words = fragments.pack_late(lambda: "<i>y</i>") + fragments.pack("<div>x</div>")
    assert fragments.whole(converted(fragments, words)) == "<i>y</i><div>x</div>"


def test_late_parts_are_drawn_in_the_order_of_the_page_and_let_go() -> None:
    order: Iterator[int] = iter(range(9))
    fragments = Fragments(late=True)
    first, second = (fragments.pack_late(lambda: str(next(order))) for _ in range(2))
    assert fragments.whole(converted(fragments, f"{second} {first}")) == "<p>0 1</p>"
    assert fragments.ready == fragments.waiting == {}


def test_a_number_that_nobody_packed_stays_a_word() -> None:
    assert converted(Fragments(), "a HTMLx7xLMTH") == "<p>a HTMLx7xLMTH</p>"
