"""An example -> the component's own HTML in that state: what its template prints, then what its script would change."""

from __future__ import annotations

import functools
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup

from ..files.problems import Problem, Problems
from ..pages.render import names, render
from . import change, tree
from .drawn_by import MACROS
from .example import Example

FINISHED = ("marks", "words", "source", "cards", "control", "drawn")  # values that are HTML or SVG already


def printed(example: Example) -> str:
    """The HTML that a page holds before any script runs; Problems where the example does not fit its component."""
    try:
        if example.macro:
            return _by_macro(example.macro, *example.given)
        return render(example.component, **{key: _value(key, value) for key, value in example.values.items()})
    except Problems:
        raise
    except Exception as error:
        raise Problems(_unused(example) or [_undrawn(example, error)]) from error


@functools.cache
def _by_macro(name: str, *given: str) -> str:
    """Once a build, however many states are drawn of it."""
    return MACROS[name](*given)


def faults(example: Example) -> list[Problem]:
    """All that is wrong in an example, also what its drawing can bear."""
    try:
        picture(example)
    except Problems as error:
        return error.problems
    return _unused(example)


def _unused(example: Example) -> list[Problem]:
    """Each value that the component's template does not name."""
    known = names(example.component) if example.values else set()
    faults = [tree.Misfit(f"its template names no '{name}'") for name in sorted(example.values.keys() - known)]
    return [_undrawn(example, fault) for fault in faults]


def _undrawn(example: Example, why: Exception) -> Problem:
    said = f"{example.component} cannot be drawn with these values ({why}). Give what its template names."
    return example.place.problem(said)


def picture(example: Example) -> str:
    """The same in the example's state, shown as one of many on a page."""
    root = tree.read(printed(example))
    problems: list[Problem] = []
    for each in example.state:
        try:
            change.apply(root, each)
        except tree.Misfit as fault:
            problems.append(each.place.problem(str(fault)))
    if problems:
        raise Problems(problems)
    try:
        _shorten(root, example)
    except tree.Misfit as fault:
        raise Problems([example.place.problem(str(fault))]) from None
    tree.set_apart(root, example.id, example.name)
    return tree.write(root)


def _shorten(root: Element, example: Example) -> None:
    for path in example.cut:
        for one in tree.find(root, path):
            tree.drop(root, one)
    for path, count in example.keep.items():
        for one in tree.find(root, path):
            for child in list(one)[count:]:
                one.remove(child)


def _value(key: str, value: Any) -> Any:
    """A plain value as templates take it. A record of `component` and `with` is another component, drawn."""
    if isinstance(value, dict) and value.keys() == {"component", "with"}:
        inner = {name: _value(name, one) for name, one in value["with"].items()}
        return Markup(render(value["component"], **inner))  # noqa: S704 - our own template
    if isinstance(value, dict):
        return {name: _value(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_value(key, inner) for inner in value]
    return Markup(value) if key in FINISHED and isinstance(value, str) else value  # noqa: S704 - our own examples
