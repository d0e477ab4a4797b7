"""Authors write Markdown; no text of theirs can become markup that runs."""

from __future__ import annotations

import random

import pytest

from macros.pages import plain_markdown
from macros.pages.markdown import block, inline, parsed

PIECES = [
    "a", "B ", "word", " ", "  ", "\n", "\n\n", " \n", "`", "`x`", "``", "`a b`", "` `", "`\n`", "*", "**", "***",
    "**b**", "*i*", "**a `x` b**", "*a\nb*", " * ", "_", "\\", "[", "]", "(u)", "<", " < ", "<=", "<b>", "<a@b>", "&",
    "&amp;", " & ", "&#1;", "-", "- ", "1. ", "1.", "2) ", "#", "# ", ">", "=", "===", "---", "~~~", "|", ":", "!",
    "+ ", "\t", "    ", "é", "“q”", "5 %", ".", "…", "$", "'", '"', "?", ",", "\xa0", "·", "—", "@", "^", "%", "{", "}",
    "{: #x }", "\x0b", "\x0c", "\x85", "\u2028", "\x02", "\x03", "\r", "http://a.b", "a@b.c",
]  # fmt: skip


def test_code_and_emphasis_work() -> None:
    assert inline("use `--flag` *now*") == "use <code>--flag</code> <em>now</em>"


def test_plain_words_come_out_as_they_are() -> None:
    assert inline("5 of 15, that's half") == "5 of 15, that's half"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick=x>b</b>",
        "<div>\n\n*x*\n\n</div>",
        "![x](https://example.org/x.png)",
        "<!-- c --> &lt;script&gt;",
        "```html\n<script>x</script>\n```",
    ],
)
def test_raw_html_stays_text(text: str) -> None:
    for out in (block(text), inline(text)):
        lowered = out.lower()
        assert "<script" not in lowered
        assert "<img" not in lowered
        assert "<b " not in lowered
        assert "<div" not in lowered
        assert "<!--" not in lowered


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "JaVaScript:alert(1)", "vbscript:x"])
def test_a_link_that_would_run_is_dead(scheme: str) -> None:
    out = block(f"[a]({scheme}) <{scheme}> [b]\n\n[b]: {scheme}").lower()
    assert 'href="javascript' not in out
    assert 'href="data' not in out
    assert 'href="vbscript' not in out


def test_an_address_in_code_stays_as_written() -> None:
    assert block('`href="javascript:x"`') == '<p><code>href="javascript:x"</code></p>'


def test_a_fence_gives_code_its_language_and_no_id_of_an_author() -> None:
    assert block("```python\nx = 1\n```") == '<pre><code class="language-python">x = 1\n</code></pre>'
    assert "id=" not in block("``` { #search .x }\nx = 1\n```")


def test_a_dollar_is_a_dollar() -> None:
    assert inline("$5–$6 and $5-$10") == "$5–$6 and $5-$10"


def test_the_fast_way_gives_what_the_parser_gives_or_leaves_it_to_the_parser() -> None:
    draw = random.Random(20261127)
    texts = ["".join(draw.choice(PIECES) for _ in range(draw.randint(1, 6))) for _ in range(12_000)]
    fast = {text: html for text in texts if (html := plain_markdown.html_of(text)) is not None}
    assert len(fast) > 1_000
    assert [(text, html) for text, html in fast.items() if html != parsed(text)] == []


@pytest.mark.parametrize("text", ["Words, 5 % of them.", "use `--flag` *now*", "**Two** of `a < b`\n\nand more (3)"])
def test_what_authors_write_most_takes_the_fast_way(text: str) -> None:
    assert plain_markdown.html_of(text) == parsed(text)


@pytest.mark.parametrize("text", ["[a](b)", "1. one", "- one", "a_b_", "``a``", "\\*", "&lt;", "<b>", "a  \nb"])
def test_what_means_more_is_left_to_the_parser(text: str) -> None:
    assert plain_markdown.html_of(text) is None
