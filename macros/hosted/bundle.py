"""A page's own modules -> one script that does the same: one request in place of one for each module and import.

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
_SCRIPT = re.compile(r'<script type="module" src="((?:\.\./)*\.?/?)(components/[^"]+)"></script>\n?')
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


def in_place_of_modules(site: Path) -> None:
    """Writes a bundle for each set of modules that a page's head asks for, and lets the head ask for it alone.

    Pages with the same modules share a bundle; its name follows from what is in it, so a browser may keep it.
    """
    written: dict[tuple[str, ...], str] = {}
    for path in site.rglob("*.html"):
        head, end, body = path.read_text(encoding="utf-8").partition("</head>")
        asked = list(_SCRIPT.finditer(head))
        modules = tuple(each[2] for each in asked)
        if not asked or modules[0].startswith(NAMED):
            continue
        if modules not in written:
            written[modules] = _write(site, bundle(site, modules))
        one = f'<script type="module" src="{asked[0][1]}{written[modules]}"></script>\n'
        rest = _SCRIPT.sub("", head[asked[0].start() :])
        path.write_text(f"{head[: asked[0].start()]}{one}{rest}{end}{body}", encoding="utf-8")


def _write(site: Path, text: str) -> str:
    name = f"{NAMED}{hashlib.sha256(text.encode()).hexdigest()[:10]}.js"
    (site / name).write_text(text, encoding="utf-8")
    return name
