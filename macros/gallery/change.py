"""What a script or a reader's choice makes of a component, as changes to its finished HTML.

Each change names elements by path (`at`) and does one thing to them, or sets attributes and text together:

- `set: {NAME: VALUE}` gives attributes; `true` is one without a value, `null` takes it away
- `text: WORDS`, or `words: NAME` with `fill: {…}`: the words of an attribute that the page carries for its script, on
  the element itself or elsewhere in the component, with their places filled
- `append: HTML` puts HTML at the end; `wrap: HTML` puts an empty element around all that it holds
- `move: PATH` puts the first element found there at the end of the first, the second at the end of the second, and
  so on
- `remove: true` takes it away
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from . import tree
from .example import Change


def apply(root: Element, change: Change) -> None:
    """Does one change; a Misfit where the component is made otherwise."""
    found = tree.find(root, change.at)
    for kind in change.do.keys() & KINDS.keys():
        KINDS[kind](root, found, change.do)


def _set(_root: Element, found: list[Element], do: dict[str, Any]) -> None:
    for element in found:
        for name, value in do["set"].items():
            if value is None:
                element.attrib.pop(name, None)
            else:
                element.set(name, "" if value is True else str(value))


def _text(_root: Element, found: list[Element], do: dict[str, Any]) -> None:
    for element in found:
        _say(element, str(do["text"]))


def _words(root: Element, found: list[Element], do: dict[str, Any]) -> None:
    """Words stand in the template of the component: an example says which, and never says them again."""
    for element in found:
        carriers = [element, *root.iter()]
        words = next((one.attrib[do["words"]] for one in carriers if do["words"] in one.attrib), None)
        if words is None:
            raise tree.Misfit(f"nothing carries the words '{do['words']}'. Take a name from the template.")
        _say(element, _filled(words, do.get("fill", {})))


def _filled(words: str, values: dict[str, Any]) -> str:
    """`{n} of {of}` with its places filled; a place without a value is left out, as scripts do."""
    return re.sub(r"\{(\w+)\}", lambda place: str(values.get(place[1], "")), words).strip()


def _say(element: Element, words: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = words


def _append(_root: Element, found: list[Element], do: dict[str, Any]) -> None:
    for element in found:
        element.extend(tree.read(do["append"]))


def _wrap(_root: Element, found: list[Element], do: dict[str, Any]) -> None:
    for element in found:
        around = tree.read(do["wrap"])[0]
        around.text, element.text = element.text, None
        around.extend(element)
        for child in list(element):
            element.remove(child)
        element.append(around)


def _move(root: Element, found: list[Element], do: dict[str, Any]) -> None:
    for element, moved in zip(found, tree.find(root, do["move"]), strict=False):
        tree.drop(root, moved)
        element.append(moved)


def _remove(root: Element, found: list[Element], _do: dict[str, Any]) -> None:
    for element in found:
        tree.drop(root, element)


KINDS: dict[str, Callable[[Element, list[Element], dict[str, Any]], None]] = {
    "set": _set,
    "text": _text,
    "words": _words,
    "append": _append,
    "wrap": _wrap,
    "move": _move,
    "remove": _remove,
}
