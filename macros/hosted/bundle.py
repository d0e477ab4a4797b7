"""A page's own modules -> one script that does the same, and the sheets of its head -> one: two requests for many.

Each module becomes a function that gives what it exports, called in the order of the imports, so no name of one can
meet a name of another. It reads packed modules (`packed.py`) with the imports and exports that ours have: names in
braces, `export` before what is declared. Left out: defaults, stars, imports during the run, and modules in a circle.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path

NAMED = "components/page-"  # the first part of each bundle's address
_ROOT = r'((?:\.\./)+|/(?:[^"/]+/)*?|)'  # the way to the site's root, from a page or from anywhere
_SCRIPT = re.compile(rf'<script type="module"(?: fetchpriority="low")? src="{_ROOT}(components/[^"]+)"></script>\n?')
_SHEET = re.compile(rf'<link rel="stylesheet" href="{_ROOT}((?:assets/stylesheets|components)/[^"]+)">\n?')
_IMPORT = re.compile(r'^import(?:\{([^}]*)\}from)?\s*"([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)
_DECLARED = re.compile(r"^export (?:async )?(?:function|class|const) ?(?:(\w+)|\[([\w,]+)\])", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*|\bimport(?:\.meta|\s*\().*", re.MULTILINE)


def bundle(site: Path, modules: Iterable[str]) -> str:
    """One script for `modules` (addresses below the root) and all that they import; ValueError for what it leaves out.

    A module is named by its place in the script: `$0` is what the first one exports.
    """
    names: dict[str, str] = {}
    out = []

    def add(module: str, above: tuple[str, ...]) -> str:
        if module in above:
            raise ValueError(f"{module} imports itself by way of {above[-1]}. Move what both need into a third.")
        if module not in names:
            text = (site / module).read_text(encoding="utf-8")
            made = _function(module, text, lambda other: add(_found(module, other), (*above, module)))
            names[module] = f"${len(names)}"
            out.append(f"const {names[module]}={made};\n")
        return names[module]

    for module in modules:
        add(module, ())
    return "".join(out)


def _found(module: str, other: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(module), other))


def _function(module: str, text: str, name_of: Callable[[str], str]) -> str:
    """A module as a function called at once; what it imports stands under `name_of` its address."""
    exported = ",".join(many or one for one, many in _DECLARED.findall(text))

    def bind(found: re.Match[str]) -> str:
        name = name_of(found[2])
        return f"const{{{found[1].replace(' as ', ':')}}}={name};\n" if found[1] else ""

    code = _EXPORT.sub("", _IMPORT.sub(bind, text))
    if other := _OTHER.search(code):
        raise ValueError(f"{module} says {other[0][:60]!r}. Import and export by names in braces, at the line's start.")
    return f"(()=>{{\n{code}return{{{exported}}}}})()"


def style(site: Path, sheets: Iterable[str]) -> str:
    """One sheet in place of several, in their order; what they point to stands in a folder beside that of each."""
    texts = [(site / sheet).read_text(encoding="utf-8") for sheet in sheets]
    if near := re.search(r"url\((?!\"?data:|\.\./|#)[^)]*", "".join(texts)):
        raise ValueError(f"a sheet says {near[0]}), which leads elsewhere from another folder. Begin with ../.")
    return "".join(re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).strip() + "\n" for text in texts)


# For scripts and sheets: the tag that asks for one, what is made of many, its ending, and the tag that asks for it.
_KINDS: tuple[tuple[re.Pattern[str], Callable[[Path, Iterable[str]], str], str, str], ...] = (
    (
        _SCRIPT,
        bundle,
        "js",
        '<script type="module" fetchpriority="low" src="{}"></script>\n',
    ),  # all is there without it
    (_SHEET, style, "css", '<link rel="stylesheet" href="{}">\n'),
)


def in_place_of_many(site: Path) -> None:
    """Lets each page's head ask for one script and one sheet where it asks for several.

    Pages that ask for the same share what is made; its name follows from what is in it, so a browser may keep it.
    """
    written: dict[tuple[str, ...], str] = {}
    for path in site.rglob("*.html"):
        head, end, body = path.read_text(encoding="utf-8").partition("</head>")
        path.write_text(_of_few(site, head, written) + end + body, encoding="utf-8")


def _of_few(site: Path, head: str, written: dict[tuple[str, ...], str]) -> str:
    for pattern, make, ending, tag in _KINDS:
        asked = list(pattern.finditer(head))
        files = tuple(each[2] for each in asked)
        if not asked or files[0].startswith(NAMED):
            continue
        if files not in written:
            text = make(site, files)
            written[files] = f"{NAMED}{hashlib.sha256(text.encode()).hexdigest()[:10]}.{ending}"
            (site / written[files]).write_text(text, encoding="utf-8")
        first = asked[0].start()
        head = head[:first] + tag.format(asked[0][1] + written[files]) + pattern.sub("", head[first:])
    return head
