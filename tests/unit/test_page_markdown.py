"""A page's HTML as Markdown: every word once, links whole, and nothing that gives an answer away."""

from __future__ import annotations

import pytest

from macros.hosted import html_tree, page_markdown

HERE = "https://example.org/repo/reference/prices/"


def markdown(inner: str) -> str:
    return page_markdown.markdown_of(
        html_tree.read(f"<main><nav>Menu</nav><article>{inner}</article></main>"), HERE
    ).strip()


CASES = {
    "a heading loses its link to itself": ('<h2 id="a">Cost<a class="headerlink" href="#a">¶</a></h2>', "## Cost"),
    "marks keep their spaces outside": (
        "<p>so <strong>much </strong>more <em>work</em></p>",
        "so **much** more *work*",
    ),
    "a link is whole": (
        '<p><a href="../terms/#x">Terms</a></p>',
        "[Terms](https://example.org/repo/reference/terms/#x)",
    ),
    "code keeps its signs": ("<p>Write <code>a * b &lt; c</code></p>", "Write `a * b < c`"),
    "a sign of Markdown in a text is only a sign": ("<p>2 * 3 &lt; 7</p>", "2 \\* 3 \\< 7"),
    "a code block keeps its lines": ("<pre><code>one\n  two\n</code></pre>", "```text\none\n  two\n```"),
    "lists nest": ("<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>", "- a\n  1. b\n  2. c\n- d"),
    "a term and its meaning": ("<dl><dt>Batch</dt><dd>Later.</dd></dl>", "Batch\n:   Later."),
    "a table with a bar in a cell": (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>x|y</td><td>1<small>flex</small></td></tr></tbody></table>",
        "| A | B |\n| --- | --- |\n| x\\|y | 1 (flex) |",
    ),
    "a short row is filled up": (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>x</td></tr></tbody></table>",
        "| A | B |\n| --- | --- |\n| x |  |",
    ),
    "a table without a head": (
        "<table><tbody><tr><th>x</th><td>1</td></tr></tbody></table>",
        "|  |  |\n| --- | --- |\n| x | 1 |",
    ),
    "a quotation": ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    "a formula": (
        "<p><math><mi>m</mi><mo>=</mo><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mi>c</mi></mrow></mfrac></math></p>",
        "m = (a / (b + c))",
    ),
    "drawings, controls and hidden words are left out": (
        "<p>x<svg><text>9</text></svg><button>Go</button><span hidden>no</span></p>",
        "x",
    ),
    "a text that unfolds on a page stays": ("<details><summary>More</summary><p>words</p></details>", "More\n\nwords"),
    "a tag left open ends with its parent": ("<div><p>a</div><p>b</p>", "a\n\nb"),
    "loose words between blocks": ("<div>one<p>two</p>three</div>", "one\n\ntwo\n\nthree"),
    "an unknown element with a hyphen is a block": ("<p>a</p><price-table><p>b</p></price-table>", "a\n\nb"),
}


@pytest.mark.parametrize("name", CASES)
def test_html_as_markdown(name: str) -> None:
    given, expected = CASES[name]
    assert markdown(given) == expected


def test_a_question_keeps_stem_and_options_and_loses_its_key() -> None:
    card = """<quiz-question><form class="question" data-answer="b"><p>Given:</p><pre><code>x = 1</code></pre><fieldset>
    <legend><small><span>Question 3</span> of 15 </small>What is <em>x</em>?</legend><p class="error" hidden></p>
    <div><input type="radio" value="a"><label>Two</label></div>
    <div><input type="radio" value="b"><label>One</label></div></fieldset>
    <p class="actions" hidden><button>Check</button></p>
    <details><summary>Answer and reasons</summary><p class="key">Correct: One</p></details>
    <p class="links"><a href="#see">Read the paragraph</a></p></form></quiz-question>"""
    assert markdown(card) == "Given:\n\n```text\nx = 1\n```\n\n**Question 3 of 15.** What is *x*?\n\n- Two\n- One"


def test_what_unfolds_in_any_form_is_a_key_and_what_follows_the_form_is_not() -> None:
    assert (
        markdown("<form><p>Bet?</p><div><details><p>21 %</p></details></div></form><details><p>open</p></details>")
        == "Bet?\n\nopen"
    )
