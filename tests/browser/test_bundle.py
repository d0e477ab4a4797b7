"""Modules written as one script: each keeps its names to itself and runs once, in the order of the imports."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.hosted import bundle, packed

SCRIPT = "text/javascript"


def site_of(folder: Path, modules: dict[str, str]) -> Path:
    for name, text in modules.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(packed.script(text) if name.endswith(".js") else text, encoding="utf-8")
    return folder


RUN = {
    "two names that are the same": {
        "a.js": 'import { f as g } from "./b.js";\nconst f = () => g() + 1;\nsaid.push(f());\n',
        "b.js": "const one = 41;\nexport function f() {\n  return one;\n}\n",
    },
    "a module that two import runs once, before them": {
        "a.js": 'import { x } from "./sub/b.js";\nimport { y } from "./c.js";\nsaid.push(x, y);\n',
        "sub/b.js": 'import "../c.js";\nsaid.push("b");\nexport const x = 1;\n',
        "c.js": 'said.push("c");\nexport const [y, z] = [2, 3];\n',
    },
    "every kind of export": {
        "a.js": 'import { A, b, c, d, e } from "./b.js";\nsaid.push(new A().a, b(), c, d, typeof e);\n',
        "b.js": "export class A {\n  a = 1;\n}\nexport function b() {\n  return 2;\n}\nexport const c = 3;\n"
        "export const [d] = [4];\nexport async function e() {}\n",
    },
    "words that look like an import stay in a string": {
        "a.js": 'said.push("import", `a\nb: export`);\n',
    },
    "a shared state": {
        "a.js": 'import { next } from "./b.js";\nimport { twice } from "./c.js";\nsaid.push(next(), twice());\n',
        "b.js": "let count = 0;\nexport const next = () => (count += 1);\n",
        "c.js": 'import { next } from "./b.js";\nexport const twice = () => [next(), next()];\n',
    },
}


def ran(page, base_url: str, address: str, text_of) -> list:
    """What a module said while it ran, in a page of its own; `text_of` gives the text at an address."""
    page.route(f"{base_url}/run/**", lambda route: route.fulfill(body=text_of(route.request.url), content_type=SCRIPT))
    page.goto(base_url + "/about/cite/")
    return page.evaluate(f"async () => {{ globalThis.said = []; await import('/run/{address}'); return said; }}")


@pytest.mark.parametrize("case", RUN)
def test_a_bundle_does_what_its_modules_do(page, context, base_url: str, tmp_path: Path, case: str) -> None:
    site = site_of(tmp_path, RUN[case])
    apart = ran(page, base_url, "a.js", lambda url: (site / url.partition("/run/")[2]).read_text(encoding="utf-8"))
    text = bundle.bundle(site, ["a.js"])
    assert ran(context.new_page(), base_url, "whole.js", lambda _url: text) == apart != []
    assert not [line for line in text.splitlines() if line.startswith(("import", "export"))]


LEFT_OUT = {
    "a default": "export default 1;\n",
    "a star": 'import * as b from "./b.js";\n',
    "a list at the end": "const a = 1;\nexport { a };\n",
    "another's name": 'export { a } from "./b.js";\n',
    "an import during the run": 'const b = await import("./b.js");\n',
    "the module's own address": "const a = import.meta.url;\n",
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_what_a_bundle_cannot_hold_is_named(tmp_path: Path, case: str) -> None:
    with pytest.raises(ValueError, match=r"^a\.js says .+ Import and export by names in braces"):
        bundle.bundle(site_of(tmp_path, {"a.js": LEFT_OUT[case], "b.js": "export const a = 1;\n"}), ["a.js"])


def test_modules_in_a_circle_are_named(tmp_path: Path) -> None:
    circle = {"a.js": 'import "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}
    with pytest.raises(ValueError, match=r"^a\.js imports itself by way of b\.js\."):
        bundle.bundle(site_of(tmp_path, circle), ["a.js"])


SHEETS = {"a/a.css": "a{top:0}\n", "b.css": "b{background:url(../x.png)}\n/*# sourceMappingURL=b.css.map */\n"}


def test_sheets_become_one_in_their_order(tmp_path: Path) -> None:
    assert bundle.style(site_of(tmp_path, SHEETS), SHEETS) == "a{top:0}\nb{background:url(../x.png)}\n"


def test_a_sheet_that_points_beside_itself_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"url\(x\.png\), which leads elsewhere"):
        bundle.style(site_of(tmp_path, {"a.css": "a{background:url(x.png)}\n"}), ["a.css"])


def test_every_page_asks_for_the_same_one_sheet_before_it_is_painted(site: Path) -> None:
    heads = [path.read_text(encoding="utf-8").partition("</head>")[0] for path in site.rglob("*.html")]
    asked = [re.findall(r'<link rel="stylesheet" href="[^"]*?(components/[^"]+)"', head) for head in heads]
    assert len(heads) > 15
    assert len({tuple(names) for names in asked}) == 1
    (name,) = asked[0]
    sheet = (site / name).read_text(encoding="utf-8")
    assert "--md-hue" in sheet, "the theme's own"
    for part in ("components/tokens.css", "components/site.css"):
        assert (site / part).read_text(encoding="utf-8").strip() in sheet


def test_a_page_asks_for_two_scripts_of_ours_at_most(site: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    asked = [re.findall(r'<script[^>]* src="[^"]*((?:components|model)/[^"]+)"', text) for text in pages]
    assert max(map(len, asked)) == 2
    assert all(re.fullmatch(r"components/(?:page-[0-9a-f]{10}|site)\.js", one) for names in asked for one in names)
    assert len({name for names in asked for name in names}) > 4
