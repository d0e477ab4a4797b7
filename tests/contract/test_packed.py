"""Our style sheets and scripts as they are written, and as they go out: the same rules, the same code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Token

from macros.hosted import packed

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "docs/components").rglob("*.css"))
CODE = sorted(path for folder in ("components", "model") for path in (ROOT / "docs" / folder).rglob("*.js"))

STYLES = {
    "lines and the space around marks go": ("a,\nb > c {\n  color: red;\n  top: 0;\n}\n", "a,b>c{color:red;top:0}\n"),
    "a descendant keeps its space": ("& :is(a, b) c {\n  top: 0;\n}\n", "& :is(a,b) c{top:0}\n"),
    "a sum keeps its space": ("a {\n  width: calc(100% - 2rem + 1px);\n}\n", "a{width:calc(100% - 2rem + 1px)}\n"),
    "a string stays sign for sign": (
        'a::before {\n  content: "/* a ;  } : > */  \\" b";\n}\n',
        'a::before{content:"/* a ;  } : > */  \\" b"}\n',
    ),
    "an attribute may hold any mark": ("[b='x;  y{z}'] {\n  top: 0;\n}\n", "[b='x;  y{z}']{top:0}\n"),
    "an address stays sign for sign": (
        "a {\n  src: url(data:x;base64,/*y*/==), url( b.woff2 );\n}\n",
        "a{src:url(data:x;base64,/*y*/==), url( b.woff2 )}\n",
    ),
    "a comment goes": ("/* it's { */\na {\n  /* one; */\n  top: 0; /* two */\n}\n", "a{top:0}\n"),
    "a comment that parts two words leaves a mark": ("a/* b */.c {\n  d: 1px/**/2px;\n}\n", "a/**/.c{d:1px/**/2px}\n"),
    "rules inside rules": (
        "@media (min-width: 4em) {\n  a {\n    top: 0;\n\n    & b {\n      top: 1px;\n    }\n  }\n}\n",
        "@media (min-width: 4em){a{top:0;& b{top:1px}}}\n",
    ),
    "a word of the theme's": (
        "a {\n  --md-x: 0 -3px var(--y)  inset !important;\n}\n",
        "a{--md-x:0 -3px var(--y) inset !important}\n",
    ),
}

SCRIPTS = {
    "comments, indents and empty lines go": ("// why\n\nif (a) {\n  // how\n  b(); // so\n}\n", "if(a){\nb();\n}\n"),
    "the space around marks goes": ('  const { a, b = [c] } = d ? e : !f && "g";\n', 'const{a,b=[c]}=d?e:!f&&"g";\n'),
    "signs keep their space": ("a = b + +c - -d;\n", "a=b + +c - -d;\n"),
    "words keep theirs": ('for (const a of b) return "c" in d;\n', 'for(const a of b)return "c" in d;\n'),
    "a string stays sign for sign": ("  a(\"// ,  b\", 'c = `');\n", "a(\"// ,  b\",'c = `');\n"),
    "a template literal stays sign for sign": ("a(`x\n  // y\n  = z`);\n  b();\n", "a(`x\n  // y\n  = z`);\nb();\n"),
    "also one that holds another": ("a(`${b ? `c` : {}}\n  // d`);\n  e();\n", "a(`${b ? `c` : {}}\n  // d`);\ne();\n"),
    "a pattern stays, and its backtick opens nothing": (
        "  a.replace(/[`/] , = /g, b);\n  // c\n",
        "a.replace(/[`/] , = /g,b);\n",
    ),
    "a division is no pattern": ("  a = b / c; // `\n  d = e / f;\n", "a=b / c;\nd=e / f;\n"),
    "a comment of another kind stays": ("a(/* `, b */ c);\n  d();\n", "a(/* `, b */ c);\nd();\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", STYLES)
def test_a_style_sheet_is_packed(case: str) -> None:
    text, small = STYLES[case]
    assert packed.style(text) == small
    assert packed.style(small) == small, "twice changes nothing"


@pytest.mark.parametrize("case", SCRIPTS)
def test_a_script_is_packed(case: str) -> None:
    text, small = SCRIPTS[case]
    assert packed.script(text) == small
    assert packed.script(small) == small, "twice changes nothing"


def rules(page, text: str) -> list[str]:
    """What the browser makes of a style sheet, rule by rule, in its own words."""
    return page.evaluate(
        """(text) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          return [...sheet.cssRules].map((rule) => rule.cssText);
        }""",
        text,
    )


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_browser_reads_the_same_rules_from_the_hosted_sheet(page, site: Path, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    small = (site / path.relative_to(ROOT / "docs")).read_text(encoding="utf-8")
    assert len(small) < len(text)
    assert rules(page, small) == rules(page, text) != []
    assert rules(page, small.replace("& ", "&", 1).replace(":", ": 1", 1)) != rules(page, text), "a slip is seen"


def code(text: str) -> list[list[str]]:
    """A script's words and marks line by line, by a lexer that knows nothing of ours; space and comments left out."""
    lines: list[list[str]] = [[]]
    for kind, part in JavascriptLexer().get_tokens(text):
        if kind in Token.Text and "\n" in part:
            lines.append([])
        elif kind not in Token.Text and kind not in Token.Comment:
            lines[-1].append(part)
        elif kind in Token.Comment.Single:
            lines.append([])  # the lexer takes the end of its line with it
    return [line for line in lines if line]


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_the_hosted_script_is_the_same_code_line_by_line(site: Path, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    small = (site / path.relative_to(ROOT / "docs")).read_text(encoding="utf-8")
    assert len(small) < len(text)
    assert code(small) == code(text) != []
    assert not [line for line in small.splitlines() if not line or line.startswith((" ", "//"))]


@pytest.mark.parametrize("slip", ["a+ +b;", "return/c/;", "a(`b `);", "a\nb;", "constd=1;"])
def test_a_slip_in_a_script_is_seen(slip: str) -> None:
    assert code(slip) not in [code(text) for text in ("a++b;", "return /c /;", "a(` b`);", "a b;", "const d=1;")]


# A line of a sheet: a comment, the head of a rule, one declaration, the end of a rule, or nothing.
LINES = re.compile(r"/\*.*\*/|[^;{}]+ \{|(?:[a-z]|--)[\w-]*: [^;{}]+;|\}|")


def untidy(text: str) -> list[str]:
    """The lines of a style sheet that are not laid out as ours are: one thing a line, two spaces in for each rule."""
    depth, said = 0, []
    for line in text.splitlines():
        depth -= line.strip() == "}"
        if not LINES.fullmatch(line.strip()) or (line and line != "  " * depth + line.strip()):
            said.append(line)
        depth += line.endswith("{")
    return said


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_holds_one_declaration_a_line(path: Path) -> None:
    assert untidy(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("line", [
    "  top: 0; left: 0;",
    "  top: 0; /* why */",
    "  top: 0",
    "   top: 0;",
    "  top:0;",
    "  & b { top: 0 }",
])  # fmt: skip
def test_a_line_laid_out_otherwise_is_named(line: str) -> None:
    assert untidy(f"a {{\n{line}\n}}\n") == [line]
