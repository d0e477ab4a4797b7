"""The gallery: every component in every state that a reader can meet, drawn by the build and left alone by scripts.

Only the components' styles are linked. Without their scripts nothing here wakes, so nothing is judged, counted or kept.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from markupsafe import Markup

from ..files.problems import Problem, Problems
from ..pages.page import Page
from ..pages.render import render
from .draw import faults, picture
from .read_examples import COMPONENTS, components, examples

_COMMENT = re.compile(r"\{#-?\s*(.+?)\s*-?#\}", re.DOTALL)


def gallery(place: Page, pack: Callable[[str], str], pack_late: Callable[[Callable[[], str]], str]) -> str:
    """Markdown: a heading a component, so that the page's outline names them; what stands below it is packed HTML.

    The states are drawn late: the search leads to the pages where the components stand, not to pictures of them.
    """
    parts = [pack("".join(_style("../" * place.url.count("/"), name) for name in components()))]
    for name in components():
        parts += [f"## {name} {{: #{name} }}", pack_late(functools.partial(_states, name))]
    return "\n\n".join(parts)


def problems(of: Iterable[str] = ()) -> list[Problem]:
    """What is wrong in any example, or in those of some components: in its file, or with what it is drawn by."""
    found: list[Problem] = []
    for name in of or components():
        purpose(name, found)
        found += [problem for example in examples(name, found) for problem in faults(example)]
    return found


def purpose(component: str, problems: list[Problem]) -> str:
    """The first sentence of the template's opening comment: what it turns into what."""
    path = COMPONENTS / component / f"{component}.html.jinja"
    found = _COMMENT.match(path.read_text(encoding="utf-8"))
    if not found:
        said = "the template opens without a comment. Say there what it turns into what."
        problems.append(Problem(f"docs/components/{component}/{path.name}", 1, 1, said))
        return ""
    return re.split(r"(?<=\.)\s", " ".join(found[1].split()).replace("->", "→"), maxsplit=1)[0]


def _states(component: str) -> str:
    """A component's part of the page, or every problem in it."""
    states, problems = [], list[Problem]()
    for example in examples(component, problems):
        try:
            drawn = Markup(picture(example))  # noqa: S704 - our own template
        except Problems as error:
            problems += error.problems
            continue
        states.append(
            {"id": example.id, "name": example.name, "says": example.says, "drawn": drawn, "folded": example.folded}
        )
    folder = f"docs/components/{component}/"
    said = purpose(component, problems)
    if problems:
        raise Problems(problems)
    return render("component-states", purpose=said, folder=folder, states=states)


def _style(root: str, name: str) -> str:
    file = f"{name}/{name}.css"
    return f'<link rel="stylesheet" href="{root}components/{file}">' if (COMPONENTS / file).exists() else ""
