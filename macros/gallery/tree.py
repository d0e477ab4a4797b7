"""Finished HTML <-> a tree of elements that can be searched, changed and set apart from other examples on a page."""

from __future__ import annotations

import functools
import re
from html import unescape
from xml.etree.ElementTree import XML, Element, ParseError, tostring

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_POINTS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers", "list")
_TAG = re.compile(r"""<([a-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:=("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ENTITY = re.compile(r"&(\w+);")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Misfit(ValueError):
    """What an example says of a component that is made otherwise, in words for its author."""


def read(html: str) -> Element:
    """The fragment below one element that stands for nothing. Our templates close every tag, so nothing is guessed."""
    try:
        return XML(_as_xml(html))
    except ParseError as error:
        raise Misfit(f"its HTML does not close what it opens ({error})") from None


@functools.cache
def _as_xml(html: str) -> str:
    """Kept, as many states are drawn of the same fragment."""
    return f"<root>{_ENTITY.sub(_sign, _TAG.sub(_closed, html))}</root>"


def _closed(tag: re.Match[str]) -> str:
    """A start tag as XML has it: each attribute with a value, and an end where HTML needs none."""
    given = _ATTRIBUTE.sub(_valued, tag[2]).rstrip(" /")
    return f"<{tag[1]}{given}{'/' if tag[1] in VOID or tag[2].endswith('/') else ''}>"


def _valued(attribute: re.Match[str]) -> str:
    value = attribute[2] or '""'
    return f"{attribute[1]}={value}" if value[0] in "\"'" else f'{attribute[1]}="{value}"'


def _sign(entity: re.Match[str]) -> str:
    """The sign that a name stands for; XML knows five of the names."""
    return entity[0] if entity[1] in ("amp", "lt", "gt", "quot", "apos") else unescape(entity[0])


def write(root: Element) -> str:
    """What stands below `root`, as HTML."""
    return "".join([_text(root.text), *(tostring(child, encoding="unicode", method="html") for child in root)])


def _text(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def find(root: Element, path: str) -> list[Element]:
    """Every element at a path such as `tbody/tr[2]` or `input[@value='each']/..`, wherever it begins below `root`.

    A path that leads nowhere is a fault: the component has changed, and what names its parts has not."""
    found = list(root.findall(f".//{path}"))
    if not found:
        raise Misfit(f"nothing stands at '{path}'. Follow the component's template.")
    return found


def drop(root: Element, one: Element) -> None:
    """Takes an element out; the text behind it stays where it is."""
    parent = next(element for element in root.iter() if one in list(element))
    place = list(parent).index(one)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + (one.tail or "")
    else:
        parent.text = (parent.text or "") + (one.tail or "")
    one.tail = None
    parent.remove(one)


def set_apart(root: Element, prefix: str, name: str) -> None:
    """Makes a fragment one of many on a page: its ids and groups of radios are its own, its landmarks say whose they
    are, its headings stand below the example's own, and its forms are sent nowhere."""
    ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    for element in root.iter():
        given = element.attrib
        _point(given, ids, f"{prefix}--")
        if given.get("role") == "region":
            given["aria-label"] = f"{given['aria-label']} ({name})"
        if element.tag in _HEADINGS:
            given["aria-level"] = "4"
        if element.tag == "form":
            given["method"] = "dialog"  # outside a dialog such a form does nothing
        if element.tag == "noscript":  # what stands in it belongs to the state, whoever looks at the picture
            element.tag = "div"


def _point(given: dict[str, str], ids: set[str], own: str) -> None:
    """Gives one element's id, and what points to an id of the fragment, the fragment's own prefix."""
    for key in _POINTS:
        if key in given:
            given[key] = " ".join(own + one if one in ids else one for one in given[key].split())
    for key, value in given.items():
        if "url(#" in value:
            given[key] = re.sub(r"url\(#([^)]+)\)", rf"url(#{own}\1)", value)
    href = given.get("href", "")
    if href.startswith("#") and href[1:] in ids:
        given["href"] = f"#{own}{href[1:]}"
    if "id" in given:
        given["id"] = own + given["id"]
    if given.get("type") == "radio":
        given["name"] = own + given["name"]
