"""The gallery's examples beside the real thing: a component with the site's scripts, and both as plain shapes."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from macros.files.problems import Problem
from macros.gallery.draw import printed
from macros.gallery.example import Example
from macros.gallery.read_examples import COMPONENTS, components, examples

PLACE = "/workbench/calculator/"  # as deep as the gallery, and where a tool's own links are right

# A line an element and a line a text, indented: what a reader meets, whichever way it came about. What a script keeps
# in properties counts as an attribute; what is only announced, and what the gallery adds to set examples apart, does
# not.
SHAPE = """(box, { prefix, name, cut, keep }) => {
  const at = (path) => {
    const any = path.replace(/(^|\\/)svg\\b/g, "$1*[local-name()='svg']"); // a drawing is of another namespace
    const found = document.evaluate(`.//${any}`, box, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index));
  };
  for (const path of cut) for (const one of at(path)) one.remove();
  for (const [path, count] of Object.entries(keep))
    for (const one of at(path)) [...one.children].slice(count).forEach((child) => child.remove());
  const words = (node) => (node.textContent.trim() ? [node.textContent.replace(/\\s+/g, " ")] : []);
  const shape = (node, depth = 0) => {
    if (node.nodeType !== 1) return node.nodeType === 3 ? words(node).map((line) => " ".repeat(depth) + line) : [];
    const own = (value) => value.replaceAll(`${prefix}--`, "").replace(` (${name})`, "");
    const given = Object.fromEntries([...node.attributes].map(({ name: key, value }) => [key, own(value)]));
    for (const key of ["aria-level", "method", "checked", "selected", "value"]) delete given[key];
    const there = String(node.href?.baseVal ?? node.href ?? "").replace(location.href.split("#")[0], "");
    if (there) given.href = there.replace(`${prefix}--`, "");
    if (node.matches("input[type=radio]")) given.checked = [node.checked, node.defaultValue];
    else if (node.matches("input, select, option")) given.value = node.value;
    const silent = node.matches("template, .vh");
    const tag = [node.localName, ...Object.entries(given).sort().map(([key, value]) => `${key}="${value}"`)].join(" ");
    const inner = silent ? [] : [...node.childNodes].flatMap((child) => shape(child, depth + 1));
    return [`${" ".repeat(depth)}<${tag}>`, ...inner];
  };
  box.normalize();
  return [...box.childNodes].flatMap((child) => shape(child));
}"""


@functools.cache
def every() -> dict[str, Example]:
    """All examples of all components by their id."""
    problems: list[Problem] = []
    made = {one.id: one for name in components() for one in examples(name, problems)}
    assert problems == []
    return made


def open_live(page: Any, base_url: str, example: Example, kept: dict[str, Any]) -> None:
    """The example's HTML as a page holds it, then the site's scripts; `kept` is what this browser has saved."""
    scripts = "".join(
        f'<script type="module" src="../../components/{name}/{name}.js"></script>'
        for name in components()
        if (Path(COMPONENTS) / name / f"{name}.js").exists()
    )
    head = '<!doctype html><title>-</title><body class="md-typeset" data-md-color-scheme="default">'
    body = f'{head}<div class="example">{printed(example)}</div>{scripts}'
    page.route(base_url + PLACE, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in kept.items()}
    page.add_init_script(f"Object.assign(localStorage, {json.dumps(texts)})")
    page.goto(base_url + PLACE)


def shape(box: Any, example: Example) -> list[str]:
    """A real component, shortened as its example is."""
    return _shape(box, example, list(example.cut), example.keep)


def drawn_shape(box: Any, example: Example) -> list[str]:
    """A drawn one, which is short already."""
    return _shape(box, example, [], {})


def _shape(box: Any, example: Example, cut: list[str], keep: dict[str, int]) -> list[str]:
    lines: list[str] = box.evaluate(SHAPE, {"prefix": example.id, "name": example.name, "cut": cut, "keep": keep})
    return lines
