"""Links from a question lead to the section that answers it."""

from __future__ import annotations

from macros.pages.outline import front_matter, sections

TEXT = """
## 1 Why waiting is cheaper {: #why }

A paragraph.
{: #idle-hours }

```
## not a heading {: #nor-this }
```

## Words with `numbers`

Text {#shape}
"""


def test_an_id_belongs_to_the_heading_above_it() -> None:
    where = sections(TEXT)
    assert where["idle-hours"].id == "why"
    assert where["idle-hours"].title == "1 Why waiting is cheaper"
    assert where["shape"].title == "Words with numbers"


def test_a_heading_without_an_id_gets_the_one_the_site_gives_it() -> None:
    assert sections(TEXT)["words-with-numbers"].title == "Words with numbers"


def test_code_blocks_hold_no_headings() -> None:
    assert "nor-this" not in sections(TEXT)


def test_front_matter_is_set_apart() -> None:
    assert front_matter("---\ntitle: A\n---\nText") == ("title: A", "Text")
    assert front_matter("Text") == ("", "Text")
